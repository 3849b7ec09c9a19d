import { issueWords, type Issue } from '../base/issue.ts'
import { yuanGrouped } from '../base/money.ts'
import type { Refusal, Text } from '../base/result.ts'

const NOT_AN_AMOUNT: Text = { zh: '应为金额，写作 1234.50，最多 12 位整数、两位小数', en: 'An amount such as 1234.50, of at most 12 digits and two decimals' }
const inYuan = (bound: unknown): unknown => (typeof bound === 'number' ? yuanGrouped(bound) : bound)

/** What a schema found wrong in an amount: the schema counts fen, and whoever reads this typed yuan. */
export const amountWords = (issue: Issue): Text =>
  (typeof issue.input === 'string' && issue.input !== '' ? NOT_AN_AMOUNT : issueWords({ ...issue, minimum: inYuan(issue.minimum), maximum: inYuan(issue.maximum) }))

/** A refusal's sentence at the field itself, whose label says what it is about: the name in front of it (`text：…`) goes. */
export function wordsAtField({ place, message }: Pick<Refusal, 'place' | 'message'>): Text {
  const named = /^([\w.-]+)：/.exec(message.zh)?.[1]
  if (named === undefined || !`.${place}`.endsWith(`.${named}`) || !message.en.startsWith(`${named}: `)) return message
  return { zh: message.zh.slice(named.length + 1), en: message.en.slice(named.length + 2) }
}
