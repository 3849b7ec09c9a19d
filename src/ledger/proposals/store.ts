import type { Session } from '../../db/db.ts'
import type { FundProposal, ProposalState } from './proposals.ts'

const PROPOSAL = `id, place_code AS place, kind, fund, fund_to, amount_fen, item, quantity_counted, quantity_booked, happens_on, document, reason, state,
  proposed_by, proposed_by_name, proposed_at, decided_by_name, decided_at, answer`

/** @returns false when a count of the item waits already */
export async function insertProposal(session: Session, county: string, row: FundProposal): Promise<boolean> {
  const { affected } = await session.query(
    `INSERT INTO fund_proposal (county_code, id, place_code, kind, fund, fund_to, amount_fen, item, quantity_counted, quantity_booked, happens_on, document, reason, state,
       proposed_by, proposed_by_name, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) ON CONFLICT DO NOTHING`,
    [county, row.id, row.place, row.kind, row.fund, row.fund_to, row.amount_fen, row.item, row.quantity_counted, row.quantity_booked, row.happens_on, row.document, row.reason,
      row.state, row.proposed_by, row.proposed_by_name, row.proposed_at],
  )
  return affected === 1
}

/** Those that wait first, then the latest. */
export async function selectProposals(session: Session, county: string): Promise<FundProposal[]> {
  return (await session.query<FundProposal>(
    `SELECT ${PROPOSAL} FROM fund_proposal WHERE county_code = $1 ORDER BY state <> 'proposed', proposed_at DESC, id DESC LIMIT 200`, [county],
  )).rows
}

/** Held against others until this work ends. */
export async function lockProposal(session: Session, county: string, id: string): Promise<FundProposal | undefined> {
  return (await session.query<FundProposal>(`SELECT ${PROPOSAL} FROM fund_proposal WHERE county_code = $1 AND id = $2 FOR UPDATE`, [county, id])).rows[0]
}

type Verdict = { readonly state: ProposalState; readonly by: string | null; readonly name: string | null; readonly at: Date | null; readonly answer: string | null }

export async function updateState(session: Session, county: string, id: string, { state, by, name, at, answer }: Verdict): Promise<void> {
  await session.query(
    `UPDATE fund_proposal SET state = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, answer = $7 WHERE county_code = $1 AND id = $2`,
    [county, id, state, by, name, at, answer],
  )
}
