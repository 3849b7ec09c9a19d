import { z } from 'zod'
import { accountNumber, optionalText, paging, placePrefix, text } from '../schemas.ts'
import { ACCOUNT_STATES, REASON_IDS, RELATION_IDS } from './accounts.ts'

export const PROOF_NEEDED = {
  zh: '没有佐证的不能提交：请附卡、折或银行证明的照片或扫描件。', en: 'Nothing is proposed without proof: add a photo or scan of the card, the passbook or the bank’s letter.',
} as const

/** An account to be paid to instead. `evidence` names files that are kept already. */
export const accountProposalInput = z.strictObject({
  person: z.uuid(),
  reason: z.enum(REASON_IDS),
  account: accountNumber,
  bank_name: text(60).min(1),
  account_holder: text(50).min(1),
  account_relation: z.enum(RELATION_IDS),
  note: optionalText(200),
  evidence: z.array(z.uuid()).min(1, `${PROOF_NEEDED.zh} / ${PROOF_NEEDED.en}`).max(10),
})
export type AccountProposalInput = z.input<typeof accountProposalInput>
export type ReadAccountProposal = z.output<typeof accountProposalInput>

/** `note`: what the decider says to a warning. */
export const accountDecisionInput = z.strictObject({ note: optionalText(200) })
export type AccountDecisionInput = z.input<typeof accountDecisionInput>

export const accountDeclineInput = z.strictObject({ reason: text(200).min(2) })
export type AccountDeclineInput = z.input<typeof accountDeclineInput>

export const accountRevealInput = z.strictObject({ reason: text(100).min(2) })
export type AccountRevealInput = z.input<typeof accountRevealInput>

export const accountQuery = z.strictObject({
  place: placePrefix.default(''),
  /** The beginning of the name. */
  name: z.string().trim().max(50).default(''),
  state: z.enum(['', ...ACCOUNT_STATES]).default(''),
  /** One person's alone. */
  person: z.uuid().optional(),
  ...paging,
})
export type AccountQuery = z.input<typeof accountQuery>
