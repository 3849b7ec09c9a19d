import { z } from 'zod'
import { age, anniversary, monthOf } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import { LEFT_REASONS, isGiven } from '../law/facts.ts'
import type { RefusedState } from './decision.ts'
import { flagTouches, gradeIn, gradingsIn, suspensionsIn, type Situation } from './situation.ts'

/** What a condition finds: whether it holds, and if not, in which state the month is refused. */
type Finding = { readonly holds: true } | { readonly holds: false; readonly state: RefusedState }
const HOLDS: Finding = { holds: true }
const fails = (state: RefusedState): Finding => ({ holds: false, state })
const unless = (bad: boolean, state: RefusedState): Finding => (bad ? fails(state) : HOLDS)

/** A kind of condition: the facts it needs, its test, and what it says to people when it holds and when not. */
export type Condition = {
  readonly needs: readonly string[]
  test(situation: Situation): Finding
  sentence(situation: Situation, holds: boolean): Text
  /** What to warn of, once for an identity, looking at the last month asked for. */
  warn?(situation: Situation): { readonly code: string; readonly text: Text } | undefined
}

const kind = <T>(parameters: z.ZodType<T>, make: (parameters: T) => Condition) => ({
  of: (entry: unknown): Condition => make(parameters.parse(entry)),
})
const plain = z.object({})
/** YAML reads an unquoted day as text under the core schema; anything else is a mistake of ours. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const approved = kind(plain, () => ({
  needs: ['approved_on'],
  // Other benefits begin in the month of approval at any date (money rule 3).
  test: ({ identity, last }) => unless(identity.approved_on! > last, 'not-entitled'),
  sentence: ({ identity }, holds) => (holds
    ? { zh: `${identity.approved_on} 批准，自批准当月起计发`, en: `approved on ${identity.approved_on}, paid from that month` }
    : { zh: `${identity.approved_on} 才批准，本月尚未开始`, en: `approved only on ${identity.approved_on}; not begun this month` }),
}))

const graded = kind(plain, () => ({
  needs: ['approved_on', 'grade', 'cause'],
  test: situation => unless(gradingsIn(situation).effective[0]!.from > situation.month, 'not-entitled'),
  sentence: (situation, holds) => {
    const gradings = gradingsIn(situation).effective
    const current = gradings.findLast(grading => grading.from <= situation.month) ?? gradings[0]!
    return holds
      ? { zh: `${current.approved_on} 评定为 ${current.grade} 级，自 ${current.from} 起计发`,
        en: `graded ${current.grade} on ${current.approved_on}, paid from ${current.from}` }
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
  test: situation => {
    if (!('cause' in situation.identity) || situation.identity.cause !== rule.cause) return HOLDS
    return unless((gradeIn(situation) ?? 0) > rule.grade_worst, 'ended')
  },
  sentence: (_, holds) => (holds
    ? { zh: '致残性质和等级在抚恤范围内', en: 'cause and grade are within those that draw a pension' }
    : { zh: `因病致残调整为轻于 ${rule.grade_worst} 级，自新等级生效当月起停发`,
      en: `by illness and regraded lighter than ${rule.grade_worst}: ended from the month of the new grade` }),
}))

const alive = kind(plain, () => ({
  needs: [],
  test: ({ facts, month }) => unless(isGiven(facts.person?.died) && month > monthOf(facts.person.died), 'ended'),
  sentence: ({ facts }, holds) => {
    const died = facts.person?.died
    if (!holds) return { zh: `${died} 死亡，次月起停发`, en: `died on ${died}; ended from the next month` }
    return !isGiven(died) ? { zh: '健在', en: 'living' } : { zh: '死亡当月足额发放', en: 'the month of death is paid in full' }
  },
}))

const identityHolds = kind(plain, () => ({
  needs: [],
  test: ({ identity, month }) => unless(isGiven(identity.ended_on) && month > monthOf(identity.ended_on), 'ended'),
  sentence: ({ identity }, holds) => (holds ? { zh: '身份有效', en: 'the identity holds' }
    : { zh: `身份于 ${identity.ended_on} 终止，次月起停发`, en: `the identity ended on ${identity.ended_on}; ended from the next month` }),
}))

const notSuspended = kind(z.object({ decided_by: z.string() }), rule => ({
  needs: [],
  test: ({ facts, first, last }) => unless(suspensionsIn(facts, first, last, rule.decided_by).length > 0, 'suspended'),
  sentence: ({ facts, first, last }, holds) => {
    if (holds) return { zh: '本月未被省级决定中止', en: 'not suspended by a provincial decision this month' }
    const span = suspensionsIn(facts, first, last, rule.decided_by)[0]!
    return {
      zh: `省级决定自 ${span.from} 至 ${span.to ?? '另行通知'} 中止${span.document ? `（${span.document}）` : ''}`,
      en: `suspended by the province from ${span.from} to ${span.to ?? 'further notice'}${span.document ? ` (${span.document})` : ''}`,
    }
  },
}))

const ageAtLeast = kind(z.object({ years: z.int() }), rule => ({
  needs: ['person.born'],
  test: ({ facts, month }) => unless(month < monthOf(anniversary(facts.person!.born!, rule.years)), 'not-entitled'),
  sentence: ({ facts, last }, holds) => (holds
    ? { zh: `本月年满 ${rule.years} 周岁或以上`, en: `aged ${rule.years} or over within this month` }
    : { zh: `本月末 ${age(facts.person!.born!, last)} 周岁，未满 ${rule.years} 周岁`,
      en: `aged ${age(facts.person!.born!, last)} at the end of the month, under ${rule.years}` }),
}))

const enlistedWithin = kind(z.object({ from: day, before: day }), rule => ({
  needs: ['enlisted_on'],
  test: ({ identity }) => unless('enlisted_on' in identity && (identity.enlisted_on! < rule.from || identity.enlisted_on! >= rule.before), 'not-entitled'),
  sentence: ({ identity }, holds) => {
    const enlisted = 'enlisted_on' in identity ? identity.enlisted_on : ''
    const range = { zh: `${rule.from} 至 ${rule.before} 前`, en: `from ${rule.from} and before ${rule.before}` }
    return holds ? { zh: `${enlisted} 入伍，在 ${range.zh} 之内`, en: `enlisted on ${enlisted}, ${range.en}` }
      : { zh: `${enlisted} 入伍，不在 ${range.zh} 之内`, en: `enlisted on ${enlisted}, not ${range.en}` }
  },
}))

const discharged = kind(plain, () => ({
  needs: ['discharged_on'],
  test: ({ identity, last }) => unless('discharged_on' in identity && identity.discharged_on! > last, 'not-entitled'),
  sentence: ({ identity }, holds) => {
    const on = 'discharged_on' in identity ? identity.discharged_on : ''
    return holds ? { zh: `${on} 退役`, en: `discharged on ${on}` } : { zh: `${on} 才退役`, en: `discharged only on ${on}` }
  },
}))

const noEmployeePension = kind(plain, () => ({
  needs: [],
  test: ({ facts, first, last }) => unless(flagTouches(facts.draws_employee_pension, first, last), 'not-entitled'),
  sentence: (_, holds) => (holds ? { zh: '未享受职工养老待遇', en: 'draws no employee pension' }
    : { zh: '本月享受职工养老待遇', en: 'draws an employee pension this month' }),
}))

const noOtherRegularBenefit = kind(plain, () => ({
  needs: [],
  test: ({ held }) => unless(held.length > 0, 'not-entitled'),
  sentence: ({ held }, holds) => (holds ? { zh: '未享受其他国家定期抚恤补助', en: 'draws no other national regular benefit' }
    : { zh: `已享受其他国家定期抚恤补助（${held.join('、')}）`, en: `already draws another national regular benefit (${held.join(', ')})` }),
}))

const leftHonourably = kind(z.object({ never: z.array(z.enum(LEFT_REASONS)) }), rule => ({
  needs: [],
  test: ({ identity }) => unless('left_reason' in identity && isGiven(identity.left_reason) && rule.never.includes(identity.left_reason), 'not-entitled'),
  sentence: (_, holds) => (holds ? { zh: '无弄虚作假、除名、开除军籍情形', en: 'no deceit, removal or expulsion' }
    : { zh: '弄虚作假入伍、被除名或开除军籍，不发优待金', en: 'deceit, removal or expulsion: no allowance' }),
}))

/** The closed table of conditions: a benefit is data that lists entries of it. */
export const CONDITIONS: Readonly<Record<string, { of(entry: unknown): Condition }>> = {
  approved, graded, alive, discharged,
  'grade-covered': gradeCovered,
  'identity-holds': identityHolds,
  'not-suspended': notSuspended,
  'age-at-least': ageAtLeast,
  'enlisted-within': enlistedWithin,
  'no-employee-pension': noEmployeePension,
  'no-other-regular-benefit': noOtherRegularBenefit,
  'left-honourably': leftHonourably,
}
