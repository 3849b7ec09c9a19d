import { addMonths, lastDay, monthOf, type Day, type Month } from '../../base/day.ts'
import type { Text } from '../../base/result.ts'

export const SETTING_KINDS = ['due-day', 'approver', 'disclosure', 'paying-account'] as const
export type SettingKind = typeof SETTING_KINDS[number]

/** What each settles, in a word. */
export const SETTING_NAMES: Readonly<Record<SettingKind, Text>> = {
  'due-day': { zh: '到账日', en: 'Due day' }, approver: { zh: '谁审批', en: 'Who approves' }, disclosure: { zh: '公示', en: 'Disclosure' },
  'paying-account': { zh: '付款账户', en: 'Paying account' },
}

export const APPROVERS = ['township', 'county'] as const
export const DISCLOSURES = ['required', 'none'] as const

/** A due day lies at most so many months after its period. */
export const MONTH_OFFSET_MAX = 12

/** By this day of the month that lies so many months after the period: a yearly benefit may be due long before the month for which it stands. */
export type DueDay = { readonly day: number; readonly month_offset: number }

/** The account from which a place pays, as its bank's files name it. */
export type PayingAccount = { readonly name: string; readonly account: string; readonly bank: string }
/** The same as it is kept; where it is shown the sealed number is left out, and the masked one is all there is. */
export type KeptAccount = Omit<PayingAccount, 'account'> & { readonly account_masked: string; readonly account_sealed?: string | undefined }

type Setting = {
  readonly place: string
  /** Null is every benefit. */
  readonly benefit: string | null
  readonly from: Day
} & (
  | { readonly kind: 'due-day'; readonly value: DueDay }
  | { readonly kind: 'approver'; readonly value: typeof APPROVERS[number] }
  | { readonly kind: 'disclosure'; readonly value: typeof DISCLOSURES[number] }
  | { readonly kind: 'paying-account'; readonly value: KeptAccount })
/** How a place pays, from a day on. */
export type PaymentSetting = Setting

type Asked = { readonly place: string; readonly benefit: string | null; readonly on: Day }
type Of<Kind extends SettingKind> = Extract<Setting, { kind: Kind }>

/** The nearest place first, then the one for this benefit alone, then the latest day; of two alike the one entered last. */
const outranks = (one: Setting, other: Setting): boolean => {
  if (one.place.length !== other.place.length) return one.place.length > other.place.length
  if ((one.benefit === null) !== (other.benefit === null)) return one.benefit !== null
  return one.from >= other.from
}

/** What is set for a place on a day, of settings in the order in which they were entered. */
function settingFor<Kind extends SettingKind>(settings: readonly Setting[], kind: Kind, { place, benefit, on }: Asked): Of<Kind> | undefined {
  const able = settings.filter((one): one is Of<Kind> =>
    one.kind === kind && place.startsWith(one.place) && (one.benefit === null || one.benefit === benefit) && one.from <= on)
  return able.reduce<Of<Kind> | undefined>((best, one) => (best === undefined || outranks(one, best) ? one : best), undefined)
}

/** The day by which a benefit of a period must have arrived at a place; where nothing is set, the last day of the period's month. */
export function dueOn(settings: readonly Setting[], benefit: string, place: string, period: Month): Day {
  const set = settingFor(settings, 'due-day', { place, benefit, on: lastDay(period) })?.value ?? { day: 31, month_offset: 0 }
  const month = addMonths(period, set.month_offset)
  const day = `${month}-${String(set.day).padStart(2, '0')}`
  return day < lastDay(month) ? day : lastDay(month)
}

/** The first day on which a benefit is due at a place that does not lie before today. */
export function nextDueOn(settings: readonly Setting[], benefit: string, place: string, today: Day): Day {
  for (let month = addMonths(monthOf(today), -MONTH_OFFSET_MAX); ; month = addMonths(month, 1)) {
    const day = dueOn(settings, benefit, place, month)
    if (day >= today) return day
  }
}

/** Who approves the runs of a place: its own leader or reviewer (or the county), or the county's office alone. */
export const approverOf = (settings: readonly Setting[], place: string, on: Day): Of<'approver'>['value'] =>
  settingFor(settings, 'approver', { place, benefit: null, on })?.value ?? 'township'

export const disclosureOf = (settings: readonly Setting[], place: string, on: Day): Of<'disclosure'>['value'] =>
  settingFor(settings, 'disclosure', { place, benefit: null, on })?.value ?? 'none'

/** From which account a place pays; nothing is assumed where nothing is set. */
export const payingAccountOf = (settings: readonly Setting[], place: string, on: Day): KeptAccount | undefined =>
  settingFor(settings, 'paying-account', { place, benefit: null, on })?.value
