import { z } from 'zod'
import { age, isDay } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import { CAUSES, DEATH_CAUSES, DECIDERS, isGiven, LEFT_REASONS } from '../law/facts.ts'
import type { RefusedState } from './decision.ts'
import { all, any, atMost, below, equal, holds, measure, MONTH, not, number, oneOf, type Expression } from './expression.ts'
import { sameAs } from './guards.ts'
import { dayNumber, LISTS, monthIndex } from './measures.ts'
import { gradeIn, gradingsIn, suspensionsIn, type Situation } from './situation.ts'

/** A kind of condition: the facts it needs, what must hold, how a month is refused otherwise, and what it says to people. */
export type Condition = {
  readonly needs: readonly string[]
  readonly holds: Expression
  /** Enough for it to hold, without the facts that it needs. */
  readonly sufficient?: Expression
  readonly fails: RefusedState
  sentence(situation: Situation, holds: boolean): Text
  /** What to warn of, once for an identity, looking at the last month asked for. */
  warn?(situation: Situation): { readonly code: string; readonly text: Text } | undefined
}

type Kind = { readonly parameters: z.ZodObject; of(parameters: unknown): Condition }
const kind = <T>(parameters: z.ZodObject & z.ZodType<T>, make: (parameters: T) => Condition): Kind => ({ parameters, of: entry => make(parameters.parse(entry)) })
const plain = z.object({})
/** YAML reads an unquoted day as text under the core schema; anything else is a mistake of ours. */
const day = z.string().refine(isDay)
const years = z.int().positive()

const approved = kind(plain, () => ({
  needs: ['approved_on'],
  // Other benefits begin in the month of approval at any date (money rule 3).
  holds: atMost(measure('approved_month'), MONTH),
  fails: 'not-entitled',
  sentence: ({ identity }, so) => (so
    ? { zh: `${identity.approved_on} 批准，自批准当月起计发`, en: `approved on ${identity.approved_on}, paid from that month` }
    : { zh: `${identity.approved_on} 才批准，本月尚未开始`, en: `approved only on ${identity.approved_on}; not begun this month` }),
}))

const graded = kind(plain, () => ({
  needs: ['approved_on', 'grade', 'cause'],
  holds: atMost(measure('graded_month'), MONTH),
  fails: 'not-entitled',
  sentence: (situation, so) => {
    const gradings = gradingsIn(situation).effective
    const current = gradings.findLast(grading => grading.from <= situation.month) ?? gradings[0]!
    return so
      ? { zh: `${current.approved_on} 评定为 ${current.grade} 级，自 ${current.from} 起计发`, en: `graded ${current.grade} on ${current.approved_on}, paid from ${current.from}` }
      : { zh: `${current.approved_on} 评定，自 ${current.from} 起才计发`, en: `graded on ${current.approved_on}, paid only from ${current.from}` }
  },
  warn: situation => {
    const early = gradingsIn(situation).early.filter(approved_on => approved_on <= situation.last)
    return early.length === 0 ? undefined : {
      code: 'regrading-too-early',
      text: { zh: `距上次评定不满一年的调级无效：${early.join('、')}`, en: `regradings within a year of the last have no effect: ${early.join(', ')}` },
    }
  },
}))

const gradeCovered = kind(z.object({ cause: z.string(), grade_worst: z.int() }), rule => ({
  needs: ['approved_on', 'grade', 'cause'],
  holds: any(not(sameAs('cause', 'cause', rule.cause)), atMost(measure('grade'), number(rule.grade_worst))),
  fails: 'ended',
  sentence: (_, so) => (so
    ? { zh: '致残性质和等级在抚恤范围内', en: 'cause and grade are within those that draw a pension' }
    : { zh: `因病致残调整为轻于 ${rule.grade_worst} 级，自新等级生效当月起停发`, en: `by illness and regraded lighter than ${rule.grade_worst}: ended from the month of the new grade` }),
}))

const CAUSES_OF_HARM = { war: { zh: '因战', en: 'in war' }, duty: { zh: '因公', en: 'on duty' }, illness: { zh: '因病', en: 'by illness' } } as const
const causedBy = kind(z.object({ causes: z.array(z.enum(CAUSES)).min(1) }), rule => {
  const [zh, en] = [rule.causes.map(cause => CAUSES_OF_HARM[cause].zh).join('、'), rule.causes.map(cause => CAUSES_OF_HARM[cause].en).join(' or ')]
  return {
    needs: ['cause'],
    holds: any(...rule.causes.map(cause => sameAs('cause', 'cause', cause))),
    fails: 'not-entitled',
    sentence: (_, so) => (so ? { zh: `${zh}致残`, en: `disabled ${en}` } : { zh: `不是${zh}致残`, en: `not disabled ${en}` }),
  }
})

const nursingGrades = z.object({ grade_worst: z.int(), mental_grade_worst: z.int().optional(), mental_from: day.optional() })
const gradeAtMost = kind(nursingGrades, ({ grade_worst, mental_grade_worst, mental_from }) => ({
  needs: ['approved_on', 'grade'],
  holds: any(atMost(measure('grade'), number(grade_worst)), ...(mental_grade_worst === undefined ? [] : [all(
    atMost(measure('grade'), number(mental_grade_worst)), holds(measure('mental')), ...(mental_from === undefined ? [] : [atMost(number(monthIndex(mental_from)), MONTH)]),
  )])),
  fails: 'not-entitled',
  sentence: (situation, so) => {
    const grade = gradeIn(situation)
    return so ? { zh: `${grade} 级，在护理费范围内`, en: `grade ${grade} draws a nursing allowance` }
      : { zh: `${grade} 级，护理费只发至 ${grade_worst} 级${mental_grade_worst ? `（${mental_from} 起精神障碍至 ${mental_grade_worst} 级）` : ''}`,
        en: `grade ${grade}: the nursing allowance goes to grade ${grade_worst}${mental_grade_worst ? ` (mental disorder to ${mental_grade_worst} from ${mental_from})` : ''}` }
  },
}))

const alive = kind(plain, () => ({
  needs: [],
  holds: atMost(MONTH, measure('died_month')),
  fails: 'ended',
  sentence: ({ facts }, so) => {
    const died = facts.person?.died
    if (!so) return { zh: `${died} 死亡，次月起停发`, en: `died on ${died}; ended from the next month` }
    return !isGiven(died) ? { zh: '健在', en: 'living' } : { zh: '死亡当月足额发放', en: 'the month of death is paid in full' }
  },
}))

const identityHolds = kind(plain, () => ({
  needs: [],
  holds: atMost(MONTH, measure('ended_month')),
  fails: 'ended',
  sentence: ({ identity }, so) => (so ? { zh: '身份有效', en: 'the identity holds' }
    : { zh: `身份于 ${identity.ended_on} 终止，次月起停发`, en: `the identity ended on ${identity.ended_on}; ended from the next month` }),
}))

const notSuspended = kind(z.object({ decided_by: z.enum(DECIDERS) }), rule => ({
  needs: [],
  holds: equal(measure('suspended', rule.decided_by), number(0)),
  fails: 'suspended',
  sentence: ({ facts, first, last }, so) => {
    if (so) return { zh: '本月未被省级决定中止', en: 'not suspended by a provincial decision this month' }
    const span = suspensionsIn(facts, first, last, rule.decided_by)[0]!
    return {
      zh: `省级决定自 ${span.from} 至 ${span.to ?? '另行通知'} 中止${span.document ? `（${span.document}）` : ''}`,
      en: `suspended by the province from ${span.from} to ${span.to ?? 'further notice'}${span.document ? ` (${span.document})` : ''}`,
    }
  },
}))

const ageAtLeast = kind(z.object({ years }), rule => ({
  needs: ['person.born'],
  holds: atMost(measure('birthday_month', rule.years), MONTH),
  fails: 'not-entitled',
  sentence: ({ facts, last }, so) => (so
    ? { zh: `本月年满 ${rule.years} 周岁或以上`, en: `aged ${rule.years} or over within this month` }
    : { zh: `本月末 ${age(facts.person!.born!, last)} 周岁，未满 ${rule.years} 周岁`, en: `aged ${age(facts.person!.born!, last)} at the end of the month, under ${rule.years}` }),
}))

const LONGER = { in_school: { zh: '在校', en: 'in school' }, disabled: { zh: '残疾', en: 'disabled' } } as const
const minor = kind(z.object({ years, or: z.array(z.enum(['in_school', 'disabled'])) }), rule => ({
  needs: ['person.born'],
  holds: any(atMost(MONTH, measure('birthday_month', rule.years)), ...rule.or.map(flag => holds(measure(flag)))),
  sufficient: any(...rule.or.map(flag => holds(measure(flag)))),
  fails: 'ended',
  sentence: ({ facts, last }, so) => {
    const [or, orEnglish] = [rule.or.map(flag => LONGER[flag].zh).join('或'), rule.or.map(flag => LONGER[flag].en).join(' or ')]
    const now = so ? 0 : age(facts.person!.born!, last)
    return so ? { zh: `未满 ${rule.years} 周岁（满岁当月照发），或仍${or}`, en: `under ${rule.years} (the month of the birthday is paid), or still ${orEnglish}` }
      : { zh: `本月末 ${now} 周岁，又未${or}，满 ${rule.years} 周岁次月起停发`, en: `aged ${now} and not ${orEnglish}: ended from the month after the birthday of ${rule.years}` }
  },
}))

const incomeNotAbove = kind(plain, () => ({
  needs: [],
  holds: not(holds(measure('income_above_local_average'))),
  fails: 'not-entitled',
  sentence: (_, so) => (so ? { zh: '收入不高于当地平均水平', en: 'income is not above the local average' }
    : { zh: '本月收入高于当地平均水平', en: 'income is above the local average this month' }),
}))

const enlistedWithin = kind(z.object({ from: day, before: day }), rule => ({
  needs: ['enlisted_on'],
  holds: all(atMost(number(dayNumber(rule.from)), measure('enlisted_on')), below(measure('enlisted_on'), number(dayNumber(rule.before)))),
  fails: 'not-entitled',
  sentence: ({ identity }, so) => {
    const enlisted = 'enlisted_on' in identity ? identity.enlisted_on : ''
    const range = { zh: `${rule.from} 至 ${rule.before} 前`, en: `from ${rule.from} and before ${rule.before}` }
    return so ? { zh: `${enlisted} 入伍，在 ${range.zh} 之内`, en: `enlisted on ${enlisted}, ${range.en}` }
      : { zh: `${enlisted} 入伍，不在 ${range.zh} 之内`, en: `enlisted on ${enlisted}, not ${range.en}` }
  },
}))

const discharged = kind(plain, () => ({
  needs: ['discharged_on'],
  holds: atMost(measure('discharged_month'), MONTH),
  fails: 'not-entitled',
  sentence: ({ identity }, so) => {
    const on = 'discharged_on' in identity ? identity.discharged_on : ''
    return so ? { zh: `${on} 退役`, en: `discharged on ${on}` } : { zh: `${on} 才退役`, en: `discharged only on ${on}` }
  },
}))

const noEmployeePension = kind(plain, () => ({
  needs: [],
  holds: not(holds(measure('draws_employee_pension'))),
  fails: 'not-entitled',
  sentence: (_, so) => (so ? { zh: '未享受职工养老待遇', en: 'draws no employee pension' } : { zh: '本月享受职工养老待遇', en: 'draws an employee pension this month' }),
}))

const noOtherRegularBenefit = kind(plain, () => ({
  needs: [],
  holds: equal(measure('held'), number(0)),
  fails: 'not-entitled',
  sentence: ({ held }, so) => (so ? { zh: '未享受其他国家定期抚恤补助', en: 'draws no other national regular benefit' }
    : { zh: `已享受其他国家定期抚恤补助（${held.map(({ zh }) => zh).join('、')}）`, en: `already draws another national regular benefit (${held.map(({ en }) => en).join(', ')})` }),
}))

const leftHonourably = kind(z.object({ never: z.array(z.enum(LEFT_REASONS)).min(1) }), rule => ({
  needs: [],
  holds: not(oneOf(measure('left_reason'), rule.never.map(reason => LISTS['left_reason']!.indexOf(reason) + 1))),
  fails: 'not-entitled',
  sentence: (_, so) => (so ? { zh: '无弄虚作假、除名、开除军籍情形', en: 'no deceit, removal or expulsion' }
    : { zh: '弄虚作假入伍、被除名或开除军籍，不发优待金', en: 'deceit, removal or expulsion: no allowance' }),
}))

const CAUSES_OF_DEATH = { 'illness': { zh: '因病', en: 'of illness' }, 'old-wound': { zh: '因旧伤复发', en: 'of an old wound' }, 'other': { zh: '其他原因', en: 'of another cause' } } as const
const diedOf = kind(z.object({ cause: z.enum(DEATH_CAUSES) }), rule => ({
  needs: ['person.death_cause'],
  holds: sameAs('death_cause', 'death_cause', rule.cause),
  fails: 'not-entitled',
  sentence: (_, so) => (so ? { zh: `${CAUSES_OF_DEATH[rule.cause].zh}死亡`, en: `died ${CAUSES_OF_DEATH[rule.cause].en}` }
    : { zh: `不是${CAUSES_OF_DEATH[rule.cause].zh}死亡`, en: `did not die ${CAUSES_OF_DEATH[rule.cause].en}` }),
}))

/** The closed table of conditions: a benefit is data that lists entries of it. */
export const CONDITIONS: Readonly<Record<string, Kind>> = {
  approved, graded, alive, discharged, minor,
  'grade-covered': gradeCovered,
  'caused-by': causedBy,
  'grade-at-most': gradeAtMost,
  'identity-holds': identityHolds,
  'not-suspended': notSuspended,
  'age-at-least': ageAtLeast,
  'income-not-above': incomeNotAbove,
  'enlisted-within': enlistedWithin,
  'no-employee-pension': noEmployeePension,
  'no-other-regular-benefit': noOtherRegularBenefit,
  'left-honourably': leftHonourably,
  'died-of': diedOf,
}
