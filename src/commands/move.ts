import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { moveTo } from '../backup/move/actions.ts'
import { holdingLines, progressTo } from './backup.ts'
import { readArguments, required } from './arguments.ts'
import { BadArguments, refuse, type Command, type Output } from './command.ts'
import { MOVED_FILE, openHouse, whereIs, type OpenedHouse } from './house.ts'
import { checkLine, verifyHouse } from './verify.ts'

/** A server's address as it may be shown: without its password. */
function shown(url: string): string {
  const address = new URL(url)
  address.password = ''
  return address.href
}

function serverOf(url: string): string {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) throw new BadArguments(`--to ${url}：应为 postgres://… / should be postgres://…`)
  return url
}

/** The office as it stands on the server, verified there against the heads it had here. */
async function verifyThere(url: string, known: readonly string[], out: Output): Promise<boolean> {
  const opened = await openHouse({ url, log: out.log, lastGoodLaw: true })
  try {
    const { ok, checks } = await verifyHouse(opened, known)
    for (const check of checks) out.log(checkLine(check))
    return ok
  } finally {
    await opened.close()
  }
}

async function carry(opened: OpenedHouse, url: string, out: Output): Promise<number> {
  const there = whereIs(undefined, url)
  const moved = await moveTo(opened.house, { url, files: there.files, keyFile: there.keyFile, sourceKeyFile: opened.where.keyFile, progress: progressTo(out) })
  if (!moved.ok) return refuse(out, moved.refusals)
  const { rows, files, holds } = moved.value
  if (!await verifyThere(url, holds.map(({ journal }) => journal.hash).filter(hash => hash !== ''), out)) {
    out.log('搬过去的数据没有通过核验，这里的数据没有改动，请继续使用这里的。/ What was moved does not verify; this directory is unchanged: go on here.')
    return 1
  }
  writeFileSync(join(opened.where.directory, MOVED_FILE), `${JSON.stringify({ to: shown(url), at: new Date().toISOString(), holds }, null, 2)}\n`)
  out.print({ to: shown(url), rows, files, holds, files_directory: there.files, key_file: there.keyFile }, [
    `已搬到 ${shown(url)}：${rows} 行、${files} 个附件，逐表核对相同，核验相符 / moved; every table compared, verified there`, ...holdingLines(holds),
    `附件 files: ${there.files}`, `密钥文件 key file: ${there.keyFile}`, '原目录留存，不再打开。/ The old directory stays as it was and is not opened any more.',
  ].join('\n'))
  return 0
}

export const moveCommand: Command = {
  usage: 'move --data DIR --to DATABASE_URL',
  summary: { zh: '把一个单位的数据库搬到县里的 PostgreSQL 服务器', en: 'carry an office’s database onto a county’s PostgreSQL server' },
  async run(args, out) {
    const { values } = readArguments(args, { data: { type: 'string' }, to: { type: 'string' } })
    const [data, url] = [required(values.data, 'data'), serverOf(required(values.to, 'to'))]
    const opened = await openHouse({ data, lastGoodLaw: true, log: out.log })
    try {
      if (opened.demo) throw new BadArguments(`--data ${data}：示例数据库不搬到服务器 / a demo is not moved onto a server`)
      return await carry(opened, url, out)
    } finally {
      await opened.close()
    }
  },
}
