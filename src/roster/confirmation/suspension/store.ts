import type { Session } from '../../../db/db.ts'
import type { Proposal, Suspension } from './suspension.ts'

/** Suspensions of these persons that stand and have no end. */
export async function selectOpenSuspensions(session: Session, county: string, persons: readonly string[]): Promise<Suspension[]> {
  return (await session.query<Suspension>(
    `SELECT f.id AS fact, f.person, f.value ->> 'from' AS from, f.value ->> 'decided_by' AS decided_by, f.value ->> 'document' AS document
     FROM fact f WHERE f.county_code = $1 AND f.person = ANY($2::uuid[]) AND f.kind = 'suspended' AND f.value ->> 'from' IS NOT NULL AND f.value ->> 'to' IS NULL
       AND NOT EXISTS (SELECT 1 FROM fact s WHERE s.county_code = f.county_code AND s.supersedes = f.id)
     ORDER BY f.known_on, f.id`,
    [county, persons],
  )).rows
}

export type NewProposal = Pick<Proposal, 'id' | 'person' | 'place' | 'kind' | 'reason' | 'note'> & { readonly confirmation: string | null }
type By = { readonly account: string; readonly name: string }

/** Inserts proposals; answers the ids that went in. A person has one open proposal of a kind. */
export async function insertProposals(session: Session, county: string, rows: readonly NewProposal[], by: By, at: Date): Promise<Set<string>> {
  const { rows: inserted } = await session.query<{ id: string }>(
    `INSERT INTO suspension_proposal (county_code, id, place_code, person, kind, reason, note, confirmation, state, proposed_by, proposed_by_name, proposed_at)
     SELECT $1, r.id, r.place, r.person, r.kind, r.reason, r.note, r.confirmation, 'open', $3, $4, $5
     FROM json_to_recordset($2::text::json) AS r(id uuid, place text, person uuid, kind text, reason text, note text, confirmation uuid)
     ON CONFLICT DO NOTHING RETURNING id`,
    [county, JSON.stringify(rows), by.account, by.name, at],
  )
  return new Set(inserted.map(row => row.id))
}

/** Takes back what findings of these persons proposed and nobody has decided. */
export async function withdrawProposals(session: Session, county: string, persons: readonly string[]): Promise<{ id: string; place: string }[]> {
  return (await session.query<{ id: string; place: string }>(
    `UPDATE suspension_proposal SET state = 'withdrawn'
     WHERE county_code = $1 AND person = ANY($2::uuid[]) AND state = 'open' AND confirmation IS NOT NULL RETURNING id, place_code AS place`,
    [county, persons],
  )).rows
}

const PROPOSAL = `s.id, s.person, s.place_code AS place, p.name, s.kind, s.reason, s.note,
  CASE WHEN s.state = 'open' AND p.died_on IS NOT NULL THEN 'settled' ELSE s.state END AS state,
  s.proposed_by, s.proposed_by_name, s.proposed_at, s.decided_by_name, s.authority, s.document, s.effective_on, s.answer`

export async function selectProposal(session: Session, county: string, id: string): Promise<Proposal | undefined> {
  return (await session.query<Proposal>(
    `SELECT ${PROPOSAL} FROM suspension_proposal s JOIN person p ON p.county_code = s.county_code AND p.id = s.person WHERE s.county_code = $1 AND s.id = $2`,
    [county, id],
  )).rows[0]
}

/** Those under a place that wait, oldest first, and those answered between two moments, newest first. */
export async function selectProposals(session: Session, county: string, place: string, from: Date, to: Date): Promise<Proposal[]> {
  return (await session.query<Proposal>(
    `SELECT ${PROPOSAL} FROM suspension_proposal s JOIN person p ON p.county_code = s.county_code AND p.id = s.person
     WHERE s.county_code = $1 AND starts_with(s.place_code, $2)
       AND (s.state = 'open' AND p.died_on IS NULL OR s.state IN ('decided', 'declined') AND s.decided_at >= $3 AND s.decided_at < $4)
     ORDER BY s.state = 'open' DESC, s.decided_at DESC, s.proposed_at, s.id`,
    [county, place, from, to],
  )).rows
}

type Answered = Pick<Proposal, 'id' | 'authority' | 'document' | 'effective_on' | 'answer'> & { readonly state: 'decided' | 'declined'; readonly fact: string | null }

/** Answers a proposal, if nobody has. */
export async function answerProposal(session: Session, county: string, row: Answered, by: By, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE suspension_proposal SET state = $3, authority = $4, document = $5, effective_on = $6, answer = $7, fact = $8, decided_by = $9, decided_by_name = $10, decided_at = $11
     WHERE county_code = $1 AND id = $2 AND state = 'open'`,
    [county, row.id, row.state, row.authority, row.document, row.effective_on, row.answer, row.fact, by.account, by.name, at],
  )
  return affected === 1
}
