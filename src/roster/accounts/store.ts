import type { Session } from '../../db/db.ts'
import type { AccountReason, AccountRelation, AccountState } from './accounts.ts'

/** A proposal as the table holds it, with what is known of its person and of who else uses the account. */
export type StoredProposal = {
  readonly id: string; readonly person: string; readonly place: string; readonly name: string; readonly died_on: string | null
  readonly reason: AccountReason; readonly note: string | null
  readonly account: Uint8Array; readonly bank_name: string; readonly account_holder: string; readonly account_relation: AccountRelation
  readonly before_account: Uint8Array | null; readonly before_bank_name: string | null; readonly before_account_holder: string | null
  readonly before_account_relation: AccountRelation
  readonly others: number; readonly apart: number
  readonly evidence: readonly string[]; readonly state: AccountState
  readonly proposed_by: string; readonly proposed_by_name: string; readonly proposed_at: Date
  readonly decided_by_name: string | null; readonly decided_at: Date | null; readonly answer: string | null
}

type By = { readonly account: string; readonly name: string }
export type NewProposal = Pick<StoredProposal, 'id' | 'person' | 'reason' | 'note' | 'account' | 'bank_name' | 'account_holder' | 'account_relation' | 'evidence'> & {
  readonly account_index: string
}

/** Inserts a proposal beside what stands on the card; false when the person has an open one. */
export async function insertProposal(session: Session, county: string, row: NewProposal, by: By, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `INSERT INTO account_proposal (county_code, id, place_code, person, reason, note, account, account_index, bank_name, account_holder, account_relation, evidence,
       before_account, before_bank_name, before_account_holder, before_account_relation, state, proposed_by, proposed_by_name, proposed_at)
     SELECT p.county_code, $2, p.place_code, p.id, $4, $5, $6, $7, $8, $9, $10, $11::uuid[],
       p.account, p.bank_name, p.account_holder, p.account_relation, 'open', $12, $13, $14
     FROM person p WHERE p.county_code = $1 AND p.id = $3
     ON CONFLICT DO NOTHING`,
    [county, row.id, row.person, row.reason, row.note, row.account, row.account_index, row.bank_name, row.account_holder, row.account_relation, row.evidence, by.account, by.name, at],
  )
  return affected === 1
}

/** Who else uses the account is counted where the reader may look: on the cards, and in the open proposals. */
const PROPOSAL = `
  SELECT s.id, s.person, s.place_code AS place, p.name, p.died_on, s.reason, s.note, s.account, s.bank_name, s.account_holder, s.account_relation,
    s.before_account, s.before_bank_name, s.before_account_holder, s.before_account_relation, u.others, u.apart, s.evidence, s.state,
    s.proposed_by, s.proposed_by_name, s.proposed_at, s.decided_by_name, s.decided_at, s.answer
  FROM account_proposal s JOIN person p ON p.county_code = s.county_code AND p.id = s.person
  CROSS JOIN LATERAL (
    SELECT count(*) AS others, count(*) FILTER (WHERE o.household IS NULL OR p.household IS NULL OR o.household <> p.household) AS apart
    FROM (SELECT k.id FROM person k WHERE k.county_code = s.county_code AND k.account_index = s.account_index
      UNION SELECT w.person FROM account_proposal w WHERE w.county_code = s.county_code AND w.account_index = s.account_index AND w.state = 'open') used
    JOIN person o ON o.county_code = s.county_code AND o.id = used.id
    WHERE o.id <> s.person) u`

export async function selectProposal(session: Session, county: string, id: string): Promise<StoredProposal | undefined> {
  return (await session.query<StoredProposal>(`${PROPOSAL} WHERE s.county_code = $1 AND s.id = $2`, [county, id])).rows[0]
}

export type AccountFilter = { readonly place: string; readonly name: string; readonly state: string; readonly person: string | null }

/** A page of proposals: those that wait first, the oldest of them first, then the answered, the newest first. */
export async function pageProposals(session: Session, county: string, filter: AccountFilter, limit: number, offset: number): Promise<{ rows: StoredProposal[]; total: number }> {
  const parameters = [county, filter.place, filter.name, filter.state, filter.person]
  const where = `s.county_code = $1 AND starts_with(s.place_code, $2) AND starts_with(p.name, $3) AND ($4 = '' OR s.state = $4) AND ($5::uuid IS NULL OR s.person = $5::uuid)`
  const { rows } = await session.query<StoredProposal>(
    `${PROPOSAL} WHERE ${where}
     ORDER BY s.state <> 'open', CASE WHEN s.state = 'open' THEN s.proposed_at END, s.proposed_at DESC, s.id LIMIT $6 OFFSET $7`,
    [...parameters, limit, offset],
  )
  const count = await session.query<{ total: number }>(
    `SELECT count(*) AS total FROM account_proposal s JOIN person p ON p.county_code = s.county_code AND p.id = s.person WHERE ${where}`, parameters,
  )
  return { rows, total: count.rows[0]!.total }
}

export type Answer = { readonly state: 'decided' | 'declined'; readonly answer: string | null }

/** Answers a proposal, if nobody has. It is the person's last answer even where a clock went back: the account follows the last one decided. */
export async function answerProposal(session: Session, county: string, id: string, { state, answer }: Answer, by: By, at: Date): Promise<boolean> {
  const { affected } = await session.query(
    `UPDATE account_proposal p SET state = $3, answer = $4, decided_by = $5, decided_by_name = $6,
       decided_at = greatest($7, (SELECT max(o.decided_at) + interval '1 millisecond' FROM account_proposal o WHERE o.county_code = p.county_code AND o.person = p.person))
     WHERE county_code = $1 AND id = $2 AND state = 'open'`,
    [county, id, state, answer, by.account, by.name, at],
  )
  return affected === 1
}

export async function withdrawProposal(session: Session, county: string, id: string): Promise<boolean> {
  const { affected } = await session.query(`UPDATE account_proposal SET state = 'withdrawn' WHERE county_code = $1 AND id = $2 AND state = 'open'`, [county, id])
  return affected === 1
}

/** Puts a decided proposal's account on its card, sealed as it is. */
export async function applyProposal(session: Session, county: string, id: string, at: Date): Promise<void> {
  await session.query(
    `UPDATE person p SET account = s.account, account_index = s.account_index, bank_name = s.bank_name, account_holder = s.account_holder,
       account_relation = s.account_relation, version = p.version + 1, updated_at = $3
     FROM account_proposal s WHERE s.county_code = $1 AND s.id = $2 AND s.state = 'decided' AND p.county_code = s.county_code AND p.id = s.person`,
    [county, id, at],
  )
}
