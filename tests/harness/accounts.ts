import type { House } from '../../src/access/house.ts'
import type { Actor } from '../../src/base/actor.ts'
import { must } from '../../src/base/result.ts'
import { keepEvidence } from '../../src/evidence/actions.ts'
import { PROOF_KIND } from '../../src/roster/accounts/accounts.ts'
import { decideAccount, proposeAccount } from '../../src/roster/accounts/actions.ts'
import type { AccountProposalInput } from '../../src/roster/accounts/schemas.ts'
import { person as cardOf } from '../../src/roster/lookup/actions.ts'

/** Keeps a picture of somebody's passbook, so to speak, and answers its id. */
export async function keepProof(house: House, actor: Actor, person: string, place: string, taken_on = '2024-06-30'): Promise<string> {
  return must(await keepEvidence(house, actor, {
    kind: 'scan', title: '存折首页', place, taken_on, media_type: 'text/plain', bytes: new TextEncoder().encode('存折首页（示例）'), subject: { kind: PROOF_KIND, id: person },
  }))
}

/** The one way in which an account changes: one person proposes it with its proof, another decides. */
export async function changeAccount(
  house: House, { clerk, reviewer }: { clerk: Actor; reviewer: Actor }, person: string, account: string, changes: Partial<AccountProposalInput> = {},
): Promise<string> {
  const card = must(await cardOf(house, clerk, person))
  const { id } = must(await proposeAccount(house, clerk, {
    person, account, reason: card.account === null ? 'first' : 'lost-card', bank_name: card.bank_name ?? '青松农商行', account_holder: card.account_holder ?? card.name,
    account_relation: card.account_relation, evidence: [await keepProof(house, clerk, person, card.place)], ...changes,
  }))
  return must(await decideAccount(house, reviewer, id, {}))
}
