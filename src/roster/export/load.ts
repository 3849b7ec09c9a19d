import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { DEFAULT_MASKING, maskingSchema, revealing, type Masking } from './masking.ts'

const FOLDER = fileURLToPath(new URL('../../../forms/masking/', import.meta.url))

function loadMasking(path: string): Masking {
  const result = maskingSchema.safeParse(parse(readFileSync(path, 'utf8')))
  if (!result.success) throw new Error(`${path}\n${z.prettifyError(result.error)}`)
  if (result.data.id !== basename(path, '.yaml')) throw new Error(`${path}\nid ${result.data.id} is not the file's name`)
  if (result.data.id === DEFAULT_MASKING && revealing(result.data)) throw new Error(`${path}\nthe default may tell no more than the lists do`)
  return result.data
}

let loaded: ReadonlyMap<string, Masking> | undefined

/** The ways in which a roster leaves, read once; the default first, then those that everybody may take. */
export const maskings = (): ReadonlyMap<string, Masking> => (loaded ??= new Map(
  readdirSync(FOLDER).filter(name => name.endsWith('.yaml')).toSorted().map(name => loadMasking(join(FOLDER, name)))
    .toSorted((a, b) => Number(b.id === DEFAULT_MASKING) - Number(a.id === DEFAULT_MASKING) || Number(revealing(a)) - Number(revealing(b)))
    .map(masking => [masking.id, masking]),
))
