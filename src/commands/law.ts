import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { lawFaults } from '../entitlement/law-check.ts'
import { hashOf, lawFolders } from '../law/load.ts'
import { readArguments } from './arguments.ts'
import { BadArguments, refuse, type Command, type Output } from './command.ts'
import { DEMO_LAW, LAW } from './law-folders.ts'

function check(directories: readonly string[], out: Output): number {
  const lost = directories.filter(directory => !existsSync(directory))
  if (lost.length > 0) {
    return refuse(out, lost.map(value => ({ code: 'not-found', place: '--dir', value, message: { zh: '没有这个文件夹', en: 'there is no such folder' } })))
  }
  const folders = lawFolders(directories)
  const faults = [...lawFaults(folders)].flat()
  if (faults.length > 0) return refuse(out, faults)
  const files = folders.flat()
  const cases = files.filter(({ path }) => path.endsWith('.cases.yaml')).length
  const hash = hashOf(files)
  out.print({ files: files.length, files_of_cases: cases, hash }, `${files.length} 个文件（其中例子 ${cases} 个）没有错误 / no fault in ${files.length} files, ${cases} of them cases\n${hash}`)
  return 0
}

export const lawCommand: Command = {
  usage: 'law check [--dir DIR]…',
  summary: { zh: '检查政策文件、规则和例子，一次列出全部错误', en: 'every fault of the law’s files, rules and cases at once' },
  run(args, out) {
    const { values, positionals: [word, ...rest] } = readArguments(args, { dir: { type: 'string', multiple: true } })
    if (word !== 'check' || rest.length > 0) throw new BadArguments(`law ${[word ?? '', ...rest].join(' ')}：应为 check / must be check`)
    return Promise.resolve(check(values.dir?.map(directory => resolve(directory)) ?? [LAW, DEMO_LAW], out))
  },
}
