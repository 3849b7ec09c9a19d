import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { listSchema, type ListForm } from './lists.ts'

const FOLDER = fileURLToPath(new URL('../../../forms/lists/', import.meta.url))

async function loadList(path: string): Promise<ListForm> {
  const result = listSchema.safeParse(parse(await readFile(path, 'utf8')))
  if (!result.success) throw new Error(`${path}\n${z.prettifyError(result.error)}`)
  if (result.data.id !== basename(path, '.yaml')) throw new Error(`${path}: id ${result.data.id} is not the file's name`)
  return { ...result.data, foreign: true }
}

/** Every list of a folder, by id. A broken file throws: it is ours, not the user's. */
export async function loadLists(folder: string = FOLDER): Promise<ReadonlyMap<string, ListForm>> {
  const names = (await readdir(folder)).filter(name => name.endsWith('.yaml')).toSorted()
  return new Map((await Promise.all(names.map(name => loadList(join(folder, name))))).map(list => [list.id, list]))
}

let loaded: Promise<ReadonlyMap<string, ListForm>> | undefined
/** The lists that ship with the program, read once. */
export const listForms = (): Promise<ReadonlyMap<string, ListForm>> => (loaded ??= loadLists())
