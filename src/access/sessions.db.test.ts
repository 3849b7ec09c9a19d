import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, type TestHouse } from '../../tests/harness/database.ts'
import { must } from '../base/result.ts'
import { scoped } from '../db/db.ts'
import { act, endSession, identify, insertAccountIn, openSession, sessionActor } from './actions.ts'
import type { House } from './house.ts'
import { FAILURES_MAX, IDLE_MILLISECONDS, LOCK_MILLISECONDS, SESSION_MILLISECONDS } from './passwords.ts'

const PASSWORD = 'Right-Words-7'
let tested: TestHouse
let house: House
let now = Date.parse('2024-06-30T01:00:00Z')
beforeAll(async () => {
  tested = await testHouse()
  house = { ...tested.house, clock: () => now }
})
afterAll(() => tested.close())

let made = 0
/** A fresh account for each test, so that they may run in any order. */
async function newLogin(): Promise<string> {
  const login = `person-${++made}`
  must(await act(house, tested.actors.security, 'accounts.manage', work => insertAccountIn(work, { place: TOWNSHIP, login, name: '某人', role: 'clerk', password: PASSWORD })))
  return login
}
const signIn = (login: string, password: string | undefined) => identify(house, false, login, password)
const codeOf = async (result: ReturnType<typeof identify>) => { const answer = await result; return answer.ok ? 'done' : answer.refusals[0]?.code }
const stored = (column: string, login: string) => scoped(house.database, { county: COUNTY, places: [COUNTY] }, async session =>
  (await session.query<{ value: string }>(`SELECT ${column} AS value FROM account WHERE login = $1`, [login])).rows[0]?.value)

describe('passwords', () => {
  test('are kept as argon2id with their cost and a salt of their own', async () => {
    const [first, second] = [await stored('password', await newLogin()), await stored('password', await newLogin())]
    expect(first).toMatch(/^argon2id\$19456\$2\$1\$[A-Za-z0-9+/=]{20,}\$[A-Za-z0-9+/=]{40,}$/)
    expect(first).not.toBe(second)
  })

  test('the right one opens, also written full-width or decomposed; a wrong one and an unknown login are told alike', async () => {
    const login = await newLogin()
    expect(await codeOf(signIn(login, PASSWORD))).toBe('done')
    expect(await codeOf(signIn(login, 'Ｒight-Words-7'))).toBe('done')
    expect(await signIn(login, 'wrong')).toEqual(await signIn('nobody', 'wrong'))
    expect(await codeOf(signIn(login, undefined))).toBe('signed-out')
    expect(await codeOf(signIn(login, ''))).toBe('signed-out')
  })

  test('a real database has no way in without a password, a demo has', async () => {
    expect(await codeOf(identify(house, false, 'clerk', undefined))).toBe('signed-out')
    expect(await codeOf(identify(house, true, 'clerk', undefined))).toBe('done')
    expect(await codeOf(identify(house, true, 'nobody', undefined))).toBe('signed-out')
  })

  test('four failures do not lock, five do, for fifteen minutes, and the right password does not open meanwhile', async () => {
    const login = await newLogin()
    for (let failure = 1; failure < FAILURES_MAX; failure++) expect(await codeOf(signIn(login, 'wrong'))).toBe('signed-out')
    expect(await codeOf(signIn(login, PASSWORD))).toBe('done')
    for (let failure = 1; failure <= FAILURES_MAX; failure++) expect(await codeOf(signIn(login, 'wrong'))).toBe('signed-out')
    expect(await codeOf(signIn(login, PASSWORD))).toBe('throttled')
    const locked = now
    now = locked + LOCK_MILLISECONDS - 1
    expect(await codeOf(signIn(login, PASSWORD))).toBe('throttled')
    now = locked + LOCK_MILLISECONDS
    expect(await codeOf(signIn(login, PASSWORD))).toBe('done')
  })

  test('the lock stands in the journal, as done at the door and not by the person whose login was typed', async () => {
    const login = await newLogin()
    for (let failure = 1; failure <= FAILURES_MAX; failure++) await signIn(login, 'wrong')
    const { rows } = await scoped(house.database, { county: COUNTY, places: [COUNTY] }, session => session.query<{ actor: string; after: string }>(
      `SELECT actor, after FROM journal WHERE action = 'access.account.lock' AND subject = (SELECT id::text FROM account WHERE login = $1)`, [login]))
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ actor: '登录入口', after: expect.stringContaining('locked_until') })
  })

  test('failures sent at the same moment are counted one by one: no more guesses than five', async () => {
    const login = await newLogin()
    await Promise.all(Array.from({ length: FAILURES_MAX }, () => signIn(login, 'wrong')))
    expect(await codeOf(signIn(login, PASSWORD))).toBe('throttled')
  })
})

describe('sessions', () => {
  const open = async () => {
    const actor = must(await signIn(await newLogin(), PASSWORD))
    return { actor, token: await openSession(house, actor) }
  }
  const known = async (token: string) => (await sessionActor(house, token)).ok

  test('a token says who somebody is, and only its hash is kept', async () => {
    const { actor, token } = await open()
    expect(must(await sessionActor(house, token))).toEqual(actor)
    const { rows } = await scoped(house.database, { county: COUNTY, places: [COUNTY] }, session => session.query<{ token_hash: string }>('SELECT * FROM session'))
    expect(JSON.stringify(rows)).not.toContain(token.split('.')[1])
  })

  test('no token, a foreign token and a changed token are nobody', async () => {
    const { token } = await open()
    expect(await known('')).toBe(false)
    expect(await known(token.replace(/.$/, last => (last === 'A' ? 'B' : 'A')))).toBe(false)
    expect(await known(token.replace(COUNTY, '990102'))).toBe(false)
    expect(await known('\' OR 1=1')).toBe(false)
  })

  test('half an hour idle is the end, a moment less is not', async () => {
    const { token } = await open()
    now += IDLE_MILLISECONDS
    expect(await known(token)).toBe(true)
    now += IDLE_MILLISECONDS + 1
    expect(await known(token)).toBe(false)
  })

  test('twelve hours are the end however busy', async () => {
    const { token } = await open()
    const opened = now
    while (now - opened + IDLE_MILLISECONDS <= SESSION_MILLISECONDS) {
      now += IDLE_MILLISECONDS
      expect(await known(token)).toBe(true)
    }
    now = opened + SESSION_MILLISECONDS + 1
    expect(await known(token)).toBe(false)
  })

  test('signing out ends it, and both are in the journal', async () => {
    const { actor, token } = await open()
    await endSession(house, actor, token)
    expect(await known(token)).toBe(false)
    const { rows } = await scoped(house.database, { county: COUNTY, places: [COUNTY] }, session =>
      session.query<{ action: string }>('SELECT action FROM journal WHERE subject = $1 ORDER BY number', [actor.account]))
    expect(rows.map(row => row.action)).toEqual(['access.account.add', 'access.session.open', 'access.session.close'])
  })
})
