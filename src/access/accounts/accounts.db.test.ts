import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import type { Actor } from '../../base/actor.ts'
import { must, type Result } from '../../base/result.ts'
import { scoped } from '../../db/db.ts'
import { identify, openSession, sessionActor, sessionOf } from '../actions.ts'
import { changePassword, endOtherSessions, endTour, isTourDue, ownAccount, passwordStanding } from '../own/actions.ts'
import { FAILURES_MAX } from '../passwords.ts'
import { account, accountList, addAccount, changeAccount, giveOneTimePassword, stepAccount } from './actions.ts'

let tested: TestHouse
beforeAll(async () => { tested = await testHouse() })
afterAll(() => tested.close())

const codesOf = (result: Result<unknown>): string[] => (result.ok ? [] : result.refusals.map(each => `${each.code} ${each.place}`))
const OWN = 'Own-Words-7'
let made = 0
/** A fresh account for each test, so that they may run in any order. */
async function newAccount(role: Actor['role'] = 'clerk', place = TOWNSHIP) {
  const login = `made-${++made}`
  const { id, password } = must(await addAccount(tested.house, tested.actors.security, { login, name: '新同志', role, place }))
  return { id, login, password }
}
const signIn = (login: string, password: string) => identify(tested.house, false, login, password)
const versionOf = async (id: string) => must(await account(tested.house, tested.actors.security, id)).version
const stateOf = async (id: string) => must(await account(tested.house, tested.actors.security, id)).state
const journalOf = (subject: string) => scoped(tested.house.database, { county: COUNTY, places: [COUNTY] }, async session =>
  (await session.query<{ action: string; before: string | null; after: string | null }>('SELECT action, before, after FROM journal WHERE subject = $1 ORDER BY number', [subject])).rows)

describe('设立账号', () => {
  test('安全管理员设立，一次性密码只在回答里出现一次；列表、日志和数据库里都没有', async () => {
    const { id, login, password } = await newAccount()
    expect(password).toMatch(/^([a-z]{3}[2-9]-){2}[a-z]{3}[2-9]$/)
    expect(await stateOf(id)).toBe('once')
    const listed = must(await accountList(tested.house, tested.actors.security, { query: login }))
    expect(listed).toMatchObject({ total: 1, rows: [{ login, state: 'once', signed_in_at: null, locked_until: null }] })
    expect(JSON.stringify(listed) + JSON.stringify(await journalOf(id))).not.toMatch(new RegExp(`argon2|${password}`))
  })

  test('其他人不能：经办、审计、县双拥办都不管账号', async () => {
    for (const who of ['clerk', 'auditor', 'countyOffice', 'system', 'audit'] as const) {
      expect(codesOf(await addAccount(tested.house, tested.actors[who], { login: 'nobody', name: '某', role: 'clerk', place: TOWNSHIP }))).toEqual(['forbidden accounts.manage'])
      expect(codesOf(await accountList(tested.house, tested.actors[who], {}))).toEqual(['forbidden accounts.manage'])
    }
  })

  test('错处一次说全：账号重名，辖区不是自己的', async () => {
    const { login } = await newAccount()
    expect(codesOf(await addAccount(tested.house, tested.actors.security, { login, name: '某', role: 'clerk', place: '990102101' }))).toEqual(['duplicate login', 'invalid place'])
  })

  test.each([['village-worker', TOWNSHIP], ['clerk', VILLAGES[0]!], ['county-office', TOWNSHIP]] as const)('%s 的辖区不能是 %s', async (role, place) => {
    expect(codesOf(await addAccount(tested.house, tested.actors.security, { login: 'elsewhere', name: '某', role, place }))).toEqual(['invalid place'])
  })
})

describe('一次性密码', () => {
  test('用它登录的人先换成自己的密码，换之前什么也办不了；换了以后旧的作废', async () => {
    const { login, password } = await newAccount()
    const actor = must(await signIn(login, password))
    const token = await openSession(tested.house, actor)
    expect(must(await sessionOf(tested.house, token)).password_once).toBe(true)
    expect(await passwordStanding(tested.house, actor)).toMatchObject({ once: true })
    must(await changePassword(tested.house, actor, token, { current: password, password: OWN }))
    expect(must(await sessionOf(tested.house, token)).password_once).toBe(false)
    expect((await signIn(login, password)).ok).toBe(false)
    expect((await signIn(login, OWN)).ok).toBe(true)
  })

  test('忘了密码再给一次：所有登录作废，锁定解除，不能给自己', async () => {
    const { id, login, password } = await newAccount()
    const token = await openSession(tested.house, must(await signIn(login, password)))
    for (let failure = 1; failure <= FAILURES_MAX; failure++) await signIn(login, 'wrong')
    expect(await stateOf(id)).toBe('locked')
    const again = must(await giveOneTimePassword(tested.house, tested.actors.security, id))
    expect(again.password).not.toBe(password)
    expect(await stateOf(id)).toBe('once')
    expect((await sessionActor(tested.house, token)).ok).toBe(false)
    expect((await signIn(login, again.password)).ok).toBe(true)
    expect(codesOf(await giveOneTimePassword(tested.house, tested.actors.security, tested.actors.security.account))).toEqual(['same-person account'])
  })
})

describe('自己的账号', () => {
  async function signedIn() {
    const { login, password } = await newAccount()
    const actor = must(await signIn(login, password))
    const token = await openSession(tested.house, actor, 'Mozilla/5.0 (X11; Linux x86_64) Chrome/109')
    must(await changePassword(tested.house, actor, token, { current: password, password: OWN }))
    return { actor, token }
  }

  test('密码的错处一次说全：现在的不对，新的太短，或者带着账号，或者没有换', async () => {
    const { actor, token } = await signedIn()
    expect(codesOf(await changePassword(tested.house, actor, token, { current: 'wrong', password: 'Ab1' }))).toEqual(['invalid current', 'invalid password'])
    expect(codesOf(await changePassword(tested.house, actor, token, { current: OWN, password: OWN }))).toEqual(['invalid password'])
    expect(codesOf(await changePassword(tested.house, actor, token, { current: OWN, password: `Ab1-${actor.login.toUpperCase()}` }))).toEqual(['invalid password'])
  })

  test('猜现在的密码也算失败次数：五次锁定', async () => {
    const { actor, token } = await signedIn()
    for (let failure = 1; failure <= FAILURES_MAX; failure++) await changePassword(tested.house, actor, token, { current: 'wrong', password: 'Other-Words-7' })
    expect(codesOf(await changePassword(tested.house, actor, token, { current: OWN, password: 'Other-Words-7' }))).toEqual(['throttled current'])
  })

  test('看得到自己在哪里登录；退出其他登录只留这里；换密码也一样', async () => {
    const { actor, token } = await signedIn()
    const others = [await openSession(tested.house, actor, 'other'), await openSession(tested.house, actor)]
    const own = must(await ownAccount(tested.house, actor, token))
    expect(own.sessions.map(each => each.here).filter(Boolean)).toHaveLength(1)
    expect(own.sessions.map(each => each.device)).toEqual(expect.arrayContaining([expect.stringContaining('Chrome/109'), 'other', null]))
    expect(JSON.stringify(own)).not.toContain(token.split('.')[1])
    expect(must(await endOtherSessions(tested.house, actor, token))).toBe(2)
    expect(await Promise.all([token, ...others].map(async each => (await sessionActor(tested.house, each)).ok))).toEqual([true, false, false])
  })

  test('密码满九十天那天起提醒，不是满了就登不进去', async () => {
    const { actor } = await signedIn()
    expect(await passwordStanding(tested.house, actor)).toEqual({ once: false, changed_on: '2024-06-30', due_on: '2024-09-28' })
  })
})

describe('改、停、启、解锁', () => {
  test('换了角色或辖区，要重新登录；前后都在日志里', async () => {
    const { id, login, password } = await newAccount()
    const token = await openSession(tested.house, must(await signIn(login, password)))
    must(await changeAccount(tested.house, tested.actors.security, id, { version: 1, name: '新同志', role: 'village-worker', place: VILLAGES[3]! }))
    expect((await sessionActor(tested.house, token)).ok).toBe(false)
    expect(must(await signIn(login, password))).toMatchObject({ role: 'village-worker', place: VILLAGES[3], scope: [VILLAGES[3]] })
    const entry = (await journalOf(id)).find(each => each.action === 'access.account.change')
    expect([entry?.before, entry?.after]).toEqual([expect.stringContaining('"clerk"'), expect.stringContaining('"village-worker"')])
  })

  test('只改名字的，不用重新登录', async () => {
    const { id, login, password } = await newAccount()
    const token = await openSession(tested.house, must(await signIn(login, password)))
    must(await changeAccount(tested.house, tested.actors.security, id, { version: 1, name: '改了名', role: 'clerk', place: TOWNSHIP }))
    expect(must(await sessionActor(tested.house, token)).name).toBe('改了名')
  })

  test('两人同时改：后来的被告知谁改成了什么，什么也没有覆盖', async () => {
    const { id } = await newAccount()
    must(await changeAccount(tested.house, tested.actors.security, id, { version: 1, name: '先改的', role: 'reviewer', place: TOWNSHIP }))
    const second = await changeAccount(tested.house, tested.actors.security, id, { version: 1, name: '后改的', role: 'clerk', place: TOWNSHIP })
    expect(second).toMatchObject({ ok: false, refusals: [{ code: 'conflict', message: { zh: expect.stringMatching(/安全员改过.*先改的，复核，青松镇/) } }] })
    expect(must(await account(tested.house, tested.actors.security, id))).toMatchObject({ name: '先改的', role: 'reviewer', version: 2 })
  })

  test('停用的登不进去，已登录的随即退出；启用后照旧；重复的被拒绝', async () => {
    const { id, login, password } = await newAccount()
    const token = await openSession(tested.house, must(await signIn(login, password)))
    must(await stepAccount(tested.house, tested.actors.security, id, 'disable'))
    expect((await sessionActor(tested.house, token)).ok).toBe(false)
    expect((await signIn(login, password)).ok).toBe(false)
    expect(codesOf(await stepAccount(tested.house, tested.actors.security, id, 'disable'))).toEqual(['state account'])
    expect(codesOf(await giveOneTimePassword(tested.house, tested.actors.security, id))).toEqual(['state account'])
    must(await stepAccount(tested.house, tested.actors.security, id, 'enable'))
    expect((await signIn(login, password)).ok).toBe(true)
    expect((await journalOf(id)).map(each => each.action)).toEqual(expect.arrayContaining(['access.account.disable', 'access.account.enable']))
  })

  test('锁定的可以解锁，没有锁定的无可解', async () => {
    const { id, login, password } = await newAccount()
    expect(codesOf(await stepAccount(tested.house, tested.actors.security, id, 'unlock'))).toEqual(['state account'])
    for (let failure = 1; failure <= FAILURES_MAX; failure++) await signIn(login, 'wrong')
    expect((await signIn(login, password)).ok).toBe(false)
    must(await stepAccount(tested.house, tested.actors.security, id, 'unlock'))
    expect((await signIn(login, password)).ok).toBe(true)
  })

  test('乡镇的安全管理员看不到、也动不了县里的账号', async () => {
    const township: Actor = { ...tested.actors.security, place: TOWNSHIP, scope: [TOWNSHIP] }
    expect(must(await accountList(tested.house, township, {})).rows.map(row => row.place).filter(place => !place.startsWith(TOWNSHIP))).toEqual([])
    expect(codesOf(await stepAccount(tested.house, township, tested.actors.auditor.account, 'disable'))).toEqual(['not-found account'])
  })
})

describe('安全管理员不能一个不剩', () => {
  test('谁也不改自己的角色、辖区，不停用自己', async () => {
    const { security } = tested.actors
    expect(codesOf(await stepAccount(tested.house, security, security.account, 'disable'))).toEqual(['same-person account'])
    expect(codesOf(await changeAccount(tested.house, security, security.account, { version: await versionOf(security.account), name: '安全员', role: 'clerk', place: COUNTY }))).toEqual(['same-person account'])
  })

  test('两人同时停用对方：只有一个成', async () => {
    const own = await testHouse()
    try {
      const { id } = must(await addAccount(own.house, own.actors.security, { login: 'second', name: '安二', role: 'security-administrator', place: COUNTY }))
      const second: Actor = { ...own.actors.security, account: id, login: 'second', name: '安二' }
      const both = await Promise.all([
        stepAccount(own.house, own.actors.security, id, 'disable'),
        stepAccount(own.house, second, own.actors.security.account, 'disable'),
      ])
      expect(both.map(result => result.ok).toSorted()).toEqual([false, true])
      expect(both.flatMap(codesOf)).toEqual(['state role'])
    } finally {
      await own.close()
    }
  })
})

describe('导览', () => {
  test('看过一次就不再自己出来，只记一次日志；别人的不受影响；示例里从不自己出来', async () => {
    const [one, other] = [await newAccount(), await newAccount()]
    const [actor, another] = [must(await signIn(one.login, one.password)), must(await signIn(other.login, other.password))]
    expect([must(await isTourDue(tested.house, actor, false)), must(await isTourDue(tested.house, actor, true))]).toEqual([true, false])
    must(await endTour(tested.house, actor))
    must(await endTour(tested.house, actor))
    expect([must(await isTourDue(tested.house, actor, false)), must(await isTourDue(tested.house, another, false))]).toEqual([false, true])
    expect((await journalOf(one.id)).filter(({ action }) => action === 'access.tour.end')).toHaveLength(1)
  })
})
