import { yuan, type Fen } from '../base/money.ts'
import type { Text } from '../base/result.ts'

const NOTHING: Text = { zh: '按现在掌握的情况，这个月不应发放', en: 'By what is known now nothing was owed in this month' }
const LESS = /^已发 ([\d.,]+) 元，按现在掌握的情况应发 (.+) 元$/

/** Why something was paid beyond what is owed, as a receivable keeps it; `arithmetic` of what is owed, undefined where that is nothing. */
export const paidBeyond = (posted: Fen, arithmetic: string | undefined): string =>
  (arithmetic === undefined ? NOTHING.zh : `已发 ${yuan(posted)} 元，按现在掌握的情况应发 ${arithmetic} 元`)

/** The same sentence for a page; what somebody wrote stays as it is. */
export function beyondWords(reason: string): Text {
  if (reason === NOTHING.zh) return NOTHING
  const [, posted, owed] = LESS.exec(reason) ?? []
  return { zh: reason, en: posted === undefined ? reason : `${posted} yuan was paid; by what is known now ${owed} yuan is owed` }
}
