import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { MACHINE } from './machine.ts'

declare module 'vitest' {
  interface ProvidedContext { township: string }
}

const ROOT = join(import.meta.dirname, '../..')

/**
 * The invented township, filled once per run; each journey begins with a copy of it. Gone when they end.
 * It is filled beside the first tests, which need a minute longer than it does: who wants it waits for `filled`, or is told by `failed`.
 */
export default function setUp(project: TestProject): (() => void) | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-township-'))
  project.provide('township', folder)
  // Without a browser every journey is skipped, and nobody needs it.
  if (MACHINE.chromium === undefined) return () => rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'filling'))
  const filling = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), 'demo', '--data', join(folder, 'filling', 'data')], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  filling.stderr.setEncoding('utf8').on('data', (text: string) => { said += text })
  filling.on('close', code => {
    if (code === 0) renameSync(join(folder, 'filling'), join(folder, 'filled'))
    else if (existsSync(folder)) writeFileSync(join(folder, 'failed'), said)
  })
  return () => {
    filling.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}
