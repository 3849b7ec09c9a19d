import { decide } from '../../../src/entitlement/decide.ts'
import { isProvisional } from '../../../src/entitlement/formula.ts'
import { dueMonth, endOfService, serviceAmount, serviceYearsOf } from '../../../src/entitlement/formulas/service-span.ts'
import { shareIn } from '../../../src/entitlement/formulas/wage-share.ts'
import { adviceOn } from '../../../src/entitlement/overlaps.ts'
import type { Facts, Identity } from '../../../src/law/facts.ts'
import type { LawBook, Overlap, ParameterRow, Rate, Share } from '../../../src/law/law.ts'
import { freshBook, withEntry, type Example } from './example.ts'

const disabled = (more: object = {}): Identity => ({ category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20', ...more })
const family: Identity = { category: 'conscript-family', enlistment_approved_on: '2023-09-01', approved_by_county: '990101' }
const facts = (identities: readonly Identity[], more: Partial<Facts> = {}): Facts =>
  ({ county: '990101', person: { born: '1940-05-20' }, identities: [...identities], ...more })

const rate = (more: Partial<Rate>): Rate => ({
  benefit: 'conscript-family-allowance', from: '2023-01-01', to: null, where: '', cell: {}, amount_fen: 1_200_000, per: 'year', due_month: 12,
    source: 'standards-derived', clause: '', confidence: 'sourced', published_on: null, ...more,
})
const share = (from: string, percent: number, more: Partial<Share> = {}): Share =>
  ({ from, percent, of: 'local-average-wage', cell: {}, source: '', clause: '', ...more })
const inForce = (shares: readonly Share[], month: string, grade = 1) =>
  shareIn({ ...freshBook().benefits.get('nursing-allowance')!, shares }, { grade }, month)?.percent ?? null

/** The lines of a decision, in short: amount, state, whether the floor was paid. */
function short(book: LawBook, given: Facts, from: string, to = from): unknown {
  const { lines, warnings } = decide(book, given, from, to)
  return [...lines.map(({ period, amount_fen, state, rates }) => `${period} ${amount_fen} ${state} ${rates?.length ?? 1}`),
    ...warnings.map(({ code }) => code)]
}
const conscripts = (national: 'standard' | 'floor', rates: readonly Rate[]) => withEntry('conscript-family-allowance', { national, rates })

const WOUND: Facts = facts([disabled()], { person: { died: '2024-05-02', death_cause: 'old-wound' } })
const figure = (name: ParameterRow['name'], confidence: ParameterRow['confidence'], year = 2024): ParameterRow =>
  ({ name, year, where: '', amount_fen: 700_000, source: 'standards-derived', clause: '', confidence, published_on: null })
const lumpSum = (income: ParameterRow['confidence'], pay: ParameterRow['confidence']) =>
  decide({ ...freshBook(), parameters: [figure('urban-disposable-income', income, 2023), figure('base-pay', pay)] }, WOUND, '2024-05', '2024-05')
  .lines.filter(({ benefit }) => benefit === 'death-lump-sum').map(({ amount_fen, state }) => `${amount_fen} ${state}`)

const overlap = (from: string, where: string, zh: string, more: Partial<Overlap> = {}): Overlap =>
  ({ from, where, benefits: ['disability-pension', 'combat-veteran-allowance'], advice: 'check', text: { zh, en: zh }, source: '某号', confidence: 'sourced',
    ...more })
const OVERLAPS: readonly Overlap[] = [
  overlap('2011-08-01', '', '国家'), overlap('2023-01-01', '99', '省旧'), overlap('2024-01-01', '99', '省新'), overlap('2024-02-01', '990101', '县'),
    overlap('2020-01-01', '0101', '他县'),
  overlap('2011-08-01', '', '另两项', { benefits: ['disability-pension', 'survivor-pension'] }),
]
const advice = (place: string, month: string, overlaps = OVERLAPS, one = 'disability-pension', other = 'combat-veteran-allowance') =>
  adviceOn({ ...freshBook(), overlaps }, one, other, place, month)?.text.zh ?? null
/** What a warning of an overlap says after whom it is about. */
const warned = (overlaps: readonly Overlap[], identities: readonly Identity[]) =>
  decide({ ...freshBook(), overlaps }, facts(identities), '2024-09', '2024-09').warnings
  .filter(({ code }) => code === 'overlap').map(({ text, text_en }) => `${text.split('）：')[1]} ${text_en.split('): ')[1]}`)
const COMBAT: Identity = { category: 'combat-veteran', approved_on: '2010-01-01' }

const [YEARLY, MONTHLY] = [rate({}), rate({ per: 'month', amount_fen: 100_000 })]

export const AMOUNT_EXAMPLES: readonly Example[] = [
  ['有一项推算的数额，就是暂列',
    () => ([['sourced', 'invented'], ['sourced', 'derived'], ['derived', 'sourced'], []] as const)
      .map(all => isProvisional(all.map(confidence => ({ confidence })))),
    [false, true, true, false]],
  ['推算的奖励金标准，暂列',
    () => short(withEntry('merit-award', { rates: [rate({ benefit: 'merit-award', per: 'once', amount_fen: 5_000, confidence: 'derived' })] }),
      { county: '990101', merit: [{ level: 'third-class', on: '2024-09-30' }] }, '2024-09'),
    ['2024-09 5000 provisional 1']],
  ['一次性抚恤金有一项推算，暂列',
    () => [lumpSum('sourced', 'sourced'), lumpSum('derived', 'sourced'), lumpSum('sourced', 'derived')],
    [['42000000 owed'], ['42000000 provisional'], ['42000000 provisional']]],
  ['没有写明倍数的一次性抚恤金，不算数额',
    () => {
      const { lines, refused } = decide(withEntry('death-lump-sum', { lump_sum: null }), WOUND, '2024-05', '2024-05')
      return [lines, refused].map(all => all.map(({ benefit }) => benefit))
    },
    [['disability-pension'], ['nursing-allowance']]],
  ['随事实提供的标准，同一地方新标准的数额未见，也照用',
    () => short(withEntry('disability-pension', { rates: [rate({ benefit: 'disability-pension', where: '990101', from: '2025-01-01', amount_fen: null })] }),
      facts([disabled()], { rates: [{ benefit: 'disability-pension', county: '990101', from: '2024-01-01', amount_fen: 1_200_000, per: 'year' }] }), '2025-02'),
    ['2025-02 100000 owed 1']],
  ['护理费推算的平均工资，暂列',
    () => decide({ ...freshBook(), parameters: [figure('local-average-wage', 'derived', 2023)] }, facts([disabled({ grade: 1 })]), '2024-09',
      '2024-09').lines.map(({ benefit, state, arithmetic }) => `${benefit} ${state} ${arithmetic}`).slice(1),
    ['nursing-allowance provisional 7000.00 / 12 * 50% = 291.67']],
  ['比例以最近一次的为准，不论先后排列',
    () => [['2024-09', '2024-10', '2003-12'].map(month => inForce([share('2024-10-01', 50), share('2004-01-01', 30)], month)),
      ['2024-09', '2024-10'].map(month => inForce([share('2004-01-01', 30), share('2024-10-01', 50)], month))],
    [[30, 50, null], [30, 50]]],
  ['比例只给所列等级', () => [1, 2].map(grade => inForce([share('2004-01-01', 30, { cell: { grade: 1 } })], '2024-09', grade)), [30, null]],
  ['优待金有一段标准是推算的，全年暂列',
    () => short(conscripts('standard', [rate({}), rate({ from: '2024-07-01', confidence: 'derived' })]), facts([family]), '2024-01', '2024-12'),
    ['2024-12 1200000 provisional 2']],
  ['优待金有一段按国家底线，要提示',
    () => short(conscripts('floor', [rate({}), rate({ from: '2024-07-01', where: '990101' })]), facts([family]), '2024-01', '2024-12'),
    ['2024-12 1200000 owed 2', 'floor']],
  ['优待金全年有地方标准，不提示底线',
    () => short(conscripts('floor', [rate({}), rate({ where: '990101' })]), facts([family]), '2024-01', '2024-12'), ['2024-12 1200000 owed 1']],
  ['服役至多二十四个月，先到的终点为准',
    () => [endOfService('2023-09', []), endOfService('2023-09', ['2024-03', '2023-12']), endOfService('2023-09', ['2026-01'])],
    ['2025-08', '2023-12', '2025-08']],
  ['终点在起点以前，没有一年', () => serviceYearsOf('2023-09', endOfService('2023-09', ['2023-08'])), []],
  ['补足的月份记在最后一年',
    () => serviceYearsOf('2023-11', '2024-01').map(({ year, months, filled, last }) => `${year} ${months.length} ${filled.join(',')} ${last}`),
    ['2023 2  false', '2024 1 2024-02,2024-03,2024-04 true']],
  ['发放月份：标准所定，十二月，或服役的末月', () => {
    const [first, second] = serviceYearsOf('2023-09', '2024-08')
    return [dueMonth(first!, 10, '2024-08'), dueMonth(first!, 8, '2024-08'), dueMonth(first!, null, '2024-08'), dueMonth(second!, 12, '2024-08'),
      dueMonth(second!, 3, '2024-08')]
  }, ['2023-10', '2023-12', '2023-12', '2024-08', '2024-03']],
  ['同一标准连到下一年的，分年写',
    () => serviceAmount(['2023-11', '2023-12', '2024-01'].map(month => ({ month, rate: YEARLY }))),
    { amount_fen: 300_000, arithmetic: '12000.00 * 12/12 - 12000.00 * 10/12 + 12000.00 * 1/12 = 3000.00' }],
  ['按月的标准，按月数写',
    () => serviceAmount(['2023-11', '2023-12'].map(month => ({ month, rate: MONTHLY }))),
    { amount_fen: 200_000, arithmetic: '1000.00 * 2 = 2000.00' }],
  ['兼领的规定：就近的地方，最近的一次',
    () => [['990101', '2024-02'], ['990101', '2024-01'], ['990202', '2024-01'], ['990202', '2023-12'], ['980101', '2024-02'],
      ['980101', '2011-07']].map(([place, month]) => advice(place!, month!)),
    ['县', '省新', '省新', '省旧', '国家', null]],
  ['兼领的规定：次序排列无关，两项先后无关',
    () => [
      advice('990202', '2024-01', OVERLAPS.toReversed()), advice('990101', '2024-02', OVERLAPS.toReversed(), 'combat-veteran-allowance', 'disability-pension'),
      advice('990101', '2024-02', OVERLAPS, 'disability-pension', 'survivor-pension'),
        advice('990101', '2024-02', OVERLAPS, 'survivor-pension', 'combat-veteran-allowance'),
    ],
    ['省新', '县', '另两项', null]],
  ['兼领提示：有文号的写文号，只凭惯例的不写',
    () => [overlap('2011-08-01', '', '可以'), overlap('2011-08-01', '', '可以', { confidence: 'remembered' })].map(one => warned([one], [disabled(), COMBAT])),
    [['可以（某号） 可以 (某号)'], ['可以 可以']]],
  ['兼领提示：没有规定的，请核对当地',
    () => warned([], [COMBAT, disabled()]), ['能否兼领没有录入规定，请按当地规定核对 no rule on drawing them together is entered; check the local one']],
  ['兼领提示：同类身份两份，也提示一次', () => warned([], [COMBAT, { ...COMBAT, approved_on: '2011-01-01' }]).length, 1],
]
