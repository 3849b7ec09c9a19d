import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { holidaysSchema, type Holidays } from '../law/holidays.ts'
import { noticeKindSchema, type NoticeKind } from './kinds.ts'

const ROOT = join(import.meta.dirname, '../..')
const FOLDER = join(ROOT, 'forms/disclosure')

function checked<T>(schema: z.ZodType<T>, path: string): T {
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')))
  if (result.success) return result.data
  throw new Error(`${path}\n${z.prettifyError(result.error)}`)
}

/** Every kind of notice of a folder by its id. Broken data throws: it is ours, not the user's. */
export function loadNoticeKinds(folder: string = FOLDER): ReadonlyMap<string, NoticeKind> {
  return new Map(readdirSync(folder).filter(name => name.endsWith('.yaml')).toSorted().map(name => {
    const kind = checked(noticeKindSchema, join(folder, name))
    if (`${kind.id}.yaml` !== name) throw new Error(`forms/disclosure/${name}: id ${kind.id} is not the file's name`)
    return [kind.id, kind]
  }))
}

let kinds: ReadonlyMap<string, NoticeKind> | undefined
/** What ships with the program, read once. */
export const noticeKinds = (): ReadonlyMap<string, NoticeKind> => (kinds ??= loadNoticeKinds())

let calendar: Holidays | undefined
/** The days off and worked that are announced, read once. */
export const holidays = (): Holidays => (calendar ??= checked(holidaysSchema, join(ROOT, 'law/calendar/holidays.yaml')))
