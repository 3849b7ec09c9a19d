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
