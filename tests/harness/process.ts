import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { onTestFinished } from 'vitest'
import { ROOT } from './house.ts'

export type Running = {
  readonly process: ChildProcess
  /** The lines it has written so far. */
  readonly lines: readonly string[]
  /** Waits for the next line that fits, from the first one on. */
  line(pattern: RegExp): Promise<string>
  /** Ends it as a power cut would. */
  kill(): Promise<void>
  ended: Promise<number | null>
}

/** Runs a piece of TypeScript in a process of its own; it ends with the test at the latest. Its arguments begin at `process.argv[2]`. */
export function runScript(script: string, args: readonly string[]): Running {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-script-'))
  const file = join(folder, 'script.mts')
  writeFileSync(file, script)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return runFile(file, args)
}

/** Where compiled sources are kept for the next process. */
const COMPILED = join(ROOT, 'node_modules/.cache/tongxin/compiled')

/** Runs a file of TypeScript in a process of its own, likewise. */
export function runFile(file: string, args: readonly string[]): Running {
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_COMPILE_CACHE: COMPILED } })
  const lines: string[] = []
  const waiting = new Set<() => void>()
  const wake = () => { for (const look of waiting) look() }
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', line => { lines.push(line); wake() })
  let over = false
  const ended = new Promise<number | null>(resolve => child.on('close', code => { over = true; wake(); resolve(code) }))
  onTestFinished(() => { child.kill('SIGKILL') })
  const line = (pattern: RegExp) => new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = lines.find(text => pattern.test(text))
      if (found === undefined && !over) return
      waiting.delete(look)
      if (found === undefined) reject(new Error(`the process ended without ${String(pattern)}:\n${lines.join('\n')}`))
      else resolve(found)
    }
    waiting.add(look)
    look()
  })
  return { process: child, lines, line, ended, kill: async () => { child.kill('SIGKILL'); await ended } }
}
