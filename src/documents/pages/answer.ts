import type { Text } from '../../base/result.ts'
import type { FigureRecord, FigureValue, Unit } from '../../figures/figures.ts'
import { get } from '../../ui/api.ts'
import type { DocumentView, FrozenDocument } from '../documents.ts'

/** What GET /api/figures/:id answers. */
export type OpenedFigure = {
  readonly id: string
  readonly name: Text
  readonly sentence: Text | string
  readonly value: number
  readonly unit: Unit
  readonly records: readonly FigureRecord[]
  readonly words: Readonly<Record<string, string>>
}

export const documentQuery = (year: number) => ({ queryKey: ['annual', year], queryFn: () => get<DocumentView>(`/documents/annual?year=${year}`) })
/** What was put forward last, word for word. */
export const frozenQuery = (year: number) => ({ queryKey: ['annual-frozen', year], queryFn: () => get<FrozenDocument>(`/documents/annual/frozen?year=${year}`) })
export const figuresQuery = (year: number) => ({ queryKey: ['figures', year], queryFn: () => get<readonly FigureValue[]>(`/figures?year=${year}`) })
