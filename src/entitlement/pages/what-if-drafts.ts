import { firstDay, type Month } from '../../base/day.ts'
import { parseYuan, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { RATE_PERIODS, type Benefit, type RatePeriod } from '../../law/facts.ts'
import { valueName } from '../../law/fact-names.ts'
import type { BenefitEntry, Cell, LawBook } from '../../law/law.ts'
import { named } from '../explanation/named.ts'
import { cellsAt, type WhatIfChange } from '../what-if/changes.ts'
import type { CostQuestion } from '../what-if/cost.ts'

/** A change as it is being typed. */
export type WhatIfDraft = {
  readonly id: number
  readonly benefit: Benefit
  /** The place of the cell among the benefit's; -1 for all. */
  readonly cell: number
  readonly from: Month
  readonly kind: 'percent' | 'amount'
  readonly typed: string
  readonly per: RatePeriod
}

/** A benefit whose rates can be changed, with its cells and the periods that its rates are for. */
export type Changeable = { readonly entry: BenefitEntry; readonly cells: readonly Cell[]; readonly pers: readonly RatePeriod[] }

const sizeOf = (cell: Cell): number => Object.keys(cell).length
const orderOf = (entry: BenefitEntry, cell: Cell): string => entry.cells.map(key => String(cell[key] ?? '').padStart(3, '0')).join('|')

/** Formulas that pay by a rate where a place has set one. */
const RATED = ['wage-share', 'service-months-by-year']

/** What can be changed: benefits with rates, or that a place may set a rate for, in the cells that have figures here or that somebody falls into. */
export function changeableOf(book: LawBook, county: string, { table }: CostQuestion): Changeable[] {
  const bases = [...table.bases].map(([rule, all]) => ({ benefit: rule.entry.id, all }))
  return [...book.benefits.values()].filter(entry => county.startsWith(entry.where) && (entry.rates.length > 0 || RATED.includes(entry.formula))).map(entry => {
    const drawn = bases.filter(({ benefit }) => benefit === entry.id).flatMap(({ all }) => all.map(({ basis }) => basis.cell))
    const all = new Map([...cellsAt(entry, county), ...drawn].filter(cell => sizeOf(cell) > 0).map(cell => [orderOf(entry, cell), cell]))
    const pers = RATE_PERIODS.filter(per => entry.rates.some(rate => rate.per === per))
    const cells = [...all].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, cell]) => cell)
    return { entry, cells, pers: pers.length > 0 ? pers : ['month', 'year'] }
  })
}

const CELL_ALL: Text = { zh: '各格', en: 'All cells' }

/** 因战 5 级; 各格 for a figure that holds for all. */
export function cellName(book: LawBook, cell: Cell): Text {
  const names = Object.entries(cell).map(([key, value]) => named(book, valueName(key, value)))
  return names.length === 0 ? CELL_ALL : { zh: names.map(name => name.zh).join(' '), en: names.map(name => name.en).join(', ') }
}

const PERCENT_MOST = 1000
const PERCENT_LEAST = -100
const AMOUNT_FEN_MOST: Fen = 10 ** 11

/** `5`, `5.25`, `-3`, full-width digits; undefined when it is no percentage of at most two decimals. */
export function parsePercent(text: string): number | undefined {
  const plain = text.normalize('NFKC').trim().replace(/%$/, '')
  const value = /^[-+]?\d{1,4}(\.\d{0,2})?$/.test(plain) ? Number(plain) : undefined
  return value !== undefined && value > PERCENT_LEAST && value <= PERCENT_MOST ? value : undefined
}

export type ReadDraft = { readonly draft: WhatIfDraft; readonly change: WhatIfChange | null; readonly fault: Text | null }

const faulty = (draft: WhatIfDraft, zh: string, en: string): ReadDraft => ({ draft, change: null, fault: { zh, en } })

/** What a draft means; nothing while nothing is typed. */
export function readDraft(draft: WhatIfDraft, changeable: readonly Changeable[], where: string): ReadDraft {
  const { benefit, kind, per, typed } = draft
  if (typed.trim() === '') return { draft, change: null, fault: null }
  const cell = changeable.find(({ entry }) => entry.id === benefit)?.cells[draft.cell] ?? null
  const shared = { benefit, cell, where, from: firstDay(draft.from) }
  if (kind === 'percent') {
    const percent = parsePercent(typed)
    return percent === undefined
      ? faulty(draft, '百分数写作 5 或 5.25，大于 -100，不超过 1000', 'a percentage such as 5 or 5.25, above -100 and at most 1000')
      : { draft, change: { ...shared, percent }, fault: null }
  }
  const amount_fen = parseYuan(typed)
  return amount_fen === undefined || amount_fen < 0 || amount_fen > AMOUNT_FEN_MOST
    ? faulty(draft, '金额写作 12000 或 12000.50 元', 'an amount such as 12000 or 12000.50 yuan')
    : { draft, change: { ...shared, per, amount_fen }, fault: null }
}
