import { monthInEnglish, monthShortly } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import type { Confidence, RateLayer } from '../../law/law.ts'
import type { Tone } from '../../ui/page.tsx'

type Shown = { readonly tone: Tone; readonly words: Text }

const STATES: Readonly<Record<string, Shown>> = {
  'owed': { tone: 'ok', words: { zh: '应发', en: 'Owed' } },
  'provisional': { tone: 'warn', words: { zh: '暂列（推算）', en: 'Provisional' } },
  'not-entitled': { tone: 'plain', words: { zh: '不符合', en: 'Not entitled' } },
  'no-rate': { tone: 'late', words: { zh: '缺标准', en: 'No rate' } },
  'suspended': { tone: 'late', words: { zh: '中止', en: 'Suspended' } },
  'ended': { tone: 'plain', words: { zh: '已停发', en: 'Ended' } },
  'missing': { tone: 'late', words: { zh: '缺事实', en: 'Facts missing' } },
  'by-hand': { tone: 'warn', words: { zh: '人工核定', en: 'By hand' } },
  'nothing': { tone: 'plain', words: { zh: '本月没有', en: 'Nothing this month' } },
}

/** What is said of a benefit in a month; a state that is new to this page is shown by its own name. */
export const stateShown = (state: string): Shown => STATES[state] ?? { tone: 'plain', words: { zh: state, en: state } }

const BIG: Readonly<Record<string, Text>> = {
  'not-entitled': { zh: '不发', en: 'Nothing' }, 'missing': { zh: '还判断不了', en: 'Cannot be told yet' }, 'nothing': { zh: '这个月没有', en: 'Nothing this month' },
}
/** In the place of an amount where there is none. */
export const bigWords = (state: string): Text => BIG[state] ?? stateShown(state).words

const CONFIDENCES: Readonly<Record<Confidence, Shown & { readonly note: Text | null }>> = {
  sourced: { tone: 'ok', words: { zh: '有出处', en: 'Sourced' }, note: null },
  derived: {
    tone: 'warn', words: { zh: '推算', en: 'Derived' },
    note: { zh: '没有见到公布的文件，这个数是推算的；含有它的批次不能批准，先要有人录入通知。', en: 'No published notice was seen: this figure is derived, and no run with it can be approved until somebody enters the notice.' },
  },
  invented: { tone: 'warn', words: { zh: '虚构', en: 'Invented' }, note: { zh: '虚构的标准，只用于示例数据库。', en: 'An invented standard, for a demo database alone.' } },
}
export const confidenceShown = (confidence: Confidence): Shown & { readonly note: Text | null } => CONFIDENCES[confidence]

const LAYERS: Readonly<Record<RateLayer, Text>> = {
  national: { zh: '国家标准', en: 'National' }, province: { zh: '省级标准', en: 'Provincial' }, city: { zh: '市级标准', en: 'City' },
  county: { zh: '县级标准', en: 'County' }, township: { zh: '乡镇标准', en: 'Township' },
}
export const layerName = (layer: RateLayer): Text => LAYERS[layer]

/** 2024-09 -> 2024 年 9 月. */
export const monthWords = (month: string): Text => ({ zh: `${month.slice(0, 4)} 年 ${Number(month.slice(5, 7))} 月`, en: `${monthInEnglish(Number(month.slice(5, 7)))} ${month.slice(0, 4)}` })

/** 2024-09 -> 9月, where the year is plain. */
export const monthShort = (month: string): Text => ({ zh: `${Number(month.slice(5, 7))}月`, en: monthShortly(Number(month.slice(5, 7))) })

/** The address of a source in the law browser, at one of its articles. */
export const sourceAddress = (source: string, article?: string): string => `/law/sources/${source}${article === undefined ? '' : `?article=${encodeURIComponent(article)}`}`
