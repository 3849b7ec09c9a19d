import type { Permission } from '../access/roles.ts'
import { addDays, daysBetween, type Day } from '../base/day.ts'
import { counted } from '../base/english.ts'
import type { Text } from '../base/result.ts'
import type { PeriodRule } from './period.ts'
import type { OBJECTION_RESULTS } from './schemas.ts'

export const NOTICE_STATES = ['draft', 'published', 'ended', 'withdrawn', 'discarded'] as const
export type NoticeState = typeof NOTICE_STATES[number]
export const NOTICE_STATE_NAMES: Readonly<Record<NoticeState, Text>> = {
  draft: { zh: '待审核', en: 'Draft' }, published: { zh: '公示中', en: 'Published' }, ended: { zh: '公示结束', en: 'Ended' },
  withdrawn: { zh: '已提前撤下', en: 'Withdrawn' }, discarded: { zh: '已作废', en: 'Discarded' },
}

export const NOTICE_STEPS = ['publish', 'discard', 'object', 'withdraw', 'export'] as const
export type NoticeStep = typeof NOTICE_STEPS[number]
type Step = { readonly name: Text; readonly permission: Permission; readonly from: readonly NoticeState[]; readonly not_preparer: boolean }

/** The workflow by people; that a notice ends and is taken down is the calendar's doing. */
export const STEPS: Readonly<Record<NoticeStep, Step>> = {
  publish: { name: { zh: '张贴公示', en: 'Publish' }, permission: 'disclosure.publish', from: ['draft'], not_preparer: true },
  discard: { name: { zh: '作废', en: 'Discard' }, permission: 'disclosure.prepare', from: ['draft'], not_preparer: false },
  object: { name: { zh: '登记异议', en: 'Record an objection' }, permission: 'disclosure.object', from: ['published'], not_preparer: false },
  withdraw: { name: { zh: '提前撤下', en: 'Withdraw' }, permission: 'disclosure.publish', from: ['published'], not_preparer: false },
  export: { name: { zh: '导出', en: 'Export' }, permission: 'disclosure.read', from: ['published', 'ended', 'withdrawn'], not_preparer: false },
}

export type ObjectionVerdict = typeof OBJECTION_RESULTS[number]
export const RESULT_NAMES: Readonly<Record<ObjectionVerdict, Text>> = {
  'upheld': { zh: '异议成立', en: 'Upheld' }, 'not-upheld': { zh: '异议不成立', en: 'Not upheld' },
}

/** All that hangs on the board, kept as one text: its SHA-256 is the notice's hash. */
export type NoticeContent = {
  readonly title: string
  readonly opening: string
  readonly headings: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** How many persons have something that is not shown. */
  readonly omitted: number
  readonly note: string
  readonly where: string
  readonly objections_to: string
  readonly phone: string
  readonly address: string
  readonly organ: string
  readonly period: PeriodRule
}

export type Objection = {
  readonly id: string
  readonly number: number
  readonly row: number | null
  readonly raised_on: Day
  readonly raised_by: string
  readonly text: string
  readonly recorded_by: string
  readonly result: ObjectionVerdict | null
  readonly answer: string | null
  readonly answered_by: string | null
  readonly answered_on: Day | null
  /** Whether the asking person may answer it. */
  readonly answerable: boolean
}

export type NoticeLine = {
  readonly id: string
  readonly kind: string
  readonly kind_name: Text
  readonly place: string
  readonly title: string
  readonly state: NoticeState
  readonly rows: number
  readonly omitted: number
  readonly prepared_by: string
  readonly published_by: string | null
  readonly published_on: Day | null
  readonly ends_on: Day | null
  readonly taken_down_on: Day | null
  /** Days still to be shown, the last included; null when it does not hang. */
  readonly days_left: number | null
  /** Days that it hung, or hangs, beyond its last. */
  readonly days_late: number
  readonly objections: number
  readonly unanswered: number
  readonly upheld: number
}
export type NoticeSubject = { readonly kind: string; readonly id: string }
export type NoticeView = NoticeLine & {
  readonly content: NoticeContent
  readonly content_hash: string
  readonly subject: NoticeSubject | null
  /** Days of the period whose holidays nobody has announced: reckoned by weekday alone. */
  readonly unknown_days: readonly Day[]
  readonly withdrawn_reason: string | null
  readonly objection_list: readonly Objection[]
  readonly allowed: readonly NoticeStep[]
}

/** From its last day to today, or to the day it was taken down: it should hang no more on the day after the last. */
export function hanging({ state, ends_on, taken_down_on }: Pick<NoticeLine, 'state' | 'ends_on' | 'taken_down_on'>, today: Day): Pick<NoticeLine, 'days_left' | 'days_late'> {
  if (ends_on === null) return { days_left: null, days_late: 0 }
  const down = taken_down_on ?? today
  return {
    days_left: state === 'published' && taken_down_on === null ? Math.max(0, daysBetween(today, addDays(ends_on, 1))) : null,
    days_late: Math.max(0, daysBetween(addDays(ends_on, 1), down)),
  }
}

/** {place} and the like in a kind's sentences. */
export const filled = (sentence: string, values: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

/** `2024-09-18` -> `2024年9月18日`: a board has no idle zeros. */
export const boardDay = (day: Day): string => `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`

export const periodWords = ({ days, count }: PeriodRule): Text =>
  count === 'working-days' ? { zh: `${days}个工作日`, en: `${days} working days` } : { zh: `${days}天`, en: `${counted(days, 'day')}` }

export const omittedWords = (omitted: number): Text => ({ zh: `另有${omitted}人的有关项目按规定不公示。`, en: `Items of ${counted(omitted, 'more person', 'more people')} are not published, as the rules say.` })
