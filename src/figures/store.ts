import type { Session } from '../db/db.ts'
import type { Figure, FigureRecord } from './figures.ts'

/** Of which county, which places (a code prefix; empty is all that the scope sees) and which calendar year. */
export type FiguresAsked = { readonly county: string; readonly place: string; readonly year: number }

/** Names the four common parameters with their types, so that a figure need not use them all. */
const ASKED = `asked AS (SELECT $1::text AS county, $2::text AS place, $3::date AS first_day, $4::date AS last_day)`

const parametersOf = (figure: Figure, asked: FiguresAsked): unknown[] =>
  [asked.county, asked.place, `${asked.year}-01-01`, `${asked.year}-12-31`, ...(figure.parameters ?? [])]

/** The sum of a figure's records, and how many they are. */
export async function selectSum(session: Session, figure: Figure, asked: FiguresAsked): Promise<{ value: number; records: number }> {
  const { rows } = await session.query<{ value: number; records: number }>(
    `WITH ${ASKED} SELECT coalesce(sum(counted.value), 0)::bigint AS value, count(*)::bigint AS records FROM (${figure.records}) AS counted`,
    parametersOf(figure, asked),
  )
  return rows[0]!
}

/** A figure's records in order of time. */
export async function selectRecords(session: Session, figure: Figure, asked: FiguresAsked): Promise<FigureRecord[]> {
  return (await session.query<FigureRecord>(
    `WITH ${ASKED} SELECT record::text AS record, value::bigint AS value, happened_on::date AS happened_on, place_code, title, detail
     FROM (${figure.records}) AS counted ORDER BY happened_on, record`,
    parametersOf(figure, asked),
  )).rows
}

const GROUPS = { place: 'counted.place_code', month: `to_char(counted.happened_on::date, 'YYYY-MM')` } as const

/** The sums of a figure's records in each place or month (YYYY-MM) that has any. */
export async function selectSumsBy(session: Session, figure: Figure, asked: FiguresAsked, by: keyof typeof GROUPS): Promise<{ group: string; value: number }[]> {
  return (await session.query<{ group: string; value: number }>(
    `WITH ${ASKED} SELECT ${GROUPS[by]} AS "group", sum(counted.value)::bigint AS value FROM (${figure.records}) AS counted GROUP BY 1`,
    parametersOf(figure, asked),
  )).rows
}
