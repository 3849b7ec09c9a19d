import { describe, expect, test } from 'vitest'
import { actionName, pageOf, readerOf } from './action-names.ts'
import { covered, saidOf, titleOf } from './audit.ts'

const NONE = new Map<string, { zh: string; en: string }>()
const zh = (before: unknown, after: unknown, names = NONE) => saidOf(before, after, names).said.map(each => [each.field.zh, each.before?.zh ?? null, each.after?.zh ?? null])

describe('一条日志说了什么', () => {
  test('只说变了的；金额写成元，名字代替代码', () => {
    expect(zh({ name: '甲', amount_fen: 100, place: '990101101201' }, { name: '甲', amount_fen: 250_00, place: '990101101202' }, new Map([['990101101202', { zh: '松林村', en: 'Songlin' }]])))
      .toEqual([['金额', '1.00 元', '250.00 元'], ['辖区', '990101101201', '松林村']])
  })
  test('新登记的只有后，删去的只有前；空的不列', () => {
    expect(zh(undefined, { state: 'draft', note: null, evidence: [] })).toEqual([['情况', null, '草稿']])
    expect(zh({ state: 'draft' }, undefined)).toEqual([['情况', '草稿', null]])
  })
  test('一层套一层的，按层次说；一串值是一项', () => {
    expect(zh(null, { joins: [{ name: '甲' }, { name: '乙' }], attendees: ['甲', '乙'], mental: false })).toEqual([
      ['加入 · 1 · 姓名、名称', null, '甲'], ['加入 · 2 · 姓名、名称', null, '乙'], ['出席', null, '甲、乙'], ['精神残疾', null, '否'],
    ])
  })
  test('没有中文的键照原样，不丢', () => expect(zh(null, { helpers_number: 49 })).toEqual([['helpers_number', null, '49']]))
  test('太多的只列前六十项，说还有多少', () => {
    expect(saidOf(null, Object.fromEntries(Array.from({ length: 75 }, (_, index) => [`field_${index}`, index])), NONE)).toMatchObject({ said: { length: 60 }, more: 15 })
  })
  test.each([
    ['证号 990101199001011234 有误', '证号 990***********1234 有误'], ['电话 13900001111', '电话 139****1111'], ['卡号 6222000011112222333', '卡号 622************2333'],
    ['代码 990101101201', '代码 990101101201'], ['01852d0c-140d-7e23-8478-6eabf3063164', '01852d0c-140d-7e23-8478-6eabf3063164'], ['示例财社〔2023〕2号', '示例财社〔2023〕2号'],
  ])('%s 显示为 %s', (text, shown) => expect(covered(text)).toBe(shown))
  test('对象的名字从内容里来', () => {
    expect(titleOf({ login: 'lin', name: '林经办' }, undefined)).toBe('林经办')
    expect(titleOf(undefined, { head: '甲户' })).toBe('甲户')
    expect(titleOf([{ name: '甲' }], null)).toBeNull()
  })
})

describe('动作的名字', () => {
  test('不认识的照原样', () => expect(actionName('test.thing.change')).toEqual({ zh: 'test.thing.change', en: 'test.thing.change' }))
  test('人和钱的内容要有看它们的权限；账号和辖区的，审计管理员也看', () => {
    expect(['roster.person.add', 'payment.run.approve', 'visits.visit.record', 'access.account.add', 'places.place.change'].map(readerOf))
      .toEqual(['roster.read', 'payment.read', 'visits.read', undefined, undefined])
  })
  test('页面的地址', () => {
    expect(pageOf({ action: 'roster.person.change', subject: 'one' }, {})).toBe('/people/one')
    expect(pageOf({ action: 'roster.account.decide', subject: 'one' }, { person: 'two' })).toBe('/people/two')
    expect(pageOf({ action: 'payment.setting.enter', subject: 'one' }, undefined)).toBe('/payment-settings')
    expect(pageOf({ action: 'disclosure.objection.answer', subject: 'one' }, [])).toBeUndefined()
    expect(pageOf({ action: 'access.session.open', subject: 'one' }, undefined)).toBeUndefined()
  })
})
