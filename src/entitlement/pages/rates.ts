import type { Day } from '../../base/day.ts'
import { fen, type Fen } from '../../base/money.ts'
import { roundTop } from '../../base/scale.ts'
import type { Text } from '../../base/result.ts'
import type { Confidence } from '../../law/law.ts'
import type { RatePeriod } from '../../law/facts.ts'
import type { RateLine } from '../browsing/views.ts'
import { periodWords } from '../browsing/words.ts'

/** What a cell of the table shows on a day: a figure with its confidence, or that it changed and was not found. */
export type RateMark = { readonly amount_fen: Fen | null; readonly confidence: Confidence; readonly line: RateLine }

export type RateRow = { readonly cell: Text; readonly marks: ReadonlyMap<Day, RateMark> }

/** The rates of one place: rows of cells, columns of first days. */
export type RateTable = { readonly where: string; readonly name: Text; readonly unit: Text; readonly days: readonly Day[]; readonly rows: readonly RateRow[] }

const RANK: Readonly<Record<Confidence, number>> = { sourced: 2, invented: 1, derived: 0 }

/** On one day a figure before none, and the better sourced first: as the law is read. */
const better = (one: RateLine, other: RateLine | undefined): boolean =>
  other === undefined || Number(one.amount_fen !== null) - Number(other.amount_fen !== null) > 0 || (one.amount_fen !== null && RANK[one.confidence] > RANK[other.confidence])

/** 因战 1 … 10 级, then 因公: as the first word first comes, then by number. */
export function inOrder(cells: readonly Text[]): Text[] {
  const head = ({ zh }: Text) => zh.split(' ')[0]!
  const heads = [...new Set(cells.map(head))]
  return cells.toSorted((one, other) => heads.indexOf(head(one)) - heads.indexOf(head(other)) || one.zh.localeCompare(other.zh, 'zh', { numeric: true }))
}

const MONTHS = 12
const YEARLY: Readonly<Partial<Record<RatePeriod, RatePeriod>>> = { 'month': 'year', 'month-per-service-year': 'year-per-service-year' }
/** Where a notice names months and another years, all stand as years: a chart of both would be read as one. */
function asYears(lines: readonly RateLine[]): readonly RateLine[] {
  if (new Set(lines.map(({ per }) => per)).size === 1) return lines
  return lines.map(line => {
    const per = YEARLY[line.per]
    return per === undefined ? line : { ...line, per, unit: periodWords(per), amount_fen: line.amount_fen === null ? null : fen(line.amount_fen * MONTHS) }
  })
}

function tableOf(where: string, given: readonly RateLine[]): RateTable {
  const lines = asYears(given)
  const cells = [...new Map(lines.filter(({ cell, amount_fen }) => cell.zh !== '' || amount_fen !== null).map(({ cell }) => [cell.zh, cell])).values()]
  const rows = (cells.length > 0 ? inOrder(cells) : [{ zh: '', en: '' }]).map((cell): RateRow => {
    const best = new Map<Day, RateLine>()
    // A line without a cell speaks for all of them.
    for (const line of lines) if ((line.cell.zh === cell.zh || line.cell.zh === '') && better(line, best.get(line.from))) best.set(line.from, line)
    return { cell, marks: new Map([...best].map(([day, line]) => [day, { amount_fen: line.amount_fen, confidence: line.confidence, line }])) }
  })
  return { where, name: lines[0]!.where_name, unit: lines[0]!.unit, days: [...new Set(lines.map(({ from }) => from))].toSorted(), rows }
}

/** A benefit's rates place by place, the nation first. */
export const tablesOf = (lines: readonly RateLine[]): RateTable[] =>
  [...Map.groupBy(lines, ({ where }) => where)].toSorted(([one], [other]) => one.localeCompare(other)).map(([where, own]) => tableOf(where, own))

/** A stretch at one height; `amount_fen` null where the figure is not known. */
export type RateStep = { readonly from: Day; readonly to: Day; readonly amount_fen: Fen | null; readonly confidence: Confidence }

/** A row as steps over time, each until the next first day; the last until `until`. */
export function stepsOf({ marks }: RateRow, until: Day): RateStep[] {
  const days = [...marks.keys()].toSorted()
  return days.map((from, index) => {
    const { amount_fen, confidence, line } = marks.get(from)!
    const next = days[index + 1] ?? until
    return { from, to: line.to !== null && line.to < next ? line.to : next, amount_fen, confidence }
  })
}

const ROUND = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
/** A round number at or above, for the top of a scale. */
export const roundUp = (value: number): number => roundTop(value, ROUND)
