import { z } from 'zod'
import { isDay } from '../base/day.ts'
import { ACCOUNT_FAULT, isAccount, isPhone, PHONE_FAULT } from '../base/phone-and-account.ts'
import { RELATION_IDS } from './accounts/accounts.ts'
import { FACT_KINDS } from './kinds.ts'

export const day = z.string().refine(isDay, '应为存在的日期，写作 YYYY-MM-DD / a date that exists, YYYY-MM-DD')
export const text = (longest: number) => z.string().trim().max(longest)
export const optionalText = (longest: number) => text(longest).nullish().transform(value => (value === '' ? null : value))

export const accountNumber = text(40).refine(isAccount, `${ACCOUNT_FAULT.zh} / ${ACCOUNT_FAULT.en}`)
const optionalAccount = optionalText(40).refine(account => !account || isAccount(account), `${ACCOUNT_FAULT.zh} / ${ACCOUNT_FAULT.en}`)
const optionalPhone = optionalText(20).refine(phone => !phone || isPhone(phone), `${PHONE_FAULT.zh} / ${PHONE_FAULT.en}`)

export const placeCode = z.string().regex(/^\d{6,12}$/, '应为 6 至 12 位区划代码 / a place code of 6 to 12 digits')
/** A prefix of place codes; empty for the whole area of who asks. */
export const placePrefix = z.string().regex(/^\d{0,12}$/)

export const factInput = z.strictObject({
  kind: z.enum(FACT_KINDS),
  value: z.unknown(),
  /** The day the office learned it; today if absent. */
  known_on: day.optional(),
  /** The paper it rests on. */
  document: optionalText(200),
})
export type FactInput = z.output<typeof factInput>

/** A person to add. Birth and sex come from the identity number; given, they must agree with it. */
export const personInput = z.strictObject({
  place: placeCode,
  name: text(50).min(1),
  identity_number: text(30).min(1),
  born: day.optional(),
  sex: z.enum(['male', 'female']).optional(),
  died_on: day.nullish(),
  death_cause: z.enum(['illness', 'old-wound', 'other']).nullish(),
  hukou: z.enum(['rural', 'urban']).optional(),
  phone: optionalPhone,
  account: optionalAccount,
  bank_name: optionalText(60),
  account_holder: optionalText(50),
  /** What the holder is to the person. */
  account_relation: z.enum(RELATION_IDS).optional(),
  address: optionalText(200),
  household: z.uuid().nullish(),
  facts: z.array(factInput).default([]),
  /** The day the office learned what has no day of its own here; today if absent. */
  known_on: day.optional(),
})
export type PersonInput = z.input<typeof personInput>
export type ParsedPerson = z.output<typeof personInput>

/** For whoever is to have a household of their own. */
export const OWN_HOUSEHOLD = 'own'

const elsewhere = z.undefined('收款账户不在这里改：请在人员卡片上“变更账户”，附佐证提出，由另一人决定 / the account is not changed here: propose it with its proof by "Change the account" on the person’s card; another person decides').optional()

/** What of a card may be changed; a key that is absent stays as it is, null empties. */
export const cardChanges = z.strictObject({
  place: placeCode.optional(),
  name: text(50).min(1).optional(),
  identity_number: text(30).min(1).optional(),
  phone: optionalPhone,
  account: elsewhere,
  bank_name: elsewhere,
  account_holder: elsewhere,
  account_relation: elsewhere,
  address: optionalText(200),
  household: z.union([z.uuid(), z.literal(OWN_HOUSEHOLD)]).optional(),
})

export const changeInput = z.strictObject({ version: z.number().int().positive(), changes: cardChanges })
export type ChangeInput = z.output<typeof changeInput>

/** A fact to add to a person; `supersedes` names the one it takes the place of, and a null value then withdraws that. */
export const recordInput = z.strictObject({ ...factInput.shape, supersedes: z.uuid().nullish() })
export type RecordInput = z.output<typeof recordInput>

export const REVEALED = ['identity_number', 'phone', 'account'] as const
export const revealInput = z.strictObject({ field: z.enum(REVEALED), reason: text(100).min(2) })
export type RevealInput = z.output<typeof revealInput>

/** Why a paper is looked at. */
export const paperInput = z.strictObject({ reason: text(100).min(2) })

export const householdInput = z.strictObject({
  place: placeCode,
  head: text(50).min(1),
  group_name: optionalText(50),
  address: optionalText(200),
  members: z.number().int().min(1).max(99).nullish(),
})
export type HouseholdInput = z.input<typeof householdInput>

/** What a household is called by; absent stays as it is, null empties. `version` is the one that was read. */
export const householdChange = z.strictObject({
  version: z.number().int().positive(), head: text(50).min(1).optional(), group_name: optionalText(50), address: optionalText(200), members: z.number().int().min(1).max(99).nullish(),
})

export const PAGE_SIZE_MAX = 200

export const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  size: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(20),
}

export const listQuery = z.strictObject({
  place: placePrefix.default(''),
  category: z.string().max(40).default(''),
  query: z.string().max(60).default(''),
  living: z.enum(['living', 'died', 'all']).default('all'),
  ...paging,
})
export type ListQuery = z.input<typeof listQuery>

/** A list to take out: how its numbers stand, and for what, where they stand whole. */
export const exportInput = z.strictObject({
  ...listQuery.omit({ page: true, size: true }).shape, masking: z.string().regex(/^[a-z0-9-]{1,40}$/).default('masked'), reason: text(100).min(2).nullish().transform(value => value ?? null),
})
export type ExportInput = z.input<typeof exportInput>

export const householdQuery = z.strictObject({ place: placePrefix.default(''), head: z.string().max(50).default(''), ...paging })
export type HouseholdQuery = z.input<typeof householdQuery>

export const importQuery = z.strictObject(paging)
export type ImportQuery = z.input<typeof importQuery>

export const undoInput = z.strictObject({ reason: text(100).min(2) })
export type UndoInput = z.output<typeof undoInput>

/** What somebody ticked of a row that says otherwise than the roster, at the version of the card that they saw. */
export const takenDifferences = z.array(z.strictObject({ row: z.number().int().positive(), version: z.number().int().positive(), fields: z.array(z.string().max(40)).min(1).max(40) })).max(50_000)
export type TakenDifference = z.output<typeof takenDifferences>[number]
