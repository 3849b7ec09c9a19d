import type { Day, Month } from '../../base/day.ts'
import { sum, type Fen } from '../../base/money.ts'
import type { LineState } from '../payment.ts'

/**
 * How one person's benefit of one month stands, in the order in which it asks for somebody:
 * `duplicate` one line arrived twice; `over` more arrived than is owed; `unpaid` its day has passed and nothing was approved; `short` its day has passed
 * and less was approved than is owed; `unclaimed` the bank sent it back, or there is no account; `overdue` approved, its day has passed, not arrived;
 * `pending` its day has not come; `late` all arrived, after its day; `on-time` all arrived by its day.
 */
export const CELL_STATES = ['duplicate', 'over', 'unpaid', 'short', 'unclaimed', 'overdue', 'pending', 'late', 'on-time'] as const
export type CellState = typeof CELL_STATES[number]

/** What has been done for one person, benefit and month. */
export type PaidLine = {
  readonly person: string; readonly benefit: string; readonly period: Month; readonly amount_fen: Fen; readonly state: LineState
  readonly due_on: Day | null; readonly confirmed_on: Day | null
  /** How many of its attempts stand as confirmed: never more than one, unless something is wrong. */
  readonly arrivals: number
  readonly returned: boolean
}
export type Back = { readonly person: string; readonly benefit: string; readonly period: Month; readonly amount_fen: Fen; readonly closed_fen: Fen }
export type Owed = { readonly person: string; readonly place: string; readonly name: string; readonly benefit: string; readonly period: Month; readonly amount_fen: Fen }

export type Cell = {
  readonly person: string
  readonly place: string
  readonly name: string
  readonly benefit: string
  readonly period: Month
  readonly state: CellState
  /** By the law and all that is known today. */
  readonly entitled_fen: Fen
  readonly approved_fen: Fen
  readonly sent_fen: Fen
  readonly arrived_fen: Fen
  /** Of what arrived, what has come back or was written off: what closed a receivable, less what was withdrawn before it went. */
  readonly back_fen: Fen
  readonly due_on: Day
  readonly arrived_on: Day | null
}

export type Person = { readonly person: string; readonly place: string; readonly name: string }
export type ProofQuestion = {
  readonly today: Day
  readonly persons: readonly Person[]
  readonly owed: readonly Owed[]
  readonly done: readonly PaidLine[]
  readonly back: readonly Back[]
  /** By when a benefit of a period must have arrived where the line itself does not say. */
  readonly dueOn: (benefit: string, place: string, period: Month) => Day
}

const keyOf = (one: { readonly person: string; readonly benefit: string; readonly period: Month }): string => `${one.person}|${one.benefit}|${one.period}`

function stateOf({ entitled_fen, approved_fen, arrived_fen, back_fen, due_on }: Omit<Cell, 'state'>, lines: readonly PaidLine[], today: Day): CellState {
  const kept = arrived_fen - back_fen
  if (lines.some(line => line.arrivals > 1)) return 'duplicate'
  if (kept > entitled_fen) return 'over'
  if (kept === entitled_fen) return lines.every(line => line.confirmed_on === null || line.confirmed_on <= (line.due_on ?? due_on)) ? 'on-time' : 'late'
  if (lines.some(line => line.returned)) return 'unclaimed'
  if (today <= due_on) return 'pending'
  if (approved_fen >= entitled_fen) return 'overdue'
  return approved_fen === 0 ? 'unpaid' : 'short'
}

const amountOf = (lines: readonly PaidLine[], ...states: LineState[]): Fen => sum(lines.filter(line => states.includes(line.state)).map(line => line.amount_fen))

/** Every month of every benefit that somebody is owed or was paid, and how it stands today. What was taken back or approved is net of what is to come back. */
export function cellsOf({ today, persons, owed, done, back, dueOn }: ProofQuestion): Cell[] {
  const people = new Map(persons.map(one => [one.person, one]))
  const [entitled, lines, returns] = [new Map(owed.map(one => [keyOf(one), one])), Map.groupBy(done, keyOf), Map.groupBy(back, keyOf)]
  const named = new Map([...owed, ...done].map(one => [keyOf(one), one]))
  return [...named].flatMap(([key, { person, benefit, period }]): Cell[] => {
    const whose = people.get(person)
    if (!whose) return []
    const [own, taken] = [lines.get(key) ?? [], returns.get(key) ?? []]
    const arrivals = own.flatMap(line => line.confirmed_on ?? [])
    // The latest of its lines' days: what was found to be owed more is due on the next due day.
    const due_on = own.flatMap(line => line.due_on ?? []).toSorted().at(-1) ?? dueOn(benefit, whose.place, period)
    const cell: Omit<Cell, 'state'> = {
      ...whose, benefit, period, due_on, entitled_fen: entitled.get(key)?.amount_fen ?? 0,
      approved_fen: amountOf(own, 'approved', 'sent', 'returned', 'withdrawn', 'confirmed') - sum(taken.map(one => one.amount_fen)), sent_fen: amountOf(own, 'sent'),
      arrived_fen: amountOf(own, 'confirmed'), back_fen: sum(taken.map(one => one.closed_fen)) - amountOf(own, 'withdrawn'), arrived_on: arrivals.toSorted().at(-1) ?? null,
    }
    return cell.entitled_fen === 0 && cell.arrived_fen === cell.back_fen ? [] : [{ ...cell, state: stateOf(cell, own, today) }]
  })
}

/** Of what was due by now, how much arrived whole and by its day. */
export type Share = { readonly due: number; readonly on_time: number; readonly due_fen: Fen; readonly on_time_fen: Fen }
export type Standings = {
  readonly persons: number
  readonly entitled_fen: Fen
  readonly approved_fen: Fen
  readonly sent_fen: Fen
  readonly arrived_fen: Fen
  readonly states: Readonly<Record<CellState, number>>
  readonly share: Share
}

export function standingsOf(cells: readonly Cell[]): Standings {
  const states = Object.fromEntries(CELL_STATES.map(state => [state, 0])) as Record<CellState, number> // every state is there
  for (const cell of cells) states[cell.state] += 1
  const due = cells.filter(cell => cell.state !== 'pending' && cell.entitled_fen > 0)
  const onTime = due.filter(cell => cell.state === 'on-time')
  const total = (all: readonly Cell[], of: (cell: Cell) => Fen): Fen => sum(all.map(of))
  return {
    persons: new Set(cells.map(cell => cell.person)).size, states,
    entitled_fen: total(cells, cell => cell.entitled_fen), approved_fen: total(cells, cell => cell.approved_fen),
    sent_fen: total(cells, cell => cell.sent_fen), arrived_fen: total(cells, cell => cell.arrived_fen - cell.back_fen),
    share: { due: due.length, on_time: onTime.length, due_fen: total(due, cell => cell.entitled_fen), on_time_fen: total(onTime, cell => cell.entitled_fen) },
  }
}

/** A year's proof: benefit by benefit and month by month, and village by village. */
export type Board = {
  readonly year: number
  readonly total: Standings
  readonly benefits: readonly { readonly benefit: string; readonly total: Standings; readonly months: readonly { readonly period: Month; readonly standings: Standings }[] }[]
  readonly villages: readonly { readonly place: string; readonly total: Standings }[]
}

export function boardOf(year: number, cells: readonly Cell[]): Board {
  const benefits = Map.groupBy(cells, cell => cell.benefit)
  const villages = Map.groupBy(cells, cell => cell.place)
  const byMonth = (all: readonly Cell[]) => [...Map.groupBy(all, cell => cell.period)].toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([period, those]) => ({ period, standings: standingsOf(those) }))
  return {
    year, total: standingsOf(cells),
    benefits: [...benefits].map(([benefit, those]) => ({ benefit, total: standingsOf(those), months: byMonth(those) })).toSorted((one, other) => other.total.entitled_fen - one.total.entitled_fen),
    villages: [...villages].map(([place, those]) => ({ place, total: standingsOf(those) })).toSorted((one, other) => (one.place < other.place ? -1 : 1)),
  }
}
