import { z } from 'zod'
import { DECIDERS } from '../../law/facts.ts'
import { day, optionalText, paging, placePrefix, text } from '../schemas.ts'
import { FINDINGS, PROPOSAL_KINDS, STATES, WAYS } from './confirmation.ts'

export const year = z.int().min(1949).max(2200)

/** What was found of a person in a year. `evidence` names files that are kept already; `supersedes` names the finding that it corrects. */
export const confirmationInput = z.strictObject({
  person: z.uuid(),
  year,
  way: z.enum(WAYS),
  on: day,
  result: z.enum(FINDINGS),
  evidence: z.array(z.uuid()).max(20).default([]),
  note: optionalText(500),
  supersedes: z.uuid().nullish(),
})
export type ConfirmationInput = z.input<typeof confirmationInput>
export type ReadConfirmation = z.output<typeof confirmationInput>

export const confirmationQuery = z.strictObject({
  place: placePrefix.default(''),
  /** The beginning of the name. */
  name: z.string().trim().max(50).default(''),
  category: z.string().max(40).default(''),
  state: z.enum(['', ...STATES]).default(''),
  way: z.enum(['', ...WAYS]).default(''),
  ...paging,
})
export type ConfirmationQuery = z.input<typeof confirmationQuery>

/** A proposal that no finding makes: why stands in `note`. */
export const proposalInput = z.strictObject({ person: z.uuid(), kind: z.enum(PROPOSAL_KINDS), note: text(500).min(2) })
export type ProposalInput = z.input<typeof proposalInput>

/** What an authority decided: its document, and from which day it holds. */
export const decisionInput = z.strictObject({ authority: z.enum(DECIDERS), document: text(200).min(1), on: day })
export type DecisionInput = z.input<typeof decisionInput>

export const declineInput = z.strictObject({ reason: text(200).min(2) })
export type DeclineInput = z.input<typeof declineInput>
