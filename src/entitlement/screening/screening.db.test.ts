import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { scoped } from '../../db/db.ts'
import { addHousehold, addPerson, recordFact } from '../../roster/actions.ts'
import { person } from '../../roster/lookup/actions.ts'
import type { PersonInput } from '../../roster/schemas.ts'
import { writeWorkbook } from '../../sheets/write.ts'
import { listNames, listTemplate, reconcileList, screening, screeningPage } from './actions.ts'

let test: TestHouse
const clerk = () => test.actors.clerk

let serial = 0
const numberOf = (born: string): string => {
  serial += 1
  const digits = `990101${born.replaceAll('-', '')}${String(serial * 2 + 1).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

type Added = { readonly id: string; readonly number: string }
async function add(name: string, born: string, identity: object | null, more: Partial<PersonInput> = {}): Promise<Added> {
  const number = numberOf(born)
  const facts = identity === null ? [] : [{ kind: 'identity' as const, value: identity, known_on: '2024-01-05' }]
  const id = must(await addPerson(test.house, clerk(), { place: VILLAGES[0]!, name, identity_number: number, account: `62000000000${1000 + serial}`, known_on: '2024-01-05', facts, ...more }))
  return { id, number }
}

const rural = (more: object = {}) => ({ category: 'rural-veteran-60', enlisted_on: '1984-11-01', discharged_on: '1988-11-01', approved_on: '2023-01-10', ...more })
/** The villages of the tests that only look; those that change something use the last ones. */
const LOOKED_AT = `${TOWNSHIP}20`
const [OWN, LISTED] = [VILLAGES[10]!, VILLAGES[11]!]
const told = async (asOf: string, place = LOOKED_AT) => must(await screening(test.house, clerk(), { asOf, place })).findings
  .map(({ kind, person, month }) => `${person.name} ${kind} ${month}`)

beforeAll(async () => {
  test = await testHouse()
  await add('应享', '1964-03-02', rural({ approved_on: null }))
  await add('将满', '1964-08-20', rural({ approved_on: null }))
  await add('照发', '1960-03-02', rural())
  const dead = await add('已故', '1950-03-02', rural(), { place: VILLAGES[1]! })
  must(await recordFact(test.house, clerk(), dead.id, { kind: 'person', value: { died: '2024-04-02' }, known_on: '2024-06-01', document: '死亡证明' }))
  await add('无户', '1961-03-02', rural(), { account: null })
  for (const name of ['共甲', '共乙']) await add(name, '1962-03-02', rural(), { account: '6200000000009999999' })
}, 60_000)
afterAll(() => test.close())

describe('筛查', () => {
  it('一次看到五类，死亡以得知之日为准', async () => {
    expect(await told('2024-06-30')).toEqual([
      '应享 not-enrolled 2024-06', '已故 no-longer-entitled 2024-06', expect.stringMatching(/^共. drawn-twice 2024-06$/), '无户 missing-fact 2024-06', '将满 coming-change 2024-08',
    ])
    // On 31 May the office did not know of the death yet, and August was beyond ninety days.
    expect((await told('2024-05-31')).filter(line => /已故|将满/.test(line))).toEqual(['将满 coming-change 2024-08'])
    expect((await told('2024-04-30')).filter(line => /已故|将满/.test(line))).toEqual([])
  })

  it('按辖区、类别、页筛选，计数不随类别变', async () => {
    expect(await told('2024-06-30', VILLAGES[1])).toEqual(['已故 no-longer-entitled 2024-06'])
    const paged = async (query: object) => must(await screeningPage(test.house, clerk(), { as_of: '2024-06-30', place: LOOKED_AT, ...query }))
    const page = await paged({ kind: 'not-enrolled', size: 1 })
    expect(page).toMatchObject({ total: 1, page: 1, counts: { 'not-enrolled': 1, 'no-longer-entitled': 1, 'drawn-twice': 1, 'missing-fact': 1, 'coming-change': 1 } })
    expect(page.rows.map(row => row.person.name)).toEqual(['应享'])
    expect((await paged({ size: 2, page: 3 })).rows).toHaveLength(1)
    expect((await paged({ category: 'veteran' })).total).toBe(0)
  })

  it('村里只看见本村的，管理员什么也看不见', async () => {
    const village = must(await screening(test.house, test.actors.villageWorker, { asOf: '2024-06-30' }))
    expect(village.findings.some(({ person }) => person.name === '已故')).toBe(false)
    expect((await screening(test.house, test.actors.system, {})).ok).toBe(false)
  })

  it('登记了批准，这一条就没有了', async () => {
    const { id } = await add('应享', '1964-03-02', rural({ approved_on: null }), { place: OWN })
    expect(await told('2024-06-30', OWN)).toEqual(['应享 not-enrolled 2024-06'])
    const fact = must(await person(test.house, clerk(), id)).facts.find(({ kind }) => kind === 'identity')!
    must(await recordFact(test.house, clerk(), id, { kind: 'identity', value: { ...(fact.value as object), approved_on: '2024-06-20' }, supersedes: fact.id }))
    expect(await told('2024-06-30', OWN)).toEqual([])
  })

  it('年度确认快到期才提', async () => {
    expect((await told('2024-07-30')).some(line => line.endsWith('coming-change 2024-10'))).toBe(false)
    expect(await told('2024-08-05')).toEqual(expect.arrayContaining(['照发 coming-change 2024-10']))
  })
})

describe('外来名单', () => {
  const sheet = (headings: readonly string[], ...rows: string[][]) => writeWorkbook({ name: '名单', headings: [...headings], rows })
  const hold = async (id: string, bytes: Uint8Array, actor = clerk()) => reconcileList(test.house, actor, id, bytes)

  it('死亡名单：在世的指出来，错的行一次全退，名单不留下', async () => {
    const gone = await add('将故', '1945-03-02', rural(), { place: LISTED })
    const file = await sheet(['逝者姓名', '殡仪馆', '身份证号', '死亡日期'],
      ['将故', '示例殡仪馆', gone.number, '2024-06-20'], ['生人', '', numberOf('1940-01-01'), '2024-06-21'], ['错号', '', '990101194001010000', '2024-13-01'], ['', '', '', ''])
    const answer = must(await hold('deaths', file))
    expect(answer).toMatchObject({ list: 'deaths', rows_read: 3, counts: { agrees: 0, differs: 1, unknown: 1 } })
    expect(answer.findings).toMatchObject([{ row: 2, name: '将故', person: { id: gone.id }, action: 'death', values: { died: '2024-06-20' } }])
    expect(answer.refusals.map(({ row, column }) => `${row} ${column}`)).toEqual(['4 身份证号', '4 死亡日期'])
    const kept = await scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, async session =>
      (await session.query<{ after: string }>(`SELECT after FROM journal WHERE action = 'entitlement.list.reconcile' AND after LIKE '%"deaths"%' AND after LIKE '%"rows_refused":1%'`)).rows)
    expect(kept.map(({ after }) => JSON.parse(after) as object)).toEqual([{ list: 'deaths', rows_read: 3, rows_refused: 1, agrees: 0, differs: 1, unknown: 1, dead: 0, unlisted: 0 }])
  })

  it('没有号码的按姓名和出生日期认', async () => {
    const { id } = await add('低保', '1950-05-05', rural(), { place: LISTED })
    const answer = must(await hold('minimum-allowance', await sheet(['保障对象姓名', '身份证号', '出生日期'], ['低保', '', '1950-05-05'], ['低保', '', ''])))
    expect(answer.findings).toMatchObject([{ row: 2, person: { id } }])
    expect(answer.refusals).toMatchObject([{ row: 3 }])
  })

  it('新兵同户有义务兵家庭身份就相符', async () => {
    const household = must(await addHousehold(test.house, clerk(), { place: LISTED, head: '户主' }))
    await add('家长', '1975-05-05', { category: 'conscript-family', enlistment_approved_on: '2024-03-01', approved_by_county: COUNTY }, { household, place: LISTED })
    const [son, other] = [await add('新兵', '2005-05-05', null, { household, place: LISTED }), await add('漏兵', '2005-06-05', null, { place: LISTED })]
    const answer = must(await hold('recruits', await sheet(['姓名', '身份证', '批准入伍时间'], ['新兵', son.number, '2024-03-01'], ['漏兵', other.number, '2024-03-01'])))
    expect(answer.findings).toMatchObject([{ row: 3, name: '漏兵', outcome: 'differs', action: 'conscript' }])
  })

  it('没有身份证号一列、没有这种名单、没有权限，都退回', async () => {
    const code = async (...asked: Parameters<typeof hold>) => { const answer = await hold(...asked); return answer.ok ? 'ok' : answer.refusals[0]!.code }
    expect(await code('minimum-allowance', await sheet(['姓名', '出生日期'], ['低保', '1950-05-05']))).toBe('missing')
    expect(await code('deaths', await sheet(['姓名'], ['将故']))).toBe('missing')
    expect(await code('nobody', await sheet(['姓名'], ['将故']))).toBe('not-found')
    expect(await code('deaths', await sheet(['姓名', '身份证号', '死亡日期'], ['将故', '', '2024-06-20']), test.actors.leader)).toBe('forbidden')
  })

  it('模板填上就能比对', async () => {
    for (const { id } of await listNames()) {
      const answer = must(await hold(id, must(await listTemplate(id)).bytes))
      expect(answer.refusals, id).toEqual([])
      expect(answer.rows_read, id).toBe(1)
    }
  })
})
