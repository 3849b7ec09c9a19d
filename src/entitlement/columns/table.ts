import type { Month } from '../../base/day.ts'
import type { Facts } from '../../law/facts.ts'
import type { LawBook } from '../../law/law.ts'
import { claimsOf, type Claim } from '../claims.ts'
import { situationsOf } from '../decide-claim.ts'
import { absentFacts } from '../examine.ts'
import { leavesOf, type Leaf } from '../expression.ts'
import type { Basis, Lookup } from '../formula.ts'
import { lookupOf } from '../lookup.ts'
import { MEASURES, monthIndex, readMeasure, type Measure } from '../measures.ts'
import type { Rule, RuleCondition } from '../rules.ts'
import { piecesOf } from './pieces.ts'

export type Column = Int16Array | Int32Array | Uint8Array

/** Memory for a column; a server shares it among its workers. */
export type Allocate = (bytes: number) => ArrayBufferLike
const plain: Allocate = bytes => new ArrayBuffer(bytes)

const WIDTH = { month: 2, day: 4, small: 1 } as const
function columnOf(store: Measure['store'], rows: number, allocate: Allocate): Column {
  const buffer = allocate(rows * WIDTH[store])
  return store === 'month' ? new Int16Array(buffer) : store === 'day' ? new Int32Array(buffer) : new Uint8Array(buffer)
}

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
  /** A fact that some condition needs is not given: entitled to nothing, refused where another condition fails. */
  readonly lacking: boolean
  /** Its benefit is a national regular one of one's own. */
  readonly regular: boolean
  readonly rows: number
  readonly person: Int32Array
  readonly from: Int16Array
  readonly to: Int16Array
  readonly basis: Int32Array
  readonly leaves: ReadonlyMap<string, Leaf>
  readonly columns: ReadonlyMap<string, Column>
}

/** A roster by column: what the law's rules run over at once. Shelves that give way to others stand last. */
export type Table = { readonly persons: number; readonly first: number; readonly last: number; readonly shelves: readonly Shelf[]; readonly bases: ReadonlyMap<Rule, readonly RatedBasis[]> }

/** Read of the person's own row in the run, not a column. */
export const HELD = 'held'
const CAPACITY_FIRST = 256

/** A shelf being filled: columns that double as they grow. */
class GrowingShelf {
  readonly claimRule: Rule
  readonly asked: Shelf['asked']
  readonly lacking: boolean
  readonly regular: boolean
  readonly leaves: ReadonlyMap<string, Leaf>
  rows = 0
  private capacity = CAPACITY_FIRST
  private readonly data = new Map<string, { store: Measure['store']; column: Column }>()

  constructor(rule: Rule, asked: Shelf['asked'], lacking: boolean, regular: boolean) {
    this.claimRule = rule
    this.asked = asked
    this.lacking = lacking
    this.regular = regular
    this.leaves = new Map(asked.flatMap(({ condition }) => [...leavesOf(condition.holds)]).filter(([key]) => key !== HELD))
    const stores: [string, Measure['store']][] = [['person', 'day'], ['basis', 'day'], ['from', 'month'], ['to', 'month'], ...[...this.leaves.values()].map((leaf): [string, Measure['store']] => [leaf.key, MEASURES[leaf.measure]!.store])]
    for (const [key, store] of stores) this.data.set(key, { store, column: columnOf(store, this.capacity, plain) })
  }

  private grow(): void {
    this.capacity *= 2
    for (const held of this.data.values()) {
      const wider = columnOf(held.store, this.capacity, plain)
      wider.set(held.column)
      held.column = wider
    }
  }

  add(values: ReadonlyMap<string, number>): void {
    if (this.rows === this.capacity) this.grow()
    for (const [key, value] of values) this.data.get(key)!.column[this.rows] = value
    this.rows += 1
  }

  done(allocate: Allocate): Shelf {
    const cut = (key: string): Column => {
      const { store, column } = this.data.get(key)!
      const exact = columnOf(store, this.rows, allocate)
      exact.set(column.subarray(0, this.rows))
      return exact
    }
    return {
      rule: this.claimRule, asked: this.asked, lacking: this.lacking, regular: this.regular, rows: this.rows, leaves: this.leaves,
      person: cut('person') as Int32Array, basis: cut('basis') as Int32Array, from: cut('from') as Int16Array, to: cut('to') as Int16Array,
      columns: new Map([...this.leaves.keys()].map(key => [key, cut(key)])),
    }
  }
}

/** Puts persons into columns, one after another. */
export class TableLoader {
  private persons = 0
  private readonly shelves = new Map<string, GrowingShelf>()
  private readonly bases = new Map<Rule, { readonly all: RatedBasis[]; readonly places: Map<string, number> }>()
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
    const key = facts.rates?.length || facts.parameters?.length ? JSON.stringify([facts.rates, facts.parameters]) : ''
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

  private shelfFor(claim: Claim, index: number, asked: Shelf['asked'], lacking: boolean): GrowingShelf {
    const { rule, identity, base } = claim
    const regular = base === null && (this.book.categories.get(identity.category)?.regular.includes(rule.entry.id) ?? false)
    // Rows that give way to others are run in the order of a person's identities.
    const key = `${rule.entry.id}|${rule.continuation?.benefit ?? ''}|${asked.map(({ place }) => place).join(',')}|${lacking}|${regular}|${rule.yields ? index : ''}`
    let shelf = this.shelves.get(key)
    if (!shelf) this.shelves.set(key, shelf = new GrowingShelf(rule, asked, lacking, regular))
    return shelf
  }

  private addClaim(facts: Facts, claim: Claim, index: number): void {
    const { rule, identity, base } = claim
    const lookup = this.lookupFor(facts)
    const at = situationsOf(lookup.lookup, facts, claim)
    for (const piece of piecesOf(facts, identity, (base?.rule ?? rule).entry.grading, this.from, this.to)) {
      const situation = at(piece.from, [])
      if (absentFacts(claim, situation, rule.formula.needs).length > 0) return
      const concerned = rule.conditions.map((condition, place) => ({ condition, place }))
        .filter(({ condition }) => absentFacts(claim, situation, condition.guardNeeds).length > 0 || condition.concerns(situation))
      const asked = concerned.filter(({ condition }) => absentFacts(claim, situation, [...condition.guardNeeds, ...condition.needs]).length === 0)
      const shelf = this.shelfFor(claim, index, asked, asked.length < concerned.length)
      const values = new Map([
        ['person', this.persons], ['from', monthIndex(piece.from)], ['to', monthIndex(piece.to)],
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

  done(allocate: Allocate = plain): Table {
    const shelves = [...this.shelves.values()].toSorted((one, other) => Number(one.claimRule.yields) - Number(other.claimRule.yields)).map(shelf => shelf.done(allocate))
    return { persons: this.persons, first: monthIndex(this.from), last: monthIndex(this.to), shelves, bases: new Map([...this.bases].map(([rule, { all }]) => [rule, all])) }
  }
}
