import { CATEGORIES, AREAS, CAUSES, type Benefit } from './facts.ts'
import type { Cell, CellKey, ParameterRow, Rate, Share } from './law.ts'
import type { BenefitFile, RateTable, ShareTable } from './schema.ts'

const FEN_A_YUAN = 100
const GRADES = Array.from({ length: 10 }, (_, index) => String(index + 1))

/** What may stand as a key of `amounts`, by the fact that it is a value of; levels of merit are the notices' own words. */
export const CELL_VALUES: Readonly<Record<CellKey, readonly string[] | undefined>> = {
  cause: CAUSES, grade: GRADES, category: CATEGORIES, area: AREAS, level: undefined,
}

/** Amounts in fen: a notice's yuan may have decimals, a fen has none. */
export const fenOf = (yuan: number): number => Math.round(yuan * FEN_A_YUAN)

type Nested = number | { readonly [key: string]: Nested }

/** Every number of a nested table with the cell that it stands for, and the keys that lead to it. */
export function cellsOf(nested: Nested, keys: readonly CellKey[], cell: Cell = {}, path: readonly string[] = []): { cell: Cell; path: readonly string[]; value: number }[] {
  if (typeof nested === 'number') return [{ cell, path, value: nested }]
  const [key, ...rest] = keys
  return Object.entries(nested).flatMap(([name, inner]) =>
    cellsOf(inner, rest, key === undefined ? cell : { ...cell, [key]: key === 'grade' ? Number(name) : name }, [...path, name]))
}

/** The dated lines of one printed table. */
export function ratesOf(benefit: Benefit, cells: readonly CellKey[], table: RateTable): Rate[] {
  const { from, where, per, source, clause, confidence, published_on } = table
  const row = (amount_fen: number | null, cell: Cell): Rate =>
    ({ benefit, from, to: table.to ?? null, where, cell, per, source, clause, confidence, published_on, due_month: table.due_month ?? null, amount_fen })
  if (table.amounts !== undefined) return cellsOf(table.amounts, cells).map(({ cell, value }) => row(fenOf(value), cell))
  return [row(table.amount === 'unknown' || table.amount === undefined ? null : fenOf(table.amount), {})]
}

export const sharesOf = (cells: readonly CellKey[], { from, of, source, clause, amounts }: ShareTable): Share[] =>
  cellsOf(amounts, cells).map(({ cell, value }) => ({ from, of, cell, percent: value, source, clause }))

type ParameterFile = { readonly name: ParameterRow['name']; readonly rows: readonly (Omit<ParameterRow, 'name' | 'amount_fen'> & { readonly amount: number })[] }
export const parameterRows = ({ name, rows }: ParameterFile): ParameterRow[] => rows.map(({ amount, ...row }) => ({ name, ...row, amount_fen: fenOf(amount) }))

export type { BenefitFile }
