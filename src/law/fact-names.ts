import type { Text } from '../base/result.ts'

/** What people call the facts that the law asks for, and the values that they may have. */

type Names = Readonly<Record<string, Text>>

const FACT_NAMES: Names = {
  category: { zh: '身份', en: 'Category' },
  cause: { zh: '致残性质', en: 'Cause of disability' },
  grade: { zh: '残疾等级', en: 'Disability grade' },
  regradings: { zh: '等级调整', en: 'Regradings' },
  mental: { zh: '是否精神障碍', en: 'Mental disorder' },
  relation: { zh: '与死者的关系', en: 'Relation to the deceased' },
  in_school: { zh: '在校时间', en: 'Time in school' },
  disabled: { zh: '残疾情况', en: 'Disability' },
  income_above_local_average: { zh: '收入是否高于当地平均', en: 'Income above the local average' },
  approved_on: { zh: '批准日期', en: 'Day of approval' },
  enlisted_on: { zh: '入伍日期', en: 'Day of enlistment' },
  discharged_on: { zh: '退役日期', en: 'Day of discharge' },
  enlistment_approved_on: { zh: '批准入伍日期', en: 'Day enlistment was approved' },
  approved_by_county: { zh: '批准入伍地', en: 'County that approved enlistment' },
  left_on: { zh: '离队日期', en: 'Day of leaving' },
  left_reason: { zh: '离队原因', en: 'Reason for leaving' },
  area: { zh: '服役地区', en: 'Area of service' },
  education: { zh: '学历', en: 'Education' },
  merit: { zh: '立功', en: 'Merit' },
  merit_this_year: { zh: '本年立功', en: 'Merit in this year' },
  level: { zh: '立功等级', en: 'Level of merit' },
  draws_employee_pension: { zh: '是否享受职工养老待遇', en: 'Employee pension' },
  suspended: { zh: '中止', en: 'Suspension' },
  died: { zh: '去世', en: 'Death' },
  'person.born': { zh: '出生日期', en: 'Day of birth' },
  'person.died': { zh: '去世日期', en: 'Day of death' },
  'person.death_cause': { zh: '死亡原因', en: 'Cause of death' },
  'local-average-wage': { zh: '当地城镇单位就业人员年平均工资', en: 'Local average yearly wage in urban units' },
  'urban-disposable-income': { zh: '城镇居民人均可支配收入', en: 'Urban per-capita disposable income' },
  'base-pay': { zh: '本人月基本工资', en: 'Monthly base pay' },
  rate: { zh: '标准', en: 'Rate' },
}

export const FACT_VALUE_NAMES: Readonly<Record<string, Names>> = {
  cause: { war: { zh: '因战', en: 'In war' }, duty: { zh: '因公', en: 'On duty' }, illness: { zh: '因病', en: 'By illness' } },
  relation: {
    parent: { zh: '父母', en: 'Parent' }, spouse: { zh: '配偶', en: 'Spouse' }, child: { zh: '子女', en: 'Child' }, sibling: { zh: '兄弟姐妹', en: 'Sibling' },
  },
  left_reason: {
    'term': { zh: '服役期满', en: 'Term served' }, 'early': { zh: '提前退役', en: 'Early discharge' }, 'officer': { zh: '提干', en: 'Made an officer' },
    'academy': { zh: '入军校', en: 'To an academy' }, 'early-nco': { zh: '提前选改军士', en: 'Early selection as NCO' },
    'fraud': { zh: '隐瞒入伍', en: 'Enlisted by fraud' }, 'removed': { zh: '除名', en: 'Removed' }, 'expelled': { zh: '开除军籍', en: 'Expelled' },
  },
  area: { ordinary: { zh: '一般地区', en: 'Ordinary area' }, plateau: { zh: '高原', en: 'Plateau' }, tibet: { zh: '西藏', en: 'Tibet' } },
  death_cause: { 'illness': { zh: '因病', en: 'Of illness' }, 'old-wound': { zh: '旧伤复发', en: 'Of an old wound' }, 'other': { zh: '其他', en: 'Other cause' } },
  decided_by: { province: { zh: '省', en: 'Province' }, prefecture: { zh: '市', en: 'Prefecture' }, county: { zh: '县', en: 'County' }, other: { zh: '其他', en: 'Other' } },
  level: {
    'first-class': { zh: '一等功', en: 'First-class merit' }, 'second-class': { zh: '二等功', en: 'Second-class merit' }, 'third-class': { zh: '三等功', en: 'Third-class merit' },
    'honorary-title': { zh: '荣誉称号', en: 'Honorary title' }, 'four-haves': { zh: '“四有”优秀', en: '“four haves” award' },
  },
  draws_employee_pension: { true: { zh: '是', en: 'Yes' }, false: { zh: '否', en: 'No' } },
  hukou: { rural: { zh: '农村', en: 'Rural' }, urban: { zh: '城镇', en: 'Urban' } },
}

/** `identities[0].approved_on` -> 批准日期; a yearly figure keeps its year; what has no name is its own. */
export function factName(fact: string): Text {
  const [key, year] = fact.replace(/^(identities|merit)\[\d+\]\./, '').replace(/^parameters\./, '').split(' ')
  const name = FACT_NAMES[key!] ?? { zh: key!, en: key! }
  return year === undefined ? name : { zh: `${year} 年${name.zh}`, en: `${name.en} of ${year}` }
}

/** `grade`, 5 -> 5 级; a value that has no name is its own. */
export function valueName(fact: string, value: string | number | boolean): Text {
  if (fact === 'grade') return { zh: `${value} 级`, en: `Grade ${value}` }
  return FACT_VALUE_NAMES[fact]?.[String(value)] ?? { zh: String(value), en: String(value) }
}
