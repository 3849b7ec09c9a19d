import type { Session } from '../../db/db.ts'
import type { DataFile } from '../../law/data-file.ts'
import type { ProposalState } from './proposals.ts'

export type ProposalRow = {
  readonly id: string
  readonly place: string
  readonly title: string
  readonly reason: string
  readonly state: ProposalState
  readonly files: readonly DataFile[]
  readonly prepared_by: string
  readonly prepared_by_name: string
  readonly prepared_at: Date
  readonly decided_by: string | null
  readonly decided_by_name: string | null
  readonly decided_at: Date | null
  readonly decision_reason: string | null
  readonly version: number | null
}

const COLUMNS = `id, place_code AS place, title, reason, state, files, prepared_by, prepared_by_name, prepared_at,
  decided_by, decided_by_name, decided_at, decision_reason, version`

export async function insertProposal(session: Session, county: string, row: ProposalRow): Promise<void> {
  await session.query(
    `INSERT INTO law_proposal (county_code, id, place_code, title, reason, state, files, prepared_by, prepared_by_name, prepared_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)`,
    [county, row.id, row.place, row.title, row.reason, row.state, JSON.stringify(row.files), row.prepared_by, row.prepared_by_name, row.prepared_at],
  )
}

/** The latest first. */
export async function selectProposals(session: Session, county: string, state: string, limit: number, offset: number): Promise<{ rows: ProposalRow[]; total: number }> {
  const { rows } = await session.query<ProposalRow & { total: number }>(
    `SELECT ${COLUMNS}, count(*) OVER () AS total FROM law_proposal
     WHERE county_code = $1 AND ($2 = '' OR state = $2) ORDER BY prepared_at DESC, id DESC LIMIT $3 OFFSET $4`,
    [county, state, limit, offset],
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

export async function selectProposal(session: Session, county: string, id: string): Promise<ProposalRow | undefined> {
  const { rows } = await session.query<ProposalRow>(`SELECT ${COLUMNS} FROM law_proposal WHERE county_code = $1 AND id = $2`, [county, id])
  return rows[0]
}

/** The same, held against others until this transaction ends. */
export async function lockProposal(session: Session, county: string, id: string): Promise<ProposalRow | undefined> {
  const { rows } = await session.query<ProposalRow>(`SELECT ${COLUMNS} FROM law_proposal WHERE county_code = $1 AND id = $2 FOR UPDATE`, [county, id])
  return rows[0]
}

export async function updateDraft(session: Session, county: string, id: string, { title, reason, files }: Pick<ProposalRow, 'title' | 'reason' | 'files'>): Promise<void> {
  await session.query(
    `UPDATE law_proposal SET title = $3, reason = $4, files = $5::jsonb WHERE county_code = $1 AND id = $2`, [county, id, title, reason, JSON.stringify(files)],
  )
}

export async function updateState(session: Session, county: string, id: string, state: ProposalState): Promise<void> {
  await session.query(`UPDATE law_proposal SET state = $3 WHERE county_code = $1 AND id = $2`, [county, id, state])
}

type Verdict = Pick<ProposalRow, 'state' | 'decided_by' | 'decided_by_name' | 'decided_at' | 'decision_reason' | 'version'>

export async function updateDecided(session: Session, county: string, id: string, verdict: Verdict): Promise<void> {
  await session.query(
    `UPDATE law_proposal SET state = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, decision_reason = $7, version = $8 WHERE county_code = $1 AND id = $2`,
    [county, id, verdict.state, verdict.decided_by, verdict.decided_by_name, verdict.decided_at, verdict.decision_reason, verdict.version],
  )
}
