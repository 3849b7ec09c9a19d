/**
 * A part of a line. A figure's number and a number that is no claim (a year, a day, a heading's own number) are runs of
 * their own, so that every digit of a document says what it is.
 */
export type Run =
  | { readonly text: string; readonly role?: 'year' | 'date' | 'number'; readonly newline?: true }
  | { readonly figure: string; readonly value: number; readonly unit: string; readonly text: string }

export type BlockKind = 'title' | 'heading1' | 'heading2' | 'paragraph' | 'signature'

/** `center`: a level-1 heading that begins a part of the document and has no number. `sealed`: a signature with room above it for a seal. */
export type Block = { readonly kind: BlockKind; readonly runs: readonly Run[]; readonly center?: true; readonly sealed?: true }

/** A table across the page, its headings on every page it takes; `right`: columns of amounts. */
export type TableBlock = { readonly kind: 'table'; readonly headings: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly right: readonly number[] }

/** A document before it is set on paper. */
export type DocumentModel = { readonly title: string; readonly organ: string; readonly blocks: readonly Block[] }

/** What goes on paper beside documents of figures: notices with tables. */
export type PaperModel = { readonly title: string; readonly organ: string; readonly blocks: readonly (Block | TableBlock)[] }

export const textOf = (block: Block): string => block.runs.map(run => run.text).join('')

/** The document as plain text, one block a line: what is hashed when it is issued, and what tests read. */
export const plainText = (model: DocumentModel): string => `${model.blocks.map(textOf).join('\n')}\n`

/** How often each figure stands in the text, in the order in which it is met. */
export const figuresIn = (model: DocumentModel): { figure: string; value: number }[] =>
  model.blocks.flatMap(block => block.runs).flatMap(run => ('figure' in run ? [{ figure: run.figure, value: run.value }] : []))
