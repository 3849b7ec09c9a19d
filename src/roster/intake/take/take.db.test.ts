import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHouse, VILLAGES, type TestHouse } from '../../../../tests/harness/database.ts'
import { checkCharacter } from '../../../base/identity-number.ts'
import { must } from '../../../base/result.ts'
import { writeWorkbook } from '../../../sheets/write.ts'
import { changePerson } from '../../actions.ts'
import { people, person, reveal } from '../../lookup/actions.ts'
import type { TakenDifference } from '../../schemas.ts'
import { importSheet } from '../actions.ts'
import { undoImport } from '../undo/actions.ts'

let test: TestHouse
beforeAll(async () => { test = await testHouse() })
afterAll(() => test.close())

let serial = 0
const numberOf = (): string => {
  serial += 1
  const digits = `99010119580704${String(serial * 2 + 1).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}
const HEADINGS = ['姓名', '退役士兵身份证号', '户籍地', '批准日期', '入伍时间', '退伍时间', '手机', '住址', '户籍类别', '银行账号']
type Cells = { name: string; number: string; village?: string; approved?: string; phone?: string; address?: string; hukou?: string; account?: string }
const bring = async (cells: Cells, options: { commit: boolean; take?: readonly TakenDifference[] } = { commit: true }) => must(await importSheet(
  test.house, test.actors.clerk, 'rural-veteran-60', await writeWorkbook({
    name: 'a', headings: HEADINGS,
    rows: [[cells.name, cells.number, cells.village ?? VILLAGES[0]!, cells.approved ?? '2018-08-01', '1977-12-01', '1981-03-01', cells.phone ?? '', cells.address ?? '', cells.hukou ?? '', cells.account ?? '']],
  }), options,
))
const idOf = async (name: string) => must(await people(test.house, test.actors.clerk, { query: name })).rows[0]!.id
const card = async (id: string) => must(await person(test.house, test.actors.clerk, id))
const phoneOf = async (id: string) => must(await reveal(test.house, test.actors.clerk, id, { field: 'phone', reason: '核对' })).value

describe('表里写的与名册不同', () => {
  it('一格一格列出新旧，号码遮盖；空格不算不同，没有不同的只是重复', async () => {
    const number = numberOf()
    await bring({ name: '不同甲', number, phone: '13900000001', address: '示例路一号', account: '6200000000000000019' })
    const same = await bring({ name: '不同甲', number, phone: '139 0000 0001' }, { commit: false })
    expect([same.differences, same.refused, same.errors.map(error => error.reason.zh.includes('名册里已有'))]).toEqual([[], 1, [true]])
    const told = await bring({ name: '不同甲', number, village: VILLAGES[1]!, approved: '2018-09-01', phone: '13900000002', address: '示例路二号', hukou: '农业户口', account: '6200000000000000027' }, { commit: false })
    expect(told.differences).toMatchObject([{ row: 2, name: '不同甲', version: 1 }])
    expect(told.differences[0]!.fields.map(field => [field.heading, field.old, field.new, field.takeable])).toEqual([
      ['手机', '139****0001', '139****0002', true], ['住址', '示例路一号', '示例路二号', true], ['户籍地', '松岭村', '柳河村', true], ['户籍类别', '', expect.any(String), true],
      ['银行账号', '***************0019', '***************0027', false], ['批准日期', '2018-08-01', '2018-09-01', false],
    ])
  })

  it('只改勾选的，别的、空的都不动；撤回后卡片和事实恢复原样', async () => {
    const number = numberOf()
    await bring({ name: '勾选甲', number, phone: '13900000003', address: '示例路三号', hukou: '农业户口' })
    const id = await idOf('勾选甲')
    const changes = { name: '勾选甲', number, village: VILLAGES[1]!, phone: '13900000004', address: '示例路四号' }
    const taken = await bring(changes, { commit: true, take: [{ row: 2, version: 1, fields: ['phone', 'place_code', 'account'] }] })
    expect(taken).toMatchObject({ accepted: 1, refused: 0, errors: [] })
    expect([await phoneOf(id), await card(id)]).toMatchObject(['13900000004', { place: VILLAGES[1], address: '示例路三号', version: 2 }])
    expect(must(await undoImport(test.house, test.actors.clerk, taken.id!, { reason: '勾错了' }, { commit: true }))).toMatchObject({ undone: 1, kept: [] })
    expect([await phoneOf(id), await card(id)]).toMatchObject(['13900000003', { place: VILLAGES[0], address: '示例路三号' }])
  })

  it('不能勾的勾了也不改：账户走变更，身份在卡片上登记', async () => {
    const number = numberOf()
    await bring({ name: '账户甲', number, account: '6200000000000000035' })
    const id = await idOf('账户甲')
    const refusal = await bring({ name: '账户甲', number, approved: '2018-09-01', account: '6200000000000000043' }, { commit: true, take: [{ row: 2, version: 1, fields: ['account', 'approved_on'] }] })
    expect(refusal).toMatchObject({ accepted: 0, refused: 1 })
    expect(await card(id)).toMatchObject({ account: '***************0035', version: 1 })
  })

  it('看过以后别人改了卡片，这一行退回，不盖掉别人的', async () => {
    const number = numberOf()
    await bring({ name: '抢先甲', number, address: '示例路五号' })
    const id = await idOf('抢先甲')
    must(await changePerson(test.house, test.actors.clerk, id, { version: 1, changes: { address: '别人改的' } }))
    const late = await bring({ name: '抢先甲', number, address: '示例路六号' }, { commit: true, take: [{ row: 2, version: 1, fields: ['address'] }] })
    expect([late.accepted, late.errors[0]!.reason.zh.includes('别人已改过')]).toEqual([0, true])
    expect((await card(id)).address).toBe('别人改的')
  })
})
