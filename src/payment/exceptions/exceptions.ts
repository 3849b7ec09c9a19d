import { lastDay, monthOf, type Day, type Month } from '../../base/day.ts'
import type { Text } from '../../base/result.ts'
import type { Decision, Missing } from '../../entitlement/decision.ts'
import { factName } from '../../law/fact-names.ts'
import type { Facts } from '../../law/facts.ts'
import type { Due, DuePerson } from '../due.ts'

export const EXCEPTION_KINDS = ['died', 'moved', 'provisional', 'payee-changed', 'holder-differs', 'no-account', 'by-hand', 'missing'] as const
export type ExceptionKind = typeof EXCEPTION_KINDS[number]
/** A draft cannot be checked while one of these stands open; the others are there to be known. */
export const DECIDING_KINDS: readonly ExceptionKind[] = ['died', 'moved', 'provisional', 'payee-changed', 'holder-differs']
export const EXCEPTION_DECISIONS = ['pay', 'leave-out'] as const
export type ExceptionDecision = typeof EXCEPTION_DECISIONS[number]

/**
 * So long at most stands what was judged by hand, if nothing is learned of the person meanwhile: 军人抚恤优待条例第八条 has everybody confirmed once a year, and what
 * has no key (a spouse's remarriage) is found out then. No law asks for it every month; the year is our rule.
 */
export const JUDGED_DAYS_MAX = 366

export const EXCEPTION_NAMES: Readonly<Record<ExceptionKind, Text>> = {
  died: { zh: '已去世', en: 'Died' },
  moved: { zh: '已迁移', en: 'Moved' },
  provisional: { zh: '标准是推算的', en: 'Provisional rate' },
  'payee-changed': { zh: '收款账户有变', en: 'Payee changed' },
  'holder-differs': { zh: '户名不是本人', en: 'Account of somebody else' },
  'no-account': { zh: '没有账号', en: 'No account' },
  'by-hand': { zh: '需人工判断', en: 'To be judged by hand' },
  missing: { zh: '缺少情况', en: 'Facts missing' },
}
export const DECISION_NAMES: Readonly<Record<ExceptionDecision, Text>> = { pay: { zh: '照发', en: 'Pay' }, 'leave-out': { zh: '暂不发', en: 'Leave out' } }

/** What somebody should know of one person before they are paid. */
export type Concern = {
  readonly of: DuePerson
  readonly kind: ExceptionKind
  /** The benefit and months of which it speaks; null is everything that the run says of the person. */
  readonly only: { readonly benefit: string; readonly from: Month; readonly to: Month } | null
  readonly text: Text
}

/** A concern in a run, with the numbers of the lines and receivables that it touches. */
export type PaymentException = {
  readonly number: number
  readonly place: string
  readonly person: string
  readonly name: string
  readonly kind: ExceptionKind
  readonly benefit: string | null
  readonly text: Text
  readonly lines: readonly number[]
  readonly receivables: readonly number[]
}

type Months = { readonly from: Month; readonly to: Month }
const ALWAYS: Months = { from: '0000-00', to: '9999-99' }

/** A death is told whenever it happened: whoever is dead and in a run is somebody to look at. A move is told in the months in which it fell. */
function lifeConcerns(of: DuePerson, facts: Facts, { from, to }: Months): Concern[] {
  const died = facts.person?.died ?? null
  const moves = (facts.hukou_moves ?? []).filter(({ on }) => from <= monthOf(on) && monthOf(on) <= to)
  return [
    ...(died !== null && died <= lastDay(to) ? [{ of, kind: 'died' as const, only: null, text: { zh: `${died}去世`, en: `Died on ${died}` } }] : []),
    ...moves.map(({ on, to_county }) => ({ of, kind: 'moved' as const, only: null, text: { zh: `${on}户籍迁往 ${to_county}`, en: `Moved to ${to_county} on ${on}` } })),
  ]
}

/** What nobody knows of a person, by its name: a reason alone says only that something is missing. A place's yearly figure is named in its reason. */
export function lackWords({ fact, why, why_en }: Missing): Text {
  if (fact === 'rate' || fact.startsWith('parameters.')) return { zh: why, en: why_en }
  const { zh, en } = factName(fact)
  return { zh: `${zh}：${why}`, en: `${en}: ${why_en}` }
}

/** What facts and law say of a person that somebody should look at; a missing rate is everybody's, and stands among the findings. */
export function concernsOf({ of, facts, decision }: { readonly of: DuePerson; readonly facts: Facts; readonly decision: Decision }, months: Months): Concern[] {
  const byHand = decision.by_hand.filter(hand => hand.line).map((hand): Concern => ({
    of, kind: 'by-hand', only: { benefit: hand.benefit, from: hand.from, to: hand.to }, text: { zh: hand.text, en: hand.text_en },
  }))
  const missing = decision.missing.filter(one => one.fact !== 'rate').map((one): Concern => ({
    of, kind: 'missing', only: { benefit: one.benefit, ...ALWAYS }, text: lackWords(one),
  }))
  return [...lifeConcerns(of, facts, months), ...byHand, ...missing]
}

/** Where a person's money would go now, and where what they last got went. */
export type PayeeNow = {
  readonly of: DuePerson
  readonly has_account: boolean
  readonly holder: string
  readonly last: { readonly place: string; readonly holder: string; readonly same_account: boolean; readonly on: Day } | null
}

function changedText(last: NonNullable<PayeeNow['last']>, holder: string): Text {
  return last.holder === holder
    ? { zh: `${last.on}到账以后换了账号`, en: `The account changed since money last arrived, on ${last.on}` }
    : { zh: `${last.on}到账以后户名由${last.holder}改为${holder}`, en: `The holder changed from ${last.holder} to ${holder} since money last arrived, on ${last.on}` }
}

function accountConcern({ of, has_account, holder, last }: PayeeNow): Omit<Concern, 'of' | 'only'> | undefined {
  if (!has_account) return { kind: 'no-account', text: { zh: '没有银行账号，发不出去', en: 'Has no bank account, so nothing can be sent' } }
  if (last === null) return holder === of.name ? undefined : { kind: 'holder-differs', text: { zh: `户名是${holder}`, en: `The account is ${holder}'s` } }
  return last.same_account && last.holder === holder ? undefined : { kind: 'payee-changed', text: changedText(last, holder) }
}

/** The account as it stands against the last one that was paid; an account of somebody else is asked about once, not every month. */
export function payeeConcerns(payee: PayeeNow): Concern[] {
  const { of, last } = payee
  const moved = last !== null && last.place !== of.place
    ? [{ kind: 'moved' as const, text: { zh: `${last.on}在 ${last.place} 发放，现在在 ${of.place}`, en: `Was paid at ${last.place} on ${last.on}, and is at ${of.place} now` } }] : []
  return [...moved, ...[accountConcern(payee)].filter(one => one !== undefined)].map(one => ({ ...one, of, only: null }))
}

type Numbers = Pick<PaymentException, 'lines' | 'receivables'>
type Stated = { readonly number: number; readonly person: string; readonly benefit: string; readonly period: Month; readonly provisional: boolean }

/** Money on its way out is what an account matters to; a receivable asks nobody's bank. */
const LINES_ALONE: readonly ExceptionKind[] = ['no-account', 'payee-changed', 'holder-differs', 'by-hand']

function touched({ kind, only }: Concern, lines: readonly Stated[], receivables: readonly Stated[]): Numbers {
  const speaks = (one: Stated): boolean => (kind !== 'provisional' || one.provisional) &&
    (only === null || (one.benefit === only.benefit && only.from <= one.period && one.period <= only.to))
  const numbers = (all: readonly Stated[]) => all.filter(speaks).map(one => one.number)
  return { lines: numbers(lines), receivables: LINES_ALONE.includes(kind) ? [] : numbers(receivables) }
}

const byPerson = <One extends Stated>(all: readonly One[]): ReadonlyMap<string, One[]> => Map.groupBy(all, one => one.person)

/** Lines on derived rates, one concern a person. */
function provisionalConcerns({ lines, receivables }: Due): Concern[] {
  return [...byPerson([...lines, ...receivables].filter(one => one.provisional)).values()].map((all): Concern => {
    const [first] = all
    const sources = [...new Set(all.map(one => one.rate_source))].join('、')
    return {
      of: { person: first!.person, place: first!.place, name: first!.name }, kind: 'provisional', only: null,
      text: { zh: `没有文件，依据是${sources}`, en: `No notice states it; it rests on ${sources}` },
    }
  })
}

/** Concerns that say the same of the same benefit are one. */
function merged(concerns: readonly (Concern & Numbers)[]): (Concern & Numbers)[] {
  const groups = Map.groupBy(concerns, one => [one.of.person, one.kind, one.only?.benefit ?? '', one.text.zh].join('|'))
  const union = (all: readonly (readonly number[])[]) => [...new Set(all.flat())].toSorted((a, b) => a - b)
  return [...groups.values()].map(all => ({ ...all[0]!, lines: union(all.map(one => one.lines)), receivables: union(all.map(one => one.receivables)) }))
}

/** What a person must look at in a draft. A concern that touches nothing in it is left unsaid, unless facts are missing: then a line may be. */
export function exceptionsOf(due: Due, concerns: readonly Concern[]): PaymentException[] {
  const [lines, receivables] = [byPerson(due.lines), byPerson(due.receivables)]
  const all = [...concerns, ...provisionalConcerns(due)].map(one => ({ ...one, ...touched(one, lines.get(one.of.person) ?? [], receivables.get(one.of.person) ?? []) }))
  const order = ({ of, kind, only }: Concern) => `${of.place} ${of.person} ${EXCEPTION_KINDS.indexOf(kind)} ${only?.benefit ?? ''}`
  return merged(all.filter(one => one.kind === 'missing' || one.lines.length + one.receivables.length > 0))
    .toSorted((a, b) => (order(a) < order(b) ? -1 : 1))
    .map((one, index) => ({
      number: index + 1, place: one.of.place, person: one.of.person, name: one.of.name, kind: one.kind, benefit: one.only?.benefit ?? null, text: one.text,
      lines: one.lines, receivables: one.receivables,
    }))
}
