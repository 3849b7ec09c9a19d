import { OpenAPIHono } from '@hono/zod-openapi'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTY, testHouse, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { scoped, type Session } from '../../db/db.ts'
import type { Environment } from '../../http/router.ts'
import { newApplication } from '../../http/server.ts'
import { verifyChain } from '../../journal/actions.ts'
import { addPerson, changePerson } from '../actions.ts'
import { people, person } from '../lookup/actions.ts'
import type { PersonInput } from '../schemas.ts'
import { closeProposed, declineDuplicate, dismissDuplicate, duplicates, proposeDuplicate } from './actions.ts'
import { duplicateRoutes } from './routes.ts'

let test: TestHouse
beforeAll(async () => { test = await testHouse() })
afterAll(() => test.close())

const whole = <T>(work: (session: Session) => Promise<T>): Promise<T> => scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, async session => {
  await session.query(`SELECT set_config('app.withdrawn', 'shown', true)`)
  return work(session)
})

let serial = 0
/** Men, each number two digits and more from the last. */
const numberOf = (born = '19580704'): string => {
  serial += 1
  const digits = `990101${born}${String((serial * 74 + 1) % 1000).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}
const add = async (name: string, changes: Partial<PersonInput> = {}) =>
  must(await addPerson(test.house, test.actors.clerk, { place: VILLAGES[0]!, name, identity_number: numberOf(), facts: [{ kind: 'identity', value: { category: 'veteran' } }], ...changes }))
const two = async (name: string, changes: Partial<PersonInput> = {}): Promise<[string, string]> => [await add(name, changes), await add(name, changes)]
const pairOf = async (name: string, actor = test.actors.clerk) => {
  const list = must(await duplicates(test.house, actor, { size: 200 }))
  return list.rows.filter(row => row.persons.some(one => one.name === name))
}
const same = (kept: string, closed: string, actor = test.actors.clerk) => proposeDuplicate(test.house, actor, { kept, closed, reason: '看过户口簿，是一个人' })
const found = async (query: string) => must(await people(test.house, test.actors.clerk, { query })).rows.map(row => row.id)
const codes = (result: { ok: boolean; refusals?: readonly { code: string; place: string }[] }) => (result.refusals ?? []).map(refusal => `${refusal.code} ${refusal.place}`)

describe('疑似重复的记录', () => {
  it('并排给出，号码遮着也说得出哪里不同；只看得到自己辖区的', async () => {
    await two('并排甲', { phone: '13900000001' })
    const [pair, ...more] = await pairOf('并排甲')
    expect(more).toEqual([])
    expect(pair).toMatchObject({ likenesses: ['birth'], differing: ['identity_number'], proposal: null, persons: [{ name: '并排甲', categories: ['veteran'], facts: 2, resting: [] }, {}] })
    expect(JSON.stringify(pair)).not.toMatch(/990101\d{12}/)
    await two('邻村甲', { place: VILLAGES[1]! })
    expect([await pairOf('并排甲', test.actors.villageWorker), await pairOf('邻村甲', test.actors.villageWorker)].map(rows => rows.length)).toEqual([1, 0])
  })

  it('认定是两个人，就不再出现；证件号改了才再问', async () => {
    const [a, b] = await two('两人甲')
    must(await dismissDuplicate(test.house, test.actors.clerk, { persons: [b, a], reason: '堂兄弟，都见过' }))
    expect(await pairOf('两人甲')).toEqual([])
    const card = must(await person(test.house, test.actors.clerk, a))
    must(await changePerson(test.house, test.actors.clerk, a, { version: card.version, changes: { address: '新住址' } }))
    expect(await pairOf('两人甲')).toEqual([])
    must(await changePerson(test.house, test.actors.clerk, a, { version: card.version + 1, changes: { identity_number: numberOf() } }))
    expect(await pairOf('两人甲')).toHaveLength(1)
  })

  it('同一个人：一人提、另一人定；关闭的那条谁也见不到，号码空出来，行、事实和日志都在', async () => {
    const [kept, closed] = await two('一人甲')
    const number = (await pairOf('一人甲'))[0]!.persons.find(one => one.id === closed)!.identity_number
    const id = must(await same(kept, closed))
    expect(codes(await same(kept, closed))).toEqual(['duplicate persons'])
    expect((await pairOf('一人甲'))[0]!.proposal).toMatchObject({ id, closed, proposed_by_name: '林经办' })
    expect(codes(await closeProposed(test.house, test.actors.clerk, id))).toEqual(['forbidden roster.decide'])
    expect((await found('一人甲')).toSorted()).toEqual([kept, closed].toSorted())
    must(await closeProposed(test.house, test.actors.reviewer, id))
    expect(await found('一人甲')).toEqual([kept])
    expect(await pairOf('一人甲')).toEqual([])
    expect(await person(test.house, test.actors.clerk, closed)).toMatchObject({ ok: false, refusals: [{ code: 'not-found' }] })
    expect(must(await people(test.house, test.actors.clerk, { category: 'veteran', size: 200 })).rows.map(row => row.id)).not.toContain(closed)
    expect(codes(await closeProposed(test.house, test.actors.reviewer, id))).toEqual(['state proposal.state'])

    const row = await whole(async session => (await session.query(
      `SELECT p.duplicate_of, (SELECT count(*) FROM fact f WHERE f.person = p.id AND f.value <> 'null') AS facts,
         (SELECT count(*) FROM fact f WHERE f.person = p.id AND f.value <> 'null' AND NOT EXISTS (SELECT 1 FROM fact s WHERE s.supersedes = f.id)) AS open
       FROM person p WHERE p.id = $1`, [closed])).rows[0])
    expect(row).toEqual({ duplicate_of: kept, facts: 2, open: 0 })
    expect(await add('再来甲', { identity_number: await whole(async session => test.house.vault.open((await session.query<{ n: Uint8Array }>(`SELECT identity_number AS n FROM person WHERE id = $1`, [closed])).rows[0]!.n)) })).not.toBe(closed)
    const journal = await whole(async session => (await session.query<{ before: string; after: string }>(`SELECT "before", "after" FROM journal WHERE county_code = $1 AND action = 'roster.duplicate.close' AND subject = $2`, [COUNTY, id])).rows)
    expect(JSON.parse(journal[0]!.after)).toEqual({ person: kept, closed, reason: '看过户口簿，是一个人' })
    expect(JSON.parse(journal[0]!.before)).toMatchObject({ name: '一人甲', identity_number: number })
    expect(await whole(session => verifyChain(session, COUNTY, []))).not.toHaveProperty('fault')
  })

  it('名下有发放、记账、佐证的不能关，一样一样说出来；留下它、关另一条可以', async () => {
    const [paid, bare] = await two('有钱甲')
    const at = new Date(test.house.clock())
    await whole(async session => {
      await session.query(`INSERT INTO posting (county_code, key, place_code, posted_on, posted_at, posted_by, debit, credit, amount_fen, person, reference_kind, reference, memo)
        VALUES ($1, 'duplicate-1', $2, '2024-06-30', $3, 'a', 'expense:hardship', 'payable', 100, $4, 'test', 'a', '')`, [COUNTY, VILLAGES[0], at, paid])
      await session.query(`INSERT INTO evidence (county_code, id, place_code, kind, title, taken_on, media_type, size, hash, file, file_name, subject_kind, subject, kept_at, kept_by)
        VALUES ($1, gen_random_uuid(), $2, 'photo', 'a', '2024-06-01', 'image/png', 1, repeat('0', 64), repeat('0', 32), 'a.png', 'person', $4, $3, 'a')`, [COUNTY, VILLAGES[0], at, paid])
    })
    const refusal = await same(bare, paid)
    expect(refusal).toMatchObject({ ok: false, refusals: [{ code: 'state', place: 'closed', value: '有钱甲', message: { zh: expect.stringContaining('名下存了佐证材料、已有资金记账') } }] })
    expect((await pairOf('有钱甲'))[0]!.persons.find(one => one.id === paid)!.resting.map(each => each.zh)).toEqual(['名下存了佐证材料', '已有资金记账'])
    const id = must(await same(paid, bare))
    // What comes to stand in its name between the two people stops the second.
    await whole(session => session.query(`INSERT INTO posting (county_code, key, place_code, posted_on, posted_at, posted_by, debit, credit, amount_fen, person, reference_kind, reference, memo)
      VALUES ($1, 'duplicate-2', $2, '2024-06-30', $3, 'a', 'expense:hardship', 'payable', 100, $4, 'test', 'a', '')`, [COUNTY, VILLAGES[0], at, bare]))
    expect(codes(await closeProposed(test.house, test.actors.reviewer, id))).toEqual(['state closed'])
    expect((await found('有钱甲')).length).toBe(2)
  })

  it('提议之后改过的不照旧关；不同意要写理由，这一对再回到单子上', async () => {
    const [kept, closed] = await two('不同意甲')
    const id = must(await same(kept, closed))
    const card = must(await person(test.house, test.actors.clerk, closed))
    must(await changePerson(test.house, test.actors.clerk, closed, { version: card.version, changes: { identity_number: numberOf() } }))
    expect(codes(await closeProposed(test.house, test.actors.reviewer, id))).toEqual(['conflict version'])
    must(await declineDuplicate(test.house, test.actors.reviewer, id, { reason: '是两个人' }))
    expect((await pairOf('不同意甲'))[0]!.proposal).toBeNull()
  })

  it('两个人同时关：一个做成，另一个得知已定', async () => {
    const [kept, closed] = await two('同时甲')
    const id = must(await same(kept, closed))
    const both = await Promise.all([closeProposed(test.house, test.actors.reviewer, id), closeProposed(test.house, test.actors.leader, id)])
    expect(both.filter(result => result.ok)).toHaveLength(1)
  })

  it('经网页也一样，毛病带位置，从不是 500', async () => {
    const application = newApplication(text => { throw new Error(text) })
    const api = new OpenAPIHono<Environment>()
    api.use(async (context, next) => { context.set('actor', test.actors.clerk); await next() })
    application.route('/api', api.route('/', duplicateRoutes(test.house)))
    const [a, b] = await two('网上甲')
    const post = (path: string, body: object) => application.request(`/api/duplicates${path}`, { method: 'POST', headers: { 'x-tongxin': '1', 'content-type': 'application/json' }, body: JSON.stringify(body) })
    expect((await application.request('/api/duplicates?size=5')).status).toBe(200)
    expect((await post('/two', { persons: [a], reason: '一条' })).status).toBe(422)
    expect((await post('/two', { persons: [a, a], reason: '一样的' })).status).toBe(422)
    expect((await post('/same', { kept: a, closed: '01a20e03-8b77-745f-91a2-ffd1b66baca1', reason: '没有的' })).status).toBe(404)
    expect((await post('/two', { persons: [a, b], reason: '两个人' })).status).toBe(200)
    expect((await post('/01a20e03-8b77-745f-91a2-ffd1b66baca1/close', {})).status).toBe(403)
  })
})
