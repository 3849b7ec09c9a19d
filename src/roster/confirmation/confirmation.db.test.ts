import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COUNTY, testHouse, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { act, read } from '../../access/actions.ts'
import { ALLOWED } from '../../access/roles.ts'
import type { Actor } from '../../base/actor.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { scoped } from '../../db/db.ts'
import { keepEvidence } from '../../evidence/actions.ts'
import { figureValues } from '../../figures/actions.ts'
import { readSheet } from '../../sheets/read.ts'
import { addPerson, changePerson, factsOfIn, recordFact } from '../actions.ts'
import { figures } from '../figures.ts'
import type { PersonInput } from '../schemas.ts'
import { askedIn, confirm, confirmAllIn, confirmations, exportConfirmations, findingsOf, progress } from './actions.ts'
import type { ConfirmationInput, ConfirmationQuery } from './schemas.ts'
import { decideResume, decideStop, decline, proposals, propose } from './suspension/actions.ts'

let test: TestHouse
beforeAll(async () => {
  test = await testHouse()
  test.travel('2024-07-10')
})
afterAll(() => test.close())

let serial = 0
/** Somebody of an entitled category since 2019, in a village. */
async function somebody(changes: Partial<PersonInput> = {}): Promise<string> {
  serial += 1
  const digits = `99010119550302${String(serial * 2 + 1).padStart(3, '0')}`
  return must(await addPerson(test.house, test.actors.clerk, {
    place: VILLAGES[0]!, name: `确认${serial}`, identity_number: digits + checkCharacter(digits),
    facts: [{ kind: 'identity', value: { category: 'combat-veteran', approved_on: '2019-05-20' } }], ...changes,
  }))
}

const codes = (result: { ok: boolean; refusals?: readonly { code: string; place: string }[] }) => (result.refusals ?? []).map(refusal => `${refusal.code} ${refusal.place}`)
const worker = () => test.actors.villageWorker
const found = (person: string, changes: Partial<ConfirmationInput> = {}, actor: Actor = worker()) =>
  confirm(test.house, actor, { person, year: 2024, way: 'home-visit', on: '2024-07-02', result: 'confirmed', ...changes })
const list = async (query: ConfirmationQuery = {}, actor: Actor = test.actors.clerk) => must(await confirmations(test.house, actor, 2024, { size: 200, ...query })).rows
const lineOf = async (person: string) => (await list()).find(line => line.person === person)
const waiting = async (person: string) => must(await proposals(test.house, test.actors.reviewer, '', 2024)).filter(proposal => proposal.person === person)
const suspended = async (person: string, knownOn = '2024-07-10') =>
  must(await read(test.house, test.actors.clerk, 'roster.read', work => factsOfIn(work, { place: '', knownOn, persons: [person] })))[0]?.facts.suspended
const PROVINCE = { authority: 'province', document: '示例省中止〔2024〕3号', on: '2024-07-08' } as const

/** Runs a statement as the program, as no action would. */
const asProgram = (sql: string, parameters: readonly unknown[]) =>
  scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session => session.query(sql, parameters)).then(() => 'done', (error: Error) => error.message)

describe('登记', () => {
  it('村级专干和经办可以确认，复核、领导、审计不可以', async () => {
    const person = await somebody()
    for (const actor of [test.actors.reviewer, test.actors.leader, test.actors.auditor]) expect(codes(await found(person, {}, actor))).toEqual(['forbidden roster.confirm'])
    must(await found(person))
    expect(await lineOf(person)).toMatchObject({ state: 'confirmed', finding: { way: 'home-visit', on: '2024-07-02', by: '何专干' }, identity_number: expect.stringMatching(/^990101\*{8}/) })
  })

  it('一人一年只有一条有效结果：再登记被拒绝，更正取代原来的，原来的还在', async () => {
    const person = await somebody()
    const first = must(await found(person))
    expect(codes(await found(person, {}, test.actors.clerk))).toEqual(['duplicate person'])
    const second = must(await found(person, { result: 'away', way: 'telephone', supersedes: first }, test.actors.clerk))
    expect(codes(await found(person, { supersedes: first }))).toEqual(['conflict supersedes'])
    const third = must(await found(person, { way: 'video' }))
    expect(must(await findingsOf(test.house, worker(), person)).map(({ id, supersedes, superseded_by }) => [id, supersedes, superseded_by]))
      .toEqual([[third, second, null], [second, first, third], [first, null, second]])
    must(await found(person, { year: 2023, on: '2023-08-01' }))
    expect((await lineOf(person))?.finding?.id).toBe(third)
  })

  it('数据库也不让一人一年有两条，不让更正别人的，不让人脸识别带材料', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const first = must(await found(one))
    const insert = (person: string, way: string, supersedes: string | null, evidence: string[] = []) => asProgram(
      `INSERT INTO confirmation (county_code, id, place_code, person, year, way, found_on, result, evidence, supersedes, revision, recorded_at, recorded_by, recorded_by_name)
       VALUES ($1, gen_random_uuid(), $2, $3, 2024, $4, '2024-07-02', 'confirmed', $5::uuid[], $6, $7, now(), 'x', 'x')`, [COUNTY, VILLAGES[0], person, way, evidence, supersedes, supersedes === null ? 1 : 2])
    expect(await insert(one, 'video', null)).toMatch(/confirmation_one_stands/)
    expect(await insert(other, 'video', first)).toMatch(/confirmation_corrects_its_own/)
    expect(await insert(other, 'face-check', null, [first])).toMatch(/confirmation_face_check_result_alone/)
    expect(await asProgram(`UPDATE confirmation SET result = 'deceased' WHERE county_code = $1 AND id = $2`, [COUNTY, first])).toMatch(/permission denied/)
    expect(await asProgram(`DELETE FROM confirmation WHERE county_code = $1 AND id = $2`, [COUNTY, first])).toMatch(/permission denied/)
  })

  it('佐证要是辖区里有的；整批要么都进，要么都不进', async () => {
    const [one, other] = [await somebody(), await somebody()]
    const evidence = must(await keepEvidence(test.house, worker(), {
      kind: 'file', title: '入户登记表', place: VILLAGES[0]!, taken_on: '2024-07-02', media_type: 'text/plain', bytes: new TextEncoder().encode('已见到本人'),
      subject: { kind: 'roster.confirmation', id: one },
    }))
    const inputs = [one, other].map((person, index) => ({ person, year: 2024, way: 'home-visit' as const, on: '2024-07-02', result: 'confirmed' as const, evidence: [[evidence], [other]][index]! }))
    expect(codes(await act(test.house, worker(), 'roster.confirm', work => confirmAllIn(work, inputs)))).toEqual(['not-found confirmations.1.evidence.0'])
    expect((await lineOf(one))?.state).toBe('open')
    must(await found(one, { evidence: [evidence] }))
    expect((await lineOf(one))?.finding?.evidence).toEqual([evidence])
  })

  it('村级专干只确认本村的人；人搬到别村，结果跟着走', async () => {
    const there = await somebody({ place: VILLAGES[4]! })
    expect(codes(await found(there))).toEqual(['not-found person'])
    const moved = await somebody()
    const first = must(await found(moved))
    must(await changePerson(test.house, test.actors.clerk, moved, { version: 1, changes: { place: VILLAGES[4]! } }))
    const other = { ...worker(), place: VILLAGES[4]!, scope: [VILLAGES[4]!] }
    expect((await list({}, other)).find(line => line.person === moved)?.finding?.id).toBe(first)
    expect((await list({}, worker())).some(line => line.person === moved)).toBe(false)
  })

  it('每次登记都在日志里', async () => {
    const person = await somebody()
    const id = must(await found(person))
    const { rows } = await scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session => session.query<{ action: string; after: string }>(
      `SELECT action, "after" FROM journal WHERE county_code = $1 AND subject = $2`, [COUNTY, id]))
    expect(rows.map(row => row.action)).toEqual(['roster.confirmation.record'])
    expect(JSON.stringify(rows[0]!.after)).toContain('home-visit')
  })
})

describe('提议与决定', () => {
  it('登记和决定是两种权限，没有一个角色两样都有', () => {
    expect(Object.entries(ALLOWED).filter(([, allowed]) => allowed.includes('roster.confirm') && allowed.includes('roster.decide'))).toEqual([])
  })

  it('查无下落不由登记的人停发：成为提议，由另一人凭省级文件决定，名册记下中止', async () => {
    const person = await somebody()
    must(await found(person, { result: 'not-found', note: '三次上门没有人' }))
    const [proposal] = await waiting(person)
    expect(proposal).toMatchObject({ kind: 'stop', reason: 'not-found', note: '三次上门没有人', state: 'open', proposed_by_name: '何专干' })
    expect(await suspended(person)).toBeUndefined()
    expect(codes(await decideStop(test.house, test.actors.clerk, proposal!.id, PROVINCE))).toEqual(['forbidden roster.decide'])
    expect(must(await decideStop(test.house, test.actors.reviewer, proposal!.id, PROVINCE))).toEqual({ id: proposal!.id, effective: true })
    expect(await suspended(person)).toEqual([{ from: '2024-07-08', to: null, decided_by: 'province', document: PROVINCE.document }])
    expect((await waiting(person))[0]).toMatchObject({ state: 'decided', authority: 'province', document: PROVINCE.document, effective_on: '2024-07-08', decided_by_name: '沈复核' })
    expect(codes(await decideStop(test.house, test.actors.leader, proposal!.id, PROVINCE))).toEqual(['state proposal.state'])
  })

  it('提议的人换了角色也不能决定自己的提议，数据库也不让', async () => {
    const person = await somebody()
    const id = must(await propose(test.house, test.actors.clerk, { person, kind: 'stop', note: '判处有期徒刑（示例）' }))
    const promoted: Actor = { ...test.actors.clerk, role: 'leader' }
    expect(codes(await decideStop(test.house, promoted, id, PROVINCE))).toEqual(['same-person proposal.proposed_by'])
    expect(codes(await decline(test.house, promoted, id, { reason: '不予办理' }))).toEqual(['same-person proposal.proposed_by'])
    expect(await asProgram(`UPDATE suspension_proposal SET state = 'declined', answer = 'x', decided_by = proposed_by, decided_by_name = 'x', decided_at = now() WHERE county_code = $1 AND id = $2`,
      [COUNTY, id])).toMatch(/suspension_proposal_decider_differs/)
    expect(codes(await propose(test.house, test.actors.clerk, { person, kind: 'stop', note: '再提一次' }))).toEqual(['duplicate person'])
    must(await decline(test.house, test.actors.leader, id, { reason: '判决还没有生效' }))
    expect(await waiting(person)).toMatchObject([{ state: 'declined', answer: '判决还没有生效' }])
    expect(await suspended(person)).toBeUndefined()
  })

  it('县级决定照记，不影响应发；之后省级决定才中止', async () => {
    const person = await somebody()
    const first = must(await propose(test.house, test.actors.clerk, { person, kind: 'stop', note: '县局要求核查' }))
    expect(must(await decideStop(test.house, test.actors.leader, first, { ...PROVINCE, authority: 'county', document: '示例县〔2024〕1号' }))).toMatchObject({ effective: false })
    const second = must(await propose(test.house, test.actors.clerk, { person, kind: 'stop', note: '省厅已决定' }))
    expect(codes(await decideStop(test.house, test.actors.leader, second, { ...PROVINCE, authority: 'prefecture' }))).toEqual(['duplicate proposal.person'])
    must(await decideStop(test.house, test.actors.leader, second, PROVINCE))
    expect((await suspended(person))?.map(suspension => suspension.decided_by)).toEqual(['county', 'province'])
  })

  it('去世不作中止：停发决定被拒绝，登记去世之后提议了结', async () => {
    const person = await somebody()
    must(await found(person, { result: 'deceased' }))
    const [proposal] = await waiting(person)
    expect(proposal).toMatchObject({ kind: 'stop', reason: 'deceased' })
    expect(codes(await decideStop(test.house, test.actors.reviewer, proposal!.id, PROVINCE))).toEqual(['state proposal.reason'])
    must(await recordFact(test.house, test.actors.clerk, person, { kind: 'person', value: { died: '2024-06-20', death_cause: 'illness' }, document: '死亡证明（示例）' }))
    expect(await waiting(person)).toEqual([])
    expect(codes(await decideStop(test.house, test.actors.reviewer, proposal!.id, PROVINCE))).toEqual(['state proposal.state'])
    expect(await suspended(person)).toBeUndefined()
  })

  it('更正了结果，提议就撤回；找到已中止的人，成为恢复的提议，决定后记下止日', async () => {
    const person = await somebody()
    const wrong = must(await found(person, { result: 'not-found' }))
    must(await found(person, { result: 'away', supersedes: wrong }))
    expect(await waiting(person)).toEqual([])
    must(await found(person, { result: 'not-found' }))
    must(await decideStop(test.house, test.actors.reviewer, (await waiting(person))[0]!.id, { ...PROVINCE, on: '2024-07-01' }))
    must(await found(person, { way: 'video', on: '2024-07-09' }))
    const proposal = (await waiting(person)).find(each => each.state === 'open')!
    expect(proposal).toMatchObject({ kind: 'resume', reason: 'found' })
    const resumption = { authority: 'province', document: '示例省恢复〔2024〕9号', on: '2024-07-10' } as const
    expect(codes(await decideStop(test.house, test.actors.reviewer, proposal.id, PROVINCE))).toEqual(['state proposal.kind'])
    expect(codes(await decideResume(test.house, test.actors.reviewer, proposal.id, { ...resumption, on: '2024-06-30' }))).toEqual(['contradiction on'])
    expect(codes(await decideResume(test.house, test.actors.reviewer, proposal.id, { ...resumption, on: '2024-07-11', document: '驻地：山上' }))).toEqual(['invalid on', 'secret document'])
    expect(must(await decideResume(test.house, test.actors.reviewer, proposal.id, resumption))).toMatchObject({ effective: true })
    expect(await suspended(person)).toEqual([{ from: '2024-07-01', to: '2024-07-09', decided_by: 'province', document: PROVINCE.document }])
  })

  it('省级中止，县级恢复照记，中止仍在', async () => {
    const person = await somebody()
    must(await found(person, { result: 'not-found' }))
    must(await decideStop(test.house, test.actors.reviewer, (await waiting(person))[0]!.id, PROVINCE))
    const id = must(await propose(test.house, test.actors.clerk, { person, kind: 'resume', note: '本人已回村' }))
    expect(must(await decideResume(test.house, test.actors.leader, id, { ...PROVINCE, authority: 'county', on: '2024-07-09' }))).toMatchObject({ effective: false })
    expect(await suspended(person)).toMatchObject([{ to: null, decided_by: 'province' }])
    expect(codes(await propose(test.house, test.actors.clerk, { person: await somebody(), kind: 'resume', note: '没有中止' }))).toEqual(['state proposal.person'])
  })

  it('一个人不能直接把中止记进名册', async () => {
    const person = await somebody()
    expect(codes(await recordFact(test.house, test.actors.clerk, person, { kind: 'suspended', value: { from: '2024-07-01', to: null, decided_by: 'province', document: '示例' } })))
      .toEqual(['state kind'])
  })
})

describe('名单、进度与口径', () => {
  it('按村、类别、情况、方式、姓名筛选，各村进度与名单、口径一致', async () => {
    const place = VILLAGES[8]!
    const [one, two, three, four] = [await somebody({ place }), await somebody({ place }), await somebody({ place }), await somebody({ place, name: '筛选人' })]
    const fresh = await somebody({ place, facts: [{ kind: 'identity', value: { category: 'combat-veteran', approved_on: '2024-06-15' } }] })
    must(await found(one!, { way: 'face-check' }, test.actors.clerk))
    must(await found(two!, { result: 'away', way: 'telephone' }, test.actors.clerk))
    must(await found(three!, { result: 'deceased', way: 'documents' }, test.actors.clerk))
    const persons = async (query: ConfirmationQuery) => (await list({ place, ...query })).map(line => line.person)
    expect((await persons({})).toSorted()).toEqual([one, two, three, four].toSorted())
    expect(await persons({})).not.toContain(fresh)
    expect(await persons({ state: 'open' })).toEqual([four])
    expect(await persons({ state: 'away' })).toEqual([two])
    expect(await persons({ way: 'face-check' })).toEqual([one])
    expect(await persons({ name: '筛选' })).toEqual([four])
    expect(await persons({ category: 'rural-veteran-60' })).toEqual([])
    const how = must(await progress(test.house, test.actors.clerk, 2024))
    expect(how.places.find(each => each.place === place)).toEqual({ place, done: 2, total: 4 })
    const values = await scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session =>
      figureValues(session, figures, { county: COUNTY, place: '', year: 2024, ids: ['roster.confirmation.confirmed', 'roster.confirmation.outstanding'] }))
    expect(values.map(figure => figure.value)).toEqual([how.states.confirmed, how.states.open + how.states.away + how.states['not-found']])
    const all = must(await read(test.house, test.actors.clerk, 'roster.read', work => askedIn(work, 2024, {})))
    expect(all.length).toBe(Object.values(how.states).reduce((total, count) => total + count, 0))
  })

  it('后来才知道那天已去世的，名单上是去世，并标明确认在去世之后', async () => {
    const person = await somebody()
    must(await found(person, { on: '2024-07-02' }))
    must(await recordFact(test.house, test.actors.clerk, person, { kind: 'person', value: { died: '2024-07-01' } }))
    expect(await lineOf(person)).toMatchObject({ state: 'deceased', after_death: true })
  })

  it('导出的是当前名单，号码遮盖，并记入日志', async () => {
    const place = VILLAGES[9]!
    await somebody({ place, name: '导出人' })
    const file = must(await exportConfirmations(test.house, test.actors.clerk, 2024, { place }))
    const rows = must(await readSheet(file.bytes)).rows.map(row => row.cells.map(cell => cell?.text ?? ''))
    expect(rows).toHaveLength(2)
    expect(rows[1]).toEqual(expect.arrayContaining(['导出人', expect.stringMatching(/^990101\*{8}/), '参战退役军人', '待确认']))
    expect(codes(await exportConfirmations(test.house, test.actors.system, 2024, {}))).toEqual(['forbidden roster.read'])
  })
})
