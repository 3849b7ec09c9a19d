import type { Session } from '../../db/db.ts'
import type { Stamp, ToldPostings } from '../sets/sets.ts'
import type { OwedLine, OwedTotal } from './bulk.ts'

const COLUMNS = ['number', 'place_code', 'person', 'benefit', 'period', 'amount_fen']
const BATCH = 5000

/** Keys that come in their own order go into their index more cheaply: every number in ten digits. */
const inOrder = (number: number): string => String(number).padStart(10, '0')

function* rowsOf(lines: Iterable<OwedLine>): Generator<(string | number)[]> {
  for (const { number, place, person, benefit, period, amount_fen } of lines) yield [inOrder(number), place, person, benefit, period, amount_fen]
}

async function insertByJson(session: Session, lines: Iterable<OwedLine>): Promise<void> {
  const all = Array.from(lines, line => ({ ...line, number: inOrder(line.number) }))
  for (let start = 0; start < all.length; start += BATCH) {
    await session.query(
      `INSERT INTO owed_line (number, place_code, person, benefit, period, amount_fen)
       SELECT number, place, person, benefit, period, amount_fen
       FROM json_to_recordset($1::text::json) AS l(number text, place text, person uuid, benefit text, period text, amount_fen bigint)`,
      [JSON.stringify(all.slice(start, start + BATCH))],
    )
  }
}

/** Lays the lines down in a table of this transaction's own, which is gone when it ends. */
export async function takeLines(session: Session, lines: Iterable<OwedLine>): Promise<void> {
  await session.query(
    `CREATE TEMPORARY TABLE owed_line (number text NOT NULL, place_code text NOT NULL, person uuid NOT NULL, benefit text NOT NULL, period text NOT NULL, amount_fen bigint NOT NULL)
     ON COMMIT DROP`,
  )
  if (session.copy) await session.copy('owed_line', COLUMNS, rowsOf(lines))
  else await insertByJson(session, lines)
}

/** How many of the persons are not on the roster, as far as this work sees it. */
export async function countStrangers(session: Session, county: string): Promise<number> {
  return (await session.query<{ strangers: number }>(
    `SELECT count(*) AS strangers FROM (
       SELECT DISTINCT person AS id FROM owed_line EXCEPT SELECT id FROM person WHERE county_code = $1) s`, [county],
  )).rows[0]!.strangers
}

/** What the lines come to, benefit by benefit and place by place: the scope and the totals are both asked of this. */
export async function selectShares(session: Session): Promise<(OwedTotal & { readonly place: string })[]> {
  return (await session.query<OwedTotal & { place: string }>(
    `SELECT benefit, place_code AS place, count(*) AS lines, sum(amount_fen)::bigint AS amount_fen FROM owed_line GROUP BY benefit, place_code ORDER BY benefit, place_code`,
  )).rows
}

/** The lines as movements: each is owed from now on. Its key is `<before><number><after>`, the number in ten digits. */
export const owedOf = (key: { readonly before: string; readonly after: string }, funds: ReadonlyMap<string, string>): ToldPostings => ({
  parameters: [key.before, key.after, [...funds.keys()], [...funds.values()]],
  select: `SELECT $2::text || l.number || $3::text AS key, l.place_code, 'expense:' || l.benefit AS debit, 'payable' AS credit, l.amount_fen, f.fund, l.person, l.benefit, l.period
     FROM owed_line l LEFT JOIN unnest($4::text[], $5::uuid[]) AS f(benefit, fund) ON f.benefit = l.benefit`,
})

/** Whether anything of this bulk stands in the ledger already. */
export async function wasPosted(session: Session, county: string, reference: Stamp['reference'], before: string): Promise<boolean> {
  return (await session.query(
    `SELECT 1 FROM posting WHERE county_code = $1 AND reference_kind = $2 AND reference = $3 AND starts_with(key, $4) LIMIT 1`, [county, reference.kind, reference.id, before],
  )).rows.length > 0
}

/** Adds the movements of a bulk that was never posted: a key that stands after all is refused by the ledger itself. */
export async function insertOwed(session: Session, county: string, { select, parameters }: ToldPostings, stamp: Stamp): Promise<number> {
  return (await session.query(
    `INSERT INTO posting (county_code, key, place_code, posted_on, posted_at, posted_by, debit, credit, amount_fen, fund, person, benefit, period, reference_kind, reference, memo)
     SELECT $1, t.key, t.place_code, $6::date, $7::timestamptz, $8, t.debit, t.credit, t.amount_fen, t.fund, t.person, t.benefit, t.period, $9, $10, $11 FROM (${select}) t`,
    [county, ...parameters, stamp.on, stamp.at, stamp.by, stamp.reference.kind, stamp.reference.id, stamp.memo],
  )).affected
}
