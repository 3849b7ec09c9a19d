import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestActors, type TestHouse } from '../../../tests/harness/database.ts'
import { giveOneTimePassword } from '../../access/accounts/actions.ts'
import { act, insertAccountIn } from '../../access/actions.ts'
import { checkChain } from '../../access/audit/actions.ts'
import { must } from '../../base/result.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { addPerson } from '../../roster/actions.ts'
import { reveal } from '../../roster/lookup/actions.ts'
import type { Machine } from '../health/health.ts'
import { checksOf } from './actions.ts'

let tested: TestHouse
beforeAll(async () => { tested = await testHouse() })
afterAll(() => tested.close())

const machine: Machine = { version: '1.0.0', runtime: '26', started_at: 0, clock: () => Date.now(), disk: async () => ({ free_bytes: 9e9, total_bytes: 2e10 }) }
const seen = async (who: keyof TestActors, ok: boolean): Promise<string[]> => must(await checksOf(tested.house, tested.actors[who], machine)).filter(check => check.ok === ok).map(check => check.title.zh)

describe('三员的工作台，从已有的记录里来', () => {
  test('别的人没有；系统管理员看到备份、磁盘、核对、时钟和版本', async () => {
    for (const who of ['clerk', 'leader', 'auditor', 'countyOffice', 'villageWorker'] as const) expect([...await seen(who, true), ...await seen(who, false)]).toEqual([])
    expect(await seen('system', false)).toContain('还没有备份')
    expect((await seen('system', true)).join()).toContain('程序版本 1.0.0')
    must(await act(tested.house, { ...tested.actors.system, place: COUNTY, scope: [COUNTY] }, 'backup.make', async work => {
      work.record({ action: 'backup.make', subject: 'night', place: TOWNSHIP })
      return { ok: true, value: null }
    }))
    expect((await seen('system', true)).join()).toContain('最近的备份：2024-06-30')
  })

  test('安全管理员看到锁定、一次性密码、长久不登录和一年没核对的账号', async () => {
    const id = must(await act(tested.house, tested.actors.security, 'accounts.manage', work => insertAccountIn(work, { place: TOWNSHIP, login: 'fresh-one', name: '新同志', role: 'clerk', password: null })))
    expect((await seen('security', true)).join()).toContain('0 个一次性密码还没有用')
    must(await giveOneTimePassword(tested.house, tested.actors.security, id))
    expect((await seen('security', false)).join()).toContain('1 个一次性密码还没有用')
    expect((await seen('security', false)).join()).toContain('个账号 90 天没有登录')
  })

  test('审计管理员看到日志链什么时候核对过，夜里和周末查看号码几次', async () => {
    expect(await seen('audit', false)).toContain('日志链还没有核对过')
    must(await checkChain(tested.house, tested.actors.audit, { anchorsIn: async () => [] }))
    expect(await seen('audit', true)).toContain('日志链核对：2024-06-30')
    const digits = '99010119550302761'
    const person = must(await addPerson(tested.house, tested.actors.clerk, { place: VILLAGES[0]!, name: '洪示例', identity_number: digits + checkCharacter(digits) }))
    const look = async () => must(await reveal(tested.house, tested.actors.clerk, person, { field: 'identity_number', reason: '核对证件' }))
    tested.travel('2024-07-01') // a Monday, nine in the morning
    await look()
    expect(await seen('audit', true)).toContain('夜里和周末查看完整号码 0 次')
    tested.travel('2024-07-06') // a Saturday
    await look()
    expect(await seen('audit', false)).toContain('夜里和周末查看完整号码 1 次')
    expect(await seen('audit', true)).toContain('近 30 天查看完整号码 2 次')
    tested.travel('2024-06-30')
  })
})
