import { resolve } from 'node:path'
import { writeBackup } from '../backup/archive/actions.ts'
import type { BackupProgress, Holding } from '../backup/backup.ts'
import { InUse } from '../db/lock.ts'
import { readArguments, required } from './arguments.ts'
import { BadArguments, refuse, type Command, type Output } from './command.ts'
import { openHouse } from './house.ts'

/** A line when the work turns to something else, not for every table. */
export function progressTo(out: Output): (progress: BackupProgress) => void {
  let last = ''
  return ({ text }) => {
    if (text.zh !== last) out.log(`${text.zh} / ${text.en}`)
    last = text.zh
  }
}

/** Where a county's records stand, as somebody compares it with paper. */
export const holdingLines = (holds: readonly Holding[]): string[] => holds.map(({ county, name, journal, runs, last_run, last_serial }) => [
  `${county} ${name}`, `日志 journal ${journal.number} ${journal.hash}`,
  last_run ? `发放 runs ${runs}，最后一批 last ${last_run.year}-${last_run.number} ${last_run.state}` : '发放 runs 0',
  last_serial === null ? '没有送过银行 nothing sent to a bank' : `最后一笔送银行 last serial ${last_serial}`,
].join('；'))

export const backupCommand: Command = {
  usage: 'backup --data DIR --out FILE',
  summary: { zh: '把全部数据和附件做成一个加密的备份文件', en: 'everything in one sealed file' },
  async run(args, out) {
    const { values } = readArguments(args, { data: { type: 'string' }, out: { type: 'string' } })
    const file = resolve(required(values.out, 'out'))
    const opened = await openHouse({ data: values.data, lastGoodLaw: true, log: out.log }).catch((error: unknown) => {
      if (!(error instanceof InUse)) throw error
      throw new BadArguments(`${error.message}\n运行中的程序每夜自己备份，管理员也可在页面上随时备份。/ The running program makes its own backups every night, and whenever its administrator asks on the page.`)
    })
    try {
      const made = await writeBackup(opened.house, file, { reason: 'command', progress: progressTo(out) })
      if (!made.ok) return refuse(out, made.refusals)
      const { rows, files, bytes, sha256, holds } = made.value
      out.print(made.value, [`${file}：${rows} 行、${files} 个附件，${bytes} 字节，已回读核验 / rows, files, bytes; read back whole`, `sha256 ${sha256}`, ...holdingLines(holds),
        '备份里没有密钥：密钥文件和恢复口令请另处保管。/ It holds no key: keep the key file and the recovery phrase elsewhere.'].join('\n'))
      return 0
    } finally {
      await opened.close()
    }
  },
}
