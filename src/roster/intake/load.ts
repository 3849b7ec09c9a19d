import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { columnSchema, formFaults, formSchema, type SheetColumn, type SheetForm } from './form.ts'

const FOLDER = fileURLToPath(new URL('../../../forms/', import.meta.url))
const yamlIn = async (folder: string) => (await readdir(folder)).filter(name => name.endsWith('.yaml')).toSorted()

function checked<T>(schema: z.ZodType<T>, value: unknown, place: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new Error(`${place}\n${z.prettifyError(result.error)}`)
}

async function loadBlocks(folder: string): Promise<Map<string, SheetColumn[]>> {
  const blocks = new Map<string, SheetColumn[]>()
  for (const name of await yamlIn(folder)) {
    const path = join(folder, name)
    blocks.set(basename(name, '.yaml'), checked(z.array(columnSchema), parse(await readFile(path, 'utf8')), path))
  }
  return blocks
}

async function loadForm(path: string, blocks: ReadonlyMap<string, SheetColumn[]>): Promise<SheetForm> {
  const raw = checked(formSchema, parse(await readFile(path, 'utf8')), path)
  const columns = raw.columns.flatMap(column => {
    if (!('block' in column)) return [column]
    const block = blocks.get(column.block)
    if (!block) throw new Error(`${path}: no block ${column.block}; there are ${[...blocks.keys()].join(', ')}`)
    return block
  })
  const form = { ...raw, columns }
  const faults = formFaults(form)
  if (form.id !== basename(path, '.yaml')) faults.unshift(`id ${form.id} is not the file's name`)
  if (faults.length > 0) throw new Error(`${path}\n${faults.join('\n')}`)
  return form
}

/** Every office sheet of a folder, by id. A broken form throws with all its faults: it is ours, not the user's. */
export async function loadSheetForms(folder: string = FOLDER): Promise<ReadonlyMap<string, SheetForm>> {
  const blocks = await loadBlocks(join(folder, 'blocks'))
  const forms = await Promise.all((await yamlIn(folder)).map(name => loadForm(join(folder, name), blocks)))
  return new Map(forms.map(form => [form.id, form]))
}

let loaded: Promise<ReadonlyMap<string, SheetForm>> | undefined

/** The forms that ship with the program, read once. */
export const sheetForms = (): Promise<ReadonlyMap<string, SheetForm>> => (loaded ??= loadSheetForms())
