import type { Text } from '../../base/result.ts'
import type { Tone } from '../../ui/page.tsx'

const STATES: Readonly<Record<string, { tone: Tone; words: Text }>> = {
  open: { tone: 'plain', words: { zh: '编制中', en: 'Being prepared' } },
  approved: { tone: 'warn', words: { zh: '已批准', en: 'Approved' } },
  sent: { tone: 'warn', words: { zh: '已送出', en: 'Sent' } },
  confirmed: { tone: 'ok', words: { zh: '已发放', en: 'Paid' } },
  returned: { tone: 'late', words: { zh: '退票', en: 'Returned' } },
}

/** How far a payment has come; a state that is new to this page is shown by its own name. */
export const paymentState = (state: string): { tone: Tone; words: Text } => STATES[state] ?? { tone: 'plain', words: { zh: state, en: state } }

export type Year<P> = { readonly year: string; readonly paid_fen: number; readonly payments: readonly P[] }

/** Payments by the year of their month, in the order they come in, each year with what has arrived. */
export function yearsOf<P extends { readonly period: string; readonly amount_fen: number; readonly state: string }>(payments: readonly P[]): Year<P>[] {
  const years = new Map<string, P[]>()
  for (const payment of payments) {
    const year = payment.period.slice(0, 4)
    const known = years.get(year)
    if (known) known.push(payment)
    else years.set(year, [payment])
  }
  return [...years].map(([year, those]) => ({
    year, payments: those, paid_fen: those.reduce((sum, payment) => sum + (payment.state === 'confirmed' ? payment.amount_fen : 0), 0),
  }))
}
