import type { Day, Month } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Refusal } from '../base/result.ts'
import { yuan } from '../base/money.ts'

/** What a fund may be spent on; `any` leaves it open. */
export const PURPOSES = ['any', 'benefits', 'condolence', 'hardship'] as const
export type Purpose = typeof PURPOSES[number]

/** Who gives a fund its money. */
export const LEVELS = ['central', 'provincial', 'county', 'township', 'donated'] as const
export type FundLevel = typeof LEVELS[number]

export type Fund = {
  readonly id: string
  readonly place: string
  readonly name: string
  readonly source: string
  readonly level: FundLevel
  /** Of a donated fund who gave it; null where the giver stays unnamed. */
  readonly donor: string | null
  readonly purpose: Purpose
  readonly year: number
  readonly balance_fen: Fen
}

/** Where nothing else is said, a fund's own words tell its level; the migration that added levels reads them the same way. */
export const levelOf = (source: string): FundLevel => {
  if (source.includes('捐')) return 'donated'
  if (/中央|国家/.test(source)) return 'central'
  if (source.includes('省')) return 'provincial'
  return /县|区级|市/.test(source) ? 'county' : 'township'
}

/** Whether a fund's money may go to a purpose. */
export const mayPay = (fund: Pick<Fund, 'purpose'>, purpose: Exclude<Purpose, 'any'>): boolean => fund.purpose === 'any' || fund.purpose === purpose

/**
 * One movement: what is debited gains, what is credited gives. `key` names it for ever; posted twice it stands once.
 * `person`, `benefit` and `period` stand on postings that pay a benefit: `postedIn` adds up those.
 */
export type Posting = {
  readonly key: string
  readonly on: Day
  readonly debit: string
  readonly credit: string
  readonly amount_fen: Fen
  readonly place: string
  readonly fund: string | null
  readonly person: string | null
  readonly benefit: string | null
  readonly period: Month | null
  readonly reference: { readonly kind: string; readonly id: string }
  readonly memo: string
}

/** The sum already posted for a person's benefit of a period. */
export type Posted = { readonly person: string; readonly benefit: string; readonly period: Month; readonly amount_fen: Fen }

export const fundAccount = (fund: string): string => `fund:${fund}`
export const expenseAccount = (benefit: string): string => `expense:${benefit}`
export const PAYABLE = 'payable'
export const IN_TRANSIT = 'in-transit'
export const BANK = 'bank'
export const RECEIVABLE = 'receivable'
/** Where a fund's money comes from. */
export const GRANT = 'grant'
/** Between two funds: a posting names one fund alone, so money passes from one to another through here, and never stays. */
export const TRANSFER = 'transfer'
/** Goods in the store, at what they cost. */
export const stockAccount = (item: string): string => `stock:${item}`

const ACCOUNT = /^(?:payable|in-transit|bank|receivable|grant|transfer|expense:[a-z0-9-]+|(?:fund|stock):[0-9a-f-]{36})$/

/** The fund whose account this is. */
export const fundOf = (account: string): string | undefined => (account.startsWith('fund:') ? account.slice('fund:'.length) : undefined)

/** What a program got wrong in a posting; a bug, never a user's offence. */
export function postingFault(posting: Posting): string | undefined {
  for (const account of [posting.debit, posting.credit]) if (!ACCOUNT.test(account)) return `no such account: ${account}`
  if (posting.debit === posting.credit) return `debit and credit are one account: ${posting.debit}`
  if (!Number.isSafeInteger(posting.amount_fen) || posting.amount_fen <= 0) return `not an amount above nothing: ${posting.amount_fen}`
  const funds = [fundOf(posting.debit), fundOf(posting.credit)].filter(fund => fund !== undefined)
  return funds.some(fund => fund !== posting.fund) ? `the fund of its account is not its fund: ${posting.key}` : undefined
}

/** By how much each fund's balance changes: a debit of its account adds, a credit takes. */
export function fundChanges(postings: readonly Posting[]): ReadonlyMap<string, Fen> {
  const changes = new Map<string, Fen>()
  const add = (fund: string | undefined, amount: Fen) => {
    if (fund !== undefined) changes.set(fund, (changes.get(fund) ?? 0) + amount)
  }
  for (const posting of postings) {
    add(fundOf(posting.debit), posting.amount_fen)
    add(fundOf(posting.credit), -posting.amount_fen)
  }
  return changes
}

/** Whether a posting that stands under a key says the same as one that is posted under it again. */
export const samePosting = (one: Posting, other: Posting): boolean =>
  one.debit === other.debit && one.credit === other.credit && one.amount_fen === other.amount_fen &&
  one.person === other.person && one.benefit === other.benefit && one.period === other.period

export const overspent = (fund: Pick<Fund, 'id' | 'name' | 'balance_fen'>, needed: Fen): Refusal => ({
  code: 'insufficient', place: `fund.${fund.id}`, value: { balance_fen: fund.balance_fen, needed_fen: needed },
  message: {
    zh: `资金“${fund.name}”结余 ${yuan(fund.balance_fen)} 元，需要 ${yuan(needed)} 元，不能超支。`,
    en: `The fund "${fund.name}" holds ${yuan(fund.balance_fen)} yuan and ${yuan(needed)} are needed; it cannot be overspent.`,
  },
  next: { zh: '请先登记到账文件和金额，或改用另一笔资金。', en: 'Enter what it received, with the document, or take another fund.' },
})

export const noSuchFund = (fund: string): Refusal => ({
  code: 'not-found', place: 'fund', value: fund,
  message: { zh: '没有这笔资金，或不在您的辖区。', en: 'There is no such fund within your places.' },
})

export const donorOfNothing = (donor: string, level: FundLevel): Refusal => ({
  code: 'contradiction', place: 'donor', value: { donor, level }, legal: ['donated'],
  message: { zh: '只有社会捐赠的资金才写捐赠人。', en: 'Only a donated fund has a donor.' },
})

export const wrongPurpose = (fund: Fund, purpose: 'condolence' | 'hardship'): Refusal => ({
  code: 'invalid', place: 'fund', value: fund.purpose, legal: ['any', purpose],
  message: { zh: `资金“${fund.name}”不能用于${purpose === 'hardship' ? '帮扶解困' : '慰问'}。`, en: `The fund "${fund.name}" is not for ${purpose}.` },
})
