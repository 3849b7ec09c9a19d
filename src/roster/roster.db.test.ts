import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import { act, read } from '../access/actions.ts'
import { checkCharacter } from '../base/identity-number.ts'
import { must } from '../base/result.ts'
import { scoped } from '../db/db.ts'
import { journalHead, verifyChain } from '../journal/actions.ts'
import { changePlace, places as allPlaces } from '../places/actions.ts'
import { readSheet } from '../sheets/read.ts'
import { exportPeople } from './export/actions.ts'
import { addHousehold, addPerson, addPersonsIn, changePerson, factsOfIn, payeesIn, recordFact } from './actions.ts'
import { households, people, person, reveal, timeline } from './lookup/actions.ts'
import type { PersonInput } from './schemas.ts'

let test: TestHouse
beforeAll(async () => { test = await testHouse() })
afterAll(() => test.close())

let serial = 0
/** An invented number: county 990101, born as given, men odd. */
const numberOf = (born = '1955-03-02', male = true): string => {
  serial += 1
  const digits = `990101${born.replaceAll('-', '')}${String(serial * 2 + (male ? 1 : 0)).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}
const invented = (changes: Partial<PersonInput> = {}): PersonInput => ({ place: VILLAGES[0]!, name: '洪示例', identity_number: numberOf(), ...changes })
const disabled = (changes: object = {}) => ({
  kind: 'identity' as const, value: { category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20', ...changes },
})
const clerk = () => test.actors.clerk
const add = async (input: PersonInput) => must(await addPerson(test.house, clerk(), input))
const codes = (result: { ok: boolean; refusals?: readonly { code: string; place: string }[] }) => (result.refusals ?? []).map(refusal => `${refusal.code} ${refusal.place}`)
const found = async (query: string) => must(await people(test.house, clerk(), { query })).rows.map(row => row.id)

describe('撤并的村', () => {
  /** Two villages of this block alone: the one is merged into the other after somebody was entered there. */
  const [closed, successor] = [VILLAGES[10]!, VILLAGES[11]!]
  const merge = async (to: string | undefined) => {
    const places = must(await allPlaces(test.house, clerk()))
    const { version, name } = places.find(place => place.code === closed)!
    must(await changePlace(test.house, test.actors.system, closed, { version: version!, name, ...(to === undefined ? {} : { to, successor }) }))
  }

  it('不能往撤销的村登记人、登记户，也不能迁进去：说出并到了哪个村；原来在那里的人照样能改、能找到', async () => {
    const stays = await add(invented({ place: closed, name: '留村示例', phone: '13900001357' }))
    const elsewhere = await add(invented({ place: VILLAGES[4]! }))
    await merge('2024-06-29')
    try {
      const refused = await addPerson(test.house, clerk(), invented({ place: closed }))
      expect(codes(refused)).toEqual(['invalid place'])
      expect(refused).toMatchObject({ refusals: [{ value: closed, legal: [`梨园村 ${successor}`], message: { zh: '竹溪村已于 2024-06-29 撤销，并入梨园村，不能再登记人。' } }] })
      expect(codes(await addHousehold(test.house, clerk(), { place: closed, head: '甲户' }))).toEqual(['invalid households.0.place'])
      expect(codes(await changePerson(test.house, clerk(), elsewhere, { version: 1, changes: { place: closed } }))).toEqual(['invalid place'])
      must(await changePerson(test.house, clerk(), stays, { version: 1, changes: { address: '示例路二号' } }))

      const under = async (query: object) => must(await people(test.house, clerk(), { place: successor, ...query })).rows.map(row => row.id)
      expect(await under({})).toContain(stays)
      expect(await under({ query: '留村' })).toContain(stays)
      expect(await under({ query: '1357' })).toContain(stays)
      must(await recordFact(test.house, clerk(), stays, disabled()))
      expect(await under({ category: 'disabled-serviceman' })).toContain(stays)
      expect(await under({})).not.toContain(elsewhere)
      expect(must(await people(test.house, clerk(), { place: VILLAGES[4]! })).rows.map(row => row.id)).not.toContain(stays)
      must(await changePerson(test.house, clerk(), stays, { version: 3, changes: { place: successor } }))
    } finally {
      await merge(undefined)
    }
  })
})

describe('一个人', () => {
  it('号码默认遮盖，只有说明理由才显示，并记入日志', async () => {
    const number = numberOf()
    const id = await add(invented({ identity_number: number, phone: '139-0000-4321', account: '6200000000000004321' }))
    const card = must(await person(test.house, clerk(), id))
    expect(card).toMatchObject({ identity_number: `990101********${number.slice(-4)}`, phone: '139****4321', account: '***************4321' })
    expect(JSON.stringify(card)).not.toContain(number)
    const before = await scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session => journalHead(session, COUNTY))
    expect(await reveal(test.house, clerk(), id, { field: 'identity_number', reason: '核对证件' })).toEqual({ ok: true, value: { value: number } })
    expect(codes(await reveal(test.house, test.actors.villageWorker, id, { field: 'phone', reason: '打电话' }))).toEqual(['forbidden roster.reveal'])
    const after = await scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session => journalHead(session, COUNTY))
    expect(after.number).toBe(before.number + 1)
  })

  it('按姓名片段、拼音、首字母、末四位和完整号码都找得到', async () => {
    const number = numberOf()
    const id = await add(invented({ name: '曾乐群', identity_number: number, phone: '13900009876', account: '6200000000000007531' }))
    for (const query of ['曾乐群', '乐群', '群', 'zenglequn', 'zeng le', 'lequn', 'zlq', 'lq', number.slice(-4), '9876', '7531', number, '13900009876']) {
      expect(await found(query), query).toContain(id)
    }
    expect(await found('乐曾')).not.toContain(id)
    expect(codes(await people(test.house, clerk(), { query: '123' }))).toEqual(['invalid query'])
  })

  it('同一个身份证号登记两次被拒绝，一批里一个也不进', async () => {
    const number = numberOf()
    await add(invented({ identity_number: number }))
    const fresh = invented({ name: '未登记' })
    const result = await act(test.house, clerk(), 'roster.write', work => addPersonsIn(work, [fresh, invented({ identity_number: number }), invented({ identity_number: fresh.identity_number })]))
    expect(codes(result)).toEqual(['duplicate persons.1.identity_number', 'duplicate persons.2.identity_number'])
    expect(await found('未登记')).toEqual([])
  })

  it('所有毛病一次说完：校验位、辖区外的村、涉密文字、因病八级、退役早于入伍', async () => {
    const bad = invented({ place: '990101999201', address: '12345部队家属院', facts: [
      disabled({ cause: 'illness', grade: 8 }),
      { kind: 'identity', value: { category: 'rural-veteran-60', enlisted_on: '1980-01-01', discharged_on: '1979-01-01', rank: 'x' } },
    ] })
    const wrong = `${bad.identity_number.slice(0, 17)}${bad.identity_number.at(-1) === '0' ? '1' : '0'}`
    expect(codes(await addPerson(test.house, clerk(), { ...bad, identity_number: wrong }))).toEqual(expect.arrayContaining([
      'invalid identity_number', 'secret address', 'contradiction facts.0.value.grade', 'unknown-key facts.1.value.rank',
      'contradiction facts.1.value.discharged_on', 'invalid place',
    ]))
  })

  it('电话、账号夹着字母的，登记和改卡片都不收，并说出应写成什么', async () => {
    const told = async (result: ReturnType<typeof addPerson>) => {
      const answer = await result
      return answer.ok ? [] : answer.refusals.map(({ place, message }) => `${place.split('.').at(-1)} ${message.zh.replace(/^.*?：/, '')}`)
    }
    const [phone, account] = ['phone 电话应为 11 位手机号，或固定电话（可带区号）', 'account 银行账号应为 8 至 32 位数字']
    expect(await told(addPerson(test.house, clerk(), invented({ phone: '139abcd0001', account: '6200abcd00000019' })))).toEqual([phone, account])
    const id = await add(invented({ phone: '+86 139-0000-4322' }))
    expect(await told(changePerson(test.house, clerk(), id, { version: 1, changes: { phone: '问他儿子' } }))).toEqual([phone])
    expect(must(await person(test.house, clerk(), id))).toMatchObject({ phone: '139****4322', version: 1 })
  })

  it('户名是别人的，必须写明关系：不写、写本人、健在而写继承人都被拒绝，说出可填的；写了关系没写户名也是', async () => {
    const account = { account: '6200000000000000019', bank_name: '示例农商银行' }
    const told = async (changes: Partial<PersonInput>) => {
      const result = await addPerson(test.house, clerk(), invented({ ...account, ...changes }))
      return (result.ok ? [] : result.refusals).map(({ code, place, value, legal = [] }) => [code, place, value, legal.includes('self'), legal.includes('spouse')])
    }
    expect(await told({ account_holder: '庄代领' })).toEqual([['missing', 'account_relation', '庄代领', false, true]])
    expect(await told({ account_holder: '庄代领', account_relation: 'self' })).toEqual([['contradiction', 'account_relation', 'self', false, true]])
    expect(await told({ account_holder: '庄代领', account_relation: 'heir' })).toEqual([['contradiction', 'account_relation', 'heir', true, true]])
    expect(await told({ account_relation: 'spouse' })).toEqual([['missing', 'account_holder', undefined, false, false]])
    expect(codes(await act(test.house, clerk(), 'roster.write', work => addPersonsIn(work, [invented(), invented({ ...account, account_holder: '庄代领' })])))).toEqual(['missing persons.1.account_relation'])
    // Written with full-width letters it is the same name; whoever has died may have an heir.
    expect(await told({ name: '洪Ａ', account_holder: '洪A' })).toEqual([])
    expect(await told({ account_holder: '庄代领', account_relation: 'guardian' })).toEqual([])
    expect(await told({ account_holder: '庄代领', account_relation: 'heir', died_on: '2020-01-01' })).toEqual([])
  })

  it('改卡片要用打开时的版本，改名后用新名字找', async () => {
    const id = await add(invented({ name: '旧名字' }))
    expect(codes(await changePerson(test.house, clerk(), id, { version: 2, changes: { name: '新名字' } }))).toEqual(['conflict version'])
    must(await changePerson(test.house, clerk(), id, { version: 1, changes: { name: '新名字' } }))
    expect(await found('新名字')).toContain(id)
    expect(await found('旧名字')).not.toContain(id)
  })

  it('更正身份证号，出生日期随之更正，旧的仍在时间线上', async () => {
    const id = await add(invented({ identity_number: numberOf('1955-03-02') }))
    must(await changePerson(test.house, clerk(), id, { version: 1, changes: { identity_number: numberOf('1956-03-02') } }))
    expect(must(await person(test.house, clerk(), id))).toMatchObject({ born: '1956-03-02' })
    const entries = must(await timeline(test.house, clerk(), id)).filter(entry => entry.kind === 'person')
    expect(entries.map(entry => entry.value)).toMatchObject([{ born: '1955-03-02' }, { born: '1956-03-02' }])
    expect(entries[0]!.superseded_by).toBe(entries[1]!.id)
  })
})

describe('两个时钟', () => {
  const factsOn = async (id: string, knownOn: string) =>
    must(await read(test.house, clerk(), 'roster.read', work => factsOfIn(work, { place: '', knownOn, persons: [id] })))

  it('去世后来才知道：知道的前一天还在世，知道的当天已去世', async () => {
    const id = await add(invented({ known_on: '2020-01-01', hukou: 'rural', facts: [disabled()] }))
    must(await recordFact(test.house, clerk(), id, { kind: 'person', value: { died: '2024-03-05', death_cause: 'illness' }, known_on: '2024-06-10' }))
    expect((await factsOn(id, '2024-06-09'))[0]!.facts).toMatchObject({ county: COUNTY, hukou: 'rural', person: { died: null }, identities: [{ grade: 6 }] })
    expect((await factsOn(id, '2024-06-10'))[0]!.facts).toMatchObject({ person: { born: '1955-03-02', sex: 'male', died: '2024-03-05', death_cause: 'illness' } })
    expect(await factsOn(id, '2019-12-31')).toEqual([])
    expect(must(await people(test.house, clerk(), { query: '洪示例', living: 'died' })).rows.map(row => row.id)).toContain(id)
  })

  it('更正一条事实，原来的不改；撤回后身份不再算', async () => {
    const id = await add(invented({ known_on: '2020-01-01', facts: [disabled()] }))
    const card = must(await person(test.house, clerk(), id))
    const identity = card.facts.find(fact => fact.kind === 'identity')!
    expect(card.categories).toEqual(['disabled-serviceman'])
    const corrected = must(await recordFact(test.house, clerk(), id, { ...disabled({ grade: 5 }), supersedes: identity.id, known_on: '2024-05-01' }))
    expect((await factsOn(id, '2024-04-30'))[0]!.facts.identities).toMatchObject([{ grade: 6 }])
    expect((await factsOn(id, '2024-05-01'))[0]!.facts.identities).toMatchObject([{ grade: 5 }])
    expect(codes(await recordFact(test.house, clerk(), id, { ...disabled(), supersedes: identity.id }))).toEqual(['not-found supersedes'])
    must(await recordFact(test.house, clerk(), id, { kind: 'identity', value: null, supersedes: corrected }))
    expect(must(await person(test.house, clerk(), id)).categories).toEqual([])
  })

  it('迁户前的县是第一次迁出的县', async () => {
    const id = await add(invented({ known_on: '2020-01-01', facts: [{ kind: 'hukou_move', value: { on: '2024-05-10', from_county: '990202', to_county: COUNTY } }] }))
    expect((await factsOn(id, '2024-06-01'))[0]!.facts.county).toBe('990202')
  })
})

describe('辖区', () => {
  it('村级专干只看见本村：列表、计数、卡片、查找都一样', async () => {
    const there = await add(invented({ name: '别村人', place: VILLAGES[5]! }))
    const here = await add(invented({ name: '本村人' }))
    const list = must(await people(test.house, test.actors.villageWorker, { size: 200 }))
    expect(list.rows.every(row => row.place === VILLAGES[0])).toBe(true)
    expect(list.total).toBe(list.rows.length)
    expect(list.rows.map(row => row.id)).toContain(here)
    expect(must(await people(test.house, test.actors.villageWorker, { query: '别村人' })).total).toBe(0)
    expect(codes(await person(test.house, test.actors.villageWorker, there))).toEqual(['not-found person'])
    expect(codes(await people(test.house, test.actors.system, {}))).toEqual(['forbidden roster.read'])
  })

  it('人搬到别村，事实和索引跟着走', async () => {
    const id = await add(invented({ name: '搬家人', facts: [disabled()] }))
    must(await changePerson(test.house, clerk(), id, { version: 1, changes: { place: VILLAGES[3]! } }))
    expect(must(await people(test.house, test.actors.villageWorker, { query: '搬家人' })).total).toBe(0)
    const worker = { ...test.actors.villageWorker, place: VILLAGES[3]!, scope: [VILLAGES[3]!] }
    expect(must(await people(test.house, worker, { query: '搬家人', category: 'disabled-serviceman' })).total).toBe(1)
    const known = must(await read(test.house, worker, 'roster.read', work => factsOfIn(work, { place: '', knownOn: '2030-01-01', persons: [id] })))
    expect(known[0]?.facts.identities).toHaveLength(1)
  })

  it('别的辖区已有的号码登记不了，也不说在哪里', async () => {
    const number = numberOf()
    await add(invented({ name: '远处人', identity_number: number, place: VILLAGES[7]! }))
    const narrow = { ...clerk(), place: VILLAGES[0]!, scope: [VILLAGES[0]!] }
    const result = await addPerson(test.house, narrow, invented({ identity_number: number }))
    expect(codes(result)).toEqual(['duplicate identity_number'])
    expect(JSON.stringify(result)).not.toContain('远处人')
  })
})

describe('列表与户', () => {
  it('按村、类别、在世翻页，总数不变，每人只出现一次', async () => {
    for (let index = 0; index < 7; index++) await add(invented({ name: `页${'甲乙丙丁戊己庚'[index]}`, place: VILLAGES[9]!, facts: index < 5 ? [disabled()] : [] }))
    const query = { place: VILLAGES[9]!, category: 'disabled-serviceman', living: 'living' as const, size: 2 }
    const pages = await Promise.all([1, 2, 3].map(async page => must(await people(test.house, clerk(), { ...query, page }))))
    expect(pages.map(page => [page.rows.length, page.total])).toEqual([[2, 5], [2, 5], [1, 5]])
    expect(new Set(pages.flatMap(page => page.rows.map(row => row.id))).size).toBe(5)
    expect(must(await people(test.house, clerk(), { place: VILLAGES[9]! })).total).toBe(7)
    expect(must(await people(test.house, clerk(), { place: VILLAGES[9]!, query: 'y', size: 1 })).total).toBe(7)
  })

  it('导出的是当前列表，号码遮盖', async () => {
    const number = numberOf()
    await add(invented({ name: '导出人', identity_number: number, place: VILLAGES[10]! }))
    const file = must(await exportPeople(test.house, clerk(), { place: VILLAGES[10]! }))
    const rows = must(await readSheet(file.bytes)).rows.map(row => row.cells.map(cell => cell?.text ?? ''))
    expect(rows).toHaveLength(2)
    expect(rows[1]).toContain(`990101********${number.slice(-4)}`)
  })

  it('一户的人在卡片上', async () => {
    const home = must(await addHousehold(test.house, clerk(), { place: VILLAGES[2]!, head: '户主甲', members: 4 }))
    const id = await add(invented({ place: VILLAGES[2]!, household: home }))
    expect(must(await person(test.house, clerk(), id)).home).toMatchObject({ head: '户主甲', persons: [{ id }] })
    expect(must(await households(test.house, clerk(), { place: VILLAGES[2]! }))).toMatchObject({ total: 1, rows: [{ id: home, persons: 1 }] })
    expect(codes(await addHousehold(test.house, clerk(), { place: COUNTY, head: '乙', address: '某部驻地：山上' }))).toEqual(['invalid households.0.place', 'secret households.0.address'])
  })

  it('银行文件要的号码是原样的', async () => {
    const number = numberOf()
    const id = await add(invented({ identity_number: number, account: '6200 0000 0000 0001', bank_name: '示例农商银行', account_holder: '洪示例' }))
    expect(must(await read(test.house, clerk(), 'roster.read', work => payeesIn(work, [id])))).toEqual([
      { person: id, name: '洪示例', identity_number: number, account: '6200000000000001', bank_name: '示例农商银行', account_holder: '洪示例', account_relation: 'self' },
    ])
  })

  it('每次写入都在日志链上，号码不在日志里', async () => {
    const number = numberOf()
    await add(invented({ identity_number: number, place: TOWNSHIP }))
    const { rows } = await scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session =>
      session.query<{ after: string }>(`SELECT "after" FROM journal WHERE county_code = $1 AND action = 'roster.person.add'`, [COUNTY]))
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some(row => JSON.stringify(row.after).includes(number))).toBe(false)
    expect(await scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session => verifyChain(session, COUNTY, []))).not.toHaveProperty('fault')
  })
})
