import type { Permission } from '../access/roles.ts'
import type { Day, Month } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Text } from '../base/result.ts'

export const RUN_STATES = ['draft', 'checked', 'approved', 'sent', 'returned', 'confirmed', 'discarded'] as const
export type RunState = typeof RUN_STATES[number]
export const RUN_EVENTS = ['decide', 'check', 'approve', 'send', 'confirm', 'return', 'reissue', 'export', 'discard'] as const
export type RunEvent = typeof RUN_EVENTS[number]
/** `withdrawn`: approved, found not to be owed before the bank had it, and taken whole by its own receivable. */
export const LINE_STATES = ['open', 'approved', 'sent', 'returned', 'withdrawn', 'confirmed', 'discarded'] as const
export type LineState = typeof LINE_STATES[number]
/** `arrears`: something of this period was posted before, or a run that covered it has gone. */
export type LineKind = 'regular' | 'arrears'

type Step = {
  readonly permission: Permission
  /** Whoever has this one may do it as well. */
  readonly also?: Permission
  readonly from: readonly RunState[]
  readonly not_preparer: boolean
  readonly name: Text
}

/** The workflow: what may happen to a run, in which states, who may do it. The state that follows a return depends on its lines: `settledState`. */
export const WORKFLOW: Readonly<Record<RunEvent, Step>> = {
  decide: { permission: 'payment.prepare', also: 'payment.check', from: ['draft'], not_preparer: false, name: { zh: '处理例外', en: 'Decide exceptions' } },
  check: { permission: 'payment.check', from: ['draft'], not_preparer: true, name: { zh: '复核', en: 'Check' } },
  approve: { permission: 'payment.approve', from: ['checked'], not_preparer: true, name: { zh: '审批', en: 'Approve' } },
  send: { permission: 'payment.send', from: ['approved'], not_preparer: false, name: { zh: '送银行', en: 'Send' } },
  confirm: { permission: 'payment.confirm', from: ['sent'], not_preparer: false, name: { zh: '确认到账', en: 'Confirm' } },
  return: { permission: 'payment.confirm', from: ['sent', 'returned', 'confirmed'], not_preparer: false, name: { zh: '登记回盘', en: 'Enter a return file' } },
  reissue: { permission: 'payment.send', from: ['sent', 'returned'], not_preparer: false, name: { zh: '重发', en: 'Reissue' } },
  export: { permission: 'payment.send', from: ['sent'], not_preparer: false, name: { zh: '导出代发文件', en: 'Export the bank file' } },
  discard: { permission: 'payment.prepare', from: ['draft', 'checked'], not_preparer: false, name: { zh: '作废', en: 'Discard' } },
}

export const RUN_STATE_NAMES: Readonly<Record<RunState, Text>> = {
  draft: { zh: '草稿', en: 'Draft' },
  checked: { zh: '已复核', en: 'Checked' },
  approved: { zh: '已审批', en: 'Approved' },
  sent: { zh: '已送银行', en: 'Sent' },
  returned: { zh: '有退票', en: 'Partly returned' },
  confirmed: { zh: '已到账', en: 'Confirmed' },
  discarded: { zh: '已作废', en: 'Discarded' },
}

/** Where a run stands when so many of its lines are under way, waiting (returned, or never sent) and confirmed. */
export const settledState = (counts: { readonly sent: number; readonly waiting: number }): RunState =>
  counts.sent > 0 ? 'sent' : counts.waiting > 0 ? 'returned' : 'confirmed'

/** Fifteen digits; attempts of former years may have fourteen. */
export const SERIAL_PATTERN = /^\d{14,15}$/
/** How many attempts to pay one line have serials of their own. */
const ATTEMPTS_MAX = 999

/**
 * 流水号 of one attempt to pay one line: year, run, line, and three digits that hang on the person and the attempt. After a restored backup a run may take a
 * lost run's number: done again as it was it has the same serials, so that a bank pays once and its old answer fits; another person's payment has another.
 * Fifteen digits survive a spreadsheet's number cell.
 */
export function serialOf(run: { readonly year: number; readonly number: number }, line: { readonly number: number; readonly person: string }, attempt: number): string {
  if (!(attempt >= 1 && attempt <= ATTEMPTS_MAX)) throw new Error(`no serial for attempt ${attempt}`)
  const parts: [number, number][] = [[run.year % 100, 2], [run.number, 4], [line.number, 6], [(Number.parseInt(line.person.slice(-6), 16) + attempt) % 1000, 3]]
  for (const [value, width] of parts) if (!Number.isInteger(value) || value < 0 || value >= 10 ** width) throw new Error(`no serial: ${value}`)
  return parts.map(([value, width]) => String(value).padStart(width, '0')).join('')
}

/** `2023-0007` */
export const runNumber = (year: number, number: number): string => `${year}-${String(number).padStart(4, '0')}`

type Titled = { readonly from: Month; readonly to: Month; readonly year: number; readonly number: number; readonly benefit_names: readonly Text[] | null }

/** Names beyond these are counted, not read out. */
const NAMES_IN_TITLE = 3

function benefitsTitle(names: readonly Text[] | null): Text {
  if (names === null) return { zh: '优抚资金', en: '' }
  const more = names.length > NAMES_IN_TITLE
  const shown = names.slice(0, NAMES_IN_TITLE)
  return {
    zh: `${shown.map(name => name.zh).join('、')}${more ? `等${names.length}项` : ''}`,
    en: `, ${shown.map(name => name.en).join(', ')}${more ? ` and ${names.length - NAMES_IN_TITLE} more` : ''}`,
  }
}

export function runTitle(run: Titled): Text {
  const [year, month] = run.from.split('-').map(Number)
  const [toYear, toMonth] = run.to.split('-').map(Number)
  const zh = run.from === run.to ? `${year}年${month}月` : year === toYear ? `${year}年${month}至${toMonth}月` : `${year}年${month}月至${toYear}年${toMonth}月`
  const en = run.from === run.to ? run.from : `${run.from} to ${run.to}`
  const benefits = benefitsTitle(run.benefit_names)
  return { zh: `${zh}${benefits.zh}发放（${runNumber(run.year, run.number)}）`, en: `Payment run ${runNumber(run.year, run.number)}, ${en}${benefits.en}` }
}

/** By which rate a period was paid last, and in which run; null where it was not paid before. */
export type EarlierRate = { readonly before_rate_fen: Fen | null; readonly before_rate_source: string | null; readonly before_run: string | null }

/** One person's benefit of one period in a run: what is due, and why. */
export type LineContent = EarlierRate & {
  readonly number: number
  readonly place: string
  readonly person: string
  readonly name: string
  readonly benefit: string
  readonly category: string
  readonly period: Month
  readonly kind: LineKind
  readonly amount_fen: Fen
  readonly entitled_fen: Fen
  readonly posted_before_fen: Fen
  readonly source: string
  readonly article: string
  readonly arithmetic: string
  readonly rate_fen: Fen | null
  readonly rate_source: string
  readonly confidence: string
  readonly provisional: boolean
  /** By this day it must have arrived; null in lines prepared before there were due days. */
  readonly due_on: Day | null
}
/** `offset_fen`: what a decided deduction takes from what the bank pays out. */
export type PaymentLine = LineContent & { readonly state: LineState; readonly confirmed_on: Day | null; readonly offset_fen: Fen }

/** What was posted and is not owed. */
export type ReceivableContent = EarlierRate & {
  readonly number: number
  readonly place: string
  readonly person: string
  readonly name: string
  readonly benefit: string
  readonly period: Month
  readonly amount_fen: Fen
  readonly entitled_fen: Fen
  readonly posted_before_fen: Fen
  readonly reason: string
  readonly provisional: boolean
  /** The rate by which something is still owed; the source is empty when nothing is, null in rows prepared before both rates were kept. */
  readonly rate_fen: Fen | null
  readonly rate_source: string | null
}
export type Receivable = ReceivableContent & { readonly state: 'proposed' | 'open' | 'discarded' }

/** What the law left open for the persons of a run, each sentence with how many persons it concerns. */
export type Finding = { readonly kind: 'provisional' | 'no-rate' | 'missing' | 'by-hand'; readonly benefit: string; readonly text: Text; readonly persons: number }
/** `held`: what is due but stands in another run that is not approved yet. */
export type Findings = { readonly entries: readonly Finding[]; readonly held: number }

export type RunSummary = {
  readonly id: string
  readonly number: string
  readonly title: Text
  readonly place: string
  readonly from: Month
  readonly to: Month
  /** Null is all of them. */
  readonly benefits: readonly string[] | null
  readonly note: string | null
  readonly state: RunState
  readonly lines: number
  readonly amount_fen: Fen
  readonly receivables: number
  readonly receivable_fen: Fen
  readonly prepared_by: string
  readonly checked_by: string | null
  readonly approved_by: string | null
  readonly known_on: Day
  readonly lines_hash: string
  readonly law_hash: string
}

/** The text whose SHA-256 is a run's hash: every line and receivable as prepared, in order, one a row. What older rows never had is not in theirs. */
export function hashedLines(lines: readonly LineContent[], receivables: readonly ReceivableContent[]): string {
  const earlier = (one: EarlierRate) => [one.before_rate_fen, one.before_rate_source, one.before_run]
  const line = (one: LineContent) => JSON.stringify([
    one.number, one.place, one.person, one.name, one.benefit, one.category, one.period, one.kind, one.amount_fen, one.entitled_fen, one.posted_before_fen,
    one.source, one.article, one.arithmetic, one.rate_fen, one.rate_source, one.confidence, one.provisional, ...(one.due_on === null ? [] : [one.due_on, ...earlier(one)]),
  ])
  const back = (one: ReceivableContent) => JSON.stringify([
    'receivable', one.number, one.place, one.person, one.name, one.benefit, one.period, one.amount_fen, one.entitled_fen, one.posted_before_fen, one.reason, one.provisional,
    ...(one.rate_source === null ? [] : [one.rate_fen, one.rate_source, ...earlier(one)]),
  ])
  return [...lines.map(line), ...receivables.map(back)].join('\n')
}

/** `findings` and sums of a run as people see it. */
export type RunTotal = { readonly benefit: string; readonly name: Text; readonly state: LineState; readonly persons: number; readonly lines: number; readonly amount_fen: Fen }
