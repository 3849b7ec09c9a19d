import type { Day } from '../base/day.ts'
import type { Permission } from '../access/roles.ts'
import type { Block } from '../paper/paper.ts'
import type { Paragraph, WaitingRevision } from './revisions/revisions.ts'

export type DocumentState = 'draft' | 'checked' | 'issued' | 'discarded'
export const DOCUMENT_STEPS = ['check', 'issue', 'discard'] as const
export type DocumentStep = typeof DOCUMENT_STEPS[number]

/** A document's way: step, who may, from which states, to which. Whoever prepared it neither checks nor issues it. */
export const STEPS: Readonly<Record<DocumentStep, { readonly permission: Permission; readonly from: readonly DocumentState[]; readonly to: DocumentState; readonly byAnother: boolean }>> = {
  check: { permission: 'documents.write', from: ['draft'], to: 'checked', byAnother: true },
  issue: { permission: 'documents.write', from: ['draft', 'checked'], to: 'issued', byAnother: true },
  discard: { permission: 'documents.write', from: ['draft', 'checked'], to: 'discarded', byAnother: false },
}

/** How far a document of this place and year has come. */
export type DocumentStanding = {
  readonly id: string
  readonly state: DocumentState
  readonly prepared_by: string
  readonly checked_by: string | null
  readonly issued_by: string | null
  readonly issued_on: Day | null
  readonly text_hash: string
  /** Whether the records still say what was put forward. */
  readonly current: boolean
  /** Figures whose records changed since. */
  readonly changed: readonly { readonly figure: string; readonly stated: number; readonly now: number }[]
}

/** The document as a page shows it: every number of a claim is a figure's run. */
export type DocumentView = {
  readonly title: string
  readonly organ: string
  readonly place: string
  readonly place_name: string
  readonly year: number
  readonly blocks: readonly Block[]
  /** The value of every figure quoted. */
  readonly figures: Readonly<Record<string, number>>
  readonly text_hash: string
  /** The latest document put forward, if any. */
  readonly standing: DocumentStanding | null
  /** What may be worded otherwise, and what was. */
  readonly paragraphs: readonly Paragraph[]
  readonly waiting: readonly WaitingRevision[]
  /** What the asking person may do with it now; `revise` is wording a paragraph otherwise. */
  readonly allowed: readonly ('prepare' | 'revise' | DocumentStep)[]
}

/** What was put forward, word for word. */
export type FrozenDocument = { readonly title: string; readonly organ: string; readonly blocks: readonly Block[]; readonly state: DocumentState; readonly text_hash: string }

export type FigureCounts = Readonly<Record<string, number>>

/** Where two states of the figures differ, in order of their ids. */
export const changedFigures = (stated: FigureCounts, now: FigureCounts): { figure: string; stated: number; now: number }[] =>
  [...new Set([...Object.keys(stated), ...Object.keys(now)])].toSorted()
    .map(figure => ({ figure, stated: stated[figure] ?? 0, now: now[figure] ?? 0 }))
    .filter(change => change.stated !== change.now)
