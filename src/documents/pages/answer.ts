import type { Text } from '../../base/result.ts'
import type { FigureRecord, Unit } from '../../figures/figures.ts'
import type { Block } from '../../paper/paper.ts'

/** What the page reads of GET /api/documents/annual. */
export type DocumentView = { readonly title: string; readonly year: number; readonly place: string; readonly blocks: readonly Block[] }

/** What GET /api/figures/:id answers. */
export type OpenedFigure = {
  readonly id: string
  readonly name: Text
  readonly sentence: Text | string
  readonly value: number
  readonly unit: Unit
  readonly records: readonly FigureRecord[]
}
