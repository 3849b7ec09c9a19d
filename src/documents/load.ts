import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { templateSchema, type Template } from './template.ts'

const FOLDER = fileURLToPath(new URL('../../templates/', import.meta.url))

/** Reads one folder of templates/. A template with faults throws with all of them: it is ours, not the user's. */
export function loadTemplate(id: string, folder: string = FOLDER): Template {
  const path = `${folder}/${id}/template.yaml`
  const result = templateSchema.safeParse(parse(readFileSync(path, 'utf8')))
  if (!result.success) throw new Error(`${path}\n${z.prettifyError(result.error)}`)
  if (result.data.id !== id) throw new Error(`${path}: id ${result.data.id} is not the folder's name`)
  return result.data
}

let annual: Template | undefined
/** The annual template that ships with the program, read once. */
export const annualTemplate = (): Template => (annual ??= loadTemplate('annual'))
