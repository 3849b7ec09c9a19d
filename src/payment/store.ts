import type { Day, Month } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Text } from '../base/result.ts'
import type { Session } from '../db/db.ts'
import type { Covering } from './entitled.ts'
import type { EarlierRate, Findings, LineContent, LineState, PaymentLine, Receivable, ReceivableContent, RunState } from './payment.ts'

/** A run as it is stored. */
export type RunRow = {
  readonly id: string; readonly place: string; readonly year: number; readonly number: number; readonly from: Month; readonly to: Month
  readonly benefits: readonly string[] | null; readonly benefit_names: readonly Text[] | null
  readonly note: string | null; readonly state: RunState; readonly known_on: Day
  readonly line_count: number; readonly amount_fen: Fen; readonly receivable_count: number; readonly receivable_fen: Fen
  readonly findings: Findings; readonly lines_hash: string; readonly law_hash: string; readonly fund: string | null
  readonly prepared_by: string; readonly prepared_by_name: string; readonly prepared_at: Date
  readonly checked_by: string | null; readonly checked_by_name: string | null; readonly checked_at: Date | null
  readonly approved_by: string | null; readonly approved_by_name: string | null; readonly approved_at: Date | null
  readonly anchor_number: number | null; readonly anchor_hash: string | null
  readonly sent_by_name: string | null; readonly sent_at: Date | null
  readonly confirmed_by_name: string | null; readonly confirmed_at: Date | null
}

const RUN = `r.id, r.place_code AS place, r.year, r.number, r.from_month AS "from", r.to_month AS "to", r.benefits, r.benefit_names, r.note, r.state, r.known_on, r.line_count, r.amount_fen,
  r.receivable_count, r.receivable_fen, r.findings, r.lines_hash, r.law_hash, r.fund, r.prepared_by, r.prepared_by_name, r.prepared_at,
  r.checked_by, r.checked_by_name, r.checked_at, r.approved_by, r.approved_by_name, r.approved_at, r.anchor_number, r.anchor_hash,
  r.sent_by_name, r.sent_at, r.confirmed_by_name, r.confirmed_at`

/** The county's next run number of a year; writers queue on its row. */
export async function nextNumber(session: Session, county: string, year: number): Promise<number> {
  return (await session.query<{ last_number: number }>(
    `INSERT INTO payment_counter (county_code, year, last_number) VALUES ($1, $2, 1)
     ON CONFLICT (county_code, year) DO UPDATE SET last_number = payment_counter.last_number + 1 RETURNING last_number`,
    [county, year],
  )).rows[0]!.last_number
}

export type NewRun = Pick<RunRow, 'id' | 'place' | 'year' | 'number' | 'from' | 'to' | 'note' | 'known_on' | 'line_count' | 'amount_fen' | 'receivable_count' |
  'receivable_fen' | 'benefits' | 'benefit_names' | 'findings' | 'lines_hash' | 'law_hash' | 'fund' | 'prepared_by' | 'prepared_by_name' | 'prepared_at'>

export async function insertRun(session: Session, county: string, run: NewRun): Promise<void> {
  await session.query(
    `INSERT INTO payment_run (county_code, id, place_code, year, number, from_month, to_month, note, state, known_on, line_count, amount_fen, receivable_count,
       receivable_fen, findings, lines_hash, law_hash, fund, prepared_by, prepared_by_name, prepared_at, benefits, benefit_names)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10, $11, $12, $13, $14::jsonb, $15, $16, $17, $18, $19, $20, $21::text[], $22::jsonb)`,
    [county, run.id, run.place, run.year, run.number, run.from, run.to, run.note, run.known_on, run.line_count, run.amount_fen, run.receivable_count,
      run.receivable_fen, JSON.stringify(run.findings), run.lines_hash, run.law_hash, run.fund, run.prepared_by, run.prepared_by_name, run.prepared_at,
      run.benefits, run.benefit_names === null ? null : JSON.stringify(run.benefit_names)],
  )
}

const BATCH = 5000

export async function insertLines(session: Session, county: string, run: string, lines: readonly LineContent[]): Promise<void> {
  for (let start = 0; start < lines.length; start += BATCH) {
    await session.query(
      `INSERT INTO payment_line (county_code, run, number, place_code, person, name, benefit, category, period, kind, amount_fen, entitled_fen, posted_before_fen,
         source, article, arithmetic, rate_fen, rate_source, confidence, provisional, due_on, before_rate_fen, before_rate_source, before_run, state)
       SELECT $1, $2, l.number, l.place, l.person, l.name, l.benefit, l.category, l.period, l.kind, l.amount_fen, l.entitled_fen, l.posted_before_fen,
         l.source, l.article, l.arithmetic, l.rate_fen, l.rate_source, l.confidence, l.provisional, l.due_on, l.before_rate_fen, l.before_rate_source, l.before_run, 'open'
       FROM json_to_recordset($3::text::json) AS l(number integer, place text, person uuid, name text, benefit text, category text, period text, kind text,
         amount_fen bigint, entitled_fen bigint, posted_before_fen bigint, source text, article text, arithmetic text, rate_fen bigint, rate_source text,
         confidence text, provisional boolean, due_on date, before_rate_fen bigint, before_rate_source text, before_run uuid)`,
      [county, run, JSON.stringify(lines.slice(start, start + BATCH))],
    )
  }
}

export async function insertReceivables(session: Session, county: string, run: string, rows: readonly ReceivableContent[]): Promise<void> {
  await session.query(
    `INSERT INTO receivable (county_code, run, number, place_code, person, name, benefit, period, amount_fen, entitled_fen, posted_before_fen, reason, provisional,
       rate_fen, rate_source, before_rate_fen, before_rate_source, before_run, state)
     SELECT $1, $2, l.number, l.place, l.person, l.name, l.benefit, l.period, l.amount_fen, l.entitled_fen, l.posted_before_fen, l.reason, l.provisional,
       l.rate_fen, l.rate_source, l.before_rate_fen, l.before_rate_source, l.before_run, 'proposed'
     FROM json_to_recordset($3::text::json) AS l(number integer, place text, person uuid, name text, benefit text, period text, amount_fen bigint,
       entitled_fen bigint, posted_before_fen bigint, reason text, provisional boolean, rate_fen bigint, rate_source text, before_rate_fen bigint,
       before_rate_source text, before_run uuid)`,
    [county, run, JSON.stringify(rows)],
  )
}

/** A run; with `lock`, nobody else takes it a step further until this work ends. */
export async function selectRun(session: Session, county: string, id: string, lock: boolean): Promise<RunRow | undefined> {
  return (await session.query<RunRow>(`SELECT ${RUN} FROM payment_run r WHERE r.county_code = $1 AND r.id = $2 ${lock ? 'FOR UPDATE' : ''}`, [county, id])).rows[0]
}

export async function selectRuns(session: Session, county: string, filter: { place: string; year: number | null }, limit: number, offset: number): Promise<{ rows: RunRow[]; total: number }> {
  const { rows } = await session.query<RunRow & { total: number }>(
    `SELECT ${RUN}, count(*) OVER () AS total FROM payment_run r
     WHERE r.county_code = $1 AND ($2 = '' OR starts_with(r.place_code, $2)) AND ($3::integer IS NULL OR left(r.to_month, 4)::integer = $3)
     ORDER BY r.year DESC, r.number DESC LIMIT $4 OFFSET $5`,
    [county, filter.place, filter.year, limit, offset],
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

/** Runs that stand in the ledger and touch these months. */
export async function selectCovering(session: Session, county: string, from: Month, to: Month): Promise<Covering[]> {
  return (await session.query<Covering>(
    `SELECT place_code AS place, from_month AS "from", to_month AS "to", benefits FROM payment_run
     WHERE county_code = $1 AND state IN ('approved', 'sent', 'returned', 'confirmed') AND from_month <= $3 AND to_month >= $2`,
    [county, from, to],
  )).rows
}

/** The last run before this one that stands in the ledger for the same place and covers the same benefits. */
export async function selectPrevious(session: Session, county: string, run: RunRow): Promise<RunRow | undefined> {
  return (await session.query<RunRow>(
    `SELECT ${RUN} FROM payment_run r
     WHERE r.county_code = $1 AND r.place_code = $2 AND r.to_month < $3 AND r.state IN ('approved', 'sent', 'returned', 'confirmed')
       AND (r.benefits IS NULL OR r.benefits @> $4::text[])
     ORDER BY r.to_month DESC, r.year DESC, r.number DESC LIMIT 1`,
    [county, run.place, run.from, run.benefits],
  )).rows[0]
}

export type StandingRate = EarlierRate & { readonly person: string; readonly benefit: string; readonly period: Month }

/** By which rate persons' months were paid or taken back last: by the journal's head at approval, for clocks may go back. */
export async function selectStandingRates(session: Session, county: string, persons: readonly string[], from: Month, to: Month): Promise<StandingRate[]> {
  return (await session.query<StandingRate>(
    `SELECT DISTINCT ON (person, benefit, period) person, benefit, period, rate_fen AS before_rate_fen, rate_source AS before_rate_source, run AS before_run
     FROM (SELECT person, benefit, period, rate_fen, rate_source, run FROM payment_line
         WHERE county_code = $1 AND person = ANY($2::uuid[]) AND period BETWEEN $3 AND $4 AND state NOT IN ('open', 'discarded')
       UNION ALL SELECT person, benefit, period, rate_fen, coalesce(rate_source, ''), run FROM receivable
         WHERE county_code = $1 AND person = ANY($2::uuid[]) AND period BETWEEN $3 AND $4 AND state NOT IN ('proposed', 'discarded')) standing
     JOIN payment_run r ON r.county_code = $1 AND r.id = run
     ORDER BY person, benefit, period, r.anchor_number DESC`,
    [county, persons, from, to],
  )).rows
}

/** What runs that are not approved yet have claimed in these months, payments and receivables alike. */
export async function selectHeld(session: Session, county: string, from: Month, to: Month): Promise<{ person: string; benefit: string; period: Month }[]> {
  return (await session.query<{ person: string; benefit: string; period: Month }>(
    `SELECT person, benefit, period FROM payment_line WHERE county_code = $1 AND claims AND period BETWEEN $2 AND $3
     UNION SELECT person, benefit, period FROM receivable WHERE county_code = $1 AND state = 'proposed' AND period BETWEEN $2 AND $3`,
    [county, from, to],
  )).rows
}

export const LINE = `l.number, l.place_code AS place, l.person, l.name, l.benefit, l.category, l.period, l.kind, l.amount_fen, l.entitled_fen, l.posted_before_fen,
  l.source, l.article, l.arithmetic, l.rate_fen, l.rate_source, l.confidence, l.provisional, l.due_on,
  l.before_rate_fen, l.before_rate_source, l.before_run, l.state, l.confirmed_on, l.offset_fen`

/** Lines that travel in one answer row: field by field they cost five times as long as the query itself. */
export const TOGETHER = 1000

/** A run's lines; of those that were left out of it the run no longer speaks. */
export async function selectLines(session: Session, county: string, run: string): Promise<PaymentLine[]> {
  const { rows } = await session.query<{ lines: string }>(
    `SELECT json_agg(line ORDER BY line.number)::text AS lines
     FROM (SELECT ${LINE} FROM payment_line l WHERE l.county_code = $1 AND l.run = $2 AND l.left_out_by IS NULL) line
     GROUP BY line.number / $3::integer ORDER BY line.number / $3::integer`,
    [county, run, TOGETHER],
  )
  return rows.flatMap(row => JSON.parse(row.lines) as PaymentLine[]) // the columns of LINE
}

export type LineFilter = { readonly state: LineState | null; readonly benefit: string; readonly kind: string; readonly query: string }

export async function pageLines(session: Session, county: string, run: string, filter: LineFilter, limit: number, offset: number): Promise<{ rows: PaymentLine[]; total: number }> {
  const { rows } = await session.query<PaymentLine & { total: number }>(
    `SELECT ${LINE}, count(*) OVER () AS total FROM payment_line l
     WHERE l.county_code = $1 AND l.run = $2 AND l.left_out_by IS NULL AND ($3::text IS NULL OR l.state = $3) AND ($4 = '' OR l.benefit = $4) AND ($5 = '' OR l.kind = $5)
       AND ($6 = '' OR position($6 IN l.name) > 0)
     ORDER BY l.number LIMIT $7 OFFSET $8`,
    [county, run, filter.state, filter.benefit, filter.kind, filter.query, limit, offset],
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

export const RECEIVABLE = `number, place_code AS place, person, name, benefit, period, amount_fen, entitled_fen, posted_before_fen, reason, provisional,
  rate_fen, rate_source, before_rate_fen, before_rate_source, before_run, state`

export async function selectReceivables(session: Session, county: string, run: string): Promise<Receivable[]> {
  return (await session.query<Receivable>(
    `SELECT ${RECEIVABLE} FROM receivable WHERE county_code = $1 AND run = $2 AND left_out_by IS NULL ORDER BY number`,
    [county, run],
  )).rows
}

export type LineTotal = { readonly benefit: string; readonly state: LineState; readonly persons: number; readonly lines: number; readonly amount_fen: Fen }

export async function selectTotals(session: Session, county: string, run: string): Promise<LineTotal[]> {
  return (await session.query<LineTotal>(
    `SELECT benefit, state, count(DISTINCT person) AS persons, count(*) AS lines, sum(amount_fen)::bigint AS amount_fen
     FROM payment_line WHERE county_code = $1 AND run = $2 AND left_out_by IS NULL GROUP BY benefit, state ORDER BY benefit, state`,
    [county, run],
  )).rows
}

export type PersonPayment = {
  readonly period: Month; readonly benefit: string; readonly amount_fen: Fen; readonly offset_fen: Fen; readonly state: LineState; readonly kind: string
  readonly source: string; readonly article: string; readonly run: string; readonly number: number
}

export async function selectOfPerson(session: Session, county: string, person: string): Promise<PersonPayment[]> {
  return (await session.query<PersonPayment>(
    `SELECT period, benefit, amount_fen, offset_fen, state, kind, source, article, run, number FROM payment_line
     WHERE county_code = $1 AND person = $2 AND state <> 'discarded' ORDER BY period DESC, benefit`,
    [county, person],
  )).rows
}

/** One step of a run: its new state, and who made it. The row is locked by the reader; `version` guards once more. */
export type StepColumns = 'checked' | 'approved' | 'sent' | 'confirmed'

/** SQL of the columns that a step fills; written out, so that nothing is put together from outside. */
const STEP_COLUMNS: Readonly<Record<StepColumns, string>> = {
  checked: 'checked_by = $5, checked_by_name = $6, checked_at = $7, checked_hash = lines_hash',
  approved: 'approved_by = $5, approved_by_name = $6, approved_at = $7',
  sent: 'sent_by = $5, sent_by_name = $6, sent_at = $7',
  confirmed: 'confirmed_by = $5, confirmed_by_name = $6, confirmed_at = $7',
}

export type Who = { readonly account: string; readonly name: string; readonly at: Date }

export async function stepRun(session: Session, county: string, run: { id: string; state: RunState }, to: RunState, step: StepColumns, who: Who): Promise<void> {
  const { affected } = await session.query(
    `UPDATE payment_run SET state = $4, version = version + 1, ${STEP_COLUMNS[step]} WHERE county_code = $1 AND id = $2 AND state = $3`,
    [county, run.id, run.state, to, who.account, who.name, who.at],
  )
  if (affected !== 1) throw new Error(`the run ${run.id} is not in the state in which it was read`)
}

/** Approval: the fund named for all benefits, and where the journal stood. Before `stepRun`, whose state needs the anchor. */
export async function setApproval(session: Session, county: string, id: string, fund: string | null, anchor: { number: number; hash: string }): Promise<void> {
  await session.query(
    `UPDATE payment_run SET fund = $3, anchor_number = $4, anchor_hash = $5 WHERE county_code = $1 AND id = $2`, [county, id, fund, anchor.number, anchor.hash],
  )
}

export async function setState(session: Session, county: string, id: string, state: RunState): Promise<void> {
  await session.query(`UPDATE payment_run SET state = $3, version = version + 1 WHERE county_code = $1 AND id = $2`, [county, id, state])
}

export async function discardRow(session: Session, county: string, id: string, who: Who): Promise<void> {
  await session.query(
    `UPDATE payment_run SET state = 'discarded', version = version + 1, discarded_by = $3, discarded_at = $4 WHERE county_code = $1 AND id = $2`, [county, id, who.account, who.at],
  )
  await session.query(`UPDATE payment_line SET state = 'discarded' WHERE county_code = $1 AND run = $2 AND state = 'open'`, [county, id])
  await session.query(`UPDATE receivable SET state = 'discarded' WHERE county_code = $1 AND run = $2 AND state = 'proposed'`, [county, id])
}

export type SendingRow = {
  readonly serial: string; readonly run: string; readonly number: number; readonly attempt: number; readonly place: string; readonly amount_fen: Fen
  readonly account: Uint8Array; readonly account_holder: string; readonly bank_name: string; readonly state: 'sent' | 'confirmed' | 'returned'
  readonly failure: string | null
  readonly reversed: boolean
}

const SENDING = `s.serial, s.run, s.number, s.attempt, s.place_code AS place, s.amount_fen, s.account, s.account_holder, s.bank_name, s.state, s.failure,
  s.reversed_on IS NOT NULL AS reversed`

export async function selectBySerials(session: Session, county: string, serials: readonly string[]): Promise<SendingRow[]> {
  return (await session.query<SendingRow>(
    `SELECT ${SENDING} FROM payment_sending s WHERE s.county_code = $1 AND s.serial = ANY($2::text[]) ORDER BY s.serial`, [county, serials],
  )).rows
}

export type Settlement = { readonly serials: readonly string[]; readonly numbers: readonly number[]; readonly on: Day } & (
  { readonly state: 'confirmed' } | { readonly state: 'returned'; readonly failure: Failure })

/** What the bank said of an attempt that failed, null where it wrote no reason; `reversed`: it had said before, or says now, that it was paid, and takes it back. */
export type Failure = { readonly reason: string | null; readonly class: string; readonly due: Day; readonly reversed: boolean }

/** Settles attempts that were with the bank, and their lines with them; one that is reversed may have been confirmed already. */
export async function settleSendings(session: Session, county: string, run: string, settled: Settlement): Promise<void> {
  const failure = settled.state === 'returned' ? settled.failure : null
  const from = failure?.reversed ? ['sent', 'confirmed'] : ['sent']
  const { affected } = await session.query(
    `UPDATE payment_sending SET state = $3, settled_on = $4, failure = $5, failure_class = $6, failure_due = $7, reversed_on = $8
     WHERE county_code = $1 AND serial = ANY($2::text[]) AND state = ANY($9::text[])`,
    [county, settled.serials, settled.state, settled.on, failure?.reason ?? null, failure?.class ?? null, failure?.due ?? null, failure?.reversed ? settled.on : null, from],
  )
  if (affected !== settled.serials.length) throw new Error(`of ${settled.serials.length} attempts of run ${run} ${affected} were with the bank`)
  await session.query(
    `UPDATE payment_line SET state = $4, confirmed_on = $5 WHERE county_code = $1 AND run = $2 AND number = ANY($3::integer[]) AND state = ANY($6::text[])`,
    [county, run, settled.numbers, settled.state, settled.state === 'confirmed' ? settled.on : null, from],
  )
}

export type ReturnedSending = { readonly serial: string; readonly number: number; readonly name: string; readonly benefit: string; readonly period: Month; readonly amount_fen: Fen; readonly settled_on: Day; readonly failure: string | null; readonly reversed: boolean; readonly line_state: LineState }

export async function selectReturned(session: Session, county: string, run: string): Promise<ReturnedSending[]> {
  return (await session.query<ReturnedSending>(
    `SELECT s.serial, s.number, l.name, l.benefit, l.period, s.amount_fen, s.settled_on, s.failure, s.reversed_on IS NOT NULL AS reversed, l.state AS line_state
     FROM payment_sending s JOIN payment_line l ON l.county_code = s.county_code AND l.run = s.run AND l.number = s.number
     WHERE s.county_code = $1 AND s.run = $2 AND s.state = 'returned' ORDER BY s.serial`,
    [county, run],
  )).rows
}
