import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { bankFormat, type BankFormat } from './format.ts'

const FOLDER = join(import.meta.dirname, '../../../forms/bank')

/** Every bank layout of a folder. Throws on one that does not fit, naming its file. */
export function loadBankFormats(folder: string = FOLDER): BankFormat[] {
  return readdirSync(folder).filter(name => name.endsWith('.yaml')).toSorted().map(name => {
    const read = bankFormat.safeParse(parse(readFileSync(join(folder, name), 'utf8')))
    if (!read.success) throw new Error(`forms/bank/${name}\n${z.prettifyError(read.error)}`)
    if (`${read.data.id}.yaml` !== name) throw new Error(`forms/bank/${name}: id ${read.data.id} is not the file's name`)
    return read.data
  })
}
