/**
 * A part of a line. A figure's number and a number that is no claim (a year, a day, a heading's own number) are runs of
 * their own, so that every digit of a document says what it is.
 */
export type Run =
  | { readonly text: string; readonly role?: 'year' | 'date' | 'number'; readonly newline?: true }
  | { readonly figure: string; readonly value: number; readonly unit: string; readonly text: string }

export type BlockKind = 'title' | 'heading1' | 'heading2' | 'paragraph' | 'signature'

/** `center`: a level-1 heading that begins a part of the document and has no number. */
export type Block = { readonly kind: BlockKind; readonly runs: readonly Run[]; readonly center?: true }

/** A document before it is set on paper. */
export type DocumentModel = { readonly title: string; readonly organ: string; readonly blocks: readonly Block[] }

export const textOf = (block: Block): string => block.runs.map(run => run.text).join('')

/** The document as plain text, one block a line: what is hashed when it is issued, and what tests read. */
export const plainText = (model: DocumentModel): string => `${model.blocks.map(textOf).join('\n')}\n`

/** How often each figure stands in the text, in the order in which it is met. */
export const figuresIn = (model: DocumentModel): { figure: string; value: number }[] =>
  model.blocks.flatMap(block => block.runs).flatMap(run => ('figure' in run ? [{ figure: run.figure, value: run.value }] : []))
