import type { FigureValue } from '../../figures/figures.ts'
import type { Block, DocumentModel, Run } from '../../paper/paper.ts'
import { runsOf, type Material, type Setting } from '../render.ts'
import { quotedIn } from '../template.ts'

/** A paragraph worded otherwise than the template has it. `source` and `text` hold `{figure}`, `{year}` and `{next-year}` where numbers stand. */
export type Revision = { readonly source: string; readonly text: string; readonly version: number; readonly revised_by: string; readonly revised_at: string }

/** Why a revision is not on the paper: the template says something else now, or a figure that it quotes has no records. */
export type WaitingReason = 'source-gone' | 'no-records'
export type WaitingRevision = Revision & { readonly reason: WaitingReason; readonly figures: readonly string[] }

/** What may be worded otherwise, by its place among the blocks. */
export type Paragraph = { readonly block: number; readonly source: string; readonly text: string; readonly revision: Revision | null }

const isNumbering = (run: Run): boolean => 'role' in run && run.role === 'number'

function partOf(run: Run, year: number): string {
  if ('figure' in run) return `{${run.figure}}`
  if (run.role !== 'year') return run.text
  return run.text === String(year) ? '{year}' : '{next-year}'
}

/** A paragraph without its numbers: what stays the same while its records change. A heading's or an item's own number is not part of it. */
export const sourceOf = (block: Block, year: number): string => block.runs.filter(run => !isNumbering(run)).map(run => partOf(run, year)).join('')

const isBacked = (figure: string, values: ReadonlyMap<string, FigureValue>): boolean => (values.get(figure)?.value ?? 0) > 0

/** A line of a revision is a paragraph of its own; an item's number stays before the first. */
function revisedBlocks(block: Block, { text }: Revision, setting: Setting): Block[] {
  const numbering = block.runs.filter(isNumbering)
  return text.split('\n').map((line, index): Block => ({ ...block, runs: [...(index === 0 ? numbering : []), ...runsOf(line, setting)] }))
}

export type Revised = { readonly model: DocumentModel; readonly paragraphs: readonly Paragraph[]; readonly waiting: readonly WaitingRevision[] }

/** Puts revisions in the place of the paragraphs that they stand for, where every figure that they quote has records. */
export function revise(model: DocumentModel, revisions: readonly Revision[], material: Material): Revised {
  const setting: Setting = { material, values: new Map(material.values.map(value => [value.id, value])) }
  const lacking = new Map(revisions.map(one => [one.source, quotedIn(one.text).filter(figure => !isBacked(figure, setting.values))]))
  const bySource = new Map(revisions.map(one => [one.source, one]))
  const [blocks, paragraphs]: [Block[], Paragraph[]] = [[], []]
  for (const block of model.blocks) {
    if (block.kind !== 'paragraph') { blocks.push(block); continue }
    const source = sourceOf(block, material.year)
    const found = bySource.get(source)
    const revision = found && lacking.get(source)!.length === 0 ? found : null
    paragraphs.push({ block: blocks.length, source, text: revision?.text ?? source, revision })
    blocks.push(...(revision ? revisedBlocks(block, revision, setting) : [block]))
  }
  const standing = new Set(paragraphs.map(one => one.source))
  const waiting = revisions.flatMap((one): WaitingRevision[] => {
    if (!standing.has(one.source)) return [{ ...one, reason: 'source-gone', figures: [] }]
    return lacking.get(one.source)!.length > 0 ? [{ ...one, reason: 'no-records', figures: lacking.get(one.source)! }] : []
  })
  return { model: { ...model, blocks }, paragraphs, waiting }
}
