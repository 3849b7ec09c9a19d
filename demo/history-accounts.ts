import { addDays, dayOf } from '../src/base/day.ts'
import { must } from '../src/base/result.ts'
import { keepEvidence } from '../src/evidence/actions.ts'
import { PROOF_KIND } from '../src/roster/accounts/accounts.ts'
import { proposeAccount } from '../src/roster/accounts/actions.ts'
import type { AccountProposalInput } from '../src/roster/accounts/schemas.ts'
import { people, person } from '../src/roster/lookup/actions.ts'
import { inventPicture } from './pictures.ts'
import type { Scene, Stage } from './stage.ts'
import { inventName } from './words.ts'

type Change = Pick<AccountProposalInput, 'reason' | 'account'> & Partial<AccountProposalInput>

/** Somebody proposes another account for a person, with a photograph; what is not said stays as it is. Answers the proposal's id. */
export async function proposeFor(stage: Stage, login: string, id: string, change: Change): Promise<string> {
  const actor = await stage.actor(login)
  const { place, name, bank_name, account_holder, account_relation } = must(await person(stage.house, actor, id))
  const proof = must(await keepEvidence(stage.house, actor, {
    kind: 'photo', title: '新存折首页', place, taken_on: dayOf(stage.now), media_type: 'image/png', bytes: inventPicture(stage.dice(`proof ${change.account}`)),
    subject: { kind: PROOF_KIND, id },
  }))
  return must(await proposeAccount(stage.house, actor, {
    person: id, bank_name: bank_name!, account_holder: account_holder ?? name, account_relation, evidence: [proof], ...change,
  })).id
}

/** The oldest who live in a village and have an account. */
async function oldestOf(stage: Stage, place: string, count: number): Promise<string[]> {
  const { rows } = must(await people(stage.house, await stage.actor('clerk'), { place, living: 'living', size: 200 }))
  return rows.filter(row => row.account !== null).toSorted((one, other) => one.born.localeCompare(other.born)).slice(0, count).map(row => row.id)
}

/** Two days before the history ends: one lost passbook, and three old people whose money is to go to one account of the village's accountant. */
export const accountScenes = (stage: Stage): Scene[] => [{
  day: addDays(stage.options.until, -2),
  play: async () => {
    const [one, other] = stage.ground.villages
    const dice = stage.dice('accounts')
    const number = () => `99${dice.between(100_000_000, 999_999_999)}`
    for (const id of await oldestOf(stage, one!.code, 1)) await proposeFor(stage, 'village', id, { reason: 'lost-card', account: number() })
    const accountant = { account: number(), account_holder: inventName(dice, stage.words), account_relation: 'village-office' as const }
    for (const id of await oldestOf(stage, other!.code, 3)) await proposeFor(stage, 'village2', id, { reason: 'payee-changed', note: '老人行动不便，由村会计代领', ...accountant })
  },
}]
