import type { Day } from '../../base/day.ts'
import type { Text } from '../../base/result.ts'
import type { CategorySpan } from '../rows.ts'

/** What a confirmation finds out about a person. */
export const FINDINGS = ['confirmed', 'away', 'not-found', 'deceased'] as const
export type Finding = typeof FINDINGS[number]

export const WAYS = ['face-check', 'hand-held', 'home-visit', 'telephone', 'video', 'documents'] as const
export type Way = typeof WAYS[number]

/**
 * How people are confirmed. Of a face check nothing but its result is kept (个人信息保护法 28: no picture, no template), and all it can find
 * is that the person was there: a check that fails has found nobody out, and somebody goes there.
 */
export const WAY_RULES: Readonly<Record<Way, { readonly name: Text; readonly finds: readonly Finding[]; readonly result_alone: boolean }>> = {
  'face-check': { name: { zh: '人脸识别', en: 'Face check' }, finds: ['confirmed'], result_alone: true },
  'hand-held': { name: { zh: '手持终端', en: 'Hand-held terminal' }, finds: FINDINGS, result_alone: false },
  'home-visit': { name: { zh: '入户', en: 'Home visit' }, finds: FINDINGS, result_alone: false },
  telephone: { name: { zh: '电话', en: 'Telephone' }, finds: FINDINGS, result_alone: false },
  video: { name: { zh: '视频', en: 'Video call' }, finds: FINDINGS, result_alone: false },
  documents: { name: { zh: '资料核对', en: 'Documents' }, finds: FINDINGS, result_alone: false },
}

export const STATES = ['open', ...FINDINGS] as const
export type ConfirmationState = typeof STATES[number]

/**
 * Where a person stands in a year. `done`: nothing more is to be found out, and only a correction that names the finding takes its place.
 * `proposes`: what the finding asks others to decide; nobody is stopped by it.
 */
export const STATE_RULES: Readonly<Record<ConfirmationState, { readonly name: Text; readonly done: boolean; readonly proposes: ProposalKind | null }>> = {
  open: { name: { zh: '待确认', en: 'To be confirmed' }, done: false, proposes: null },
  confirmed: { name: { zh: '已确认', en: 'Confirmed' }, done: true, proposes: 'resume' },
  away: { name: { zh: '外出未确认', en: 'Away' }, done: false, proposes: null },
  'not-found': { name: { zh: '查无下落', en: 'Not found' }, done: false, proposes: 'stop' },
  deceased: { name: { zh: '去世', en: 'Deceased' }, done: true, proposes: 'stop' },
}

export const PROPOSAL_KINDS = ['stop', 'resume'] as const
export type ProposalKind = typeof PROPOSAL_KINDS[number]

/** What a finding asks for: who is not suspended cannot be resumed, and who is need not be stopped again; a death ends more than a suspension. */
export function proposedBy(finding: Finding, suspended: boolean): ProposalKind | null {
  const { proposes } = STATE_RULES[finding]
  if (finding === 'deceased') return proposes
  return proposes === (suspended ? 'resume' : 'stop') ? proposes : null
}

/** From when to when a county confirms, MM-DD (law/calendar/windows.yaml). */
export type ConfirmationWindow = { readonly from: string; readonly to: string }

/** The first and the last day of a year's confirmation. */
export const daysOf = (window: ConfirmationWindow, year: number): { readonly opens: Day; readonly closes: Day } =>
  ({ opens: `${year}-${window.from}`, closes: `${year}-${window.to}` })

/**
 * Who is to be confirmed: those who were of an entitled category before the confirmation opens, and are and live on that day.
 * Whoever is approved later in the year has just been examined, and is confirmed from the next year on.
 */
export const isAsked = (spans: readonly Pick<CategorySpan, 'category' | 'started_on' | 'ended_on'>[], died_on: Day | null, entitled: readonly string[], opens: Day): boolean =>
  (died_on === null || died_on >= opens)
  && spans.some(span => entitled.includes(span.category) && span.started_on < opens && (span.ended_on === null || span.ended_on >= opens))

/** What stands of a person in a year. `revision` 1 is the first finding, and each that supersedes one is the next. */
export type Standing = {
  readonly id: string
  readonly person: string
  readonly year: number
  readonly revision: number
  readonly way: Way
  readonly on: Day
  readonly result: Finding
  readonly evidence: readonly string[]
  readonly note: string | null
  readonly by: string
}

/** Somebody who is to be confirmed in a year, and what was found. A death that the roster knows stands over all but a confirmation before it. */
export type Asked = {
  readonly person: string
  readonly place: string
  readonly name: string
  readonly born: Day
  readonly died_on: Day | null
  readonly categories: readonly string[]
  readonly state: ConfirmationState
  readonly finding: Omit<Standing, 'person' | 'year' | 'revision'> | null
}

/** A line of the list: the number masked. `after_death`: confirmed on a day on which, as is known now, the person was dead. */
export type ConfirmationLine = Asked & { readonly identity_number: string; readonly after_death: boolean }

export const isAfterDeath = ({ finding, died_on }: Pick<Asked, 'finding' | 'died_on'>): boolean =>
  finding?.result === 'confirmed' && died_on !== null && finding.on > died_on

/** A finding as it was recorded, superseded or standing. */
export type FindingEntry = Standing & { readonly recorded_at: string; readonly supersedes: string | null; readonly superseded_by: string | null }

export type StateTotal = { readonly place: string; readonly state: ConfirmationState; readonly persons: number }
export type ProgressLine = { readonly place: string; readonly done: number; readonly total: number }

/** How far a year's confirmation is. */
export type ConfirmationProgress = {
  readonly opens: Day
  readonly closes: Day
  /** Past the last day, with people left. */
  readonly late: boolean
  readonly places: readonly ProgressLine[]
  readonly states: Readonly<Record<ConfirmationState, number>>
}

const personsIn = (counts: readonly StateTotal[]): number => counts.reduce((total, count) => total + count.persons, 0)

/** Sums the counts up by place and by state. */
export function progressOf(counts: readonly StateTotal[], { opens, closes }: { opens: Day; closes: Day }, today: Day): ConfirmationProgress {
  const done = (of: readonly StateTotal[]) => personsIn(of.filter(count => STATE_RULES[count.state].done))
  const places = [...Map.groupBy(counts, count => count.place)].map(([place, of]) => ({ place, done: done(of), total: personsIn(of) }))
  const inState = (state: ConfirmationState) => personsIn(counts.filter(count => count.state === state))
  return {
    opens, closes, late: today > closes && done(counts) < personsIn(counts),
    places: places.toSorted((one, other) => (one.place < other.place ? -1 : 1)),
    states: { open: inState('open'), confirmed: inState('confirmed'), away: inState('away'), 'not-found': inState('not-found'), deceased: inState('deceased') },
  }
}
