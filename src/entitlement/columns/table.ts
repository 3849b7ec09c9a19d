import type { Month } from '../../base/day.ts'
import type { Facts } from '../../law/facts.ts'
import type { LawBook } from '../../law/law.ts'
import { claimsOf, type Claim } from '../claims.ts'
import { situationsOf } from '../decide-claim.ts'
import { absentFacts, lackingFor } from '../examine.ts'
import { leavesOf, type Leaf } from '../expression.ts'
import type { Basis, Lookup } from '../formula.ts'
import { lookupOf } from '../lookup.ts'
import { MEASURES, monthIndex, readMeasure, type Measure } from '../measures.ts'
import type { Rule, RuleCondition } from '../rules.ts'
import { piecesOf } from './pieces.ts'

export type Column = Int16Array | Int32Array | Uint8Array

type Store = Measure['store']
const STORES = { month: Int16Array, day: Int32Array, small: Uint8Array } as const

/** A column of another length, in the place of the one that it was: of a province two would not fit side by side. */
const resized = (store: Store, column: Column, rows: number): Column =>
  new STORES[store]((column.buffer as ArrayBuffer).transfer(rows * STORES[store].BYTES_PER_ELEMENT))

/** What reckons an amount, shared by all rows with an equal basis. */
export type RatedBasis = { readonly basis: Basis; readonly lookup: Lookup }

/**
 * Rows of one rule of whom the same conditions are asked, by column, in the order of their persons. A row is one piece of one claim: the months
 * `from` to `to` in which its facts do not change.
 */
export type Shelf = {
  readonly rule: Rule
  /** The conditions asked, with their places among the rule's. */
  readonly asked: readonly { readonly place: number; readonly condition: RuleCondition }[]
  /** Facts that some condition needs and that are not given: with any, entitled to nothing, and refused where another condition fails. */
  readonly lacks: readonly string[]
  /** Its benefit is a national regular one of one's own. */
  readonly regular: boolean
  readonly rows: number
  readonly person: Int32Array
  /** Which of the person's claims the row is a piece of. */
  readonly claim: Int16Array
  readonly from: Int16Array
  readonly to: Int16Array
  readonly basis: Int32Array
  readonly leaves: ReadonlyMap<string, Leaf>
  readonly columns: ReadonlyMap<string, Column>
}

/** A roster by column: what the law's rules run over at once. Shelves that give way to others stand last. */
export type Table = {
  readonly persons: number
  readonly first: number
  readonly last: number
  readonly shelves: readonly Shelf[]
  readonly bases: ReadonlyMap<Rule, readonly RatedBasis[]>
  /** Claims of which nothing can be reckoned: a fact that their formula needs is not given. */
  readonly unreckoned: readonly { readonly person: number; readonly claim: number; readonly rule: Rule; readonly lacks: readonly string[] }[]
}

/** Read of the person's own row in the run, not a column. */
export const HELD = 'held'
/** What every row has beside its measures. */
const OWN = [['person', 'day'], ['claim', 'month'], ['basis', 'day'], ['from', 'month'], ['to', 'month']] as const
const CAPACITY_FIRST = 256
const GROWTH = 1.5

/** A shelf being filled: columns that grow by half. */
class GrowingShelf {
  readonly claimRule: Rule
  readonly asked: Shelf['asked']
  readonly lacks: readonly string[]
  /** When it is run: rows that give way to others, after them. */
  readonly turn: number
  readonly leaves: ReadonlyMap<string, Leaf>
  rows = 0
  private capacity = CAPACITY_FIRST
  private readonly data: Map<string, { readonly store: Store; column: Column }>

  constructor(rule: Rule, asked: Shelf['asked'], lacks: readonly string[], turn: number) {
    this.turn = turn
    this.claimRule = rule
    this.asked = asked
    this.lacks = lacks
    this.leaves = new Map(asked.flatMap(({ condition }) => [...leavesOf(condition.holds)]).filter(([key]) => key !== HELD))
    const stores: (readonly [string, Store])[] = [...OWN, ...[...this.leaves.values()].map(({ key, measure }) => [key, MEASURES[measure]!.store] as const)]
    this.data = new Map(stores.map(([key, store]) => [key, { store, column: new STORES[store](CAPACITY_FIRST) }]))
  }

  private resize(capacity: number): void {
    this.capacity = capacity
    for (const held of this.data.values()) held.column = resized(held.store, held.column, capacity)
  }

  add(values: ReadonlyMap<string, number>): void {
    if (this.rows === this.capacity) this.resize(Math.ceil(this.capacity * GROWTH))
    for (const [key, value] of values) this.data.get(key)!.column[this.rows] = value
    this.rows += 1
  }

  done(): Shelf {
    this.resize(this.rows)
    const column = (key: string): Column => this.data.get(key)!.column
    return {
      rule: this.claimRule, asked: this.asked, lacks: this.lacks, regular: this.claimRule.entry.regular, rows: this.rows, leaves: this.leaves,
      person: column('person') as Int32Array, claim: column('claim') as Int16Array, basis: column('basis') as Int32Array,
      from: column('from') as Int16Array, to: column('to') as Int16Array,
      columns: new Map([...this.leaves.keys()].map(key => [key, column(key)])),
    }
  }
}

/** Puts persons into columns, one after another. */
export class TableLoader {
  private persons = 0
  private readonly shelves = new Map<string, GrowingShelf>()
  private readonly bases = new Map<Rule, { readonly all: RatedBasis[]; readonly places: Map<string, number> }>()
  private readonly unreckoned: Table['unreckoned'][number][] = []
  private readonly lookups = new Map<string, { readonly place: number; readonly lookup: Lookup }>()
  readonly book: LawBook
  readonly from: Month
  readonly to: Month
  readonly knownOn: string | undefined

  constructor(book: LawBook, from: Month, to: Month, knownOn?: string) {
    this.book = book
    this.from = from
    this.to = to
    this.knownOn = knownOn
  }

  private lookupFor(facts: Facts): { readonly place: number; readonly lookup: Lookup } {
    const key = JSON.stringify([facts.rates, facts.parameters])
    let found = this.lookups.get(key)
    if (!found) this.lookups.set(key, found = { place: this.lookups.size, lookup: lookupOf(this.book, facts, this.knownOn) })
    return found
  }

  private basisPlace(rule: Rule, basis: Basis, lookup: { readonly place: number; readonly lookup: Lookup }): number {
    let ofRule = this.bases.get(rule)
    if (!ofRule) this.bases.set(rule, ofRule = { all: [], places: new Map() })
    const key = `${lookup.place}|${basis.key}`
    let place = ofRule.places.get(key)
    if (place === undefined) {
      ofRule.places.set(key, place = ofRule.all.length)
      ofRule.all.push({ basis, lookup: lookup.lookup })
    }
    return place
  }

  private shelfFor(claim: Claim, index: number, asked: Shelf['asked'], lacks: readonly string[]): GrowingShelf {
    const { rule } = claim
    // Rows that give way to others are run last, in the order of a person's claims; the first of a person has nothing to give way to.
    const turn = rule.yields ? index : 0
    const key = `${rule.entry.id}|${rule.continuation?.benefit ?? ''}|${asked.map(({ place }) => place).join(',')}|${lacks.join(',')}|${turn}`
    let shelf = this.shelves.get(key)
    if (!shelf) this.shelves.set(key, shelf = new GrowingShelf(rule, asked, lacks, turn))
    return shelf
  }

  private addClaim(facts: Facts, claim: Claim, index: number): void {
    const { rule, identity, base } = claim
    const lookup = this.lookupFor(facts)
    const at = situationsOf(lookup.lookup, facts, claim)
    for (const piece of piecesOf(facts, identity, (base?.rule ?? rule).entry.grading, this.from, this.to)) {
      const situation = at(piece.from)
      const named = (lacking: readonly string[]) => lacking.map(fact => fact.replace(`${claim.place}.`, ''))
      const needed = named(absentFacts(claim, situation, rule.formula.needs))
      if (needed.length > 0) return void this.unreckoned.push({ person: this.persons, claim: index, rule, lacks: needed })
      const concerned = rule.conditions.map((condition, place) => ({ condition, place })).filter(({ condition }) => condition.concerns(situation))
      const lacking = concerned.map(({ condition }) => named(lackingFor(claim, situation, condition)))
      const asked = concerned.filter(({ condition }, place) => lacking[place]!.length === 0 && !condition.surely(situation))
      const shelf = this.shelfFor(claim, index, asked, [...new Set(lacking.flat())])
      const values = new Map([
        ['person', this.persons], ['claim', index], ['from', monthIndex(piece.from)], ['to', monthIndex(piece.to)],
        ['basis', this.basisPlace(rule, rule.formula.basis(claim, situation, lookup.lookup), lookup)],
      ])
      for (const leaf of shelf.leaves.values()) values.set(leaf.key, readMeasure(leaf.measure, leaf.parameter, situation))
      shelf.add(values)
    }
  }

  /** Adds a person's facts, as they are known. Answers the person's place. */
  add(facts: Facts): number {
    claimsOf(this.book, facts).forEach((claim, index) => this.addClaim(facts, claim, index))
    this.persons += 1
    return this.persons - 1
  }

  done(): Table {
    const shelves = [...this.shelves.values()].toSorted((one, other) => one.turn - other.turn).map(shelf => shelf.done())
    return {
      persons: this.persons, first: monthIndex(this.from), last: monthIndex(this.to), shelves, unreckoned: this.unreckoned,
      bases: new Map([...this.bases].map(([rule, { all }]) => [rule, all])),
    }
  }
}
