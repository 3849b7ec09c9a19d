import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCsv } from 'hucre/csv'
import { MACHINE } from './machine.ts'

/** Comma, quotes, UTF-8, from the first line; cells as they are and not as they look; every sheet into a file of its own. */
const EVERY_SHEET = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1'

/** The sheets of workbooks as LibreOffice reads them, by the workbook's name and the sheet's: `a-Sheet1`. An empty cell is ''. */
export function readByOffice(workbooks: Readonly<Record<string, Uint8Array>>): Map<string, string[][]> {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-office-'))
  try {
    for (const [name, bytes] of Object.entries(workbooks)) writeFileSync(join(folder, `${name}.xlsx`), bytes)
    execFileSync(MACHINE.calc ?? 'soffice', [
      `-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', EVERY_SHEET, '--outdir', folder,
      ...Object.keys(workbooks).map(name => join(folder, `${name}.xlsx`)),
    ], { stdio: 'ignore', timeout: 110_000 })
    const names = readdirSync(folder).filter(name => name.endsWith('.csv')).map(name => name.slice(0, -'.csv'.length)).toSorted()
    return new Map(names.map(name =>
      [name, parseCsv(readFileSync(join(folder, `${name}.csv`), 'utf8'), { delimiter: ',' }).map(row => row.map(cell => String(cell ?? '')))]))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
