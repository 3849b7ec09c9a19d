import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { kindFaults, kindSchema, type Kind } from './kinds.ts'

const FOLDER = fileURLToPath(new URL('../../activities/', import.meta.url))

function loadKind(path: string): Kind {
  const result = kindSchema.safeParse(parse(readFileSync(path, 'utf8')))
  if (!result.success) throw new Error(`${path}\n${z.prettifyError(result.error)}`)
  const kind = result.data
  const faults = [...kindFaults(kind), ...(kind.id === basename(path, '.yaml') ? [] : [`id ${kind.id} is not the file's name`])]
  if (faults.length > 0) throw new Error(`${path}\n${faults.join('\n')}`)
  return kind
}

/** Reads every kind of a folder, in order of rank. Broken data throws with all a file's faults: it is ours, not the user's. */
export const loadKinds = (folder: string): Kind[] =>
  readdirSync(folder).filter(name => name.endsWith('.yaml')).map(name => loadKind(join(folder, name)))
    .toSorted((a, b) => a.topic.rank - b.topic.rank || (a.id < b.id ? -1 : 1))

let loaded: readonly Kind[] | undefined
/** The kinds that ship with the program, read once. */
export const activityKinds = (): readonly Kind[] => (loaded ??= loadKinds(FOLDER))
