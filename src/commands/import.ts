import { readFile, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import type { Refusal } from '../base/result.ts'
import { importSheet, type Imported } from '../roster/intake/actions.ts'
import { checkFileSize, notASheet } from '../sheets/sheets.ts'
import { readArguments } from './arguments.ts'
import { BadArguments, refuse, type Command, type Output } from './command.ts'
import { commandActor, openHouse } from './house.ts'

const noSuchFile = (path: string): Refusal => ({
  code: 'not-found', place: 'file', value: path, message: { zh: '没有这个文件，或无权读取。', en: 'There is no such file, or it may not be read.' },
})

/** What is wrong with the file before a byte of it is read. */
export async function fileFaults(path: string): Promise<readonly Refusal[]> {
  const found = await stat(path).catch(() => undefined)
  if (!found) return [noSuchFile(path)]
  if (!found.isFile()) return [notASheet({ zh: '不是文件。', en: 'it is not a file.' })]
  return checkFileSize(found.size)
}

const failedPath = (path: string): string => join(dirname(path), `${basename(path, extname(path))}.failed.xlsx`)

/** One JSON value; for people a line for each error and the sum. */
function answer(out: Output, { failed: _, ...imported }: Imported, failedRows: string | undefined): void {
  const value = failedRows === undefined ? imported : { ...imported, failed_rows: failedRows }
  const lines = imported.errors.map(error =>
    `第 ${error.row} 行 ${error.column}：${error.value === '' ? '' : `“${error.value}” `}${error.reason.zh}${error.legal.length > 0 ? ` 可填：${error.legal.join('、')}` : ''}`)
  const verb = imported.committed ? '已导入' : '预览（加 --commit 才保存）：可导入'
  lines.push(`读到 ${imported.rows_read} 行，${verb} ${imported.accepted} 行，退回 ${imported.refused} 行。`)
  if (failedRows !== undefined) lines.push(`退回的行在 ${failedRows}，改好后可再导入。`)
  out.print(value, lines.join('\n'))
}

function importArguments(args: string[]) {
  const { values, positionals } = readArguments(args, { data: { type: 'string' }, form: { type: 'string' }, commit: { type: 'boolean', default: false } })
  if (values.form === undefined || positionals.length !== 1) throw new BadArguments('import 要 --form 和一个文件 / import needs --form and one file')
  return { data: values.data, form: values.form, commit: values.commit, path: positionals[0]! }
}

export const importCommand: Command = {
  usage: 'import --data DIR --form ID FILE [--commit]',
  summary: { zh: '读一张办公表；不加 --commit 只预览', en: 'read an office sheet; a preview without --commit' },
  async run(args, out) {
    const { data, form, commit, path } = importArguments(args)
    const faults = await fileFaults(path)
    if (faults.length > 0) return refuse(out, faults)
    const bytes = await readFile(path)
    const opened = await openHouse({ data, log: out.log })
    try {
      const imported = await importSheet(opened.house, commandActor(opened.counties[0]!.code, 'clerk'), form, bytes, { commit })
      if (!imported.ok) return refuse(out, imported.refusals)
      const failed = imported.value.failed === null ? undefined : failedPath(path)
      if (failed !== undefined) await writeFile(failed, imported.value.failed!)
      answer(out, imported.value, failed)
      return 0
    } finally {
      await opened.close()
    }
  },
}
