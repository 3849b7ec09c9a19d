import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkCharacter } from '../../base/identity-number.ts'
import { sum } from '../../base/money.ts'
import { must } from '../../base/result.ts'
import { readCell } from '../../roster/intake/cells.ts'
import { foldHeading, headingsOf } from '../../roster/intake/form.ts'
import { loadSheetForms } from '../../roster/intake/load.ts'
import { readSheet } from '../../sheets/read.ts'
import type { PaymentLine } from '../payment.ts'
import { rosterSheetOf } from './actions.ts'
import { batchesOf, sharesOf } from './batches.ts'
import { rosterChanges } from './changes.ts'
import { takerOf, type RosterForm } from './form.ts'
import { loadRosterForms } from './load.ts'
import { maskPerson, maskRow } from './mask.ts'
import { rosterRows, type RosterLine, type RosterPerson } from './rows.ts'
import { periodWords, personSheet, type RosterFacts, type RosterRun } from './sheet.ts'

const forms = loadRosterForms()
const form = (id: string): RosterForm => forms.find(one => one.id === id)!
const VILLAGE = '990101101201'
const NUMBER = `99010119620403001${checkCharacter('99010119620403001')}`

const line = (more: Partial<RosterLine> = {}): RosterLine => ({
  person: 'a', name: '田明远', place: VILLAGE, benefit: 'disability-pension', category: 'disabled-serviceman', period: '2024-09', kind: 'regular',
  amount_fen: 558_600, entitled_fen: 558_600, posted_before_fen: 0, provisional: false, ...more,
})
const person: RosterPerson = {
  identity_number: NUMBER, account: '6227000000000001', bank: '青松农商行', payee: '田明远', sex: 'male', hukou: 'rural',
  identities: [{ category: 'disabled-serviceman', cause: 'war', grade: 6, regradings: [{ approved_on: '2023-05-01', grade: 5 }] }],
  certificates: [{ category: 'martyr-survivor', number: '遗0001' }, { number: '证0002' }],
}
const run: RosterRun = {
  number: '2024-0001', office: '青松镇', from: '2024-09', to: '2024-09', state: '已审批', paid_on: null, confirmed_on: null, note: null,
  signatures: { prepared: { name: '林经办', on: '2024-09-03' }, checked: { name: '沈复核', on: '2024-09-10' }, approved: null, sent: null },
}
const facts: RosterFacts = { personOf: () => person, placeName: () => '青松镇松岭村', benefitName: benefit => benefit, paymentsBefore: () => 2 }

const rowsOn = (on: RosterForm, lines: readonly RosterLine[]) => rosterRows(lines.filter(takerOf(on)), on.benefits && new Set(on.benefits))
const sheetOf = (on: RosterForm, lines: readonly RosterLine[]) => {
  const sheet = personSheet({ form: on, batch: form('batch'), run, rows: rowsOn(on, lines), facts })
  return { ...sheet, rows: [...sheet.rows] }
}
/** The cells of the only row, by their headings. */
const cellsOf = (id: string, ...lines: RosterLine[]) => {
  const { columns, rows } = sheetOf(form(id), lines)
  expect(rows).toHaveLength(1)
  return Object.fromEntries(columns.map((column, index) => [column.heading, rows[0]![index]]))
}

describe('一人一行', () => {
  test('三个月的抚恤金和护理费并成一行：标准、月数、金额各归各列', () => {
    const months = ['2024-07', '2024-08', '2024-09'].map(period => line({ period }))
    const nursing = months.map(one => ({ ...one, benefit: 'nursing-allowance', amount_fen: 200_000, entitled_fen: 200_000 }))
    // 5586.00 x 3 = 16758.00; 2000.00 x 3 = 6000.00
    expect(cellsOf('disability-pension', ...months, ...nursing)).toMatchObject({
      户籍地: '青松镇松岭村', 姓名: '田明远', 身份证号: NUMBER, 银行帐号: '6227000000000001', 残疾证号: '证0002', 优抚对象类别: '残疾军人', 发放类别: '正常',
      伤残等级代码: '05', 伤残性质: '因战', 伤残时期: '', 省标准: 558_600, 发放月数: 3, 发放金额: 1_675_800, 护理费: 600_000, 地方补贴小计: 0, 补发金额: 0, 发放资金总额: 2_275_800, 备注: '',
    })
  })

  test('补发另列，不算在发放月数和发放金额里，备注写明哪几个月', () => {
    const back = ['2024-07', '2024-08'].map(period => line({ period, kind: 'arrears', amount_fen: 30_000, posted_before_fen: 528_600 }))
    expect(cellsOf('disability-pension', ...back, line())).toMatchObject({
      发放类别: '正常、补发', 省标准: 558_600, 发放月数: 1, 发放金额: 558_600, 补发金额: 60_000, 发放资金总额: 618_600, 备注: '补发2024-07至2024-08共2个月',
    })
  })

  test('没有补发列的名册，补发算在发放金额里：合计不少一分', () => {
    const rural = { benefit: 'rural-veteran-allowance', category: 'rural-veteran-60', amount_fen: 34_400, entitled_fen: 34_400 }
    expect(cellsOf('rural-veteran', line({ ...rural, period: '2024-08', kind: 'arrears' }), line(rural))).toMatchObject({
      省标准: 34_400, 发放月数: 2, 发放金额: 68_800, 发放资金总额: 68_800, 备注: '补发2024-08',
    })
  })

  test('县里的补贴是自己的一项待遇：进它的列，也进小计；丧葬补助费写在其他补助1，备注说明', () => {
    const more = (benefit: string, amount_fen: number) => line({ benefit, amount_fen, entitled_fen: amount_fen })
    expect(cellsOf('disability-pension', line(), more('lone-elderly-supplement', 10_000), more('local-supplement', 5_000), more('funeral-allowance', 7_000))).toMatchObject({
      孤老增发: 10_000, 地方补贴小计: 15_000, 自然增长机制: 0, 其他补助1: 7_000, 发放资金总额: 580_600, 备注: '其他补助1为funeral-allowance',
    })
  })

  test('义务兵家庭优待金：所属年度、领款人、发放次数；登记表多出的列里，父母各栏留空', () => {
    const allowance = line({ benefit: 'conscript-family-allowance', category: 'conscript-family', period: '2024-12', amount_fen: 1_500_000, entitled_fen: 1_500_000 })
    expect(cellsOf('conscript-family', allowance)).toMatchObject({ 所属年度: '2024', 户口性质: '农村', 优待金额: 1_500_000, 立功增发: 0, 领款人姓名: '田明远', 合计: 1_500_000, 发放次数: 1 })
    expect(cellsOf('conscript-family-register', allowance)).toMatchObject({ 父亲姓名: '', 母亲联系方式: '', 开户银行: '青松农商行', 已发放次数: 2 })
  })
})

describe('一张表', () => {
  test('标题、批次表头、合计、大写、签字', () => {
    const sheet = sheetOf(form('survivor-pension'), [line({ benefit: 'survivor-pension', category: 'martyr-survivor' }), line({ person: 'b', benefit: 'survivor-pension', category: 'martyr-survivor' })])
    expect(sheet.title).toBe('青松镇2024年9月三属定期抚恤金发放名册')
    expect(sheet.above.join('　')).toContain('发放资金总额：11,172.00元　　发放状态：已审批')
    expect(sheet.totals!.slice(0, 2)).toEqual(['合计', '2人'])
    expect(sheet.totals!.at(-2)).toBe(1_117_200)
    expect(sheet.below[0]).toBe('合计（大写）：人民币壹万壹仟壹佰柒拾贰元整')
    expect(sheet.below[1]).toMatch(/^制表：林经办　2024年9月3日　+复核：沈复核　2024年9月10日　+审批：　+年　月　日　+经办：　+年　月　日$/)
  })

  test.each([['2024-09', '2024-09', '2024年9月'], ['2024-07', '2024-09', '2024年7月至9月'], ['2023-12', '2024-02', '2023年12月至2024年2月']])('%s 至 %s', (from, to, words) =>
    expect(periodWords(from, to)).toBe(words))

  test('打了码的名册上没有完整的姓名、证件号、账号', () => {
    const [row] = rowsOn(form('disability-pension'), [line()])
    const shown = JSON.stringify([maskRow(row!), maskPerson(person)])
    for (const whole of ['田明远', NUMBER, '6227000000000001', '证0002']) expect(shown).not.toContain(whole)
  })
})

describe('变更明细', () => {
  const paid = (more: Partial<PaymentLine>): PaymentLine => ({ ...line(), rate_fen: null, ...more } as PaymentLine) // what `changesBetween` and the roster read of it
  const names = { place: () => '青松镇松岭村', benefit: () => '残疾抚恤金', name: (name: string) => name, identityNumber: () => NUMBER }

  test('新增、减员、标准变化、补发各成一行，补发写明月份', () => {
    const before = [paid({ person: 'a', name: '甲', period: '2024-08', entitled_fen: 500_000 }), paid({ person: 'b', name: '乙', period: '2024-08' })]
    const now = [paid({ person: 'a', name: '甲' }), paid({ person: 'c', name: '丙' }), ...['2024-07', '2024-08'].map(period => paid({ person: 'a', name: '甲', period, kind: 'arrears', amount_fen: 58_600 }))]
    expect(rosterChanges(before, now, names).map(one => [one.number, one.change, one.name, one.before_fen, one.now_fen, one.arrears_fen, one.remarks])).toEqual([
      [1, '新增', '丙', null, 558_600, 0, ''], [2, '减员', '乙', 558_600, null, 0, ''], [3, '标准变化', '甲', 500_000, 558_600, 0, ''],
      [4, '补发', '甲', null, null, 117_200, '2024-07至2024-08共2个月'],
    ])
  })

  test('没有上一批：只有补发', () => expect(rosterChanges([], [paid({})], names)).toEqual([]))
})

test('两千人的名册：人人在册，合计和大写都对', async () => {
  const lines = Array.from({ length: 2000 }, (_, index) => line({ person: `p${index}`, amount_fen: 100_000 + index, entitled_fen: 100_000 + index }))
  const { rows } = must(await readSheet(await rosterSheetOf(lines, 'disability-pension', run, facts)))
  // Title, two lines of the batch header, headings, persons, totals, capitals, sign-off.
  expect(rows).toHaveLength(4 + 2000 + 3)
  // 2000 x 1000.00 + (0 + 1 + ... + 1999) fen = 2000000.00 + 19990.00
  expect(rows.at(-3)!.cells.at(-1)).toMatchObject({ kind: 'number', number: 2_019_990 })
  expect(rows.at(-2)!.cells[0]!.text).toBe('合计（大写）：人民币贰佰零壹万玖仟玖佰玖拾元整')
})

const anyLine: fc.Arbitrary<RosterLine> = fc.record({
  benefit: fc.constantFrom('disability-pension', 'nursing-allowance', 'lone-elderly-supplement', 'local-supplement', 'funeral-allowance', 'merit-award', 'survivor-pension', 'rural-veteran-allowance'),
  category: fc.constantFrom('disabled-serviceman', 'martyr-survivor', 'rural-veteran-60'),
  person: fc.constantFrom('a', 'b', 'c'), period: fc.constantFrom('2024-07', '2024-08', '2024-09'), kind: fc.constantFrom('regular' as const, 'arrears' as const),
  amount_fen: fc.integer({ min: 1, max: 9_999_999 }), place: fc.constantFrom(VILLAGE, '990101101202'),
}).map(one => line({ ...one, entitled_fen: one.amount_fen, place: one.person === 'a' ? VILLAGE : '990101101202' }))

describe('不多一分，不少一分', () => {
  test('各册加上不在册的，等于一批的总额；批次表也是', () => {
    fc.assert(fc.property(fc.array(anyLine), lines => {
      const total = sum(lines.map(one => one.amount_fen))
      const shares = sharesOf(forms, lines)
      expect(sum(shares.map(share => share.amount_fen))).toBe(total)
      expect(sum(batchesOf(shares, run).map(batch => batch.total_fen))).toBe(total)
    }))
  })

  test('每册每行：各列相加等于发放资金总额；每列的合计等于各行之和；一人一行', () => {
    fc.assert(fc.property(fc.array(anyLine), fc.constantFrom('disability-pension', 'survivor-pension', 'rural-veteran'), (lines, id) => {
      const on = form(id)
      const { columns, rows, totals } = sheetOf(on, lines)
      const at = (heading: string) => columns.findIndex(column => column.heading === heading)
      const parts = on.columns.flatMap((column, index) => (column.value === 'amount' || column.value === 'arrears' ? [index] : []))
      const local = at('地方补贴小计')
      for (const row of rows) {
        // The subtotal repeats its columns; what it alone holds is the county's general supplement.
        const repeated = ['自然增长机制', '粮油补贴', '煤补补贴', '抗日增发', '孤老增发'].filter(heading => at(heading) >= 0).map(heading => Number(row[at(heading)]))
        const general = local < 0 ? 0 : Number(row[local]) - sum(repeated)
        expect(sum(parts.map(index => Number(row[index]))) + general).toBe(row[at('发放资金总额')])
      }
      expect(totals![at('发放资金总额')]).toBe(sum(lines.filter(takerOf(on)).map(one => one.amount_fen)))
      expect(rows).toHaveLength(new Set(lines.filter(takerOf(on)).map(one => one.person)).size)
    }))
  })
})

test('导出的名册，导入的表认得的列，一格一格都读得回来', async () => {
  const intake = headingsOf((await loadSheetForms()).get('disabled')!)
  const back = ['disability-pension', 'accounts', 'payments'].flatMap(id => Object.entries(cellsOf(id, line())).flatMap(([heading, value]) => {
    const column = intake.get(foldHeading(heading))
    if (column?.field === undefined || value === '') return []
    const reading = readCell(column, { kind: 'text', text: String(value) }, text => (text === '青松镇松岭村' ? { code: VILLAGE } : { reason: { zh: text, en: text }, legal: [] }))
    return [[column.field, 'value' in reading ? reading.value : reading.reason.zh] as const]
  }))
  expect(Object.fromEntries(back)).toEqual({
    place_code: VILLAGE, name: '田明远', identity_number: NUMBER, account: '6227000000000001', certificate_number: '证0002', category: 'disabled-serviceman', cause: 'war',
    bank_name: '青松农商行', account_holder: '田明远', sex: 'male', hukou: 'rural', grade: '5',
  })
})
