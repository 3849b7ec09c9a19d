import { z } from 'zod'
import { asSentence } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import { CATEGORIES } from '../../law/facts.ts'
import { columnSchema, type Field, type SheetForm } from '../../roster/intake/form.ts'
import type { FieldValues, RowRefusal } from '../../roster/intake/rows.ts'
import { categoryName } from '../../roster/kinds.ts'
import type { RosterRow } from '../../roster/rows.ts'
import type { ScreenedPerson } from './screening.ts'

/**
 * How a list and the roster stand to one another. `unknown`: nobody of the roster. `dead`: listed as living, and dead in the roster.
 * `unlisted`: the roster says so and the list does not.
 */
export const OUTCOMES = ['agrees', 'differs', 'unknown', 'dead', 'unlisted'] as const
export type Outcome = typeof OUTCOMES[number]

/** The step that settles an outcome: a form of the fact drawer, a new person, or a look. */
export const LIST_ACTIONS = ['death', 'conscript', 'disabled', 'add', 'open'] as const
export type ListAction = typeof LIST_ACTIONS[number]

const text = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) })

/** A list that another office sends: what it says of the persons on it, and which outcomes are told. */
export const listSchema = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  name: text,
  sheet: z.string().min(1),
  source: z.string().min(1),
  /** What must stand in the roster of whoever is listed; nothing: that they are there. */
  says: z.strictObject({ died: z.literal(true).optional(), categories: z.array(z.enum(CATEGORIES)).min(1).optional(), household: z.boolean().default(false) }),
  /** Whoever is not on it is not what it says. */
  complete: z.boolean().default(false),
  tells: z.partialRecord(z.enum(OUTCOMES), z.strictObject({ text, do: z.enum(LIST_ACTIONS) })),
  columns: z.array(columnSchema),
}).refine(list => list.tells.unlisted === undefined || list.complete, 'only a complete list tells of whoever is not on it')

type ListFile = z.output<typeof listSchema>
export type ListForm = SheetForm & Pick<ListFile, 'says' | 'complete' | 'tells'>

/** A row that is right by itself: the keyed index of its number, where it has one. */
export type ListRow = { readonly row: number; readonly fields: FieldValues; readonly identity_index: string | null }

export type ListFinding = {
  readonly outcome: Outcome
  /** Null where the roster says what the list does not. */
  readonly row: number | null
  readonly name: string
  readonly person: ScreenedPerson | null
  readonly reason: string
  readonly reason_en: string
  readonly action: ListAction
  /** What the list says, for the form that records it. */
  readonly values: Readonly<Record<string, string>>
}

export type Reconciliation = { readonly findings: readonly ListFinding[]; readonly counts: Readonly<Record<Outcome, number>>; readonly refusals: readonly RowRefusal[] }

/** The roster as a list is held against it. */
class Roll {
  private readonly byNumber: ReadonlyMap<string, RosterRow>
  private readonly byName: ReadonlyMap<string, readonly RosterRow[]>
  private readonly byHousehold: ReadonlyMap<string | null, readonly RosterRow[]>

  constructor(rows: readonly RosterRow[]) {
    this.byNumber = new Map(rows.map(row => [row.identity_index, row]))
    this.byName = Map.groupBy(rows, row => `${row.name}|${row.born}`)
    this.byHousehold = Map.groupBy(rows, row => row.household)
  }

  /** By number, and where the list has none by name and birth; more than one is nobody. */
  matches({ fields, identity_index }: ListRow): readonly RosterRow[] {
    if (identity_index === null) return this.byName.get(`${fields.name}|${fields.born}`) ?? []
    const found = this.byNumber.get(identity_index)
    return found ? [found] : []
  }

  home = (person: RosterRow): readonly RosterRow[] => (person.household === null ? [person] : this.byHousehold.get(person.household)!)
}

/** Whether the roster says of a person what the list says of whoever is on it. */
function saysSo({ died, categories, household }: ListForm['says'], roll: Roll, person: RosterRow): boolean {
  if (died) return person.died_on !== null
  return categories === undefined || (household ? roll.home(person) : [person]).some(one => one.categories.some(category => categories.some(asked => asked === category)))
}

/** Fields that go from a row into the form that records it. */
const CARRIED: readonly (readonly [Field, string])[] = [['died_on', 'died'], ['enlistment_approved_on', 'enlistment_approved_on']]
const PLACEHOLDER = /\{([a-z_]+)\}/g
const filled = ({ zh, en }: Text, values: Readonly<Record<string, unknown>>, category: Text): Text => {
  const fill = (template: string, own: string) => template.replaceAll(PLACEHOLDER, (_, key: string) => (key === 'category' ? own : String(values[key] ?? '')))
  return { zh: fill(zh, category.zh), en: fill(en, category.en) }
}

const refusal = (row: number, reason: Text): RowRefusal => ({ row, column: '姓名', value: '', reason, legal: [] })
const SEVERAL = { zh: '名册里有几个同名同日生的人，请补上身份证号。', en: 'Several people on the roster have this name and birth: add the identity number.' }
const NEITHER = { zh: '没有身份证号，也没有出生日期，认不出是谁。', en: 'Neither an identity number nor a birth: nobody can be told by it.' }
const OTHER_NAME = { zh: '名册里这个身份证号是另一个姓名，请核对证件。', en: 'In the roster this identity number has another name: check the document.' }

/** Why a row cannot be held against the roster, though each cell is right. */
export function rowFault({ row, fields, identity_index }: ListRow, matches: readonly Pick<RosterRow, 'name'>[]): RowRefusal | undefined {
  if (identity_index === null && fields.born === undefined) return refusal(row, NEITHER)
  if (matches.length > 1) return refusal(row, SEVERAL)
  return matches.some(({ name }) => name !== fields.name) ? refusal(row, OTHER_NAME) : undefined
}

/** Listed less recorded, and where the list is complete recorded less listed. */
export function reconcile(list: ListForm, rows: readonly ListRow[], everybody: readonly RosterRow[]): Reconciliation {
  const roll = new Roll(everybody)
  const findings: ListFinding[] = []
  const refusals: RowRefusal[] = []
  const counts = { agrees: 0, differs: 0, unknown: 0, dead: 0, unlisted: 0 }
  const add = (outcome: Outcome, row: ListRow | null, person: RosterRow | null) => {
    counts[outcome] += 1
    const told = list.tells[outcome]
    if (!told) return
    const category = person?.categories.find(one => list.says.categories?.some(asked => asked === one)) ?? ''
    const { zh, en } = filled(told.text, { died_on: person?.died_on, ...row?.fields }, categoryName(category))
    findings.push({
      outcome, row: row?.row ?? null, name: person?.name ?? String(row?.fields.name), reason: zh, reason_en: asSentence(en), action: told.do,
      person: person && { id: person.id, name: person.name, place: person.place_code }, values: Object.fromEntries(CARRIED.flatMap(([field, key]) => (row?.fields[field] === undefined ? [] : [[key, String(row.fields[field])]]))),
    })
  }
  const listed = new Set<string>()
  for (const row of rows) {
    const matches = roll.matches(row)
    for (const match of matches) listed.add(match.id)
    const fault = rowFault(row, matches)
    if (fault) refusals.push(fault)
    else if (!matches[0]) add('unknown', row, null)
    else if (matches[0].died_on !== null && !list.says.died) add('dead', row, matches[0])
    else add(saysSo(list.says, roll, matches[0]) ? 'agrees' : 'differs', row, matches[0])
  }
  const own = { ...list.says, household: false }
  if (list.complete) for (const person of everybody) if (person.died_on === null && !listed.has(person.id) && saysSo(own, roll, person)) add('unlisted', null, person)
  return { findings, counts, refusals }
}
