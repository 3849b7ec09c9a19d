import { Answer } from '../../../src/entitlement/answer.ts'
import { claimsOf } from '../../../src/entitlement/claims.ts'
import { CONDITIONS } from '../../../src/entitlement/conditions.ts'
import { decide } from '../../../src/entitlement/decide.ts'
import { predicateOf, type Expression } from '../../../src/entitlement/expression.ts'
import { cellIn } from '../../../src/entitlement/formula.ts'
import { guardNeeds, guardOf, possiblyOf } from '../../../src/entitlement/guards.ts'
import { monthAt, monthIndex, readMeasure } from '../../../src/entitlement/measures.ts'
import { rulesOf } from '../../../src/entitlement/rules.ts'
import { asKnown, gradingsOf, payerIn, serviceYears, situationIn, suspensionsIn, type Situation } from '../../../src/entitlement/situation.ts'
import type { AskedIdentity, Facts } from '../../../src/law/facts.ts'
import type { Cell, CellKey, ConditionEntry, GradingRule, LawBook } from '../../../src/law/law.ts'
import { freshBook, thrown, withEntry, type Example } from './example.ts'

const GRADING: GradingRule = { approval_month_from: '2024-10-01', months_between_gradings: 12 }
const disabled = (more: object = {}): AskedIdentity => ({ category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20', ...more })
const child = (more: object = {}): AskedIdentity => ({ category: 'martyr-survivor', relation: 'child', approved_on: '2010-01-01', ...more })
const family = (more: object = {}): AskedIdentity => ({ category: 'conscript-family', enlistment_approved_on: '2023-09-01', approved_by_county: '990101',
  ...more })
const rural = (more: object = {}): AskedIdentity => ({ category: 'rural-veteran-60', ...more })

const situation = (identity: AskedIdentity, facts: Partial<Facts> = {}, month = '2024-09', more: Partial<Situation> = {}): Situation =>
  ({ ...situationIn({ facts: { county: '990101', ...facts }, identity, month, grading: GRADING }), ...more })

const NEVER = 32_767
const NAME = { zh: '甲', en: 'one' }
/** What is measured of whom, in September 2024. */
const MEASURED: readonly (readonly [measure: string, parameter: string | number | null, of: Situation, value: number])[] = [
  ['approved_month', null, situation(disabled()), 2019 * 12 + 4],
  ['approved_month', null, situation(disabled({ approved_on: null })), 0],
  ['ended_month', null, situation(disabled({ ended_on: '2024-10-05' })), 2024 * 12 + 9],
  ['ended_month', null, situation(disabled()), NEVER],
  ['died_month', null, situation(disabled(), { person: { died: '2024-01-31' } }), 2024 * 12],
  ['died_month', null, situation(disabled(), { person: {} }), NEVER],
  ['died_month', null, situation(disabled()), NEVER],
  ['birthday_month', 18, situation(child(), { person: { born: '2004-02-29' } }), 2022 * 12 + 2],
  ['birthday_month', 18, situation(child(), { person: { born: null } }), 0],
  ['birthday_month', 18, situation(child()), 0],
  ['discharged_month', null, situation(rural({ discharged_on: '1979-03-03' })), 1979 * 12 + 2],
  ['discharged_month', null, situation(rural()), 0],
  ['months_after_death', 6, situation(disabled(), { person: { died: '2024-01-31' } }), 2024 * 12 + 6],
  ['months_after_death', 6, situation(disabled(), { person: {} }), NEVER],
  ['months_after_death', 6, situation(disabled()), NEVER],
  ['died_on', null, situation(disabled(), { person: { died: '2024-01-31' } }), 20_240_131],
  ['died_on', null, situation(disabled()), 0],
  ['held_at_death', null, situation(disabled()), 0],
  ['held_at_death', null, situation(disabled(), {}, '2024-09', { heldAtDeath: true }), 1],
  ['graded_month', null, situation(disabled()), 2019 * 12 + 5],
  ['graded_month', null, situation(disabled({ grade: null })), NEVER],
  ['graded_month', null, situation(disabled(), {}, '2024-09', { grading: null }), NEVER],
  ['enlisted_on', null, situation(rural({ enlisted_on: '1976-03-03' })), 19_760_303],
  ['grade', null, situation(disabled({ regradings: [{ approved_on: '2021-05-20', grade: 3 }] })), 3],
  ['grade', null, situation(disabled({ approved_on: '2024-09-20' })), 0],
  ['category', null, situation(disabled()), 1],
  ['cause', null, situation(disabled({ cause: 'illness' })), 3],
  ['cause', null, situation(child()), 0],
  ['relation', null, situation(child()), 3],
  ['relation', null, situation(disabled()), 0],
  ['area', null, situation(family({ area: 'tibet' })), 3],
  ['left_reason', null, situation(family({ left_reason: 'early' })), 2],
  ['death_cause', null, situation(disabled(), { person: { death_cause: 'old-wound' } }), 2],
  ['death_cause', null, situation(disabled()), 0],
  ['mental', null, situation(disabled({ mental: true })), 1],
  ['mental', null, situation(disabled({ mental: false })), 0],
  ['education', null, situation(family({ education: 'bachelor' })), 1],
  ['education', null, situation(family()), 0],
  ['merit', null, situation(family(), { merit: [{ level: 'third-class', on: '2024-09-30' }] }), 1],
  ['merit', null, situation(family(), { merit: [{ level: 'third-class', on: '2024-10-01' }] }), 0],
  ['merit', null, situation(family(), { merit: [{ level: 'third-class', on: '2024-10-01' }, { level: 'third-class', on: '2023-12-31' }] }), 1],
  ['merit', null, situation(family()), 0],
  ['merit_this_year', null, situation(family(), { merit: [{ level: 'third-class', on: '2024-09-30' }] }), 1],
  ['merit_this_year', null, situation(family(), { merit: [{ level: 'third-class', on: '2023-12-31' }, { level: 'third-class', on: '2024-10-01' }] }), 0],
  ['merit_this_year', null, situation(family()), 0],
  ['died', null, situation(disabled(), { person: { died: '2024-09-30' } }), 1],
  ['died', null, situation(disabled(), { person: { died: '2024-10-01' } }), 0],
  ['died', null, situation(disabled(), { person: {} }), 0],
  ['died', null, situation(disabled()), 0],
  ['in_school', null, situation(child({ in_school: [{ from: '2024-09-30' }] })), 1],
  ['in_school', null, situation(child({ in_school: [{ from: '2023-09-01', to: '2024-08-31' }] })), 0],
  ['disabled', null, situation(child({ disabled: true })), 1],
  ['disabled', null, situation(child({ in_school: true })), 0],
  ['income_above_local_average', null, situation(child({ income_above_local_average: [{ from: '2024-01-01', to: '2024-09-01' }] })), 1],
  ['income_above_local_average', null, situation(disabled()), 0],
  ['draws_employee_pension', null, situation(rural(), { draws_employee_pension: true }), 1],
  ['suspended', 'province', situation(disabled(), { suspended: [{ from: '2024-09-30', decided_by: 'province' }] }), 1],
  ['suspended', 'county', situation(disabled(), { suspended: [{ from: '2024-09-30', decided_by: 'province' }] }), 0],
  ['suspended', null, situation(disabled(), { suspended: [{ from: '2024-09-30', decided_by: 'province' }] }), 1],
  ['suspended', null, situation(disabled()), 0],
  ['held', null, situation(rural(), {}, '2024-09', { held: [NAME] }), 1],
  ['held', null, situation(rural()), 0],
]

const so = (expression: Expression, of: Situation): boolean =>
  predicateOf<Situation>(expression, ({ month }) => monthIndex(month), leaf => one => readMeasure(leaf.measure, leaf.parameter, one))(of)

const needs = (kind: string, parameters: object = {}): readonly string[] => CONDITIONS[kind]!.of(parameters).needs
const holds = (kind: string, parameters: object, of: Situation): boolean => so(CONDITIONS[kind]!.of(parameters).holds, of)
const mental = (month: string): Situation => situation(disabled({ mental: true }), {}, month)

const hand = (more: object = {}) => ({ benefit: 'merit-award', category: 'conscript-family', code: 'merit', decided_by: '990101', line: false, text: '',
  text_en: '', source: '', article: '', ...more } as const)
function handed(entries: readonly (readonly [more: object, month: string])[]): unknown {
  const answer = new Answer()
  for (const [more, month] of entries) answer.handOver(hand(more), month)
  return answer.done('').by_hand.map(({ from, to, line }) => `${from} ${to} ${line}`)
}

const CONDITION: ConditionEntry = { kind: 'no-such-kind', cite: 'death' }
const facts: Facts = { county: '990101', person: { born: '1940-05-20' }, identities: [disabled()] }
const paid = (book: LawBook, given: Facts, month = '2024-09') => decide(book, given, month, month).lines.map(({ benefit }) => benefit)
const ONE_HAND = { code: 'checked', cite: 'death', decided_by: 'province', text: NAME } as const
const decidedBy = (given: Facts) => decide(withEntry('disability-pension', { by_hand: [ONE_HAND] }), given, '2024-09',
  '2024-09').by_hand.map(({ code, decided_by }) => `${code} ${decided_by}`)

const LATE = '2024-12-01'
const AFTER: Facts = {
  county: '990101', known_on: null, hukou: 'rural', person: { born: '1940-05-20', sex: 'male', died: '2024-10-02', death_cause: 'illness', known_on: LATE },
  identities: [disabled({ regradings: [{ approved_on: '2021-05-20', grade: 3, known_on: LATE },
    { approved_on: '2022-05-20', grade: 2, known_on: '2024-11-30' }] }), rural({ known_on: LATE })],
  draws_employee_pension: [{ from: '2024-01-01', known_on: LATE }], merit: [], hukou_moves: null, suspended: [{ from: '2024-01-01', known_on: null }],
}

function cell(id: string, cells: readonly CellKey[], given: Facts): Cell {
  const claim = claimsOf(withEntry(id, { cells }), given).find(({ rule }) => rule.entry.id === id)!
  return cellIn(claim, situation(claim.identity, given))
}

export const ENGINE_EXAMPLES: readonly Example[] = [
  ...MEASURED.map(([measure, parameter, of, value], index): Example => [`量度 ${index + 1}：${measure}`, () => readMeasure(measure, parameter, of), value]),
  ['月份编号往返', () => ['2024-09', '2024-12', '2025-01'].map(month => monthAt(monthIndex(month))), ['2024-09', '2024-12', '2025-01']],
  ['整组事实在所知之后，只留下县', () => asKnown({ ...facts, known_on: '2024-12-01' }, '2024-11-30'), { county: '990101' }],
  ['整组事实当日已知', () => asKnown({ ...facts, known_on: '2024-12-01' }, '2024-12-01').identities!.length, 1],
  ['逐项事实按所知之日取舍，身份里面的也是', () => asKnown(AFTER, '2024-11-30'), {
    county: '990101', known_on: null, hukou: 'rural', person: { born: '1940-05-20', sex: 'male' },
      identities: [disabled({ regradings: [{ approved_on: '2022-05-20', grade: 2, known_on: '2024-11-30' }] })],
    draws_employee_pension: [], merit: [], hukou_moves: null, suspended: [{ from: '2024-01-01', known_on: null }],
  }],
  ['没有本人一项、没有身份的，也按所知取舍', () => asKnown({ county: '990101' }, '2024-11-30'), { county: '990101' }],
  ['服役年限：整年、多一天、当日、缺一日', () => [['1976-03-03', '1979-03-03'], ['1976-03-03', '1979-03-04'], ['1976-03-03', '1976-03-03'], ['1976-03-03', null],
    [null, '1976-03-03']]
    .map(([enlisted_on, discharged_on]) => serviceYears(rural({ enlisted_on, discharged_on }))), [3, 4, 1, 0, 0]],
  ['没有等级规则、没有等级、没有批准日的，没有评定',
    () => [gradingsOf(disabled(), null), gradingsOf(disabled({ grade: null }), GRADING),
      gradingsOf(disabled({ approved_on: null }), GRADING)].map(({ effective, early }) => [...effective, ...early]),
    [[], [], []]],
  ['同日评定两次，先列的有效，后列的不满一年',
    () => gradingsOf(disabled({ regradings: [{ approved_on: '2021-05-20', grade: 4 }, { approved_on: '2021-05-20', grade: 3 }] }),
      GRADING).effective.map(({ grade }) => grade), [6, 4]],
  ['户籍迁移次年起由新县发',
    () => ['2024-12', '2025-01'].map(month => payerIn({ county: '990101', hukou_moves: [{ on: '2024-03-01', to_county: '990202' }] }, month)),
    ['990101', '990202']],
  ['中止首尾两日都算', () => [['2024-08-01', '2024-08-31'], ['2024-09-01', '2024-09-30'], ['2024-10-01', '2024-10-31']].map(([first, last]) =>
    suspensionsIn({ county: '990101', suspended: [{ from: '2024-08-31', to: '2024-09-01', decided_by: 'province' }] }, first!, last!, 'province').length),
      [1, 1, 0]],
  ['只有可能不给的事实，才说缺', () => guardNeeds({ relation: ['child'], mental: [true], cause: ['war'], category: ['martyr-survivor'] }), ['relation', 'cause']],
  ['没有限定的，谁都算', () => [guardNeeds(undefined), so(guardOf(undefined), situation(disabled()))], [[], true]],
  ['限定为真、为假、给出',
    () => [true, false, 'given'].map(value => [so(guardOf({ mental: [value] }), situation(disabled({ mental: true }))),
      so(guardOf({ mental: [value] }), situation(disabled()))]),
    [[true, false], [false, true], [true, false]]],
  ['不知道关系的，都可能算；知道的，只算该算的',
    () => [null, 'child', 'spouse'].map(relation => [so(possiblyOf({ relation: ['child'] }), situation(child({ relation }))),
      so(guardOf({ relation: ['child'] }), situation(child({ relation })))]),
    [[true, false], [true, true], [false, false]]],
  ['限定用了没有的事实', () => thrown(() => guardOf({ shoe_size: [true] })), 'no fact shoe_size'],
  ['一部政策库的规则只备一次', () => { const book = freshBook(); return rulesOf(book) === rulesOf(book) }, true],
  ['没有的算法，说出有哪些',
    () => thrown(() => rulesOf(withEntry('disability-pension', { formula: 'guess' }))).slice(0, 58),
    'disability-pension: no formula guess; there are monthly, m'],
  ['没有的条件，说出有哪些',
    () => thrown(() => rulesOf(withEntry('disability-pension', { conditions: [CONDITION] }))).slice(0, 70),
    'disability-pension: no condition no-such-kind; there are approved, gra'],
  ['各种条件要的事实', () => Object.entries({
    'approved': {}, 'graded': {}, 'grade-covered': { cause: 'illness', grade_worst: 6 }, 'caused-by': { causes: ['war'] },
      'grade-at-most': { grade_worst: 4 }, 'alive': {}, 'identity-holds': {},
    'not-suspended': { decided_by: 'province' }, 'age-at-least': { years: 60 }, 'minor': { years: 18, or: [] }, 'income-not-above': {},
      'enlisted-within': { from: '1954-11-01', before: '2011-11-01' }, 'discharged': {},
    'no-employee-pension': {}, 'no-other-regular-benefit': {}, 'left-honourably': { never: ['fraud'] }, 'died-of': { cause: 'illness' },
  }).map(([kind, parameters]) => `${kind}: ${needs(kind, parameters).join(' ')}`), [
    'approved: approved_on', 'graded: approved_on grade cause', 'grade-covered: approved_on grade cause', 'caused-by: cause',
      'grade-at-most: approved_on grade', 'alive: ', 'identity-holds: ', 'not-suspended: ',
    'age-at-least: person.born', 'minor: person.born', 'income-not-above: ', 'enlisted-within: enlisted_on', 'discharged: discharged_on',
      'no-employee-pension: ', 'no-other-regular-benefit: ', 'left-honourably: ', 'died-of: person.death_cause',
  ]],
  ['护理费不分精神障碍的，只看等级', () => ['2024-09', '2024-10'].map(month => holds('grade-at-most', { grade_worst: 4 }, mental(month))), [false, false]],
  ['精神障碍不限起始日的，任何月份都算',
    () => ['2024-09', '2024-10'].map(month => holds('grade-at-most', { grade_worst: 4, mental_grade_worst: 6 }, mental(month))), [true, true]],
  ['精神障碍自某日起的，此前不算',
    () => ['2024-09', '2024-10'].map(month => holds('grade-at-most', { grade_worst: 4, mental_grade_worst: 6, mental_from: '2024-10-01' }, mental(month))),
    [false, true]],
  ['条件的参数须是存在的日期',
    () => ['2011-02-30', '12011-11-01', '2011-11-01x'].map(from => CONDITIONS['enlisted-within']!.parameters.safeParse({ from,
      before: '2011-11-01' }).success),
    [false, false, false]],
  ['相邻各月并为一段，隔月另起', () => handed([[{}, '2024-11'], [{}, '2024-12'], [{}, '2025-01'], [{}, '2025-03']]), ['2024-11 2025-01 false', '2025-03 2025-03 false']],
  ['同月再说一次不另起，其中有一笔的记下来', () => handed([[{ line: true }, '2024-11'], [{}, '2024-11'], [{}, '2024-12']]), ['2024-11 2024-12 true']],
  ['两项待遇、两种身份、两个决定机关、两件事，各是各的', () => handed([[{}, '2024-11'], [{ benefit: 'funeral-allowance' }, '2024-11'], [{ category: 'veteran' }, '2024-11'],
    [{ decided_by: '99' }, '2024-11'], [{ code: 'area' }, '2024-11'], [{}, '2024-12']]),
    ['2024-11 2024-12 false', '2024-11 2024-11 false', '2024-11 2024-11 false', '2024-11 2024-11 false', '2024-11 2024-11 false']],
  ['答复记着所依的政策', () => decide({ ...freshBook(), hash: 'of-this-law' }, facts, '2024-09', '2024-09').law, { hash: 'of-this-law' }],
  ['由省决定的，写省的代码', () => decidedBy(facts), ['checked 99']],
  ['只有一个县有的待遇，别处没有',
    () => ['990101', '019901'].map(county => paid(withEntry('disability-pension', { where: '9901' }), { ...facts, county })),
    [['disability-pension'], []]],
  ['一个省有的待遇，省内都有',
    () => ['990101', '110199'].map(county => paid(withEntry('disability-pension', { where: '99' }), { ...facts, county })),
    [['disability-pension'], []]],
  ['没有这类身份的政策库，不给待遇', () => decide({ ...freshBook(), categories: new Map() }, facts, '2024-09', '2024-09').refused, []],
  ['只有一项待遇的政策库，只答这一项',
    () => decide({ ...freshBook(), benefits: new Map([...freshBook().benefits].filter(([id]) => id === 'nursing-allowance')) }, facts, '2024-09',
      '2024-09').refused.map(({ benefit }) => benefit),
    ['nursing-allowance']],
  ['立功不看身份也有，写作现役军人家庭',
    () => claimsOf(freshBook(), { county: '990101', merit: [{ level: 'third-class', on: '2024-09-30' }] })
      .map(({ rule, identity, place }) => [rule.entry.id, identity, place]),
    [['merit-award', { category: 'serving-family' }, 'merit[0]']]],
  ['义务兵家庭的标准按服役地区，没有写的是一般地区',
    () => [family(), family({ area: null }), family({ area: 'tibet' })].map(identity => cell('conscript-family-allowance', ['area'],
      { county: '990101', identities: [identity] })),
    [{ area: 'ordinary' }, { area: 'ordinary' }, { area: 'tibet' }]],
  ['不知道的、与己无关的，不选标准',
    () => cell('disability-pension', ['cause', 'grade', 'level', 'area'], { ...facts, identities: [disabled({ cause: null })] }), { grade: 6 }],
]
