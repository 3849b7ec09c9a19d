import { describe, expect, test } from 'vitest'
import { ROLES } from '../base/actor.ts'
import { passwordFault } from './passwords.ts'
import { ALLOWED, may, PERMISSIONS } from './roles.ts'

const WRITES = PERMISSIONS.filter(permission => !permission.endsWith('.read'))

describe('roles', () => {
  test('三员分立：三个管理员看不到任何人员，也不批准任何事', () => {
    for (const role of ['system-administrator', 'security-administrator', 'audit-administrator'] as const) {
      expect(ALLOWED[role].filter(permission => /^(roster|payment|ledger|visits|evidence|documents)\./.test(permission))).toEqual([])
    }
    const own = (['system-administrator', 'security-administrator', 'audit-administrator'] as const).map(role => ALLOWED[role].filter(each => each !== 'places.read'))
    expect(new Set(own.flat()).size).toBe(own.flat().length)
  })

  test('编制与批准分离：没有一个角色既能编制又能批准', () => {
    for (const role of ROLES) expect({ role, both: may(role, 'payment.prepare') && may(role, 'payment.approve') }).toEqual({ role, both: false })
  })

  test('审计只看不写', () => {
    expect(ALLOWED.auditor.filter(permission => WRITES.includes(permission))).toEqual([])
  })

  test('村级专干不碰资金、名册的修改和导出', () => {
    expect(ALLOWED['village-worker'].filter(permission => /^(ledger|payment|accounts|journal)\.|roster\.(write|import|reveal)/.test(permission))).toEqual([])
  })

  test('every permission is somebody\'s', () => {
    expect(PERMISSIONS.filter(permission => !ROLES.some(role => may(role, permission)))).toEqual([])
  })
})

describe('a new password', () => {
  test.each([
    ['Abcdef1', 'short'], ['abcdefgh', 'plain'], ['abcdefg1', 'plain'], ['Abcdefg1', undefined], ['双拥工作abc1', undefined], ['12345678!', 'plain'],
  ])('%s: %s', (password, fault) => {
    expect(passwordFault(password)).toBe(fault)
  })
})
