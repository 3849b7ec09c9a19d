import type { Day, Month } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Session } from '../../db/db.ts'
import type { LineKind, LineState } from '../payment.ts'
import type { ClosingPart } from './statement.ts'

export type StatedLine = {
  readonly person: string; readonly benefit: string; readonly period: Month; readonly kind: LineKind; readonly amount_fen: Fen; readonly offset_fen: Fen; readonly state: LineState
  readonly confirmed_on: Day | null; readonly source: string; readonly article: string; readonly run: string; readonly year: number; readonly number: number
}

/** Lines that were approved for these persons and the months of a year. */
export async function selectStated(session: Session, county: string, persons: readonly string[], year: number): Promise<StatedLine[]> {
  return (await session.query<StatedLine>(
    `SELECT l.person, l.benefit, l.period, l.kind, l.amount_fen, l.offset_fen, l.state, l.confirmed_on, l.source, l.article, l.run, r.year, r.number
     FROM payment_line l JOIN payment_run r ON r.county_code = l.county_code AND r.id = l.run
     WHERE l.county_code = $1 AND l.person = ANY($2::uuid[]) AND l.period BETWEEN $3 AND $4 AND l.state NOT IN ('open', 'discarded')
     ORDER BY l.period, l.benefit, r.year, r.number, l.number`,
    [county, persons, `${year}-01`, `${year}-12`],
  )).rows
}

export type StatedReturn = {
  readonly person: string; readonly benefit: string; readonly period: Month; readonly amount_fen: Fen; readonly reason: string; readonly closed: readonly ClosingPart[]
}

/** What was found to be owed back for these persons and months, and how it was closed, in the order in which it was decided. */
export async function selectReturns(session: Session, county: string, persons: readonly string[], year: number): Promise<StatedReturn[]> {
  return (await session.query<StatedReturn>(
    `SELECT r.person, r.benefit, r.period, r.amount_fen, r.reason,
       (SELECT coalesce(json_agg(json_build_object('kind', c.kind, 'amount_fen', c.amount_fen, 'line_period', l.period) ORDER BY c.decided_at, c.id), '[]')
        FROM receivable_closing c LEFT JOIN payment_line l ON l.county_code = c.county_code AND l.run = c.line_run AND l.number = c.line_number
        WHERE c.county_code = r.county_code AND c.run = r.run AND c.number = r.number AND c.state = 'decided') AS closed
     FROM receivable r
     WHERE r.county_code = $1 AND r.person = ANY($2::uuid[]) AND r.period BETWEEN $3 AND $4 AND r.state NOT IN ('proposed', 'discarded') ORDER BY r.period, r.benefit, r.run, r.number`,
    [county, persons, `${year}-01`, `${year}-12`],
  )).rows
}
