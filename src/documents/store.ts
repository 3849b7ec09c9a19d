import type { Day } from '../base/day.ts'
import type { Session } from '../db/db.ts'
import type { Head } from '../journal/journal.ts'
import type { DocumentModel } from '../paper/paper.ts'
import type { DocumentState, FigureCounts } from './documents.ts'

export type DocumentRow = {
  readonly id: string
  readonly place_code: string
  readonly year: number
  readonly state: DocumentState
  readonly model: DocumentModel
  readonly figures: FigureCounts
  readonly text_hash: string
  readonly prepared_by: string
  readonly prepared_name: string
  readonly checked_name: string | null
  readonly issued_name: string | null
  readonly issued_on: Day | null
}

const COLUMNS = 'id, place_code, year, state, model, figures, text_hash, prepared_by, prepared_name, checked_name, issued_name, issued_on'
type Of = { readonly county: string; readonly place: string; readonly template: string; readonly year: number }
type Person = { readonly account: string; readonly name: string; readonly at: Date }

/** The latest document put forward of a place and year that was not discarded. */
export async function selectLatest(session: Session, { county, place, template, year }: Of): Promise<DocumentRow | undefined> {
  const { rows } = await session.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM document
     WHERE county_code = $1 AND place_code = $2 AND template = $3 AND year = $4 AND state <> 'discarded'
     ORDER BY prepared_at DESC, id DESC LIMIT 1`,
    [county, place, template, year],
  )
  return rows[0]
}

/** The same, held against others until this transaction ends. */
export async function lockOpen(session: Session, { county, place, template, year }: Of): Promise<DocumentRow | undefined> {
  const { rows } = await session.query<DocumentRow>(
    `SELECT ${COLUMNS} FROM document
     WHERE county_code = $1 AND place_code = $2 AND template = $3 AND year = $4 AND state IN ('draft', 'checked') FOR UPDATE`,
    [county, place, template, year],
  )
  return rows[0]
}

type Draft = Of & { readonly id: string; readonly model: DocumentModel; readonly figures: FigureCounts; readonly text_hash: string; readonly by: Person }

export async function insertDraft(session: Session, draft: Draft): Promise<void> {
  await session.query(
    `INSERT INTO document (county_code, id, place_code, template, year, state, model, figures, text_hash, prepared_by, prepared_name, prepared_at)
     VALUES ($1, $2, $3, $4, $5, 'draft', $6::jsonb, $7::jsonb, $8, $9, $10, $11)`,
    [draft.county, draft.id, draft.place, draft.template, draft.year, JSON.stringify(draft.model), JSON.stringify(draft.figures), draft.text_hash,
      draft.by.account, draft.by.name, draft.by.at],
  )
}

export async function updateChecked(session: Session, county: string, id: string, by: Person): Promise<void> {
  await session.query(
    `UPDATE document SET state = 'checked', checked_by = $3, checked_name = $4, checked_at = $5 WHERE county_code = $1 AND id = $2`,
    [county, id, by.account, by.name, by.at],
  )
}

type Issue = { readonly model: DocumentModel; readonly text_hash: string; readonly on: Day; readonly head: Head; readonly by: Person }

export async function updateIssued(session: Session, county: string, id: string, { model, text_hash, on, head, by }: Issue): Promise<void> {
  await session.query(
    `UPDATE document SET state = 'issued', model = $3::jsonb, text_hash = $4, issued_by = $5, issued_name = $6, issued_at = $7, issued_on = $8,
       journal_number = $9, journal_hash = $10
     WHERE county_code = $1 AND id = $2`,
    [county, id, JSON.stringify(model), text_hash, by.account, by.name, by.at, on, head.number, head.hash],
  )
}

export async function updateDiscarded(session: Session, county: string, id: string): Promise<void> {
  await session.query(`UPDATE document SET state = 'discarded' WHERE county_code = $1 AND id = $2`, [county, id])
}

/** Where the journal stood when each document was issued. */
export async function selectAnchors(session: Session, county: string): Promise<Head[]> {
  return (await session.query<Head>(
    `SELECT journal_number AS number, journal_hash AS hash FROM document WHERE county_code = $1 AND state = 'issued' ORDER BY journal_number`,
    [county],
  )).rows
}
