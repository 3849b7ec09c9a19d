import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { bankFormat, type BankFormat } from './format.ts'

const FOLDER = join(import.meta.dirname, '../../../forms/bank')

/** What was read of a text before: a layout that is changed counts at once, and one that is not is read once. */
const known = new Map<string, BankFormat>()

function formatIn(name: string, text: string): BankFormat {
  const read = bankFormat.safeParse(parse(text))
  if (!read.success) throw new Error(`forms/bank/${name}\n${z.prettifyError(read.error)}`)
  if (`${read.data.id}.yaml` !== name) throw new Error(`forms/bank/${name}: id ${read.data.id} is not the file's name`)
  return read.data
}

/** Every bank layout of a folder. Throws on one that does not fit, naming its file. */
export function loadBankFormats(folder: string = FOLDER): BankFormat[] {
  return readdirSync(folder).filter(name => name.endsWith('.yaml')).toSorted().map(name => {
    const text = readFileSync(join(folder, name), 'utf8')
    const key = `${name}\n${text}`
    const format = known.get(key) ?? formatIn(name, text)
    known.set(key, format)
    return format
  })
}
