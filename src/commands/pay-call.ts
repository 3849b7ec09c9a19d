import type { Actor } from '../base/actor.ts'
import { yuanGrouped } from '../base/money.ts'
import type { Result } from '../base/result.ts'
import { RUN_STATE_NAMES, type RunSummary } from '../payment/payment.ts'
import { BadArguments, refuse, type Output } from './command.ts'
import type { OpenedHouse } from './house.ts'

/** What `pay` takes, whatever its word. */
export const OPTIONS = {
  data: { type: 'string' }, as: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' }, place: { type: 'string' }, note: { type: 'string' },
  fund: { type: 'string' }, funds: { type: 'string' }, key: { type: 'string' }, format: { type: 'string' }, out: { type: 'string' }, year: { type: 'string' },
  form: { type: 'string' }, masked: { type: 'boolean' }, 'by-village': { type: 'boolean' },
  benefits: { type: 'string' }, exception: { type: 'string' }, kind: { type: 'string' }, decision: { type: 'string' }, reason: { type: 'string' }, benefit: { type: 'string' },
  amount: { type: 'string' }, line: { type: 'string' }, household: { type: 'boolean' }, value: { type: 'string' }, day: { type: 'string' }, 'month-offset': { type: 'string' }, document: { type: 'string' },
  month: { type: 'string' }, name: { type: 'string' }, source: { type: 'string' }, purpose: { type: 'string' }, level: { type: 'string' }, donor: { type: 'string' }, on: { type: 'string' },
  unit: { type: 'string' }, account: { type: 'string' }, bank: { type: 'string' }, quantity: { type: 'string' }, phone: { type: 'string' }, address: { type: 'string' }, state: { type: 'string' }, relation: { type: 'string' }, proof: { type: 'string' },
} as const
type Options = typeof OPTIONS
type Values = { readonly [name in keyof Options]?: (Options[name]['type'] extends 'boolean' ? boolean : string) | undefined }
/** One call of it. */
export type Call = { readonly opened: OpenedHouse; readonly actor: Actor; readonly values: Values; readonly subject: string | undefined; readonly out: Output }

/** Prints an answer, or its refusals. @returns the exit code */
export function tell<T>(out: Output, result: Result<T>, text: (value: T) => string): number {
  if (!result.ok) return refuse(out, result.refusals)
  out.print(result.value, text(result.value))
  return 0
}

/** What follows the word. */
export const subjectOf = (call: Call, what: string): string => {
  if (call.subject === undefined) throw new BadArguments(`缺少${what} / missing: the run's id or the file`)
  return call.subject
}

/** A run in one line. */
export const runLine = (one: RunSummary): string =>
  `${one.id}  ${one.title.zh}  ${RUN_STATE_NAMES[one.state].zh}  ${one.lines} 行 ${yuanGrouped(one.amount_fen)} 元${one.receivables > 0 ? `  应收回 ${one.receivables} 行 ${yuanGrouped(one.receivable_fen)} 元` : ''}`
