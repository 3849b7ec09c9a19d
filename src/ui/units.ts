import { nounFor } from '../base/english.ts'
import type { Text } from '../base/result.ts'

const NOUNS: Readonly<Record<string, string>> = {
  户: 'household', 户次: 'visit', 人: 'person', 人次: 'attendance', 次: 'time', 场: 'event', 件: 'case', 项: 'item', 份: 'copy', 名: 'person', 处: 'place', 篇: 'paper', 条: 'entry', 笔: 'payment',
}
const ALIKE: Readonly<Record<string, string>> = { 亩: 'mu', 个: '', 元: 'yuan', fen: 'yuan' }

/** The measure word of a count, for a page in either language; the English noun agrees with the count. */
export function unitName(unit: string, count = 2): Text {
  const noun = NOUNS[unit]
  return { zh: unit === 'fen' ? '元' : unit, en: noun === undefined ? ALIKE[unit] ?? unit : nounFor(count, noun) }
}
