import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { MACHINE } from './machine.ts'

declare module 'vitest' {
  interface ProvidedContext { township: string }
}

const ROOT = join(import.meta.dirname, '../..')

/** Once per run: the invented township, filled; each journey begins with a copy of it. Gone when they end. */
export default function setUp(project: TestProject): (() => void) | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-township-'))
  project.provide('township', folder)
  // Without a browser every journey is skipped, and nobody needs it.
  if (MACHINE.chromium !== undefined) {
    const filled = spawnSync(process.execPath, [join(ROOT, 'src/cli.ts'), 'demo', '--data', join(folder, 'data')], { encoding: 'utf8' })
    if (filled.status !== 0) throw new Error(`the township could not be filled: ${filled.stderr}`)
  }
  return () => rmSync(folder, { recursive: true, force: true })
}
