import type { Text } from '../../base/result.ts'

/** What GET /api/desk answers. */
export type DeskView = {
  readonly today: string
  readonly place_name: string
  readonly year: number
  readonly items: readonly DueItem[]
  readonly months: readonly { readonly month: number; readonly entries: readonly MonthEntry[] }[]
  readonly plan: readonly PlanLine[]
  readonly counts: readonly { readonly id: string; readonly name: Text; readonly value: number; readonly unit: string }[]
  readonly villages: readonly { readonly code: string; readonly name: string; readonly visited: number; readonly total: number }[]
  readonly runs: readonly RunLine[]
}
export type DueItem = {
  readonly kind: string; readonly title: Text; readonly detail: Text; readonly due: string | null; readonly overdue_days: number; readonly link: string | null
}
export type MonthEntry = { readonly title: Text; readonly state: 'done' | 'late' | 'open' }
export type PlanLine = {
  readonly number: number; readonly title: Text; readonly window: Text; readonly owner: string; readonly done: number; readonly total: number; readonly state: string
}
export type RunLine = { readonly id: string; readonly title: Text | string; readonly state: string; readonly amount_fen: number; readonly lines: number }
