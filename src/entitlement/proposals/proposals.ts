import { z } from 'zod'
import type { Permission } from '../../access/roles.ts'
import type { Day } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'
import type { Refusal, Text } from '../../base/result.ts'
import type { Benefit, Parameter, RatePeriod } from '../../law/facts.ts'
import type { Cell, Confidence, RateLayer } from '../../law/law.ts'

/** Data files that somebody puts forward for the law of the county, and another person approves. */

export const PROPOSAL_STATES = ['draft', 'proposed', 'approved', 'rejected', 'withdrawn'] as const
export type ProposalState = typeof PROPOSAL_STATES[number]
export const PROPOSAL_STATE_NAMES: Readonly<Record<ProposalState, Text>> = {
  draft: { zh: '草稿', en: 'Draft' }, proposed: { zh: '待批准', en: 'Proposed' }, approved: { zh: '已批准', en: 'Approved' },
  rejected: { zh: '未批准', en: 'Rejected' }, withdrawn: { zh: '已撤回', en: 'Withdrawn' },
}

export const PROPOSAL_STEPS = ['propose', 'withdraw', 'approve', 'reject'] as const
export type ProposalStep = typeof PROPOSAL_STEPS[number]

type Step = {
  readonly name: Text
  readonly from: readonly ProposalState[]
  readonly to: ProposalState
  readonly permission: Permission
  /** The maker takes it himself, or anybody but the maker does. */
  readonly by: 'maker' | 'another'
}

/** The whole workflow. What is approved stays for ever: it is added to, not taken back. */
export const STEPS: Readonly<Record<ProposalStep, Step>> = {
  propose: { name: { zh: '提交', en: 'Propose' }, from: ['draft'], to: 'proposed', permission: 'law.propose', by: 'maker' },
  withdraw: { name: { zh: '撤回', en: 'Withdraw' }, from: ['draft', 'proposed'], to: 'withdrawn', permission: 'law.propose', by: 'maker' },
  approve: { name: { zh: '批准', en: 'Approve' }, from: ['proposed'], to: 'approved', permission: 'law.approve', by: 'another' },
  reject: { name: { zh: '不批准', en: 'Reject' }, from: ['proposed'], to: 'rejected', permission: 'law.approve', by: 'another' },
}

const FILES_MOST = 20
const TEXT_MOST = 60_000

export const proposalFile = z.strictObject({ path: z.string().min(1).max(120), text: z.string().min(1).max(TEXT_MOST) })
export const proposalFiles = z.array(proposalFile).min(1).max(FILES_MOST)
export const proposalInput = z.strictObject({
  // Empty ones are refused together with whatever is wrong with the files.
  title: z.string().trim().max(120),
  reason: z.string().trim().max(1000),
  files: proposalFiles,
  /** Put aside as it is, faults and all; nobody is asked to approve it yet. */
  draft: z.boolean().optional(),
})
export type ProposalInput = z.infer<typeof proposalInput>

export const rejection = z.strictObject({ reason: z.string().trim().min(2).max(1000) })
export const approval = z.strictObject({ reason: z.string().trim().max(1000).optional() })

export type ProposalLine = {
  readonly id: string
  readonly title: string
  readonly reason: string
  readonly state: ProposalState
  readonly place: string
  readonly prepared_by: string
  readonly prepared_at: string
  readonly decided_by: string | null
  readonly decided_at: string | null
  readonly decision_reason: string | null
  readonly files: number
}

/** What held for a cell before a new line, by whatever place. */
export type RateBefore = {
  readonly amount_fen: Fen; readonly per: RatePeriod; readonly from: Day; readonly layer: RateLayer; readonly source: string; readonly confidence: Confidence
}

/** One new line against what holds without it. */
export type RateChange = {
  readonly benefit: Benefit
  readonly benefit_name: Text
  readonly where: string
  readonly from: Day
  readonly to: Day | null
  readonly cell: Cell
  readonly per: RatePeriod
  /** Null: a new rate is known to begin, and its figure is not. */
  readonly amount_fen: Fen | null
  readonly source: string
  readonly clause: string
  readonly published_on: Day | null
  readonly before: RateBefore | null
  /** False where the national figure is higher and holds all the same. */
  readonly holds: boolean
  /** It begins before today: months that were paid are reckoned again. */
  readonly past: boolean
}

/** What a proposal adds: lines of rates against those in force, and how many of the rest. */
export type Additions = {
  readonly sources: readonly { readonly id: string; readonly title: Text; readonly number: string | null; readonly published: Day | null }[]
  readonly rates: readonly RateChange[]
  readonly parameters: readonly { readonly name: Parameter; readonly year: number; readonly where: string; readonly amount_fen: Fen; readonly source: string; readonly before_fen: Fen | null }[]
  readonly overlaps: readonly { readonly from: Day; readonly benefits: readonly [Text, Text]; readonly text: Text; readonly source: string }[]
}

export type CheckedFiles = { readonly faults: readonly Refusal[]; readonly additions: Additions }

export type ProposalView = Omit<ProposalLine, 'files'> & CheckedFiles & {
  readonly files: readonly z.infer<typeof proposalFile>[]
  /** What the asking person may do now. */
  readonly allowed: readonly ProposalStep[]
}
