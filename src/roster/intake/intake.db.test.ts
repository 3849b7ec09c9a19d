import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHouse, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { newApplication } from '../../http/server.ts'
import type { Environment } from '../../http/router.ts'
import { readSheet } from '../../sheets/read.ts'
import { writeCsv, writeWorkbook } from '../../sheets/write.ts'
import { people, person } from '../lookup/actions.ts'
import { rosterRoutes } from '../routes.ts'
import { failedFile, importSheet, templateFile } from './actions.ts'

let test: TestHouse
beforeAll(async () => { test = await testHouse() })
afterAll(() => test.close())

let serial = 0
const numberOf = (born = '19580704'): string => {
  serial += 1
  const digits = `990101${born}${String(serial * 2 + 1).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

const HEADINGS = ['姓名', '退役士兵身份证号', '户籍地', '批准日期', '入伍时间', '退伍时间', '服役部队代号', '备注']
type Row = [name: string, number: string, place: string, approved: string, enlisted: string, discharged: string, unit: string, note: string]
const row = (name: string, changes: Partial<Record<number, string>> = {}): Row =>
  Object.assign([name, numberOf(), VILLAGES[0]!, '2018-08-01', '1977-12-01', '1981.3.1', '番号甲', ''], changes) as Row
const sheet = (rows: readonly string[][], headings = HEADINGS) => writeWorkbook({ name: 'a', headings, rows })
const bring = async (rows: readonly string[][], commit = true) => must(await importSheet(test.house, test.actors.clerk, 'rural-veteran-60', await sheet(rows), { commit }))
const found = async (query: string) => must(await people(test.house, test.actors.clerk, { query }))
const errors = (imported: { errors: readonly { row: number; column: string }[] }) => imported.errors.map(error => `${error.row} ${error.column}`)

describe('导入花名册', () => {
  it('好的进去，坏的一次说清行、列、值、原因，退回成文件，改好再导入', async () => {
    const wrong = numberOf()
    const rows = [
      row('进去一'), row('坏校验', { 1: `${wrong.slice(0, 17)}${wrong.at(-1) === '0' ? '1' : '0'}` }),
      row('坏日期', { 3: '2023-02-30', 2: '不存在村' }), row('进去二', { 2: '青松镇柳河村' }), row('先退后入', { 5: '1977-11-30' }),
    ]
    const imported = await bring(rows)
    expect(imported).toMatchObject({ form: 'rural-veteran-60', committed: true, rows_read: 5, accepted: 2, refused: 3 })
    expect(errors(imported)).toEqual(['3 退役士兵身份证号', '4 户籍地', '4 批准日期', '6 退伍时间'])
    expect(imported.errors[0]!.value).toBe(`990101********${rows[1]![1].slice(-4)}`)
    expect(imported.errors[1]!.legal).toContain(`${VILLAGES[0]} 松岭村`)
    const [one] = (await found('进去二')).rows
    expect(one).toMatchObject({ place: VILLAGES[1], categories: ['rural-veteran-60'] })

    const file = must(await failedFile(test.house, test.actors.clerk, imported.id!))
    expect(Uint8Array.from(file.bytes)).toEqual(imported.failed)
    const back = must(await readSheet(file.bytes)).rows.map(each => each.cells.map(cell => cell?.text ?? ''))
    expect(back[0]).toEqual([...HEADINGS, '错误'])
    expect(JSON.stringify(back)).not.toContain('番号甲')
    const [, checksum, day, order] = back
    checksum![1] = numberOf(); day![3] = '2023-02-28'; day![2] = '松岭村'; order![5] = '1979-11-30'
    const again = must(await importSheet(test.house, test.actors.clerk, 'rural-veteran-60', await sheet([checksum!, day!, order!], back[0]), { commit: true }))
    expect(again).toMatchObject({ rows_read: 3, accepted: 3, refused: 0, errors: [], failed: null })
    expect((await found('先退后入')).total).toBe(1)
  })

  it('预览与真做的结果一样，但什么也不留下', async () => {
    const rows = [row('预览甲'), row('预览乙', { 4: '昨天' })]
    const preview = await bring(rows, false)
    expect(preview).toMatchObject({ committed: false, rows_read: 2, accepted: 1, refused: 1 })
    expect(preview.id).toBeUndefined()
    expect((await found('预览甲')).total).toBe(0)
    const real = await bring(rows)
    expect({ ...real, id: undefined, failed: undefined }).toEqual({ ...preview, committed: true, id: undefined, failed: undefined })
  })

  it('表内重复与名册重复都按行退回，先来的那行进去', async () => {
    const number = numberOf()
    const first = await bring([row('重复甲', { 1: number }), row('重复甲', { 1: number })])
    expect(errors(first)).toEqual(['3 退役士兵身份证号'])
    expect(first.errors[0]!.reason.zh).toContain('第 2 行')
    const second = await bring([row('重复甲', { 1: number }), row('改名甲', { 1: number })])
    expect(second).toMatchObject({ accepted: 0, refused: 2 })
    expect(errors(second)).toEqual(['2 退役士兵身份证号', '3 退役士兵身份证号'])
  })

  it('已在名册的人带着另一个身份再来，加上那个身份', async () => {
    const number = numberOf()
    await bring([row('两重身份', { 1: number })])
    const headings = ['姓名', '身份证号', '户籍地', '伤残类别', '伤残等级', '伤残性质', '批准日期']
    const other = (name: string, grade: string) => sheet([[name, number, VILLAGES[0]!, '残疾军人', grade, '因战', '2019-05-20']], headings)
    const mistaken = must(await importSheet(test.house, test.actors.clerk, 'disabled', await other('别的姓名', '六级'), { commit: true }))
    expect(errors(mistaken)).toEqual(['2 姓名'])
    expect(must(await importSheet(test.house, test.actors.clerk, 'disabled', await other('两重身份', '六级'), { commit: true }))).toMatchObject({ accepted: 1 })
    const { rows } = await found('两重身份')
    expect(rows).toHaveLength(1)
    expect(rows[0]!.categories.toSorted()).toEqual(['disabled-serviceman', 'rural-veteran-60'])
  })

  it('户名是别人而没有写关系、写成本人的，按行退回，说出可填的关系；写明了的进去', async () => {
    const headings = [...HEADINGS, '银行账号', '户名']
    const account = ['6200000000000000019', '庄代领']
    const without = must(await importSheet(test.house, test.actors.clerk, 'rural-veteran-60', await sheet([[...row('代领甲'), ...account]], headings), { commit: true }))
    expect(errors(without)).toEqual(['2 户名'])
    expect(without.errors[0]).toMatchObject({ value: '庄代领', legal: expect.arrayContaining(['配偶', '子女', '监护人']), reason: { zh: expect.stringContaining('加一列“开户人与本人关系”') } })
    const rows = [['代领乙', ''], ['代领丙', '本人'], ['代领丁', '女儿'], ['代领戊', '继承人']].map(([name, relation]) => [...row(name!), ...account, relation!])
    const told = must(await importSheet(test.house, test.actors.clerk, 'rural-veteran-60', await sheet(rows, [...headings, '与开户人关系']), { commit: true }))
    expect(errors(told)).toEqual(['2 与开户人关系', '3 与开户人关系', '5 与开户人关系'])
    expect(told.errors.map(error => error.value)).toEqual(['庄代领', '本人', '继承人'])
    expect(told.errors.map(error => error.legal.includes('本人'))).toEqual([false, false, true])
    const [kept] = (await found('代领丁')).rows
    expect(must(await person(test.house, test.actors.clerk, kept!.id))).toMatchObject({ account_holder: '庄代领', account_relation: 'child' })
  })

  it('涉密列从不存下，备注里的部队番号挡在门外', async () => {
    const imported = await bring([row('保密甲', { 7: '曾在12345部队服役' }), row('保密乙', { 7: '原8023部队' })])
    expect(errors(imported)).toEqual(['2 备注'])
    expect(JSON.stringify(imported.errors)).not.toContain('12345')
    const [kept] = (await found('保密乙')).rows
    const card = must(await person(test.house, test.actors.clerk, kept!.id))
    expect(JSON.stringify(card)).not.toContain('番号甲')
    expect(card.facts.find(fact => fact.kind === 'note')?.value).toEqual({ text: '原8023部队' })
  })

  it('数字格式的身份证号已经损坏，不认也不抄回', async () => {
    const { writeXlsx } = await import('hucre/xlsx')
    const [name, , ...rest] = row('数字格')
    const bytes = await writeXlsx({ sheets: [{ name: 'a', rows: [HEADINGS, [name, Number('990101195807040017'), ...rest]] }] })
    const imported = must(await importSheet(test.house, test.actors.clerk, 'rural-veteran-60', bytes, { commit: true }))
    expect(errors(imported)).toEqual(['2 退役士兵身份证号'])
    expect(imported.errors[0]!.reason.zh).toContain('数字格式')
    expect(must(await readSheet(imported.failed!)).rows[1]!.cells[1]).toBeNull()
  })

  it('不认识的标题、缺少必填列、不是表格、没有这种表：整张退回', async () => {
    const codes = async (form: string, bytes: Uint8Array) => {
      const result = await importSheet(test.house, test.actors.clerk, form, bytes, { commit: true })
      return result.ok ? [] : result.refusals.map(refusal => refusal.code)
    }
    expect(await codes('rural-veteran-60', await sheet([row('甲')], HEADINGS.with(7, '幸运数字').with(5, '血型')))).toEqual(['unknown-key', 'unknown-key', 'missing'])
    expect(await codes('rural-veteran-60', Uint8Array.of(1, 2, 0, 255))).toEqual(['unreadable'])
    expect(await codes('lottery', await sheet([row('甲')]))).toEqual(['not-found'])
  })

  it('UTF-8 CSV 一样导入；村级专干不能导入', async () => {
    const bytes = writeCsv({ name: 'a', headings: HEADINGS, rows: [row('逗号甲')] })
    expect(must(await importSheet(test.house, test.actors.clerk, 'rural-veteran-60', bytes, { commit: true })).accepted).toBe(1)
    expect(await importSheet(test.house, test.actors.villageWorker, 'rural-veteran-60', bytes, { commit: true })).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
  })

  it.each(['roster', 'disabled', 'survivors', 'demobilized', 'ill-veteran', 'combat-veteran', 'nuclear-test-veteran', 'rural-veteran-60', 'martyr-child', 'conscript-family'])('下载的 %s 模板连同示例可以原样导入', async form => {
    const file = must(await templateFile(form))
    expect(must(await importSheet(test.house, test.actors.clerk, form, file.bytes, { commit: false })).errors).toEqual([])
  })
})

describe('网上的样子', () => {
  const application = () => {
    const app = newApplication(text => { throw new Error(text) })
    const api = new OpenAPIHono<Environment>()
    api.use(async (context, next) => { context.set('actor', test.actors.clerk); await next() })
    app.route('/api', api.route('/', rosterRoutes(test.house)))
    return app
  }
  const upload = async (path: string, bytes: Uint8Array) => {
    const body = new FormData()
    body.append('file', new File([Uint8Array.from(bytes)], 'a.xlsx'))
    return application().request(path, { method: 'POST', body, headers: { 'x-tongxin': '1' } })
  }

  it('上传、下载退回的行、查人、显示号码', async () => {
    const bytes = await sheet([row('网上甲'), row('网上乙', { 3: '二月三十' })])
    const preview = await (await upload('/api/imports/rural-veteran-60', bytes)).json()
    expect(preview).toMatchObject({ committed: false, accepted: 1, refused: 1 })
    const answer = await (await upload('/api/imports/rural-veteran-60?commit=true', bytes)).json() as { failed_rows: string }
    expect(answer).toMatchObject({ committed: true, accepted: 1, refused: 1 })
    const failed = await application().request(answer.failed_rows)
    expect(must(await readSheet(new Uint8Array(await failed.arrayBuffer()))).rows).toHaveLength(2)

    const list = await (await application().request(`/api/people?query=${encodeURIComponent('网上甲')}`)).json() as { rows: { id: string }[]; total: number }
    expect(list.total).toBe(1)
    const id = list.rows[0]!.id
    expect((await application().request(`/api/people/${id}`)).status).toBe(200)
    expect(await (await application().request(`/api/people/${id}/timeline`)).json()).toHaveLength(2)
    const shown = await application().request(`/api/people/${id}/reveal`, {
      method: 'POST', headers: { 'x-tongxin': '1', 'content-type': 'application/json' }, body: JSON.stringify({ field: 'identity_number', reason: '核对' }),
    })
    expect(await shown.json()).toEqual({ value: expect.stringMatching(/^990101\d{11}[\dX]$/) })
  })

  it('请求里的毛病也是带位置的说明，从不是 500', async () => {
    for (const [path, status] of [
      ['/api/people?size=9999', 422], ['/api/people?colour=red', 422], ['/api/people/not-an-id', 404], ['/api/people?query=12', 422],
      ['/api/people/01a20e03-8b77-745f-91a2-ffd1b66baca1', 404], ['/api/imports/01a20e03-8b77-745f-91a2-ffd1b66baca1/failed', 404],
      ['/api/forms/lottery/template', 404], ['/api/categories', 200], ['/api/forms', 200], ['/api/forms/disabled/template', 200], ['/api/people/export', 200], ['/api/households', 200],
    ] as const) expect((await application().request(path)).status, path).toBe(status)
    expect((await upload('/api/imports/disabled', Uint8Array.of(1, 0, 2))).status).toBe(415)
    const none = await application().request('/api/imports/disabled', { method: 'POST', headers: { 'x-tongxin': '1' }, body: new FormData() })
    expect(none.status).toBe(422)
  })
})
