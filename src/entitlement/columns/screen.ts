import { adviceOn } from '../overlaps.ts'
import { monthAt, monthIndex } from '../measures.ts'
import { predicateOf } from '../expression.ts'
import type { Rule, RuleCondition } from '../rules.ts'
import type { LawBook } from '../../law/law.ts'
import { VERDICT, type Period } from './amounts.ts'
import { runTable, type Compile, type ShelfRun } from './run.ts'
import type { Shelf, Table } from './table.ts'

/** A claim in a month: the person's place in the table, and the claim's among the person's. */
export type FoundClaim = { readonly person: number; readonly claim: number; readonly rule: Rule; readonly month: number }

export type Found = FoundClaim & (
  | { readonly kind: 'not-enrolled' }
  | { readonly kind: 'no-longer-entitled'; readonly condition: RuleCondition }
  /** `other` is drawn beside it, or `account` is another person's too. */
  | { readonly kind: 'drawn-twice'; readonly by: 'benefits' | 'account'; readonly other: FoundClaim }
  | { readonly kind: 'missing-fact'; readonly lacks: readonly string[] }
  /** The condition that turns; null where service ends. */
  | { readonly kind: 'coming-change'; readonly turns: 'begins' | 'ends'; readonly condition: RuleCondition | null }
)

/** What the table does not hold of its persons: of each the account's number among the distinct ones, from 1; 0 without one. */
export type Accounts = Int32Array

/** What an office settles; everything else makes a person eligible. */
const ENROLMENT = ['approved', 'graded', 'identity-holds']
const APPROVAL = 'approved_on'
/** What is missing of somebody who is owed money and has nowhere to draw it. */
export const ACCOUNT = 'account'

/** How a claim stands in a month. `idle`: no line falls to it. */
const [IDLE, DRAWN, LACKING, REFUSED] = [0, 1, 2, 3]

const standingOf = (verdict: number): number =>
  (verdict === VERDICT.nothing ? IDLE : verdict === VERDICT.missing ? LACKING : verdict >= VERDICT.refused ? REFUSED : DRAWN)
const STANDING = Uint8Array.from({ length: 256 }, (_, verdict) => standingOf(verdict))

/** Whether a claim is refused in one of two months and not in the other, and a line falls to both. */
function isTurn(before: number, after: number): boolean {
  const was = STANDING[before]!, is = STANDING[after]!
  return was !== IDLE && is !== IDLE && (was === REFUSED) !== (is === REFUSED)
}

/** Where a piece of a claim begins or stops within the months screened: the claim goes on in another row. */
type Edge = { readonly at: FoundClaim; readonly verdict: number }
const edgeKey = ({ person, claim, month }: FoundClaim): string => `${person}|${claim}|${month}`

/** The last month of each basis of a rule, where its facts set one. */
const endsOf = (table: Table, rule: Rule): Int16Array =>
  Int16Array.from(table.bases.get(rule) ?? [], ({ basis }) => (basis.end ? monthIndex(basis.end) : 0))

type Enrolled = (row: number, month: number, failing: number) => boolean

/** Whether a row that is refused by a condition is enrolled: what stands before that one was found to hold. */
function enrolmentOf({ asked, columns, lacks }: Shelf): Enrolled {
  const cursor = { row: 0, month: 0 }
  const tests = asked.filter(({ condition }) => ENROLMENT.includes(condition.kind)).map(({ condition, place }) => ({
    place,
    holds: predicateOf<typeof cursor>(condition.holds, ({ month }) => month, leaf => { const column = columns.get(leaf.key)!; return ({ row }) => column[row]! }),
  }))
  if (lacks.includes(APPROVAL)) return () => false
  return (row, month, failing) => {
    cursor.row = row
    cursor.month = month
    for (const { place, holds } of tests) if (place >= failing && !holds(cursor)) return false
    return true
  }
}

class Screening {
  readonly found: Found[] = []
  private readonly opened: Edge[] = []
  private readonly closed = new Map<string, Edge>()
  /** Of each person the first row that draws a regular benefit now, and the first that draws any in these months: places over all shelves, from 1. */
  private readonly holders: Int32Array
  private readonly drawing: Int32Array
  private readonly doubles = new Map<number, number[]>()
  private readonly book: LawBook
  private readonly table: Table
  private readonly period: Period
  private readonly runs: readonly ShelfRun[]

  constructor(book: LawBook, table: Table, period: Period, compile: Compile) {
    this.book = book
    this.table = table
    this.period = period
    this.holders = new Int32Array(table.persons)
    this.drawing = new Int32Array(table.persons)
    this.runs = runTable(table, period, compile)
  }

  private claimAt({ rule, person, claim }: Shelf, row: number, index: number): FoundClaim {
    return { person: person[row]!, claim: claim[row]!, rule, month: this.period.first + index }
  }

  /** The condition that refuses in one of two verdicts. */
  private turned(rule: Rule, before: number, after: number): RuleCondition | null {
    const refused = after >= VERDICT.refused ? after : before
    return rule.conditions[refused - VERDICT.refused] ?? null
  }

  private turn({ person, claim, rule, month }: FoundClaim, before: number, after: number): void {
    this.found.push({ person, claim, rule, month, kind: 'coming-change', turns: STANDING[after] === REFUSED ? 'ends' : 'begins', condition: this.turned(rule, before, after) })
  }

  /** One shelf, row by row: what stands now, what turns later. Nothing is made, and nothing called, for a row that is drawn throughout. */
  private scan({ shelf, verdicts }: ShelfRun, offset: number): void {
    const { from, to, person, basis, regular, rows } = shelf
    const { holders, drawing, period: { first, months } } = this
    const enrolled = enrolmentOf(shelf)
    const ends = endsOf(this.table, shelf.rule)
    const ending = ends.some(end => end >= first && end < first + months)
    for (let row = 0; row < rows; row++) {
      const start = Math.max(0, from[row]! - first), stop = Math.min(to[row]! - first, months - 1)
      if (stop < start) continue
      const who = person[row]!, place = offset + row + 1
      let before = verdicts[row * months + start]!
      const standing = STANDING[before]!
      let drawn = standing === DRAWN
      if (start > 0) this.opened.push({ at: this.claimAt(shelf, row, start), verdict: before })
      else if (standing >= LACKING) this.miss(shelf, row, before, enrolled)
      else if (drawn && regular) {
        if (holders[who] === 0) holders[who] = place
        else this.double(who, place)
      }
      for (let index = start + 1; index <= stop; index++) {
        const verdict = verdicts[row * months + index]!
        if (verdict === before) continue
        if (isTurn(before, verdict)) this.turn(this.claimAt(shelf, row, index), before, verdict)
        drawn ||= STANDING[verdict] === DRAWN
        before = verdict
      }
      if (stop < months - 1) this.close({ at: this.claimAt(shelf, row, stop + 1), verdict: before })
      if (drawn && drawing[who] === 0) drawing[who] = place
      if (ending) this.end(shelf, row, ends[basis[row]!]! - first, start, stop)
    }
  }

  private close(edge: Edge): void {
    this.closed.set(edgeKey(edge.at), edge)
  }

  private end(shelf: Shelf, row: number, end: number, start: number, stop: number): void {
    if (end < start || end > stop) return
    this.found.push({ ...this.claimAt(shelf, row, end), kind: 'coming-change', turns: 'ends', condition: null })
  }

  /** Eligible and not enrolled; enrolled and not eligible; or a fact short of either. */
  private miss(shelf: Shelf, row: number, verdict: number, enrolled: Enrolled): void {
    const { lacks, rule, regular } = shelf
    if (verdict === VERDICT.missing) {
      const at = this.claimAt(shelf, row, 0)
      this.found.push(lacks.length === 1 && lacks[0] === APPROVAL ? { ...at, kind: 'not-enrolled' } : { ...at, kind: 'missing-fact', lacks })
    } else if (verdict >= VERDICT.refused && regular) {
      const failing = verdict - VERDICT.refused
      const condition = rule.conditions[failing]!
      const { first: month } = this.period
      if (condition.fails !== 'suspended' && enrolled(row, month, failing)) this.found.push({ person: shelf.person[row]!, claim: shelf.claim[row]!, rule, month, kind: 'no-longer-entitled', condition })
    }
  }

  private double(person: number, place: number): void {
    const all = this.doubles.get(person)
    if (all) all.push(place)
    else this.doubles.set(person, [this.holders[person]!, place])
  }

  /** A row by its place over all shelves, from 1. */
  private rowAt(place: number): ShelfRun & { readonly row: number } {
    let row = place - 1
    for (const run of this.runs) {
      if (row < run.shelf.rows) return { ...run, row }
      row -= run.shelf.rows
    }
    throw new Error(`no row ${place}`)
  }

  /** Two regular benefits at once, where the area's matrix does not let both be drawn; one benefit by two identities always. */
  private pair(one: number, other: number): void {
    const [left, right] = [this.rowAt(one), this.rowAt(other)]
    const [benefit, beside] = [left.shelf.rule.entry.id, right.shelf.rule.entry.id]
    const { payer } = this.table.bases.get(left.shelf.rule)![left.shelf.basis[left.row]!]!.basis
    const advice = adviceOn(this.book, benefit, beside, payer, monthAt(this.period.first))?.advice
    if (benefit !== beside && advice !== 'higher' && advice !== 'check') return
    this.found.push({ ...this.claimAt(left.shelf, left.row, 0), kind: 'drawn-twice', by: 'benefits', other: this.claimAt(right.shelf, right.row, 0) })
  }

  private drawnAt(place: number): FoundClaim {
    const { shelf, row, verdicts } = this.rowAt(place)
    const { months } = this.period
    return this.claimAt(shelf, row, verdicts.subarray(row * months, (row + 1) * months).findIndex(verdict => STANDING[verdict] === DRAWN))
  }

  /** Whoever is owed something needs an account, and one that is nobody else's. */
  private bank(accounts: Accounts): void {
    const { drawing } = this
    let most = 0
    for (let person = 0; person < accounts.length; person++) most = Math.max(most, accounts[person]!)
    const owners = new Int32Array(most + 1)
    for (let person = 0; person < drawing.length; person++) {
      const place = drawing[person]!
      if (place === 0) continue
      const account = accounts[person]!, owner = owners[account]!
      if (account > 0 && owner === 0) owners[account] = place
      else this.found.push(account === 0 ? { ...this.drawnAt(place), kind: 'missing-fact', lacks: [ACCOUNT] } : { ...this.drawnAt(place), kind: 'drawn-twice', by: 'account', other: this.drawnAt(owner) })
    }
  }

  run(accounts: Accounts | null): readonly Found[] {
    let offset = 0
    for (const run of this.runs) {
      this.scan(run, offset)
      offset += run.shelf.rows
    }
    for (const { at, verdict } of this.opened) {
      const earlier = this.closed.get(edgeKey(at))
      if (earlier && isTurn(earlier.verdict, verdict)) this.turn(at, earlier.verdict, verdict)
    }
    for (const places of this.doubles.values()) places.forEach((one, index) => places.slice(index + 1).forEach(other => this.pair(one, other)))
    for (const { person, claim, rule, lacks } of this.table.unreckoned) this.found.push({ person, claim, rule, month: this.period.first, kind: 'missing-fact', lacks })
    if (accounts) this.bank(accounts)
    return this.found
  }
}

/**
 * Everybody of a table whom the law and the roster see differently now, the period's first month, or will in its later ones. One pass over
 * the verdicts; nothing is made for a row in order.
 */
export const screen = (book: LawBook, table: Table, period: Period, compile: Compile, accounts: Accounts | null): readonly Found[] =>
  new Screening(book, table, period, compile).run(accounts)
