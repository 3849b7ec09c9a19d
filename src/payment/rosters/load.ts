import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { rosterForm, type RosterForm } from './form.ts'

const FOLDER = join(import.meta.dirname, '../../../forms/rosters')

/** Every roster of a folder. Throws on one that does not fit, naming its file. */
export function loadRosterForms(folder: string = FOLDER): RosterForm[] {
  return readdirSync(folder).filter(name => name.endsWith('.yaml')).toSorted().map(name => {
    const read = rosterForm.safeParse(parse(readFileSync(join(folder, name), 'utf8')))
    if (!read.success) throw new Error(`forms/rosters/${name}: ${read.error.message}`)
    return read.data
  })
}
