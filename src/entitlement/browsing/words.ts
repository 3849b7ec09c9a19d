import { counted, inSentence } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import { factName, valueName } from '../../law/fact-names.ts'
import type { ConditionEntry, Continuation, Guard } from '../../law/law.ts'
import type { RatePeriod } from '../../law/facts.ts'

/** What a declaration of the law says, before any person is looked at. */

const listed = (texts: readonly Text[], zh: string, en: string): Text => ({ zh: texts.map(text => text.zh).join(zh), en: texts.map((text, index) => (index === 0 ? text.en : inSentence(text.en))).join(en) })

type Parameters = Readonly<Record<string, unknown>>
const values = (fact: string, of: unknown): Text => listed((Array.isArray(of) ? of : [of]).map(value => valueName(fact, String(value))), '、', ', ')

const CONDITION_WORDS: Readonly<Record<string, (parameters: Parameters) => Text>> = {
  'approved': () => ({ zh: '已经批准；自批准当月起', en: 'Approved; from the month of approval' }),
  'graded': () => ({ zh: '已经评定残疾等级；自等级生效的月份起', en: 'Graded; from the month the grade takes effect' }),
  'grade-covered': ({ cause, grade_worst }) => {
    const by = valueName('cause', String(cause))
    return { zh: `${by.zh}致残的，等级不轻于 ${grade_worst} 级`, en: `Disabled ${inSentence(by.en)}: no lighter than grade ${grade_worst}` }
  },
  'grade-at-most': ({ grade_worst, mental_grade_worst, mental_from }) => (mental_grade_worst === undefined
    ? { zh: `残疾等级一级至 ${grade_worst} 级`, en: `Grade 1 to ${grade_worst}` }
    : { zh: `残疾等级一级至 ${grade_worst} 级；自 ${mental_from} 起，精神障碍至 ${mental_grade_worst} 级`, en: `Grade 1 to ${grade_worst}; from ${mental_from}, to ${mental_grade_worst} by mental disorder` }),
  'alive': () => ({ zh: '健在；死亡当月照发', en: 'Living; the month of death is paid' }),
  'identity-holds': () => ({ zh: '身份没有终止；终止当月照发', en: 'The identity has not ended; the month in which it ends is paid' }),
  'not-suspended': ({ decided_by }) => {
    const by = valueName('decided_by', String(decided_by))
    return { zh: `没有被${by.zh}级决定中止`, en: `Not suspended by a decision of the ${inSentence(by.en)}` }
  },
  'age-at-least': ({ years }) => ({ zh: `年满 ${years} 周岁；自满岁当月起`, en: `Aged ${years}; from the month of the birthday` }),
  'minor': ({ years, or }) => {
    const longer = listed((Array.isArray(or) ? or : []).map(flag => (flag === 'in_school' ? { zh: '在校上学', en: 'in school' } : { zh: '残疾', en: 'disabled' })), '或者', ' or ')
    return { zh: `未满 ${years} 周岁（满岁当月照发），或者仍${longer.zh}`, en: `Under ${years} (the month of the birthday is paid), or still ${longer.en}` }
  },
  'income-not-above': () => ({ zh: '收入不高于当地平均水平', en: 'Income not above the local average' }),
  'enlisted-within': ({ from, before }) => ({ zh: `${from} 起、${before} 前入伍`, en: `Enlisted from ${from} and before ${before}` }),
  'discharged': () => ({ zh: '已经退役', en: 'Discharged' }),
  'no-employee-pension': () => ({ zh: '没有享受职工养老待遇', en: 'Draws no employee pension' }),
  'no-other-regular-benefit': () => ({ zh: '没有享受其他国家定期抚恤补助', en: 'Draws no other national regular benefit' }),
  'left-honourably': ({ never }) => {
    const reasons = values('left_reason', never)
    return { zh: `没有${reasons.zh}`, en: `Never: ${inSentence(reasons.en)}` }
  },
  'caused-by': ({ causes }) => {
    const by = values('cause', causes)
    return { zh: `${by.zh}致残`, en: `Disabled ${inSentence(by.en)}` }
  },
  'died-of': ({ cause }) => {
    const of = valueName('death_cause', String(cause))
    return { zh: `${of.zh}死亡`, en: `Died ${inSentence(of.en)}` }
  },
}

/** A condition of the closed table in words; a kind that is new here is its own name. */
export const conditionWords = ({ kind, cite: _, only: __, ...parameters }: ConditionEntry): Text => CONDITION_WORDS[kind]?.(parameters) ?? { zh: kind, en: kind }

/** Whom an entry concerns; null where everybody. */
export function guardWords(only: Guard | undefined): Text | null {
  const parts = Object.entries(only ?? {}).map(([fact, allowed]): Text => {
    const plain = allowed.every(value => typeof value === 'boolean' || value === 'given')
    if (!plain) return values(fact, allowed)
    const name = factName(fact)
    return allowed.includes(false) ? { zh: `没有${name.zh}的`, en: `Without ${inSentence(name.en)}` } : { zh: `有${name.zh}的`, en: `With ${inSentence(name.en)}` }
  })
  return parts.length === 0 ? null : listed(parts, '，', '; ')
}

/** What goes on after a death, under the name of what is continued. */
export function continuationWords(name: Text, { months, death_cause, deaths_from }: Continuation): Text {
  const of = death_cause === null ? { zh: '', en: '' } : valueName('death_cause', death_cause)
  const [from, fromEnglish] = deaths_from === null ? ['', ''] : [`${deaths_from} 起`, ` from ${deaths_from}`]
  return { zh: `享受${name.zh}的人${from}${of.zh}死亡，按死亡当月数额续发 ${months} 个月`, en: `${name.en}: ${counted(months, 'more month')}, as in the month of death, after a death${of.en === '' ? '' : ` ${inSentence(of.en)}`}${fromEnglish}` }
}

const FORMULA_WORDS: Readonly<Record<string, Text>> = {
  'monthly': { zh: '按月发；年标准按自然月拆分，十二个月之和等于全年', en: 'Monthly; a yearly standard is split so that twelve months add up to it' },
  'monthly-by-service-years': { zh: '按月发；每服役一年的标准乘服役年数，不满一年按一年计', en: 'Monthly; the rate counts once for each service year, a part year as one' },
  'wage-share': { zh: '按月发；上一年度当地年平均工资的十二分之一乘比例', en: 'Monthly; a share of one twelfth of last year’s local average wage' },
  'service-months-by-year': { zh: '每年一笔；按服役所及的自然月计，最多二十四个月，至少六个月', en: 'One sum a year; calendar months touched by service, 24 at most, 6 at least' },
  'award': { zh: '一次；按立功当日的标准', en: 'Once; at the rate of the day of the merit' },
  'lump-sum': { zh: '一次；上一年度收入的倍数加若干月的本人基本工资', en: 'Once; so many times last year’s income and so many months of base pay' },
  'continuation': { zh: '按月发；死亡后按死亡当月原待遇的数额续发', en: 'Monthly; as in the month of death, for some months after it' },
  'by-hand': { zh: '由人核定；数额取决于没有记录的事实', en: 'Settled by a person; the amount rests on facts that are not kept' },
}

/** How a benefit is reckoned, in words. */
export const formulaWords = (formula: string): Text => FORMULA_WORDS[formula] ?? { zh: formula, en: formula }

const PERIOD_WORDS: Readonly<Record<RatePeriod, Text>> = {
  'year': { zh: '元/年', en: 'yuan a year' },
  'month': { zh: '元/月', en: 'yuan a month' },
  'year-per-service-year': { zh: '元/年 × 服役年数', en: 'yuan a year and service year' },
  'month-per-service-year': { zh: '元/月 × 服役年数', en: 'yuan a month and service year' },
  'once': { zh: '元（一次）', en: 'yuan, once' },
}
export const periodWords = (per: RatePeriod): Text => PERIOD_WORDS[per]

const NATIONAL_WORDS: Readonly<Record<string, Text>> = {
  standard: { zh: '全国统一标准', en: 'One national standard' },
  floor: { zh: '国家标准为底线，地方可以更高', en: 'A national floor; places may pay more' },
  none: { zh: '没有全国标准', en: 'No national standard' },
}
export const nationalWords = (national: string): Text => NATIONAL_WORDS[national] ?? { zh: national, en: national }

/** The first two digits of place codes (GB/T 2260). */
const PROVINCES: Readonly<Record<string, Text>> = {
  11: { zh: '北京', en: 'Beijing' }, 12: { zh: '天津', en: 'Tianjin' }, 13: { zh: '河北', en: 'Hebei' }, 14: { zh: '山西', en: 'Shanxi' }, 15: { zh: '内蒙古', en: 'Inner Mongolia' },
  21: { zh: '辽宁', en: 'Liaoning' }, 22: { zh: '吉林', en: 'Jilin' }, 23: { zh: '黑龙江', en: 'Heilongjiang' }, 31: { zh: '上海', en: 'Shanghai' }, 32: { zh: '江苏', en: 'Jiangsu' },
  33: { zh: '浙江', en: 'Zhejiang' }, 34: { zh: '安徽', en: 'Anhui' }, 35: { zh: '福建', en: 'Fujian' }, 36: { zh: '江西', en: 'Jiangxi' }, 37: { zh: '山东', en: 'Shandong' },
  41: { zh: '河南', en: 'Henan' }, 42: { zh: '湖北', en: 'Hubei' }, 43: { zh: '湖南', en: 'Hunan' }, 44: { zh: '广东', en: 'Guangdong' }, 45: { zh: '广西', en: 'Guangxi' },
  46: { zh: '海南', en: 'Hainan' }, 50: { zh: '重庆', en: 'Chongqing' }, 51: { zh: '四川', en: 'Sichuan' }, 52: { zh: '贵州', en: 'Guizhou' }, 53: { zh: '云南', en: 'Yunnan' },
  54: { zh: '西藏', en: 'Tibet' }, 61: { zh: '陕西', en: 'Shaanxi' }, 62: { zh: '甘肃', en: 'Gansu' }, 63: { zh: '青海', en: 'Qinghai' }, 64: { zh: '宁夏', en: 'Ningxia' },
  65: { zh: '新疆', en: 'Xinjiang' }, 71: { zh: '台湾', en: 'Taiwan' }, 81: { zh: '香港', en: 'Hong Kong' }, 82: { zh: '澳门', en: 'Macao' },
  99: { zh: '示例辖区', en: 'Invented places' },
}

/** Where a rate holds, by the first digits of place codes. */
export function whereWords(where: string): Text {
  if (where === '') return { zh: '全国', en: 'National' }
  const province = PROVINCES[where.slice(0, 2)]
  return where.length === 2 && province ? province : { zh: `${province?.zh ?? ''} ${where}`.trim(), en: `${province?.en ?? ''} ${where}`.trim() }
}
