import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { testHouse, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import type { Actor } from '../base/actor.ts'
import { checkCharacter } from '../base/identity-number.ts'
import { must } from '../base/result.ts'
import { newRouter, problem, RefusedRequest } from '../http/router.ts'
import { addPerson, recordFact } from '../roster/actions.ts'
import { person as card } from '../roster/lookup/actions.ts'
import { entitlementRoutes } from './routes.ts'

let opened: TestHouse
let person: string

const survivor = { category: 'martyr-survivor', approved_on: '2010-01-01' }

function invented(sequence: string) {
  const digits = `99010119620403${sequence}`
  return addPerson(opened.house, opened.actors.clerk, {
    place: VILLAGES[0]!, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', phone: '13900001234', account: '6227000000004321',
    bank_name: '农商行', known_on: '2020-01-01',
    facts: [
      { kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20', regradings: [{ approved_on: '2024-03-04', grade: 5, known_on: '2024-08-15' }] }, known_on: '2020-01-01' },
      { kind: 'identity', value: survivor, known_on: '2020-01-01' },
    ],
  })
}

beforeAll(async () => {
  opened = await testHouse()
  opened.travel('2024-09-10')
  person = must(await invented('001'))
})
afterAll(() => opened.close())

/** The routes, as somebody who is signed in meets them. */
async function get(actor: Actor, path: string): Promise<{ status: number; json: unknown; text: string }> {
  const app = newRouter()
  app.use('*', async (context, next) => { context.set('actor', actor); await next() })
  app.route('/', entitlementRoutes(opened.house))
  app.onError((error, context) => { if (error instanceof RefusedRequest) return problem(context, error.refusals); throw error })
  const answer = await app.request(path)
  const text = await answer.text()
  return { status: answer.status, json: JSON.parse(text), text }
}
const clerk = (path: string) => get(opened.actors.clerk, path)
const decision = (months: string) => `/people/${person}/decision?${months}`
const september = 'from=2024-09&to=2024-09'

describe('一个人依法应得', () => {
  test('2024年9月残疾抚恤金5586元；定期抚恤金缺与死者的关系；没有号码', async () => {
    const { json, text } = await clerk(decision(september))
    expect(json).toMatchObject({ lines: [{ benefit: 'disability-pension', amount_fen: 558_600 }], missing: [{ benefit: 'survivor-pension', fact: 'identities[1].relation' }] })
    for (const secret of ['99010119620403001', '13900001234', '6227000000004321', '田明远']) expect(text).not.toContain(secret)
  })

  test('按某日所知：8月15日才得知调级，14日还按六级', async () => {
    const rate = async (known_on: string) => z.object({ lines: z.array(z.object({ rate: z.object({ amount_fen: z.number() }) }).loose()) }).loose().parse((await clerk(decision(`${september}&known_on=${known_on}`))).json).lines[0]!.rate.amount_fen
    expect([await rate('2024-08-14'), await rate('2024-08-15')]).toEqual([5_236_800, 6_703_200])
    expect((await clerk(decision(`${september}&known_on=2019-12-31`))).json).toMatchObject({ lines: [], refused: [] })
  })

  test('为什么：条件和条文', async () => {
    const { json } = await clerk(`/people/${person}/why?benefit=disability-pension&month=2024-09`)
    expect(json).toMatchObject({ amount_fen: 558_600, known_on: '2024-09-10', claims: [{ steps: [{ code: 'ground', clause: { cite: '军人抚恤优待条例(2019)', article: '第二十六条' } }, { outcome: 'holds' }, {}, {}, {}, {}] }] })
  })

  test('明白卡：只有姓、账号后四位、村和镇', async () => {
    const { json, text } = await clerk(`/people/${person}/slip?year=2024`)
    expect(json).toMatchObject({ name: '田**', account_tail: '4321', village: { zh: '松岭村' }, station: { zh: '青松镇' }, year: 2024, missing: [{ facts: [{ zh: '与死者的关系' }] }] })
    for (const secret of ['明远', '6227', '13900001234', '990101196204']) expect(text).not.toContain(secret)
  })

  test('记上缺的事实，当天就有了', async () => {
    const other = must(await invented('003'))
    const { facts } = must(await card(opened.house, opened.actors.clerk, other))
    const { id } = facts.find(({ value }) => JSON.stringify(value).includes('martyr'))!
    must(await recordFact(opened.house, opened.actors.clerk, other, { kind: 'identity', value: { ...survivor, relation: 'parent' }, supersedes: id }))
    expect((await clerk(`/people/${other}/decision?${september}`)).json).toMatchObject({ lines: [{}, { category: 'martyr-survivor', benefit: 'survivor-pension' }], missing: [] })
  })
})

describe('谁看得到', () => {
  const elsewhere = (): Actor => ({ ...opened.actors.villageWorker, place: VILLAGES[1]!, scope: [VILLAGES[1]!] })
  test.each([['本村专干', () => opened.actors.villageWorker, 200], ['别村专干', elsewhere, 404], ['没有辖区的人', () => ({ ...opened.actors.clerk, scope: [] }), 404], ['安全管理员', () => opened.actors.security, 403]] as const)('%s', async (_, actor, status) => {
    for (const path of [decision(september), `/people/${person}/why?benefit=disability-pension&month=2024-09`, `/people/${person}/slip?year=2024`]) {
      const answer = await get(actor(), path)
      expect(answer.status, path).toBe(status)
      if (status !== 200) expect(answer.text).not.toContain('disability-pension')
    }
  })

  test('政策谁都能读，安全管理员除外', async () => {
    expect((await get(opened.actors.villageWorker, '/law/benefits')).status).toBe(200)
    expect((await get(opened.actors.security, '/law/benefits')).status).toBe(403)
  })
})

describe('政策', () => {
  test('待遇、法规、身份、查找都打得开', async () => {
    expect(z.array(z.unknown()).parse((await clerk('/law/benefits')).json)).toHaveLength(opened.house.law.benefits.size)
    expect((await clerk('/law/benefits/survivor-pension')).json).toMatchObject({ name: { zh: '定期抚恤金' }, cases: expect.arrayContaining([expect.any(String)]) })
    expect((await clerk('/law/sources/servicemen-pension-regulation-2024')).json).toMatchObject({ in_force: '2024-10-01' })
    expect(z.array(z.object({ id: z.string() }).loose()).parse((await clerk('/law/sources')).json).length).toBeGreaterThan(20)
    expect((await clerk('/law/categories/veteran')).json).toMatchObject({ name: { zh: '退役军人' } })
    expect(z.array(z.unknown()).parse((await clerk('/law/categories')).json)).toHaveLength(21)
    expect((await clerk(`/law/search?query=${encodeURIComponent('护理费')}`)).json).toMatchObject([{ id: 'nursing-allowance' }, ...Array.from({ length: 2 }, () => ({}))])
  })

  test('没有的、错的：各有一句话，不是程序故障', async () => {
    expect(await clerk('/law/benefits/no-such')).toMatchObject({ status: 404, json: { code: 'not-found', refusals: [{ legal: expect.arrayContaining(['survivor-pension']) }] } })
    expect((await clerk('/law/sources/..%2f..%2fpackage')).status).toBe(404)
    expect((await clerk(decision('from=2024-13&to=2024-12'))).status).toBe(422)
    expect((await clerk(decision('from=2024-09&to=2024-08'))).status).toBe(422)
    expect((await clerk(decision('from=2004-09&to=2024-08'))).status).toBe(413)
    expect((await clerk(decision(`${september}&known_on=2024-02-30`))).status).toBe(422)
    expect((await clerk(decision(`${september}&more=1`))).status).toBe(422)
    expect((await clerk(`/people/${person}/why?benefit=no-such&month=2024-09`)).status).toBe(404)
    expect((await clerk('/people/01890000-0000-7000-8000-000000000000/slip?year=2024')).status).toBe(404)
  })
})
