import { counted } from '../../base/english.ts'
import type { Fen } from '../../base/money.ts'
import { fen, parseYuan, yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'

/** One product of a sum: `- 67032.00 * 8/12`. */
export type SumTerm = {
  readonly minus: boolean
  /** As people write it: 67,032.00 × 8/12. */
  readonly written: string
  readonly value_fen: Fen
  readonly words: Text
}
export type Sum = { readonly terms: readonly SumTerm[]; readonly total_fen: Fen }

type Factor = { readonly kind: 'amount' | 'count' | 'months' | 'twelfth' | 'percent'; readonly number: bigint; readonly written: string }

function factorOf(text: string): Factor {
  const [head, twelfth] = [text.replace(/ \/ 12$/, ''), text.endsWith(' / 12')]
  if (twelfth) return { kind: 'twelfth', number: BigInt(parseYuan(head) ?? 0), written: `${yuanGrouped(parseYuan(head) ?? 0)} ÷ 12` }
  if (/^\d+\/12$/.test(text)) return { kind: 'months', number: BigInt(text.slice(0, -3)), written: text }
  if (text.endsWith('%')) return { kind: 'percent', number: BigInt(text.slice(0, -1)), written: text }
  if (/^\d+$/.test(text)) return { kind: 'count', number: BigInt(text), written: text }
  return { kind: 'amount', number: BigInt(parseYuan(text) ?? 0), written: yuanGrouped(parseYuan(text) ?? 0) }
}

/** Fractions of a year are cut to the fen, percentages rounded half up: money rules 1 and 10. */
function valueOf(factors: readonly Factor[]): Fen {
  const product = factors.reduce((so_far, { number }) => so_far * number, 1n)
  const part = factors.reduce((so_far, { kind }) => so_far * (kind === 'months' || kind === 'twelfth' ? 12n : kind === 'percent' ? 100n : 1n), 1n)
  return fen(factors.some(({ kind }) => kind === 'percent') ? (2n * product + part) / (2n * part) : product / part)
}

const COUNTS: Readonly<Record<string, (count: bigint, index: number) => Text>> = {
  'monthly-by-service-years': years => ({ zh: `服役 ${years} 年`, en: `${counted(Number(years), 'year')} of service` }),
  'service-months-by-year': months => ({ zh: `${months} 个月`, en: `${counted(Number(months), 'month')}` }),
  'lump-sum': (count, index) => (index === 0 ? { zh: `上一年收入的 ${count} 倍`, en: `${counted(Number(count), 'time')} last year’s income` } : { zh: `${count} 个月的基本工资`, en: `${counted(Number(count), 'month')} of base pay` }),
}

function wordsOf(formula: string, minus: boolean, factors: readonly Factor[], index: number): Text {
  const [months, count, percent] = (['months', 'count', 'percent'] as const).map(kind => factors.find(factor => factor.kind === kind)?.number)
  const factor = count === undefined ? undefined : COUNTS[formula]?.(count, index)
  const [zh, en] = factor ? [`（${factor.zh}）`, ` (${factor.en})`] : ['', '']
  if (percent !== undefined) return { zh: `一个月的平均工资，取 ${percent}%`, en: `A month’s average wage, ${percent}% of it` }
  if (months !== undefined && minus) return { zh: `减去前 ${months} 个月的${zh}`, en: `Less the first ${counted(Number(months), 'month')}${en}` }
  if (months !== undefined) return { zh: months === 12n ? `全年的${zh}` : `一年里到第 ${months} 个月累计${zh}`, en: months === 12n ? `The whole year${en}` : `The year up to month ${months}${en}` }
  return factor ?? { zh: '标准', en: 'The standard' }
}

/** Reads the sum that a decision writes out, so that it can be set out step by step. */
export function readSum(arithmetic: string, formula: string): Sum {
  const at = arithmetic.lastIndexOf(' = ')
  const parts = arithmetic.slice(0, at).split(/ ([+-]) /)
  const terms = parts.filter((_, index) => index % 2 === 0).map((term, index): SumTerm => {
    const minus = index > 0 && parts[index * 2 - 1] === '-'
    const factors = term.split(' * ').map(factorOf)
    return { minus, written: factors.map(({ written }) => written).join(' × '), value_fen: valueOf(factors), words: wordsOf(formula, minus, factors, index) }
  })
  return { terms, total_fen: parseYuan(arithmetic.slice(at + 3)) ?? 0 }
}
