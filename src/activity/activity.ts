import type { Day } from '../base/day.ts'
import type { EvidenceInput, EvidenceKind } from '../evidence/evidence.ts'
import type { Content } from './check.ts'
import type { Kind } from './kinds.ts'

/** Something that was done, of a kind that activities/ describes. */
export type Activity = Content & {
  readonly id: string
  readonly kind: string
  readonly place: string
  readonly held_on: Day
  /** Kinds of evidence that the kind requires and the record does not have yet: until then it closes no task. */
  readonly evidence_missing: readonly EvidenceKind[]
  readonly version: number
}

/** A file that proves an activity: what it is about and where is the activity's. */
export type ActivityEvidence = Omit<EvidenceInput, 'place' | 'subject'>

export type ActivityInput = {
  readonly kind: string
  readonly place: string
  readonly held_on: Day
  readonly fields?: Readonly<Record<string, unknown>>
  /** Party id -> ids of the roster, or names. */
  readonly parties?: Readonly<Record<string, unknown>>
  readonly evidence?: readonly ActivityEvidence[]
}

export const SUBJECT_KIND = 'activity'
/** What the plan calls the record that closes its task. */
export const recordKind = (kind: string): string => `activity.${kind}`

/** What a kind requires and `held` does not have. */
export const missingEvidence = (kind: { readonly evidence: { readonly required: Kind['evidence']['required'] | readonly EvidenceKind[] } }, held: readonly EvidenceKind[]): EvidenceKind[] =>
  kind.evidence.required.filter(required => !held.includes(required))
