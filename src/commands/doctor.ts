import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { Text } from '../base/result.ts'
import { lawFaults } from '../entitlement/law-check.ts'
import { hashOf, lawFolders } from '../law/load.ts'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { ROOT } from './house.ts'
import { DEMO_LAW, LAW } from './law-folders.ts'

type Finding = { readonly name: string; readonly found: boolean; readonly version: string; readonly needed_for: Text }

const MEMORY_BYTES_MIN = 1 << 30

/** What a program says of its version; empty when it is not there. */
function versionOf(program: string, ...args: string[]): string {
  const { stdout, stderr, status } = spawnSync(program, args, { encoding: 'utf8', timeout: 20_000 })
  return status === 0 ? (stdout || stderr).trim().split('\n')[0] ?? '' : ''
}

const program = (name: string, needed_for: Text, args: string[] = ['--version']): Finding => {
  const version = versionOf(name, ...args)
  return { name, found: version !== '', version, needed_for }
}

const inTests = (what: Text): Text => ({ zh: `仅测试用：${what.zh}`, en: `for tests alone: ${what.en}` })

/** The folder of the law: a server keeps the last good one in its place, and everything else refuses it. */
function lawFinding(): Finding {
  const folders = lawFolders([LAW, DEMO_LAW])
  const [first, ...more] = [...lawFaults(folders)].flat()
  const needed_for = { zh: '政策文件；有错时服务沿用上一次无误的', en: 'the law; a server keeps the last good one in place of a faulty one' }
  return { name: 'law', found: first === undefined, version: first ? `${first.place}（${more.length + 1}，law check）` : hashOf(folders.flat()).slice(0, 12), needed_for }
}

const findings = (): Finding[] => [
  { name: 'node', found: true, version: process.version, needed_for: { zh: '运行', en: 'running' } },
  {
    name: 'memory', found: totalmem() >= MEMORY_BYTES_MIN, version: `${Math.round(totalmem() / 2 ** 20)} MB`,
    needed_for: { zh: '嵌入式数据库至少需要 1 GB', en: 'the embedded database needs 1 GB' },
  },
  lawFinding(),
  { name: 'web', found: existsSync(join(ROOT, 'dist', 'index.html')), version: 'dist', needed_for: { zh: '页面（npm start 会自动生成）', en: 'the pages (npm start builds them)' } },
  program('chromium', inTests({ zh: '浏览器旅程', en: 'journeys in the browser' })),
  program('soffice', inTests({ zh: '把公文排成页面', en: 'turning documents into pages' })),
  program('pdftotext', inTests({ zh: '读出页面上的字', en: 'reading those pages' }), ['-v']),
  program('psql', inTests({ zh: 'PostgreSQL 上的同一套测试', en: 'the same tests on PostgreSQL' })),
]

export const doctorCommand: Command = {
  usage: 'doctor',
  summary: { zh: '说明这台机器有什么、缺什么', en: 'what this machine has and lacks' },
  async run(args, out) {
    readArguments(args, {})
    const all = findings()
    out.print(all, all.map(finding => `${finding.found ? '有' : '缺'} ${finding.name} ${finding.version} — ${finding.needed_for.zh} / ${finding.needed_for.en}`).join('\n'))
    return 0
  },
}
