import { addDays, type Day } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import { CATEGORIES, type Category } from '../law/facts.ts'

/**
 * The kinds of fact. All but the last two are keys of the facts that the law is applied to (contracts: decide, facts in);
 * a certificate and a note are kept for people.
 */
export const FACT_KINDS = [
  'person', 'hukou', 'identity', 'merit', 'hukou_move', 'suspended', 'draws_employee_pension', 'certificate', 'note',
] as const
export type FactKind = typeof FACT_KINDS[number]

export const FACT_KIND_NAMES: Readonly<Record<FactKind, Text>> = {
  person: { zh: '基本情况', en: 'Person' },
  hukou: { zh: '户籍类别', en: 'Registration' },
  identity: { zh: '身份', en: 'Identity' },
  merit: { zh: '立功', en: 'Merit' },
  hukou_move: { zh: '户籍迁移', en: 'Move of registration' },
  suspended: { zh: '中止', en: 'Suspension' },
  draws_employee_pension: { zh: '领取职工养老待遇', en: 'Employee pension' },
  certificate: { zh: '证件', en: 'Certificate' },
  note: { zh: '备注', en: 'Note' },
}

/** What one person may put right on somebody's page; a suspension is two people's, and the others come by sheets. */
export const CORRECTED_KINDS: readonly FactKind[] = ['person', 'hukou', 'identity', 'merit', 'note']

/** A person has one of these at a time; a new one takes the old one's place. */
export const SINGLE_KINDS: readonly FactKind[] = ['person', 'hukou', 'draws_employee_pension']

export const CATEGORY_NAMES = {
  'disabled-serviceman': { zh: '残疾军人', en: 'Disabled serviceman' },
  'disabled-official': { zh: '伤残国家机关工作人员', en: 'Disabled state official' },
  'disabled-police': { zh: '伤残人民警察', en: 'Disabled police officer' },
  'disabled-militia': { zh: '伤残民兵民工', en: 'Disabled militia member' },
  'disabled-other': { zh: '因战因公伤残人员', en: 'Other person disabled in war or on duty' },
  'martyr-survivor': { zh: '烈士遗属', en: 'Family of a martyr' },
  'duty-death-survivor': { zh: '因公牺牲军人遗属', en: 'Family of a serviceman who died in the line of duty' },
  'illness-death-survivor': { zh: '病故军人遗属', en: 'Family of a serviceman who died of illness' },
  'red-army-veteran': { zh: '在乡退伍红军老战士', en: 'Red Army veteran' },
  'west-route-red-army': { zh: '在乡西路军红军老战士', en: 'West Route Red Army veteran' },
  'scattered-red-army': { zh: '红军失散人员', en: 'Scattered Red Army member' },
  'demobilized-serviceman': { zh: '在乡复员军人', en: 'Demobilized serviceman' },
  'ill-veteran': { zh: '带病回乡退役军人', en: 'Veteran who returned home with illness' },
  'combat-veteran': { zh: '参战退役军人', en: 'Veteran who took part in combat' },
  'nuclear-test-veteran': { zh: '参试退役军人', en: 'Veteran who took part in nuclear tests' },
  'uranium-veteran': { zh: '铀矿开采军队退役人员', en: 'Military veteran of uranium mining' },
  'rural-veteran-60': { zh: '年满60周岁农村籍退役士兵', en: 'Discharged soldier of rural origin aged 60 or over' },
  'martyr-child': { zh: '烈士老年子女', en: 'Child of a martyr' },
  'conscript-family': { zh: '义务兵家庭', en: 'Conscript’s family' },
  'serving-family': { zh: '现役军人家庭', en: 'Serviceman’s family' },
  veteran: { zh: '退役军人', en: 'Veteran' },
} as const satisfies Record<Category, Text>

/** Who is counted as 优抚对象: those with a regular benefit of their own, not families of serving soldiers and veterans at large. */
export const ENTITLED_CATEGORIES: readonly Category[] = CATEGORIES.filter(category => !['conscript-family', 'serving-family', 'veteran'].includes(category))

const NAMES: Readonly<Record<string, Text>> = CATEGORY_NAMES

/** The name of a category for people; an id that none has is its own name. */
export const categoryName = (category: string): Text => NAMES[category] ?? { zh: category, en: category }

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {})
const dayIn = (fields: Fields, ...keys: string[]): Day | null => {
  for (const key of keys) {
    const day = fields[key]
    if (typeof day === 'string') return day
  }
  return null
}

/** The day a fact became true, where it says one: the first of the two clocks. */
export function becameTrueOn(kind: FactKind, value: unknown): Day | null {
  const fields = fieldsOf(value)
  if (kind === 'person') return dayIn(fields, 'died', 'born')
  if (kind === 'identity') return dayIn(fields, 'approved_on', 'enlistment_approved_on')
  return dayIn(fields, 'on', 'from')
}

/** From when to when an identity makes its person one of the category: to the day before a soldier left, or its own last day. */
export function spanOfIdentity(value: unknown): { category: string; started_on: Day; ended_on: Day | null } {
  const fields = fieldsOf(value)
  const left = dayIn(fields, 'left_on')
  return {
    category: String(fields['category']),
    started_on: becameTrueOn('identity', value) ?? '1900-01-01',
    ended_on: dayIn(fields, 'ended_on') ?? (left === null ? null : addDays(left, -1)),
  }
}
