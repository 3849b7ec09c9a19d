import { addDays, type Day } from '../../../base/day.ts'
import { inSentence } from '../../../base/english.ts'
import type { Refusal, Text } from '../../../base/result.ts'
import type { DECIDERS } from '../../../law/facts.ts'
import { notYet } from '../refusals.ts'
import type { Finding, ProposalKind } from '../confirmation.ts'

/** Who decided. */
export type Authority = typeof DECIDERS[number]

export const PROPOSAL_NAMES: Readonly<Record<ProposalKind, Text>> = {
  stop: { zh: '中止', en: 'Suspend' }, resume: { zh: '恢复', en: 'Resume' },
}

/** Why: a finding, or what a person writes. */
export const PROPOSAL_REASONS = {
  'not-found': { zh: '年度确认查无下落', en: 'Not found at the annual confirmation' },
  deceased: { zh: '年度确认报告去世', en: 'Reported deceased at the annual confirmation' },
  found: { zh: '年度确认已找到本人', en: 'Found at the annual confirmation' },
  other: { zh: '其他情形', en: 'Another reason' },
} as const satisfies Record<string, Text>
export type ProposalReason = keyof typeof PROPOSAL_REASONS

const REASON_OF: Readonly<Record<Finding, ProposalReason>> = { confirmed: 'found', away: 'other', 'not-found': 'not-found', deceased: 'deceased' }
export const reasonOf = (finding: Finding): ProposalReason => REASON_OF[finding]

/**
 * A proposal waits for somebody other than who made it.
 * `settled` is no step of anybody: the roster has learned of the death, and there is nobody left to suspend.
 */
export const PROPOSAL_STATES = {
  open: { zh: '待决定', en: 'To be decided' },
  decided: { zh: '已决定', en: 'Decided' },
  declined: { zh: '不予办理', en: 'Declined' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  settled: { zh: '去世已登记', en: 'Death recorded' },
} as const satisfies Record<string, Text>
export type ProposalState = keyof typeof PROPOSAL_STATES

export type Proposal = {
  readonly id: string
  readonly person: string
  readonly place: string
  readonly name: string
  readonly kind: ProposalKind
  readonly reason: ProposalReason
  readonly note: string | null
  readonly state: ProposalState
  readonly proposed_by: string
  readonly proposed_by_name: string
  readonly proposed_at: Date
  readonly decided_by_name: string | null
  readonly authority: Authority | null
  readonly document: string | null
  readonly effective_on: Day | null
  readonly answer: string | null
}

/** A suspension that stands open in the roster. */
export type Suspension = { readonly fact: string; readonly person: string; readonly from: Day; readonly decided_by: Authority | null; readonly document: string | null }

/** Only the province suspends (军人抚恤优待条例 59; contracts, money rule 9). What others decide is recorded and changes nothing that is owed. */
export const hasEffect = (authority: Authority | null): boolean => authority === 'province'

export const isSuspended = (open: readonly Pick<Suspension, 'decided_by'>[]): boolean => open.some(suspension => hasEffect(suspension.decided_by))

/** Which suspensions a decision to resume ends: the province's are ended by the province alone. */
export const endedBy = (authority: Authority, open: readonly Suspension[]): Suspension[] =>
  open.filter(suspension => hasEffect(authority) || !hasEffect(suspension.decided_by))

/** The value of the fact that ends a suspension on the day before; null withdraws one that is resumed from its own first day. */
export const endedValue = ({ from, decided_by, document }: Suspension, on: Day) =>
  (on <= from ? null : { from, to: addDays(on, -1), decided_by, document })

export const noSuchProposal = (id: string): Refusal => ({
  code: 'not-found', place: 'proposal', value: id, message: { zh: '您的辖区里没有这条提议。', en: 'There is no such proposal in your area.' },
})

export const notOpen = (state: ProposalState): Refusal => ({
  code: 'state', place: 'proposal.state', value: state, legal: ['open'],
  message: { zh: `这条提议“${PROPOSAL_STATES[state].zh}”，不能再决定。`, en: `This proposal is no longer open (${inSentence(PROPOSAL_STATES[state].en)}).` },
})

export const otherKind = (kind: ProposalKind): Refusal => ({
  code: 'state', place: 'proposal.kind', value: kind, legal: [kind],
  message: { zh: `这是一条“${PROPOSAL_NAMES[kind].zh}”的提议。`, en: `This is a proposal to ${inSentence(PROPOSAL_NAMES[kind].en)}.` },
})

export const sameProposer = (name: string): Refusal => ({
  code: 'same-person', place: 'proposal.proposed_by', value: name,
  message: { zh: `这条提议是${name}提出的，不能由本人决定。`, en: `${name} made this proposal; another person must decide.` },
  next: { zh: '请另一位有权限的同志办理。', en: 'Ask another person who may do this.' },
})

export const deathInstead: Refusal = {
  code: 'state', place: 'proposal.reason', value: 'deceased',
  message: { zh: '人已去世的，登记去世，不作中止：当月照发，以后依法终止，遗属应得的另算。', en: 'A death is recorded as a death, not as a suspension: the month is paid, and what the law gives afterwards follows from it.' },
  next: { zh: '请经办凭死亡证明登记去世；报告有误的，请更正年度确认的结果。', en: 'The clerk records the death from its certificate; if the report is wrong, correct the finding.' },
}

export const suspendedAlready = ({ from, document }: Suspension): Refusal => ({
  code: 'duplicate', place: 'proposal.person', value: from,
  message: { zh: `这个人自 ${from} 起已中止（${document ?? '无文号'}），还没有恢复。`, en: `This person is suspended since ${from} (${document ?? 'no document'}) and not resumed.` },
})

export const notSuspended: Refusal = {
  code: 'state', place: 'proposal.person', message: { zh: '这个人没有在中止，不需要恢复。', en: 'This person is not suspended.' },
}

export const beforeStop = (on: Day, from: Day): Refusal => ({
  code: 'contradiction', place: 'on', value: on, legal: [`>= ${from}`],
  message: { zh: `恢复日期 ${on} 早于中止日期 ${from}。`, en: `The resumption on ${on} is before the suspension on ${from}.` },
})

export const alreadyProposed = (kind: ProposalKind): Refusal => ({
  code: 'duplicate', place: 'person',
  message: { zh: `这个人已有一条待决定的“${PROPOSAL_NAMES[kind].zh}”提议。`, en: `A proposal to ${inSentence(PROPOSAL_NAMES[kind].en)} is open for this person.` },
})

/** What is wrong with the days of a decision. */
export const decisionFaults = (on: Day, today: Day): Refusal[] => (on > today ? [notYet('on', on, today)] : [])
