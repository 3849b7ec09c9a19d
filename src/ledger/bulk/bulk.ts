import type { Month } from '../../base/day.ts'
import type { Fen } from '../../base/money.ts'

/** What a person is owed of a benefit for a period, as it was decided; `number` tells it from the others of its bulk. */
export type OwedLine = { readonly number: number; readonly place: string; readonly person: string; readonly benefit: string; readonly period: Month; readonly amount_fen: Fen }
export type OwedTotal = { readonly benefit: string; readonly lines: number; readonly amount_fen: Fen }
