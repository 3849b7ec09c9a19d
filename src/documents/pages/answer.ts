import type { Text } from '../../base/result.ts'
import type { FigureRecord, Unit } from '../../figures/figures.ts'

export type Run = { readonly text: string; readonly figure?: undefined } | { readonly figure: string; readonly value: number; readonly unit: string; readonly text: string }

export type Block = { readonly kind: 'title' | 'heading1' | 'heading2' | 'paragraph' | 'signature'; readonly runs: readonly Run[] }

/** What GET /api/documents/annual answers. */
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
