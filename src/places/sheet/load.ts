import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { placesFormSchema, type PlacesForm } from './sheet.ts'

const FILE = join(import.meta.dirname, '../../../forms/places/places.yaml')

/** The sheet that an office is set up from. A broken form throws: it is ours, not the user's. */
export function placesForm(): PlacesForm {
  const result = placesFormSchema.safeParse(parse(readFileSync(FILE, 'utf8')))
  if (result.success) return result.data
  throw new Error(`${FILE}\n${z.prettifyError(result.error)}`)
}
