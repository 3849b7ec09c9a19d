import type { Text } from '../base/result.ts'

/** What people call the facts that the law asks for, and the values that they may have. */

type Names = Readonly<Record<string, Text>>

const FACT_NAMES: Names = {
  category: { zh: '身份', en: 'category' },
  cause: { zh: '致残性质', en: 'cause of disability' },
  grade: { zh: '残疾等级', en: 'disability grade' },
  regradings: { zh: '等级调整', en: 'regradings' },
  mental: { zh: '是否精神障碍', en: 'mental disorder' },
  relation: { zh: '与死者的关系', en: 'relation to the deceased' },
  in_school: { zh: '在校时间', en: 'time in school' },
  disabled: { zh: '残疾情况', en: 'disability' },
  income_above_local_average: { zh: '收入是否高于当地平均', en: 'income above the local average' },
  approved_on: { zh: '批准日期', en: 'day of approval' },
  enlisted_on: { zh: '入伍日期', en: 'day of enlistment' },
  discharged_on: { zh: '退役日期', en: 'day of discharge' },
  enlistment_approved_on: { zh: '批准入伍日期', en: 'day enlistment was approved' },
  approved_by_county: { zh: '批准入伍地', en: 'county that approved enlistment' },
  left_on: { zh: '离队日期', en: 'day of leaving' },
  left_reason: { zh: '离队原因', en: 'reason for leaving' },
  area: { zh: '服役地区', en: 'area of service' },
  education: { zh: '学历', en: 'education' },
  merit: { zh: '立功', en: 'merit' },
  merit_this_year: { zh: '本年立功', en: 'merit in this year' },
  level: { zh: '立功等级', en: 'level of merit' },
  draws_employee_pension: { zh: '是否享受职工养老待遇', en: 'employee pension' },
  suspended: { zh: '中止', en: 'suspension' },
  died: { zh: '去世', en: 'death' },
  'person.born': { zh: '出生日期', en: 'day of birth' },
  'person.died': { zh: '去世日期', en: 'day of death' },
  'person.death_cause': { zh: '死亡原因', en: 'cause of death' },
  'local-average-wage': { zh: '当地城镇单位就业人员年平均工资', en: 'local average yearly wage in urban units' },
  'urban-disposable-income': { zh: '城镇居民人均可支配收入', en: 'urban per-capita disposable income' },
  'base-pay': { zh: '本人月基本工资', en: 'monthly base pay' },
  rate: { zh: '标准', en: 'rate' },
}

const VALUE_NAMES: Readonly<Record<string, Names>> = {
  cause: { war: { zh: '因战', en: 'in war' }, duty: { zh: '因公', en: 'on duty' }, illness: { zh: '因病', en: 'by illness' } },
  relation: {
    parent: { zh: '父母', en: 'parent' }, spouse: { zh: '配偶', en: 'spouse' }, child: { zh: '子女', en: 'child' }, sibling: { zh: '兄弟姐妹', en: 'sibling' },
  },
  left_reason: {
    'term': { zh: '服役期满', en: 'term served' }, 'early': { zh: '提前退役', en: 'early discharge' }, 'officer': { zh: '提干', en: 'made an officer' },
    'academy': { zh: '入军校', en: 'to an academy' }, 'early-nco': { zh: '提前选改军士', en: 'early selection as NCO' },
    'fraud': { zh: '隐瞒入伍', en: 'enlisted by fraud' }, 'removed': { zh: '除名', en: 'removed' }, 'expelled': { zh: '开除军籍', en: 'expelled' },
  },
  area: { ordinary: { zh: '一般地区', en: 'ordinary area' }, plateau: { zh: '高原', en: 'plateau' }, tibet: { zh: '西藏', en: 'Tibet' } },
  death_cause: { 'illness': { zh: '因病', en: 'of illness' }, 'old-wound': { zh: '旧伤复发', en: 'of an old wound' }, 'other': { zh: '其他', en: 'other cause' } },
  decided_by: { province: { zh: '省', en: 'province' }, prefecture: { zh: '市', en: 'prefecture' }, county: { zh: '县', en: 'county' }, other: { zh: '其他', en: 'other' } },
  level: {
    'first-class': { zh: '一等功', en: 'first-class merit' }, 'second-class': { zh: '二等功', en: 'second-class merit' }, 'third-class': { zh: '三等功', en: 'third-class merit' },
    'honorary-title': { zh: '荣誉称号', en: 'honorary title' }, 'four-haves': { zh: '“四有”优秀', en: '“four haves” award' },
  },
  draws_employee_pension: { true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } },
  hukou: { rural: { zh: '农村', en: 'rural' }, urban: { zh: '城镇', en: 'urban' } },
}

/** `identities[0].approved_on` -> 批准日期; a yearly figure keeps its year; what has no name is its own. */
export function factName(fact: string): Text {
  const [key, year] = fact.replace(/^(identities|merit)\[\d+\]\./, '').replace(/^parameters\./, '').split(' ')
  const name = FACT_NAMES[key!] ?? { zh: key!, en: key! }
  return year === undefined ? name : { zh: `${year} 年${name.zh}`, en: `${name.en} of ${year}` }
}

/** `grade`, 5 -> 5 级; a value that has no name is its own. */
export function valueName(fact: string, value: string | number | boolean): Text {
  if (fact === 'grade') return { zh: `${value} 级`, en: `grade ${value}` }
  return VALUE_NAMES[fact]?.[String(value)] ?? { zh: String(value), en: String(value) }
}
