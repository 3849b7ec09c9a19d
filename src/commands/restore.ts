import { resolve } from 'node:path'
import { restoreBackup } from '../backup/restore/actions.ts'
import { holdingLines } from './backup.ts'
import { readArguments } from './arguments.ts'
import { BadArguments, refuse, type Command } from './command.ts'
import { readEnvironment } from './environment.ts'
import { whereIs } from './house.ts'

const AFTERWARDS = [
  '请先做：verify 核验；备份之后送过银行的，先把银行回盘导入，再做新的发放。',
  'First run verify; where files went to the bank after this backup, enter their returns before anything new is sent.',
]

export const restoreCommand: Command = {
  usage: 'restore --data DIR FILE [--replace]',
  summary: { zh: '从备份文件恢复到一个空目录', en: 'restore a backup into an empty directory' },
  async run(args, out) {
    const { values, positionals } = readArguments(args, { data: { type: 'string' }, replace: { type: 'boolean', default: false } })
    if (positionals.length !== 1) throw new BadArguments('restore 要一个备份文件 / restore needs one backup file')
    const { DATABASE_URL, TONGXIN_RECOVERY_PHRASE } = readEnvironment(process.env)
    if (values.data === undefined && DATABASE_URL === undefined) throw new BadArguments('缺少 --data / --data is missing')
    const { directory, url, files, keyFile } = whereIs(values.data)
    if (url && values.replace) throw new BadArguments('--replace 只用于目录；数据库服务器请新建一个空库 / --replace is for a directory; on a server make a new empty database')
    const restored = await restoreBackup({
      file: resolve(positionals[0]!), target: url ? { url, files } : { directory, replace: values.replace },
      keyFile, phrase: TONGXIN_RECOVERY_PHRASE, now: Date.now(), log: out.log,
    })
    if (!restored.ok) return refuse(out, restored.refusals)
    const { made_at, sha256, holds, replaced } = restored.value
    out.print({ ...restored.value, data: url ?? directory }, [
      `已恢复 ${made_at} 的备份 / restored what stood then`, `sha256 ${sha256}`, ...holdingLines(holds),
      ...(replaced === null ? [] : [`原来的在 ${replaced} / what was there before is kept there`]), ...AFTERWARDS,
    ].join('\n'))
    return 0
  },
}
