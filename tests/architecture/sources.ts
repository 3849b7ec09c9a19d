import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '../..')

/** One file of the program: its path from the root, its room, its path inside the room, its text. */
export type Source = { readonly path: string; readonly room: string | undefined; readonly inside: string; readonly text: string }

/** Every rank of DESIGN section 2: a room imports only rooms of a strictly lower one. */
export const RANKS: Readonly<Record<string, number>> = {
  base: 0,
  db: 1, http: 1, ui: 1, sheets: 1, paper: 1, vault: 1, jobs: 1,
  journal: 2, figures: 2,
  access: 3,
  places: 4, law: 4, evidence: 4,
  roster: 5, ledger: 5, disclosure: 5,
  entitlement: 6, plan: 6,
  payment: 7, organization: 7,
  hardship: 8,
  visits: 9, activity: 9, service: 9, honours: 9,
  assessment: 10, forms: 10,
  documents: 11,
  exchange: 12, backup: 12,
  desk: 13,
}

/** Files and folders under src/ that are no rooms and may know them all. */
export const OVER_ALL = ['commands']

/** Every file under a folder whose name matches, as paths from the root with forward slashes. */
export const filesUnder = (folder: string, name: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && name.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name).slice(ROOT.length + 1).replaceAll('\\', '/'))
    .filter(path => !path.includes('node_modules/'))
    .toSorted()

function sourceOf(path: string): Source {
  const [, room, ...rest] = path.split('/')
  const inRoom = room !== undefined && rest.length > 0 && !OVER_ALL.includes(room)
  return { path, room: inRoom ? room : undefined, inside: rest.join('/'), text: readFileSync(join(ROOT, path), 'utf8') }
}

export const SOURCES: readonly Source[] = filesUnder('src', /\.tsx?$/).map(sourceOf)
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)
/** The program itself, tests apart. */
export const PROGRAM: readonly Source[] = SOURCES.filter(source => !isTest(source.path))
export const ROOMS: readonly string[] = [...new Set(SOURCES.flatMap(source => source.room ?? []))].toSorted()

/** The reserved names of files that do something to the world, and pages. Rooms of rank 1 are all edge. */
export const isEffect = (source: Source): boolean =>
  /(^|\/)(actions|store|routes|figures|load|jobs)\.ts$/.test(source.inside) || source.inside.split('/').includes('pages')
  || source.path.endsWith('.tsx') || RANKS[source.room ?? ''] === 1

/** What a file imports of this repository: paths from the root. `import type` counts like any other. */
export function importsOf(source: Source): string[] {
  const found = source.text.matchAll(/(?:\bfrom|\bimport|import\()\s*'(\.{1,2}\/[^']+)'/g)
  const folder = source.path.split('/').slice(0, -1).join('/')
  return [...found].map(match => join(folder, match[1]!).replaceAll('\\', '/'))
}
