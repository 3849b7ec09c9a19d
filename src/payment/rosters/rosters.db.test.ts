import { afterAll, beforeAll, expect, test } from 'vitest'
import { TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import { lacks } from '../../../tests/harness/machine.ts'
import { readByOffice } from '../../../tests/harness/office.ts'
import { read } from '../../access/actions.ts'
import type { Actor } from '../../base/actor.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { sum } from '../../base/money.ts'
import { must } from '../../base/result.ts'
import { newRouter, problem, RefusedRequest } from '../../http/router.ts'
import { numbersOfAction } from '../../journal/actions.ts'
import { addPerson } from '../../roster/actions.ts'
import { readSheet } from '../../sheets/read.ts'
import { discardRun, prepareRun, runLines } from '../actions.ts'
import type { PaymentLine } from '../payment.ts'
import { paymentRoutes } from '../routes.ts'
import { exportRoster, rosters } from './actions.ts'

let opened: TestHouse
let run: string
let lines: readonly PaymentLine[]

type Someone = { readonly name: string; readonly born: string; readonly village: number; readonly identity: Record<string, unknown>; readonly account?: string | null }

/** One for each kind of roster; two in the first village. */
const PEOPLE: readonly Someone[] = [
  { name: '田明远', born: '1962-04-03', village: 0, identity: { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' } },
  { name: '孟小川', born: '1950-02-11', village: 1, identity: { category: 'martyr-survivor', relation: 'spouse', approved_on: '2015-03-01' } },
  { name: '邹长庚', born: '1955-08-20', village: 0, identity: { category: 'ill-veteran', approved_on: '2012-06-01' } },
  { name: '尹立春', born: '1960-01-05', village: 2, identity: { category: 'rural-veteran-60', enlisted_on: '1979-03-01', discharged_on: '1983-01-10', approved_on: '2020-01-05' } },
  { name: '龚桂枝', born: '1948-12-09', village: 2, identity: { category: 'martyr-child', approved_on: '2012-01-01' }, account: null },
  { name: '安志远', born: '2004-03-15', village: 1, identity: { category: 'conscript-family', enlistment_approved_on: '2022-09-01', approved_by_county: '990101' } },
]

const numberOf = (index: number): string => {
  const digits = `990101${PEOPLE[index]!.born.replaceAll('-', '')}00${index + 1}`
  return digits + checkCharacter(digits)
}
const accountOf = (index: number): string | null => (PEOPLE[index]!.account === null ? null : `622700000000000${index}`)

beforeAll(async () => {
  opened = await testHouse()
  opened.travel('2024-09-10')
  const { house, actors } = opened
  for (const [index, { name, village, identity }] of PEOPLE.entries()) {
    const account = accountOf(index)
    must(await addPerson(house, actors.clerk, {
      place: VILLAGES[village]!, name, identity_number: numberOf(index), hukou: 'rural', account, bank_name: account === null ? null : '青松农商行', known_on: '2023-12-01',
      facts: [
        { kind: 'identity', value: identity, known_on: '2023-12-01' },
        { kind: 'certificate', value: { category: identity['category'], number: `示例证000${index + 1}` }, known_on: '2023-12-01' },
      ],
    }))
  }
  run = must(await prepareRun(house, actors.clerk, { place: TOWNSHIP, from: '2024-06', to: '2024-08' })).id
  lines = must(await runLines(house, actors.auditor, run, { size: 200 })).rows
})
afterAll(() => opened.close())

const fileOf = async (form: string, more: { masked?: boolean; by_village?: boolean } = {}, actor: Actor = opened.actors.clerk) =>
  must(await exportRoster(opened.house, actor, run, { form, ...more }))
const cellsOf = async (bytes: Uint8Array) => must(await readSheet(bytes)).rows.map(row => row.cells.map(cell => cell?.text ?? ''))
/** The rows under the headings, by them, down to the totals. */
async function tableOf(bytes: Uint8Array, headed: string): Promise<Record<string, string>[]> {
  const rows = await cellsOf(bytes)
  const start = rows.findIndex(row => row.includes(headed))
  const below = rows.slice(start + 1)
  const end = below.findIndex(row => row[0] === '合计' || row[0]!.startsWith('制表'))
  return below.slice(0, end).map(row => Object.fromEntries(rows[start]!.map((heading, index) => [heading, row[index] ?? ''])))
}
const owed = (name: string) => sum(lines.filter(line => line.name === name).map(line => line.amount_fen))

test('这一批有哪几册，各有几人几元', async () => {
  const list = must(await rosters(opened.house, opened.actors.auditor, run))
  const persons = Object.fromEntries(list.map(one => [one.id, one.persons]))
  expect(persons).toMatchObject({ 'disability-pension': 1, 'survivor-pension': 1, 'living-allowance': 1, 'rural-veteran': 1, 'martyr-child': 1, 'conscript-family': 1, payments: 6, accounts: 6 })
  expect(list.find(one => one.id === 'payments')!.amount_fen).toBe(sum(lines.map(line => line.amount_fen)))
})

test('伤残名册：本人的证件号、账号、证书、等级，三个月的钱', async () => {
  const [row, ...more] = await tableOf((await fileOf('disability-pension')).bytes, '残疾证号')
  expect(more).toEqual([])
  expect(row).toMatchObject({
    户籍地: '青松镇松岭村', 姓名: '田明远', 身份证号: numberOf(0), 银行帐号: accountOf(0), 残疾证号: '示例证0001', 优抚对象类别: '残疾军人', 发放类别: '正常', 伤残等级代码: '05', 伤残性质: '因战',
    发放月数: '3', 地方补贴小计: '0', 伤残时期: '',
  })
  expect(Math.round(Number(row!['发放资金总额']) * 100)).toBe(owed('田明远'))
})

test('义务兵名册：入伍时间、所属年度、领款人；登记表写已发放次数', async () => {
  const [row] = await tableOf((await fileOf('conscript-family-register')).bytes, '所属年度')
  expect(row).toMatchObject({ 所属年度: '2024', 姓名: '安志远', 入伍时间: '2022-09-01', 户口性质: '农村', 领款人姓名: '安志远', 开户银行: '青松农商行', 优待安置证编号: '示例证0006', 已发放次数: '0', 父亲姓名: '' })
})

test('没有账号的人也在册上，账号空着', async () => {
  const rows = await tableOf((await fileOf('accounts')).bytes, '户主姓名')
  expect(rows.find(row => row['户主姓名'] === '龚桂枝')).toMatchObject({ 身份证号码: numberOf(4), 银行账号: '', 账户名称: '龚桂枝' })
})

test('批次表：一册一行，加起来是这一批', async () => {
  const rows = await tableOf((await fileOf('batch')).bytes, '名册名称')
  expect(rows.map(row => row['名册类别']).toSorted()).toEqual(['60岁农村籍退役士兵生活补助', '三属定期抚恤金', '义务兵家庭优待金', '伤残抚恤金', '复员、带病回乡、两参生活补助', '老烈子女生活补助'].toSorted())
  expect(sum(rows.map(row => Math.round(Number(row['发放资金总额']) * 100)))).toBe(sum(lines.map(line => line.amount_fen)))
})

test('标准表：五级因战现月标准和新月标准都写明', async () => {
  const [row] = await tableOf((await fileOf('disability-standards')).bytes, '伤残等级')
  expect(row).toMatchObject({ 伤残等级: '五级', 伤残性质: '因战' })
  const rows = await tableOf((await fileOf('standards')).bytes, '标准所属县区')
  expect(rows.map(one => one['优抚对象类别']).toSorted()).toEqual(['带病回乡退役军人', '年满60周岁农村籍退役士兵', '烈士老年子女', '烈士遗属'].toSorted())
  expect(rows.every(one => one['标准所属县区'] === '云岭县')).toBe(true)
})

test('打码的谁能看这一批都能导出，完整的要有揭示权限；每次导出都记在案', async () => {
  const { house, actors } = opened
  const masked = (await cellsOf((await fileOf('payments', { masked: true }, actors.auditor)).bytes)).flat().join('|')
  for (const index of PEOPLE.keys()) {
    expect(masked).not.toContain(PEOPLE[index]!.name)
    expect(masked).not.toContain(numberOf(index))
  }
  expect(masked).toContain('田*远')
  const refusal = await exportRoster(house, actors.auditor, run, { form: 'payments' })
  expect(refusal.ok ? [] : refusal.refusals.map(one => one.code)).toEqual(['forbidden'])
  const noted = must(await read(house, actors.auditor, 'journal.read', work => numbersOfAction(work.session, work.actor.county, 'payment.roster.export', [run])))
  expect(noted.has(run)).toBe(true)
})

test('没有的名册、没有人的名册、作废的批次：拒绝，说明可选的', async () => {
  const { house, actors } = opened
  const unknown = await exportRoster(house, actors.clerk, run, { form: 'lottery' })
  expect(unknown.ok ? undefined : unknown.refusals[0]).toMatchObject({ code: 'invalid', place: 'form', value: 'lottery' })
  const empty = await exportRoster(house, actors.clerk, run, { form: 'preferential-allowance' })
  expect(empty.ok ? undefined : empty.refusals[0]).toMatchObject({ code: 'state', place: 'form' })
  expect(empty.ok ? [] : empty.refusals[0]!.legal).toContain('disability-pension')
  const { id } = must(await prepareRun(house, actors.clerk, { place: TOWNSHIP, from: '2024-05', to: '2024-05' }))
  must(await discardRun(house, actors.clerk, id))
  const discarded = await exportRoster(house, actors.clerk, id, { form: 'payments' })
  expect(discarded.ok ? undefined : discarded.refusals[0]).toMatchObject({ code: 'state', place: 'run.state' })
})

test('走网络接口：名册清单和文件', async () => {
  const app = newRouter()
  app.use('*', async (context, next) => { context.set('actor', opened.actors.clerk); await next() })
  app.route('/', paymentRoutes(opened.house))
  app.onError((error, context) => { if (error instanceof RefusedRequest) return problem(context, error.refusals); throw error })
  const list = await app.request(`/runs/${run}/rosters`)
  expect(await list.json()).toContainEqual(expect.objectContaining({ id: 'disability-pension', persons: 1 }))
  const file = await app.request(`/runs/${run}/rosters/disability-pension?masked=true`)
  expect(file.headers.get('content-disposition')).toContain(encodeURIComponent('青松镇2024年6月至8月伤残抚恤金发放名册.xlsx'))
  expect((await cellsOf(new Uint8Array(await file.arrayBuffer()))).flat()).toContain('田*远')
  expect((await app.request(`/runs/${run}/rosters/lottery`)).status).toBe(422)
})

test.skipIf(lacks('calc'))('每一册都由 LibreOffice 打开，一格一格与本系统读到的相同；按村分的，一村一张', async () => {
  const ids = must(await rosters(opened.house, opened.actors.clerk, run)).map(one => one.id).filter(id => id !== 'changes')
  const files = Object.fromEntries(await Promise.all(ids.map(async id => [id, (await fileOf(id)).bytes] as const)))
  const villages = await fileOf('payments', { by_village: true })
  // LibreOffice puts the sheet's name behind a dash: no other may stand in the file's.
  const fileName = (id: string) => id.replaceAll('-', '_')
  const office = readByOffice({ ...Object.fromEntries(ids.map(id => [fileName(id), files[id]!])), villages: villages.bytes })
  for (const id of ids) {
    const [, sheet] = [...office].find(([name]) => name.startsWith(`${fileName(id)}-`))!
    const filled = sheet.map(row => row.slice(0, row.findLastIndex(cell => cell !== '') + 1)).filter(row => row.length > 0)
    expect(filled, id).toEqual(await cellsOf(files[id]!))
  }
  const sheets = [...office].filter(([name]) => name.startsWith('villages-'))
  expect(sheets.map(([name]) => name.replace('villages-', '')).toSorted()).toEqual(['青松镇松岭村', '青松镇柳河村', '青松镇石桥村'].toSorted())
  for (const [name, rows] of sheets) {
    const own = lines.filter(line => name.endsWith({ [VILLAGES[0]!]: '松岭村', [VILLAGES[1]!]: '柳河村', [VILLAGES[2]!]: '石桥村' }[line.place]!))
    const total = rows.find(row => row[0] === '合计')!
    expect(Math.round(Number(total.at(-1)) * 100), name).toBe(sum(own.map(line => line.amount_fen)))
  }
}, 180_000)
