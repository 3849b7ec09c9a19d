import { code, throughout } from '../../../src/entitlement/columns/code.ts'
import { amountsOf } from '../../../src/entitlement/columns/amounts.ts'
import { piecesOf } from '../../../src/entitlement/columns/pieces.ts'
import { closures, runTable, turns, type Compile } from '../../../src/entitlement/columns/run.ts'
import { TableLoader, type Shelf, type Table } from '../../../src/entitlement/columns/table.ts'
import { all, any, atMost, below, equal, leavesOf, measure, MONTH, not, number, writtenIn, type Dialect,
  type Expression } from '../../../src/entitlement/expression.ts'
import { monthIndex } from '../../../src/entitlement/measures.ts'
import type { AskedIdentity, Facts } from '../../../src/law/facts.ts'
import type { GradingRule } from '../../../src/law/law.ts'
import { differing, toldByColumn, toldByPerson } from '../by-column.ts'
import { freshBook, thrown, type Example } from './example.ts'

const DIALECT: Dialect = { and: '&&', or: '||', not: '!', equal: '===', yes: 'true', no: 'false', month: 'month', leaf: key => key }
const [grade, held] = [measure('grade'), measure('held')]
const NOTHING_HELD = '((held[person[row]] & mask) === 0)'

const WHOLE_ROW: readonly (readonly [title: string, expression: Expression, written: string])[] = [
  ['自某月起成立的，看最早一月', atMost(grade, MONTH), '(grade <= early)'],
  ['至某月止成立的，看最晚一月', atMost(MONTH, grade), '(late <= grade)'],
  ['某月以后才成立的，看最早一月', below(grade, MONTH), '(grade < early)'],
  ['某月以前才成立的，看最晚一月', below(MONTH, grade), '(late < grade)'],
  ['否定里面看另一端', not(atMost(grade, MONTH)), '(! (grade <= late))'],
  ['否定里面看另一端，月份在左', not(atMost(MONTH, grade)), '(! (early <= grade))'],
  ['否定的否定照旧', not(not(atMost(MONTH, grade))), '(! (! (late <= grade)))'],
  ['恰在某月的，不能一次说定', equal(grade, MONTH), 'false'],
  ['恰在某月的，月份在左也不能', equal(MONTH, grade), 'false'],
  ['不在某月的，也不能一次说定', not(equal(MONTH, grade)), '(! true)'],
  ['与月份无关的照写', equal(grade, number(0)), '(grade === 0)'],
  ['与月份无关的比较照写', atMost(grade, number(4)), '(grade <= 4)'],
  ['全部、任一，逐项看', all(atMost(grade, MONTH), any(atMost(MONTH, grade), equal(grade, number(2)))), '((grade <= early) && ((late <= grade) || (grade === 2)))'],
  ['没有一项的全部', all(), 'true'],
  ['没有一项的任一', any(), 'false'],
  ['各月都没有其他待遇，可以一次问', equal(held, number(0)), NOTHING_HELD],
  ['有其他待遇的，逐月问', not(equal(held, number(0))), '(! true)'],
  ['恰有一项其他待遇的，逐月问', equal(held, number(1)), 'false'],
  ['其他待遇不多于若干的，逐月问', atMost(held, number(0)), 'false'],
  ['其他待遇与别的数相比的，逐月问', equal(held, grade), 'false'],
]

const TURNING: readonly (readonly [title: string, expression: Expression, so: boolean])[] = [
  ['与月份比较的，月月不同', atMost(grade, MONTH), true],
  ['月份在左也是', below(MONTH, grade), true],
  ['问其他待遇的，月月不同', equal(held, number(0)), true],
  ['只问事实的，一行之内不变', equal(grade, number(1)), false],
  ['有一项不同，整个就不同', all(equal(grade, number(1)), not(any(equal(grade, number(2)), atMost(grade, MONTH)))), true],
  ['没有一项不同，整个就不变', all(equal(grade, number(1)), not(any(equal(grade, number(2))))), false],
]

const [FROM, TO] = ['2024-01', '2024-06']
const GRADING: GradingRule = { approval_month_from: '2024-10-01', months_between_gradings: 12 }
const survivor = (more: object): AskedIdentity => ({ category: 'martyr-survivor', ...more })
const disabled = (more: object = {}): AskedIdentity => ({ category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2010-05-20', ...more })

const PIECES: readonly (readonly [title: string, facts: Partial<Facts>, identity: AskedIdentity, grading: GradingRule | null, pieces: string])[] = [
  ['没有变化，一段', {}, disabled(), GRADING, '01-06'],
  ['中止起止，三段', { suspended: [{ from: '2024-02-29', to: '2024-03-01' }] }, disabled(), GRADING, '01-01 02-03 04-06'],
  ['中止没有终止，两段', { suspended: [{ from: '2024-03-31', to: null }] }, disabled(), GRADING, '01-02 03-06'],
  ['养老待遇起止', { draws_employee_pension: [{ from: '2024-05-01' }] }, disabled(), GRADING, '01-04 05-06'],
  ['一直如此的，一段', { draws_employee_pension: true }, survivor({ in_school: true, disabled: false, income_above_local_average: null }), null, '01-06'],
  ['在校、残疾、收入各有变化', {},
    survivor({ in_school: [{ from: '2023-09-01', to: '2024-01-31' }], disabled: [{ from: '2024-03-05' }],
      income_above_local_average: [{ from: '2024-05-05' }] }),
    null, '01-01 02-02 03-04 05-06'],
  ['调级自次月起', {}, disabled({ regradings: [{ approved_on: '2024-02-10', grade: 3 }] }), GRADING, '01-02 03-06'],
  ['待遇不看等级，调级不算变化', {}, disabled({ regradings: [{ approved_on: '2024-02-10', grade: 3 }] }), null, '01-06'],
  ['不满一年的调级不算变化', {}, disabled({ approved_on: '2023-06-20', regradings: [{ approved_on: '2024-02-10', grade: 3 }] }), GRADING, '01-06'],
  ['上年迁移，一月起换', { hukou_moves: [{ on: '2023-05-05', to_county: '990202' }] }, disabled(), GRADING, '01-06'],
  ['首月的变化不另成段', { suspended: [{ from: '2024-01-05' }] }, disabled(), GRADING, '01-06'],
  ['末月的变化自成一段', { suspended: [{ from: '2024-06-30' }] }, disabled(), GRADING, '01-05 06-06'],
  ['所问以前和以后的变化不算', { suspended: [{ from: '2023-01-05', to: '2023-12-01' }, { from: '2024-07-01' }] }, disabled(), GRADING, '01-06'],
  ['同月两个变化，一段', { suspended: [{ from: '2024-03-05' }], draws_employee_pension: [{ from: '2024-03-01' }] }, disabled(), GRADING, '01-02 03-06'],
]

const pieces = (facts: Partial<Facts>, identity: AskedIdentity, grading: GradingRule | null): string =>
  piecesOf({ county: '990101', ...facts }, identity, grading, FROM, TO).map(({ from, to }) => `${from.slice(5)}-${to.slice(5)}`).join(' ')

const rural = (more: object = {}): AskedIdentity => ({ category: 'rural-veteran-60', enlisted_on: '1960-03-03', discharged_on: '1963-03-03',
  approved_on: '2011-08-01', ...more })
const facts = (identities: readonly AskedIdentity[], more: Partial<Facts> = {}): Facts =>
  ({ county: '990101', person: { born: '1940-05-20' }, identities: [...identities], ...more })

function tableOf(persons: readonly Facts[]): Table {
  const loader = new TableLoader(freshBook(), FROM, TO)
  for (const person of persons) loader.add(person)
  return loader.done()
}
const shelvesOf = (table: Table, benefit: string): Shelf[] => table.shelves.filter(({ rule }) => rule.entry.id === benefit)
const RATE = { benefit: 'rural-veteran-allowance', county: '990101', from: '2023-01-01', amount_fen: 9_000, per: 'month-per-service-year' } as const
/** More than a shelf holds before it grows. */
const MANY = 300
const many = (): Facts[] => Array.from({ length: MANY }, () => facts([rural()], { rates: [RATE] }))

/** A shelf's rows in two parts, and what each part leaves. */
function inParts(compile: Compile): unknown {
  const table = tableOf(many())
  const [shelf] = shelvesOf(table, 'rural-veteran-allowance')
  const period = { first: monthIndex(FROM), months: 6 }
  const [amounts, run, middle] = [amountsOf(table, shelf!.rule, period), compile(shelf!), 100]
  const output = { held: new Uint32Array(table.persons), verdicts: new Uint8Array(shelf!.rows * period.months) }
  const written = () => [output.held.filter(bits => bits !== 0).length, output.verdicts.filter(verdict => verdict !== 0).length]
  const first = run(period, 0, middle, amounts, output)
  return [first, ...written(), run(period, middle, shelf!.rows, amounts, output), ...written()]
}
const lookups = (persons: readonly Facts[]): number[] => [...tableOf(persons).bases.values()].map(bases => bases.length)

export const COLUMN_EXAMPLES: readonly Example[] = [
  ...WHOLE_ROW.map(([title, expression, written]): Example => [`整行一次问：${title}`, () => writtenIn(DIALECT, expression, throughout), written]),
  ...TURNING.map(([title, expression, so]): Example => [`一行之内：${title}`, () => turns(expression), so]),
  ...PIECES.map(([title, given, identity, grading, cut]): Example => [`分段：${title}`, () => pieces(given, identity, grading), cut]),
  ['迁移次年一月起另成一段',
    () => piecesOf({ county: '990101', hukou_moves: [{ on: '2023-05-05', to_county: '990202' }] }, disabled(), null, '2023-11', '2024-02'),
    [{ from: '2023-11', to: '2023-12' }, { from: '2024-01', to: '2024-02' }]],
  ['量度各取一次，参数不同的各算一种',
    () => [...leavesOf(any(atMost(MONTH, measure('birthday_month', 18)), atMost(measure('birthday_month', 60), MONTH), not(all(equal(grade, grade))))).keys()],
    ['birthday_month:18', 'birthday_month:60', 'grade']],
  ['一行要问的，同样的行在一架，人再多也不少一行', () => {
    const [shelf] = shelvesOf(tableOf(many()), 'rural-veteran-allowance')
    return [shelf!.rows, shelf!.person.length, shelf!.person.every((person, row) => person === row), [...new Set(shelf!.from)], [...new Set(shelf!.to)],
      [...new Set(shelf!.columns.get('enlisted_on'))]]
  }, [MANY, MANY, true, [monthIndex(FROM)], [monthIndex(TO)], [19_600_303]]],
  ['列只取够用的宽度，其他待遇不是列', () => {
    const [shelf] = shelvesOf(tableOf([facts([rural()])]), 'rural-veteran-allowance')
    return [...shelf!.columns].map(([key, column]) => `${key} ${column.constructor.name} ${column.length}`).toSorted()
  }, ['approved_month Int16Array 1', 'birthday_month:60 Int16Array 1', 'died_month Int16Array 1', 'discharged_month Int16Array 1',
    'draws_employee_pension Uint8Array 1', 'ended_month Int16Array 1', 'enlisted_on Int32Array 1', 'suspended:province Uint8Array 1']],
  ['核算所据相同的只算一次', () => lookups([facts([rural()]), facts([rural()]), facts([rural()])]), [1]],
  ['核算所据不同的各算', () => lookups([facts([rural()]), facts([rural({ discharged_on: '1964-03-03' })])]), [2]],
  ['随事实提供的标准不同，各算',
    () => lookups([facts([rural()]), facts([rural()], { rates: [RATE] }), facts([rural()], { rates: [RATE] }),
      facts([rural()], { parameters: [{ name: 'base-pay', year: 2024, amount_fen: 1 }] })]),
    [3]],
  ['加进一人，答他的位置', () => {
    const loader = new TableLoader(freshBook(), FROM, TO)
    return [loader.add(facts([rural()])), loader.add(facts([])), loader.add(facts([rural()])), loader.done().persons]
  }, [0, 1, 2, 3]],
  ['算法要的事实没有，不能核算，说明缺什么', () => tableOf([facts([]),
    facts([{ category: 'conscript-family', enlistment_approved_on: '2023-09-01' }])]).unreckoned.map(({ person, claim, rule, lacks }) =>
    [person, claim, rule.entry.id, lacks]),
    [[1, 0, 'conscript-family-allowance', ['approved_by_county']]]],
  ['条件要的事实没有，整架缺同样的事实', () => shelvesOf(tableOf([facts([rural({ approved_on: null })], { person: {} })]), 'rural-veteran-allowance')
    .map(({ lacks, asked }) => [lacks, asked.map(({ condition }) => condition.kind)]),
    [[['approved_on', 'person.born'], ['enlisted-within', 'discharged', 'no-employee-pension', 'no-other-regular-benefit', 'alive', 'identity-holds',
      'not-suspended']]]],
  ['由人核定的，也逐月问条件', () => {
    const table = tableOf([facts([survivor({ relation: 'spouse', approved_on: '2010-01-01' })])])
    return runTable(table, { first: monthIndex(FROM), months: 2 }, closures).filter(({ shelf }) => shelf.rule.entry.id === 'martyr-commendation')
      .map(({ verdicts }) => [...verdicts])
  }, [[5, 5]]],
  ['让别的待遇的排在后面，不论谁先加进来', () => {
    const [book, asked] = [freshBook(), { from: FROM, to: TO }]
    // In both the allowance of the rural comes third; the shelf of the one's first benefit stands before it, that of the other's would not.
    const persons = (['nuclear-test-veteran', 'combat-veteran'] as const).map(category => facts([rural(), { category, approved_on: '2010-01-01' }]))
    return toldByColumn(book, persons, asked, 6, [code, closures]).map(lines => differing(lines, toldByPerson(book, persons, asked)))
  }, [[], []]],
  ['同样的待遇在一架，不论是第几项',
    () => shelvesOf(tableOf([facts([disabled()]), facts([{ category: 'combat-veteran', approved_on: '2010-01-01' }, disabled()])]),
      'disability-pension').length,
    1],
  ['编好的程序，一架只编一次', () => {
    const [shelf] = shelvesOf(tableOf([facts([rural()])]), 'rural-veteran-allowance')
    return code(shelf!) === code(shelf!)
  }, true],
  ...([['写成代码', code], ['写成闭包', closures]] as const).map(([name, compile]): Example => [`${name}的，可以分段核算，只写自己的行`, () => inParts(compile),
    [100 * 6 * 3 * 9_000, 100, 600, 200 * 6 * 3 * 9_000, 300, 1800]]),
  ['一次最多三十二个月',
    () => [32, 33].map(months => thrown(() => runTable(tableOf([]), { first: 0, months }, closures))), ['nothing', 'a run of 33 months; at most 32']],
]
