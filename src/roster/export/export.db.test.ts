import { OpenAPIHono } from '@hono/zod-openapi'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTY, testHouse, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { scoped } from '../../db/db.ts'
import type { Environment } from '../../http/router.ts'
import { newApplication } from '../../http/server.ts'
import { AREAS, CATEGORIES, CAUSES, DEATH_CAUSES, LEFT_REASONS, RELATIONS, type Category } from '../../law/facts.ts'
import { readSheet } from '../../sheets/read.ts'
import { addPersonsIn, recordFact } from '../actions.ts'
import { act } from '../../access/actions.ts'
import { importSheet } from '../intake/actions.ts'
import { people } from '../lookup/actions.ts'
import { rosterRoutes } from '../routes.ts'
import type { PersonInput } from '../schemas.ts'
import { exportPeople } from './actions.ts'

/** The office that takes the roster out, and another that brings it in. */
let [here, there]: TestHouse[] = []
beforeAll(async () => { [here, there] = [await testHouse(), await testHouse()] })
afterAll(() => Promise.all([here!.close(), there!.close()]))

let serial = 0
const numberOf = (born: string, male: boolean): string => {
  serial += 1
  const digits = `990101${born.replaceAll('-', '')}${String(serial * 2 % 998 + (male ? 1 : 0)).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

const flag = fc.option(fc.boolean(), { nil: undefined })
const optional = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: undefined })
const dayIn = (from: number, to: number) => fc.tuple(fc.integer({ min: from, max: to }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(parts => parts.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, '0')).join('-'))
const words = fc.string({ unit: fc.constantFrom(...'东西南北组户示例一二三甲乙,"\n=-'), minLength: 1, maxLength: 12 }).map(text => `示例${text}示例`)

const common = { approved_on: optional(dayIn(1990, 2010)), ended_on: optional(dayIn(2011, 2023)) }
const keysOf = (category: Category): Record<string, fc.Arbitrary<unknown>> => {
  if (category.startsWith('disabled-')) return { ...common, cause: optional(fc.constantFrom(...CAUSES)), grade: optional(fc.integer({ min: 1, max: 6 })), mental: flag }
  if (category.endsWith('-survivor')) return { ...common, relation: optional(fc.constantFrom(...RELATIONS)), in_school: flag, disabled: flag, income_above_local_average: flag }
  if (category === 'rural-veteran-60') return { ...common, enlisted_on: optional(dayIn(1975, 1979)), discharged_on: optional(dayIn(1980, 1989)) }
  if (category === 'conscript-family') return {
    ...common, enlistment_approved_on: optional(dayIn(1990, 2010)), approved_by_county: fc.constant(COUNTY), area: optional(fc.constantFrom(...AREAS)),
    left_on: optional(dayIn(2011, 2020)), left_reason: optional(fc.constantFrom(...LEFT_REASONS)), education: optional(words),
  }
  return common
}
const identity = (category: Category) => fc.record(keysOf(category)).map(value => ({ kind: 'identity' as const, value: JSON.parse(JSON.stringify({ category, ...value })), document: null }))
const facts = fc.uniqueArray(fc.constantFrom(...CATEGORIES), { maxLength: 3 }).chain(categories => fc.tuple(...categories.map(category => identity(category))))
const person = fc.record({
  name: fc.constantFrom('田示例', '欧阳示', '𠮷示例', '阿依·示例'), born: dayIn(1940, 1958), male: fc.boolean(), hukou: optional(fc.constantFrom('rural' as const, 'urban' as const)),
  address: optional(words), phone: optional(fc.constantFrom('13900000001', '0990-8000001')), died: optional(fc.tuple(dayIn(2020, 2023), optional(fc.constantFrom(...DEATH_CAUSES)))),
  account: optional(fc.record({ account: fc.constantFrom('6200000000000000019', '62000000'), bank_name: optional(words), other: fc.boolean() })),
  identities: facts, note: optional(words), certificate: optional(words),
}).map(({ born, male, died, account, identities, note, certificate, ...rest }): PersonInput => ({
  ...rest, place: '', identity_number: JSON.stringify({ born, male }), died_on: died?.[0], death_cause: died?.[1],
  ...(account ? { account: account.account, bank_name: account.bank_name, account_holder: account.other ? '示例亲属' : rest.name, account_relation: account.other ? 'child' as const : 'self' as const } : {}),
  facts: [
    ...identities,
    ...(certificate ? [{ kind: 'certificate' as const, value: { category: identities[0]?.value.category, number: certificate }, document: null }] : []),
    ...(note ? [{ kind: 'note' as const, value: { text: note }, document: null }] : []),
  ],
}))
const people_ = fc.array(person, { minLength: 1, maxLength: 25 })

const take = async (test: TestHouse, place: string, masking: string) =>
  must(await exportPeople(test.house, test.actors.clerk, { place, masking, reason: '报县局年度核查' })).bytes
const cells = async (bytes: Uint8Array) => must(await readSheet(bytes)).rows.map(row => row.cells.map(cell => cell?.text ?? ''))

describe('完整导出的花名册', () => {
  it('导回同一个系统没有差异，导进另一个系统再导出一格不差；脱敏的逐行退回', async () => {
    let run = 0
    await fc.assert(fc.asyncProperty(people_, async drawn => {
      const place = VILLAGES[run++]!
      const inputs = drawn.map(({ identity_number, ...rest }) => {
        const { born, male } = JSON.parse(identity_number) as { born: string; male: boolean }
        return { ...rest, place, identity_number: numberOf(born, male) }
      })
      must(await act(here!.house, here!.actors.clerk, 'roster.write', work => addPersonsIn(work, inputs)))
      const whole = await take(here!, place, 'whole')
      const rows = await cells(whole)

      const same = must(await importSheet(here!.house, here!.actors.clerk, 'roster', whole, { commit: false }))
      expect(same.differences).toEqual([])
      expect(same).toMatchObject({ accepted: 0, refused: rows.length - 1 })
      expect(new Set(same.errors.map(error => error.reason.zh.slice(0, 8)))).toEqual(new Set(['名册里已有这个人']))

      const masked = must(await importSheet(there!.house, there!.actors.clerk, 'roster', await take(here!, place, 'masked'), { commit: false }))
      expect(masked).toMatchObject({ accepted: 0, refused: drawn.length })
      expect(masked.errors.filter(error => error.column === '公民身份号码').map(error => error.reason.zh.slice(0, 9))).toEqual(drawn.map(() => '这一格是脱敏的号码'))

      const other = must(await importSheet(there!.house, there!.actors.clerk, 'roster', whole, { commit: true }))
      expect(other.errors).toEqual([])
      expect(await cells(await take(there!, place, 'whole'))).toEqual(rows)
    }), { numRuns: 8, endOnFailure: true })
  })

  it('同一个人的两行，身份各进各的；说法不一、说了两遍的退回', async () => {
    const place = VILLAGES[9]!
    must(await act(here!.house, here!.actors.clerk, 'roster.write', work => addPersonsIn(work, [{
      place, name: '双身份', identity_number: numberOf('1950-01-02', true), phone: '13900000001',
      facts: ['combat-veteran', 'ill-veteran'].map(category => ({ kind: 'identity' as const, value: { category, approved_on: '2008-01-01' } })),
    }])))
    const [headings, first, second] = await cells(await take(here!, place, 'whole')) as [string[], string[], string[]]
    const { writeWorkbook } = await import('../../sheets/write.ts')
    const phone = headings.indexOf('联系方式')
    const wrong = second.map((cell, index) => (index === phone ? '13900000002' : cell))
    const bring = async (...rows: string[][]) => must(await importSheet(there!.house, there!.actors.clerk, 'roster', await writeWorkbook({ name: 'a', headings, rows }), { commit: true }))
    expect(await bring(first, wrong, first)).toMatchObject({ accepted: 1, errors: [{ row: 3, reason: { zh: expect.stringContaining('写得不一样') } }, { row: 4, reason: { zh: expect.stringContaining('同一个身份证号') } }] })
    expect(await bring(first, second)).toMatchObject({ accepted: 1, errors: [{ row: 2 }] })
    expect(must(await people(there!.house, there!.actors.clerk, { place })).rows.map(row => row.categories)).toEqual([['combat-veteran', 'ill-veteran']])
  })

  it('一格装不下的，写明有几条没有带出', async () => {
    const place = VILLAGES[10]!
    const [id] = must(await act(here!.house, here!.actors.clerk, 'roster.write', work => addPersonsIn(work, [{
      place, name: '立功人', identity_number: numberOf('1950-01-02', true),
      facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', grade: 6, regradings: [{ approved_on: '2020-01-01', grade: 5 }] } }],
    }])))
    must(await recordFact(here!.house, here!.actors.clerk, id!, { kind: 'merit', value: { level: 'third-class', on: '1971-01-01' } }))
    expect((await cells(await take(here!, place, 'whole')))[1]!.at(-1)).toBe('立功 1 条；等级变更 1 条')
  })
})

describe('带出完整号码', () => {
  const place = VILLAGES[11]!
  const number = numberOf('1951-02-03', false)
  beforeAll(async () => {
    must(await act(here!.house, here!.actors.clerk, 'roster.write', work => addPersonsIn(work, [{ place, name: '出示例', identity_number: number, facts: [] }])))
  })

  it('要有权限、写用途，日志记下几个人、做什么用，不记号码；县区范围照旧', async () => {
    const { clerk, leader, villageWorker } = here!.actors
    expect(await exportPeople(here!.house, clerk, { place, masking: 'whole' })).toMatchObject({ ok: false, refusals: [{ code: 'missing', place: 'reason' }] })
    expect(await exportPeople(here!.house, leader, { place, masking: 'whole', reason: '报县局' })).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
    expect(await exportPeople(here!.house, clerk, { place, masking: 'nothing', reason: '报县局' })).toMatchObject({ ok: false, refusals: [{ code: 'not-found', legal: expect.arrayContaining(['masked', 'whole']) }] })
    expect((await take(here!, place, 'whole')).length).toBeGreaterThan(0)
    // A village worker who asks for another village gets its headings alone.
    expect(await cells(must(await exportPeople(here!.house, villageWorker, { place })).bytes)).toHaveLength(1)
    const { rows } = await scoped(here!.house.database, { county: COUNTY, places: [COUNTY] }, session =>
      session.query<{ after: string }>(`SELECT "after" FROM journal WHERE county_code = $1 AND action = 'roster.people.export' ORDER BY number`, [COUNTY]))
    const whole = rows.map(row => JSON.parse(row.after) as { place: string; masking: string }).filter(after => after.place === place && after.masking === 'whole')
    expect(whole).toContainEqual({ persons: 1, rows: 1, masking: 'whole', reason: '报县局年度核查', place, category: '' })
    expect(JSON.stringify(rows)).not.toContain(number)
  })

  it.each([
    ['masked', '1951******', /^990101\*{8}\d{3}[\dX]$/], ['middle-six-hidden', '1951******', /^990101\*{6}\d{5}[\dX]$/], ['last-eight-hidden', '1951******', /^9901011951\*{8}$/],
    ['last-four', '1951******', /^\*{14}\d{3}[\dX]$/], ['no-numbers', '1951-02-03', /^$/], ['whole', '1951-02-03', /^990101\d{11}[\dX]$/],
  ])('%s：出生 %s', async (masking, born, shown) => {
    const [headings, row] = await cells(await take(here!, place, masking))
    expect(row![headings!.indexOf('出生日期')]).toBe(born)
    expect(row![headings!.indexOf('公民身份号码')]).toMatch(shown)
  })

  it('经网页也一样，用途不在地址里', async () => {
    const api = new OpenAPIHono<Environment>()
    api.use(async (context, next) => { context.set('actor', here!.actors.clerk); await next() })
    api.route('/', rosterRoutes(here!.house))
    const application = newApplication(() => {})
    application.route('/api', api)
    const listed = await application.request('/api/people/maskings')
    expect(((await listed.json()) as { id: string; reveals: boolean }[]).map(each => [each.id, each.reveals])).toEqual([
      ['masked', false], ['last-eight-hidden', false], ['last-four', false], ['no-numbers', false], ['middle-six-hidden', true], ['whole', true],
    ])
    const ask = (body: object) => application.request('/api/people/export', { method: 'POST', headers: { 'content-type': 'application/json', 'x-tongxin': '1' }, body: JSON.stringify(body) })
    expect((await ask({ place, masking: 'whole' })).status).toBe(422)
    expect((await ask({ place, masking: 'whole', reason: '报县局' })).headers.get('content-disposition')).toContain(encodeURIComponent('完整'))
    expect((await application.request(`/api/people/export?place=${place}&masking=whole`)).status).toBe(422)
  })
})
