import { act, read, type ActOptions } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { maskAccount } from '../../base/mask.ts'
import { done, refused, type Refusal, type Result } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { refusalsOf } from '../../http/router.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { outsidePlaces, unknownBenefits } from '../refusals.ts'
import { countyApproves, countyLifts } from './refusals.ts'
import { settingInput, type SettingInput } from './schemas.ts'
import { approverOf, payingAccountOf, type KeptAccount, type PayingAccount, type PaymentSetting } from './settings.ts'
import { insertSetting, selectSettings } from './store.ts'

/** Every setting of the county, in the order in which they were entered. */
export const settingsIn = (work: Work): Promise<PaymentSetting[]> => selectSettings(work.session, work.actor.county)

export type SettingView = PaymentSetting & { readonly id: string; readonly document: string; readonly recorded_by: string; readonly recorded_at: string }

export const settings = (house: House, actor: Actor): Promise<Result<SettingView[]>> => read(house, actor, 'payment.read', async work =>
  (await selectSettings(work.session, actor.county)).map(({ id, document, recorded_by_name, recorded_at, ...row }) => ({ ...shown(row), id, document, recorded_by: recorded_by_name, recorded_at: recorded_at.toISOString() })))

/** As it may be shown and journalled: of an account the masked number alone. */
function shown(row: PaymentSetting): PaymentSetting {
  if (row.kind !== 'paying-account') return row
  const { name, bank, account_masked } = row.value
  return { ...row, value: { name, bank, account_masked } }
}

const sealed = ({ vault }: Work, { account, ...rest }: PayingAccount): KeptAccount =>
  ({ ...rest, account_sealed: Buffer.from(vault.seal(account)).toString('base64'), account_masked: maskAccount(account) })

/** The account from which a place pays today, in plain: for the bank file alone, whose taking stands in the journal. */
export async function payingAccountIn(work: Work, place: string): Promise<PayingAccount | null> {
  const kept = payingAccountOf(await settingsIn(work), place, work.today)
  // The table's own check: no such row without its number.
  return kept ? { name: kept.name, bank: kept.bank, account: work.vault.open(Buffer.from(kept.account_sealed!, 'base64')) } : null
}

async function inputFaults(work: Work, law: LawBook, input: SettingInput): Promise<Refusal[]> {
  const { actor, today } = work
  const faults = screenSecret('document', input.document)
  if (input.kind === 'paying-account') faults.push(...screenSecret('value.name', input.value.name), ...screenSecret('value.bank', input.value.bank))
  if (!actor.scope.some(prefix => input.place.startsWith(prefix))) faults.push(outsidePlaces(input.place, actor.scope))
  const benefits: ReadonlyMap<string, unknown> = law.benefits
  if (input.kind === 'due-day' && input.benefit !== undefined && !benefits.has(input.benefit)) faults.push(unknownBenefits([input.benefit], [...benefits.keys()], 'benefit'))
  if (input.kind === 'approver' && input.value === 'township' && actor.role !== 'county-office') {
    if (approverOf(await settingsIn(work), input.place, today) === 'county') faults.push(countyLifts(input.place))
  }
  return faults
}

/** Enters how a place pays from a day on; what was set before is kept. @returns the setting's id */
export async function enterSettingIn(work: Work, law: LawBook, given: SettingInput): Promise<Result<string>> {
  const parsed = settingInput.safeParse(given)
  if (!parsed.success) return refused(...refusalsOf(parsed.error.issues))
  const input = parsed.data
  const faults = await inputFaults(work, law, input)
  if (faults.length > 0) return refused(...faults)
  const benefit = (input.kind === 'due-day' ? input.benefit : undefined) ?? null
  const setting = input.kind === 'paying-account' ? { ...input, value: sealed(work, input.value) } : input
  const row = { ...setting, id: work.id(), benefit, recorded_by: work.actor.account, recorded_by_name: work.actor.name, recorded_at: new Date(work.now) }
  await insertSetting(work.session, work.actor.county, row)
  const { kind, value } = shown({ ...setting, benefit })
  const { from, document } = input
  work.record({ action: 'payment.setting.enter', subject: row.id, place: input.place, after: { kind, benefit, value, from, document } })
  return done(row.id)
}

export const enterSetting = (house: LawHouse, actor: Actor, input: SettingInput, options: ActOptions = {}): Promise<Result<string>> =>
  act(house, actor, 'payment.settings', async work => enterSettingIn(work, await house.lawOf(work), input), options)

/** Why the actor may not approve the runs of this place, as the place sets it; whether the place is in sight is looked at elsewhere. */
export async function approverFaultIn(work: Work, place: string): Promise<Refusal | undefined> {
  if (work.actor.role === 'county-office') return undefined
  return approverOf(await settingsIn(work), place, work.today) === 'county' ? countyApproves(place) : undefined
}
