import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './database.ts'

const PARTS = ['src', 'law', 'demo', 'db', 'forms', 'activities', 'templates', 'dist', 'package.json']

export type ProgramCopy = {
  readonly root: string
  /** Changes a file under its law/ and answers the line where it did. */
  edit(file: string, from: string | RegExp, to: string): number
  remove(): void
}

/** A copy of the program, whose data folders may be spoiled. */
export function copyProgram(): ProgramCopy {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-program-'))
  const root = join(folder, 'program')
  mkdirSync(root)
  for (const part of PARTS) if (existsSync(join(ROOT, part))) cpSync(join(ROOT, part), join(root, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  return {
    root,
    edit(file, from, to) {
      const path = join(root, 'law', file)
      const text = readFileSync(path, 'utf8')
      const at = typeof from === 'string' ? text.indexOf(from) : text.search(from)
      if (at < 0) throw new Error(`${file} does not contain ${String(from)}`)
      writeFileSync(path, text.slice(0, at) + text.slice(at).replace(from, () => to))
      return text.slice(0, at).split('\n').length
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
