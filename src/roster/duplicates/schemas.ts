import { z } from 'zod'
import { paging, placePrefix, text } from '../schemas.ts'

export const duplicateQuery = z.strictObject({ place: placePrefix.default(''), ...paging })
export type DuplicateQuery = z.input<typeof duplicateQuery>

/** Two records that are two people, and how one knows. */
export const twoInput = z.strictObject({ persons: z.tuple([z.uuid(), z.uuid()]), reason: text(200).min(2) })
export type TwoInput = z.input<typeof twoInput>

/** Two records of one person: which stays, which is to be closed, and how one knows. */
export const sameInput = z.strictObject({ kept: z.uuid(), closed: z.uuid(), reason: text(200).min(2) })
export type SameInput = z.input<typeof sameInput>

export const answerInput = z.strictObject({ reason: text(200).min(2) })
export type AnswerInput = z.input<typeof answerInput>
