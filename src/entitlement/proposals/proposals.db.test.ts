import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import { act, read } from '../../access/actions.ts'
import type { Actor } from '../../base/actor.ts'
import { must, type Result } from '../../base/result.ts'
import { LawInUse, verifyLawIn, withLaw } from '../../law/actions.ts'
import type { LawHouse } from '../../law/house.ts'
import { parameterOf, rateOn } from '../../law/law.ts'
import { readFolders } from '../../law/load.ts'
import { decide } from '../decide.ts'
import { approveProposal, changeDraft, checkFiles, enterProposal, proposal, proposals, rejectProposal, withdrawProposal } from './actions.ts'

const LAW = readFolders([resolve(import.meta.dirname, '../../../law')])

/** A house of the package's law alone, as an office has it, and another process on the same database. */
let opened: TestHouse
let actors: TestHouse['actors']
let house: LawHouse
let other: LawHouse
beforeAll(async () => {
  opened = await testHouse()
  actors = opened.actors
  opened.travel('2024-09-10')
  house = withLaw(opened.house, new LawInUse(LAW, '2024-09-10'))
  other = withLaw(opened.house, new LawInUse(LAW, '2024-09-10'))
})
afterAll(() => opened.close())

const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code, place }) => [code, place]))
let notices = 0
/** A notice of the county: 优待金 of `yuan` a year from a day on. */
function notice(from: string, yuan: number, change: { readonly benefit?: string; readonly where?: string } = {}) {
  const id = `${COUNTY}-2024-${++notices}`
  const benefit = change.benefit ?? 'conscript-family-allowance'
  const source = `id: ${id}
title: {zh: 云岭县义务兵家庭优待金标准, en: Allowance of Yunling County}
cite: 云政〔2024〕${notices}号
number: 云政〔2024〕${notices}号
issuer: {zh: 云岭县人民政府, en: Yunling County}
published: 2024-09-02
in_force: ${from}
repealed_by: null
articles: {第一条: {zh: 标准, en: the rate}}
`
  const rates = `benefit: ${benefit}
rates:
  - from: ${from}
    where: '${change.where ?? COUNTY}'
    per: year
    source: ${id}
    clause: 第一条
    confidence: sourced
    published_on: 2024-09-02
    due_month: 12
    amount: ${yuan}
`
  return { title: `优待金 ${yuan} 元`, reason: '县里下了文', files: [{ path: `sources/${id}.yaml`, text: source }, { path: `benefits/${benefit}.yaml`, text: rates }] }
}
const lawOf = (of: LawHouse, actor: Actor) => read(of, actor, 'law.read', work => of.lawOf(work)).then(must)
const rateFrom = async (day: string, of: LawHouse = house, actor: Actor = actors.clerk) =>
  rateOn(await lawOf(of, actor), { benefit: 'conscript-family-allowance', place: actor.county, day, cell: { area: 'ordinary' } })?.rate.amount_fen

describe('录入和批准', () => {
  test('录入人自己不能批准：程序不让，数据库也不让；另一人批准后生效，只给本县', async () => {
    const { id } = must(await enterProposal(house, actors.reviewer, notice('2024-01-01', 16_000)))
    expect(codes(await approveProposal(house, actors.reviewer, id))).toEqual([['same-person', 'proposal.prepared_by']])
    const byHand = act(house, actors.reviewer, 'law.approve', async work => {
      work.record({ action: 'law.proposal.approve', subject: id, place: actors.reviewer.place })
      await work.session.query(`UPDATE law_proposal SET state = 'approved', decided_by = prepared_by, decided_by_name = '本人', decided_at = now(), version = 1 WHERE id = $1`, [id])
      return { ok: true as const, value: undefined }
    })
    await expect(byHand).rejects.toThrow(/law_proposal_decider_differs/)
    expect(await rateFrom('2024-03-01')).toBeUndefined()
    expect(must(await approveProposal(house, actors.leader, id, '与文件核对无误')).state).toBe('approved')
    expect(await rateFrom('2024-03-01')).toBe(1_600_000)
    expect(await rateFrom('2023-12-31')).toBeUndefined()
    const neighbour: Actor = { ...actors.clerk, county: '990102', place: '990102', scope: ['990102'] }
    expect(await rateFrom('2024-03-01', house, neighbour)).toBeUndefined()
    expect((await lawOf(house, neighbour)).hash).toBe(LAW.book.hash)
    expect(must(await proposals(house, neighbour)).rows).toEqual([])
    expect(codes(await proposal(house, neighbour, id))).toEqual([['not-found', 'proposal']])
  })

  test('另一个服务进程在下一笔事务里就按新标准算；校验值与原来的不同，两边相同', async () => {
    const before = (await lawOf(other, actors.clerk)).hash
    const { id } = must(await enterProposal(house, actors.clerk, notice('2024-07-01', 18_000)))
    must(await approveProposal(house, actors.countyOffice, id))
    expect(await rateFrom('2024-08-01', other)).toBe(1_800_000)
    const hashes = [await lawOf(house, actors.clerk), await lawOf(other, actors.leader)].map(law => law.hash)
    expect(hashes[0]).toBe(hashes[1])
    expect(hashes[0]).not.toBe(before)
  })

  test('已有一行的日子不能再录：录的时候不行，别人先批准了也不行', async () => {
    const [first, second] = [notice('2030-01-01', 20_000), notice('2030-01-01', 21_000)]
    const [one, two] = [must(await enterProposal(house, actors.clerk, first)), must(await enterProposal(house, actors.clerk, second))]
    must(await approveProposal(house, actors.leader, one.id))
    const late = await approveProposal(house, actors.leader, two.id)
    expect(codes(late)).toEqual([['duplicate', 'benefits/conscript-family-allowance.yaml:3 rates[0].from']])
    expect(codes(await enterProposal(house, actors.clerk, notice('2030-01-01', 22_000)))).toEqual(codes(late))
    expect(must(await proposal(house, actors.leader, two.id))).toMatchObject({ state: 'proposed', faults: [{ code: 'duplicate' }] })
    expect(await rateFrom('2030-01-01')).toBe(2_000_000)
  })

  test('预览把新标准和现行的并排：多少、谁的、从哪天起', async () => {
    const { id } = must(await enterProposal(house, actors.clerk, notice('2031-01-01', 23_000)))
    must(await approveProposal(house, actors.leader, id))
    const raise = must(await enterProposal(house, actors.clerk, notice('2031-07-01', 24_000)))
    const shown = must(await proposal(house, actors.leader, raise.id))
    expect(shown.additions.rates).toMatchObject([{ amount_fen: 2_400_000, from: '2031-07-01', holds: true, past: false, before: { amount_fen: 2_300_000, from: '2031-01-01', layer: 'county' } }])
    expect(shown.allowed).toEqual(['approve', 'reject'])
    expect(must(await proposal(house, actors.clerk, raise.id)).allowed).toEqual(['withdraw'])
    must(await withdrawProposal(house, actors.clerk, raise.id))
    // What was approved is still shown against what held before it.
    expect(must(await proposal(house, actors.clerk, id)).additions.rates[0]).toMatchObject({ amount_fen: 2_300_000, before: expect.not.objectContaining({ from: '2031-01-01' }) })
  })

  test('低于全国有据标准的地方标准不顶用，预览说明', async () => {
    const low = notice('2024-08-01', 1, { benefit: 'disability-pension' })
    const { additions } = must(await checkFiles(house, actors.clerk, low.files))
    expect(additions.rates[0]).toMatchObject({ amount_fen: 100 })
    const table = low.files[1]!.text.replace('    amount: 1\n', '    amounts: {war: {5: 1}}\n')
    const nested = must(await checkFiles(house, actors.clerk, [low.files[0]!, { path: low.files[1]!.path, text: table }]))
    expect(nested.faults).toEqual([])
    expect(nested.additions.rates[0]).toMatchObject({ cell: { cause: 'war', grade: 5 }, holds: false, before: { amount_fen: 6_703_200, layer: 'national' }, past: true })
  })

  test('退回要写理由；退回的、撤回的不再能批准；撤回只由本人', async () => {
    const [one, two] = [must(await enterProposal(house, actors.clerk, notice('2032-01-01', 1))), must(await enterProposal(house, actors.clerk, notice('2032-01-01', 2)))]
    expect(must(await rejectProposal(house, actors.leader, one.id, '金额与文件不符'))).toMatchObject({ state: 'rejected', decision_reason: '金额与文件不符' })
    expect(codes(await approveProposal(house, actors.leader, one.id))).toEqual([['state', 'proposal.state']])
    expect(codes(await withdrawProposal(house, actors.reviewer, two.id))).toEqual([['forbidden', 'proposal.prepared_by']])
    expect(must(await withdrawProposal(house, actors.clerk, two.id)).state).toBe('withdrawn')
    expect(codes(await approveProposal(house, actors.leader, two.id))).toEqual([['state', 'proposal.state']])
    expect(await rateFrom('2032-06-01')).not.toBe(100)
  })

  test('草稿可以有错，补齐后提交；只有本人能改', async () => {
    const whole = notice('2033-01-01', 25_000)
    const rough = { ...whole, draft: true, files: [whole.files[1]!] }
    const { id } = must(await enterProposal(house, actors.clerk, rough))
    expect(must(await proposal(house, actors.clerk, id))).toMatchObject({ state: 'draft', faults: [{ place: 'benefits/conscript-family-allowance.yaml:6 rates[0].source' }] })
    expect(codes(await approveProposal(house, actors.leader, id))).toEqual([['state', 'proposal.state']])
    expect(codes(await changeDraft(house, actors.reviewer, id, whole))).toEqual([['forbidden', 'proposal.prepared_by']])
    expect(codes(await changeDraft(house, actors.clerk, id, { ...rough, draft: false }))).toEqual([['invalid', 'benefits/conscript-family-allowance.yaml:6 rates[0].source']])
    expect(must(await changeDraft(house, actors.clerk, id, whole)).state).toBe('proposed')
    expect(must(await approveProposal(house, actors.leader, id)).state).toBe('approved')
  })

  test('谁能录入、谁能批准：村级专干、审计都不行，领导不录入，经办不批准', async () => {
    const input = notice('2034-01-01', 1)
    for (const actor of [actors.villageWorker, actors.auditor, actors.leader, actors.system]) expect(codes(await enterProposal(house, actor, input))).toEqual([['forbidden', 'law.propose']])
    const { id } = must(await enterProposal(house, actors.reviewer, input))
    for (const actor of [actors.clerk, actors.villageWorker, actors.auditor]) expect(codes(await approveProposal(house, actor, id))).toEqual([['forbidden', 'law.approve']])
  })

  test('同一个键再来一次，只录一份', async () => {
    const input = notice('2035-01-01', 1)
    const [one, two] = [must(await enterProposal(house, actors.clerk, input, { key: 'once' })), must(await enterProposal(house, actors.clerk, input, { key: 'once' }))]
    expect(two.id).toBe(one.id)
  })
})

describe('留存', () => {
  test('批准的文本程序改不了也删不了；录入、批准都在日志里', async () => {
    const { id } = must(await enterProposal(house, actors.clerk, notice('2036-01-01', 1)))
    must(await approveProposal(house, actors.leader, id))
    const reading = <T>(work: Parameters<typeof read<T>>[3]) => read<T>(house, actors.auditor, 'law.read', work).then(must)
    await expect(reading(work => work.session.query(`UPDATE law_text SET text = ''`))).rejects.toThrow(/permission denied/)
    await expect(reading(work => work.session.query(`DELETE FROM law_text`))).rejects.toThrow(/permission denied/)
    await expect(reading(work => work.session.query(`DELETE FROM law_proposal`))).rejects.toThrow(/permission denied/)
    const { rows } = await reading(work => work.session.query<{ action: string; actor: string }>(`SELECT action, actor FROM journal WHERE subject = $1 ORDER BY number`, [id]))
    expect(rows).toEqual([{ action: 'law.proposal.enter', actor: actors.clerk.name }, { action: 'law.proposal.approve', actor: actors.leader.name }])
  })

  test('有人绕过程序改了批准的文本，核验指出是哪一份；少了一份也指出', async () => {
    const { id } = must(await enterProposal(house, actors.clerk, notice('2037-01-01', 1)))
    must(await approveProposal(house, actors.leader, id))
    const verified = () => read(house, actors.auditor, 'law.read', verifyLawIn).then(must)
    const meddle = (sql: string) => opened.house.database.transaction(async session => {
      await session.query('ALTER TABLE law_text NO FORCE ROW LEVEL SECURITY')
      await session.query('SET LOCAL ROLE tongxin_owner')
      await session.query(sql, [id])
      await session.query('RESET ROLE')
      await session.query('ALTER TABLE law_text FORCE ROW LEVEL SECURITY')
    })
    expect(await verified()).toEqual({ texts: expect.any(Number) })
    await meddle(`UPDATE law_text SET text = replace(text, 'amount: 1', 'amount: 9') WHERE proposal = $1`)
    expect((await verified()).fault).toMatch(/^990101\/\d+\/benefits\/conscript-family-allowance\.yaml$/)
    await meddle(`UPDATE law_text SET text = replace(text, 'amount: 9', 'amount: 1') WHERE proposal = $1`)
    expect((await verified()).fault).toBeUndefined()
    const { files } = must(await proposal(house, actors.clerk, id))
    await meddle(`UPDATE law_text SET path = 'sources/x.yaml' WHERE proposal = $1 AND path LIKE 'sources/%'`)
    expect((await verified()).fault).toBe('law_version 990101')
    await meddle(`UPDATE law_text SET path = '${files[0]!.path}' WHERE proposal = $1 AND path = 'sources/x.yaml'`)
    expect((await verified()).fault).toBeUndefined()
  })

  test('当地平均工资也能录入：护理费就有了标准', async () => {
    const { files: [source] } = notice('2024-01-01', 1)
    const id = /id: (\S+)/.exec(source!.text)![1]!
    const rows = `name: local-average-wage\nrows:\n  - {year: 2023, where: '${COUNTY}', amount: 96000, source: ${id}, clause: 第一条, confidence: sourced, published_on: 2024-06-20}\n`
    const facts = { county: COUNTY, identities: [{ category: 'disabled-serviceman' as const, cause: 'war' as const, grade: 2, approved_on: '2010-01-01' }] }
    const state = async () => decide(await lawOf(house, actors.clerk), facts, '2024-09', '2024-09').refused.filter(line => line.benefit === 'nursing-allowance').map(line => line.state)
    expect(await state()).toEqual(['no-rate'])
    const input = { title: '2023年平均工资', reason: '统计公报', files: [source!, { path: 'parameters/local-average-wage.yaml', text: rows }] }
    must(await approveProposal(house, actors.leader, must(await enterProposal(house, actors.clerk, input)).id))
    expect(await state()).toEqual([])
    expect(parameterOf(await lawOf(house, actors.clerk), { name: 'local-average-wage', year: 2023, place: COUNTY })?.amount_fen).toBe(9_600_000)
  })
})
