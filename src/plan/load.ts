import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import { holidaysSchema } from '../law/holidays.ts'
import { harvestSchema, windowSchema, type Calendar } from './calendar.ts'
import { dutySchema, type Duty } from './duties.ts'

/** The duties in order of their numbers, and the calendar they follow. */
export type PlanLaw = { readonly duties: readonly Duty[]; readonly calendar: Calendar }

const FOLDER = fileURLToPath(new URL('../../law/', import.meta.url))

function checked<T>(schema: z.ZodType<T>, path: string): T {
  const result = schema.safeParse(parse(readFileSync(path, 'utf8')))
  if (result.success) return result.data
  throw new Error(`${path}\n${z.prettifyError(result.error)}`)
}

function loadDuties(folder: string): Duty[] {
  const duties = readdirSync(folder).filter(name => name.endsWith('.yaml')).map(name => {
    const duty = checked(dutySchema, join(folder, name))
    if (duty.id !== basename(name, '.yaml')) throw new Error(`${name}: id ${duty.id} is not the file's name`)
    return duty
  })
  return duties.toSorted((a, b) => a.number - b.number)
}

/** Reads law/duties and law/calendar of a folder. Broken data throws with all its faults: it is ours, not the user's. */
export function loadPlanLaw(folder: string = FOLDER): PlanLaw {
  const calendar = join(folder, 'calendar')
  return {
    duties: loadDuties(join(folder, 'duties')),
    calendar: {
      windows: checked(z.array(windowSchema), join(calendar, 'windows.yaml')),
      harvests: checked(z.array(harvestSchema), join(calendar, 'harvests.yaml')),
      holidays: checked(holidaysSchema, join(calendar, 'holidays.yaml')),
    },
  }
}

let loaded: PlanLaw | undefined
/** What ships with the program, read once. */
export const planLaw = (): PlanLaw => (loaded ??= loadPlanLaw())
