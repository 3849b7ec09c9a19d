import type { Text } from '../base/result.ts'

const ENGLISH: Readonly<Record<string, string>> = {
  户: 'households', 户次: 'visits', 人: 'people', 人次: 'times', 次: 'times', 场: 'events', 件: 'cases', 项: 'items', 份: 'copies', 名: 'people', 处: 'places', 亩: 'mu', 个: '', 篇: 'papers', 条: 'entries',
  元: 'yuan', fen: 'yuan',
}

/** The measure word of a count, for a page in either language. */
export const unitName = (unit: string): Text => ({ zh: unit === 'fen' ? '元' : unit, en: ENGLISH[unit] ?? unit })
