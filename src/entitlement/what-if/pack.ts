import type { Benefit } from '../../law/facts.ts'
import type { BenefitEntry, CategoryEntry, LawBook, Overlap, ParameterRow, Rate, Source } from '../../law/law.ts'
import type { Column, RatedBasis, Shelf, Table } from '../columns/table.ts'
import type { Leaf } from '../expression.ts'
import type { Basis, Formula, Lookup } from '../formula.ts'
import { FORMULAS } from '../formulas.ts'
import { rulesOf, type Rule } from '../rules.ts'

/**
 * A roster in columns on its way to a browser: what is small as JSON, what is long as bytes. Rules do not travel: a rule is named by its
 * benefit and its place among the benefit's rules, and is made again from the law at the other end.
 */

/** As much of the law as rules and rates need. */
export type PackedLaw = {
  readonly hash: string
  readonly benefits: readonly BenefitEntry[]
  readonly categories: readonly CategoryEntry[]
  readonly overlaps: readonly Overlap[]
  readonly parameters: readonly ParameterRow[]
  /** Without their articles. */
  readonly sources: readonly Source[]
}

export const packLaw = ({ hash, benefits, categories, overlaps, parameters, sources }: LawBook): PackedLaw => ({
  hash, overlaps, parameters, benefits: [...benefits.values()], categories: [...categories.values()],
  sources: [...sources.values()].map(source => ({ ...source, articles: {} })),
})

const byId = <T extends { readonly id: string }>(entries: readonly T[]) => new Map(entries.map(entry => [entry.id as T['id'], entry]))

export const unpackLaw = ({ hash, benefits, categories, overlaps, parameters, sources }: PackedLaw): LawBook => ({
  hash, overlaps, parameters, benefits: byId(benefits), categories: byId(categories), sources: byId(sources), duties: [], calendar: {}, glossary: [],
})

type RuleName = { readonly benefit: Benefit; readonly rule: number }
type PackedBasis = { readonly lookup: number; readonly basis: Basis }
type PackedShelf = RuleName & Pick<Shelf, 'lacks' | 'regular' | 'rows'> & { readonly asked: readonly number[]; readonly leaves: readonly Leaf[] }

export type PackedTable = Pick<Table, 'persons' | 'first' | 'last'> & {
  readonly lookups: readonly { readonly rates: readonly Rate[]; readonly parameters: readonly ParameterRow[]; readonly knownOn: string | null }[]
  readonly bases: readonly (RuleName & { readonly all: readonly PackedBasis[] })[]
  readonly shelves: readonly PackedShelf[]
  readonly unreckoned: readonly (RuleName & { readonly person: number; readonly claim: number; readonly lacks: readonly string[] })[]
  /** Bytes a value of each column, in the order in which the columns travel. */
  readonly widths: readonly number[]
}

/** What a basis may hold of the law: the benefit that goes on after a death. */
type Continued = Basis & { readonly base?: { readonly entry: BenefitEntry; readonly formula: Formula; readonly basis: Basis } | null }
type PackedContinued = Basis & { readonly base?: { readonly benefit: Benefit; readonly basis: Basis } | null }

function packBasis(basis: Continued): Basis {
  const { base } = basis
  return base ? { ...basis, base: { benefit: base.entry.id, basis: base.basis } } as Basis : basis
}

function unpackBasis(basis: PackedContinued, book: LawBook): Basis {
  const { base } = basis
  if (!base) return basis
  const entry = book.benefits.get(base.benefit)!
  return { ...basis, base: { entry, formula: FORMULAS[entry.formula]!, basis: base.basis } } as Basis
}

const columnsOf = ({ person, claim, basis, from, to, leaves, columns }: Shelf): Column[] =>
  [person, claim, basis, from, to, ...[...leaves.keys()].map(key => columns.get(key)!)]

export function packTable(table: Table, book: LawBook): { readonly head: PackedTable; readonly columns: readonly Column[] } {
  const names = new Map([...rulesOf(book)].flatMap(([benefit, rules]) => rules.map((rule, place) => [rule, { benefit, rule: place }] as const)))
  const nameOf = (rule: Rule): RuleName => names.get(rule)!
  const lookups: Lookup[] = []
  const placeOf = (lookup: Lookup): number => {
    const place = lookups.indexOf(lookup)
    return place >= 0 ? place : lookups.push(lookup) - 1
  }
  const packed = ({ basis, lookup }: RatedBasis): PackedBasis => ({ lookup: placeOf(lookup), basis: packBasis(basis) })
  const bases = [...table.bases].map(([rule, all]) => ({ ...nameOf(rule), all: all.map(packed) }))
  const columns = table.shelves.flatMap(columnsOf)
  return {
    columns,
    head: {
      persons: table.persons, first: table.first, last: table.last, bases, widths: columns.map(column => column.BYTES_PER_ELEMENT),
      lookups: lookups.map(({ rates, parameters, knownOn }) => ({ rates, parameters, knownOn: knownOn ?? null })),
      unreckoned: table.unreckoned.map(({ rule, ...claim }) => ({ ...nameOf(rule), ...claim, rule: nameOf(rule).rule })),
      shelves: table.shelves.map(({ rule, lacks, regular, rows, asked, leaves }) => ({
        ...nameOf(rule), lacks, regular, rows, asked: asked.map(({ place }) => place), leaves: [...leaves.values()],
      })),
    },
  }
}

/** The roster again, its rules and rates those of a book: the one that it was packed with, or one that differs from it in rates alone. */
export function unpackTable(head: PackedTable, columns: readonly Column[], book: LawBook): Table {
  const ruleOf = ({ benefit, rule }: RuleName): Rule => rulesOf(book).get(benefit)![rule]!
  const lookups = head.lookups.map(({ rates, parameters, knownOn }): Lookup => ({ book, rates, parameters, knownOn: knownOn ?? undefined }))
  const rated = ({ lookup, basis }: PackedBasis): RatedBasis => ({ lookup: lookups[lookup]!, basis: unpackBasis(basis, book) })
  let next = 0
  const shelves = head.shelves.map((packed): Shelf => {
    const [rule, leaves] = [ruleOf(packed), new Map(packed.leaves.map(leaf => [leaf.key, leaf]))]
    // The widths of these five are the same in every shelf.
    const [person, claim, basis, from, to] = columns.slice(next, next + 5) as [Int32Array, Int16Array, Int32Array, Int16Array, Int16Array]
    next += 5 + leaves.size
    const own = columns.slice(next - leaves.size, next)
    return {
      rule, leaves, person, claim, basis, from, to, asked: packed.asked.map(place => ({ place, condition: rule.conditions[place]! })),
      lacks: packed.lacks, regular: packed.regular, rows: packed.rows, columns: new Map([...leaves.keys()].map((key, index) => [key, own[index]!])),
    }
  })
  return {
    persons: head.persons, first: head.first, last: head.last, shelves, bases: new Map(head.bases.map(packed => [ruleOf(packed), packed.all.map(rated)])),
    unreckoned: head.unreckoned.map(packed => ({ person: packed.person, claim: packed.claim, lacks: packed.lacks, rule: ruleOf(packed) })),
  }
}

const ALIGNED = 4
const padded = (length: number): number => Math.ceil(length / ALIGNED) * ALIGNED

/** A text and columns one after another, each beginning where a whole number may stand; the text's length stands before it. */
export function framed(text: Uint8Array, columns: readonly Column[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(ALIGNED + padded(text.length) + columns.reduce((total, column) => total + padded(column.byteLength), 0))
  new Uint32Array(bytes.buffer, 0, 1)[0] = text.length
  bytes.set(text, ALIGNED)
  let place = ALIGNED + padded(text.length)
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), place)
    place += padded(column.byteLength)
  }
  return bytes
}

export const textIn = (frame: ArrayBuffer): Uint8Array => new Uint8Array(frame, ALIGNED, new Uint32Array(frame, 0, 1)[0])

const MAKERS: Readonly<Record<number, (buffer: ArrayBuffer, place: number, rows: number) => Column>> = {
  1: (buffer, place, rows) => new Uint8Array(buffer, place, rows),
  2: (buffer, place, rows) => new Int16Array(buffer, place, rows),
  4: (buffer, place, rows) => new Int32Array(buffer, place, rows),
}

/** The columns of a frame where they stand: nothing is copied. */
export function columnsIn(frame: ArrayBuffer, shapes: readonly { readonly width: number; readonly rows: number }[]): Column[] {
  let place = ALIGNED + padded(textIn(frame).length)
  return shapes.map(({ width, rows }) => {
    const column = MAKERS[width]!(frame, place, rows)
    place += padded(width * rows)
    return column
  })
}

/** Width and length of a table's columns, in the order in which they travel. */
export function shapesOf({ shelves, widths }: PackedTable): { readonly width: number; readonly rows: number }[] {
  const rows = shelves.flatMap(shelf => Array.from({ length: 5 + shelf.leaves.length }, () => shelf.rows))
  return widths.map((width, index) => ({ width, rows: rows[index]! }))
}
