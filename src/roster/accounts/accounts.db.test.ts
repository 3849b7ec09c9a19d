import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeAccount, keepProof } from '../../../tests/harness/accounts.ts'
import { COUNTY, testHouse, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { read } from '../../access/actions.ts'
import { ALLOWED } from '../../access/roles.ts'
import type { Actor } from '../../base/actor.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { scoped } from '../../db/db.ts'
import { openEvidence } from '../../evidence/actions.ts'
import { addHousehold, addPerson, changePerson, payeesIn, recordFact } from '../actions.ts'
import { people, person as cardOf } from '../lookup/actions.ts'
import type { PersonInput } from '../schemas.ts'
import { accountProposals, decideAccount, declineAccount, openProof, proposeAccount, revealProposed, withdrawAccount } from './actions.ts'
import type { AccountProposalInput } from './schemas.ts'

let test: TestHouse
beforeAll(async () => { test = await testHouse() })
afterAll(() => test.close())

let serial = 0
/** An account that no other test has, too short for a card: there is no check digit to get wrong. */
const numberOf = (given: number) => `99${String(given).padStart(10, '0')}`
/** Somebody with an account of his own. */
async function somebody(changes: Partial<PersonInput> = {}): Promise<string> {
  serial += 1
  const digits = `99010119550302${String(serial).padStart(3, '0')}`
  const name = `账户${serial}`
  return must(await addPerson(test.house, test.actors.clerk, {
    place: VILLAGES[0]!, name, identity_number: digits + checkCharacter(digits), account: numberOf(serial), bank_name: '青松农商行', account_holder: name, ...changes,
  }))
}
const card = async (person: string) => must(await cardOf(test.house, test.actors.auditor, person))

const codes = (result: { ok: boolean; refusals?: readonly { code: string; place: string }[] }) => (result.refusals ?? []).map(refusal => `${refusal.code} ${refusal.place}`)
const clerk = () => test.actors.clerk
const reviewer = () => test.actors.reviewer

/** Proposes with a proof of its own; what is not said stays as it is on the card. */
async function propose(person: string, changes: Partial<AccountProposalInput> = {}, actor: Actor = clerk()) {
  const { place, name, account } = await card(person)
  serial += 1
  return proposeAccount(test.house, actor, {
    person, reason: account === null ? 'first' : 'lost-card', account: numberOf(serial), bank_name: '青松农商行', account_holder: name, account_relation: 'self',
    evidence: [await keepProof(test.house, clerk(), person, place)], ...changes,
  })
}
const waiting = async (person: string, actor: Actor = reviewer()) => must(await accountProposals(test.house, actor, { person })).rows
const payee = async (person: string) => must(await read(test.house, reviewer(), 'roster.read', work => payeesIn(work, [person])))[0]

/** Runs a statement as the program, as no action would. */
const asProgram = (sql: string, parameters: readonly unknown[]) =>
  scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session => session.query(sql, parameters)).then(() => 'done', (error: Error) => error.message)

describe('两个人', () => {
  it('经办凭佐证提出，复核同意，卡片才换：新账号找得到人，旧账号找不到', async () => {
    const person = await somebody()
    const before = await payee(person)
    const { id, warnings } = must(await propose(person, { account: '9988 7766-5544', reason: 'bank-merged', bank_name: '示例银行' }))
    expect(warnings).toEqual([])
    expect(await payee(person)).toEqual(before)
    must(await decideAccount(test.house, reviewer(), id, {}))
    expect(await payee(person)).toMatchObject({ account: '998877665544', bank_name: '示例银行', account_relation: 'self' })
    const found = async (query: string) => must(await people(test.house, clerk(), { query })).rows.map(row => row.id)
    expect([await found('998877665544'), await found(before!.account!)]).toEqual([[person], []])
    expect(await waiting(person)).toMatchObject([{
      state: 'decided', before: { account: expect.stringMatching(/^\*{8}\d{4}$/) }, after: { account: '********5544', bank_name: '示例银行' },
      proposed_by_name: '林经办', decided_by_name: '沈复核', evidence: [{ title: '存折首页', media_type: 'text/plain' }],
    }])
  })

  it('提出和决定是两种权限，没有一个角色两样都有', () => {
    expect(Object.entries(ALLOWED).filter(([, allowed]) => allowed.includes('roster.account-propose') && allowed.includes('roster.account-decide'))).toEqual([])
    const deciders = Object.entries(ALLOWED).filter(([, allowed]) => allowed.includes('roster.account-decide')).map(([role]) => role)
    expect(deciders).toEqual(['reviewer', 'leader', 'county-office'])
  })

  it('本人提出的不能本人批准，换了角色也不行，数据库也不让', async () => {
    const person = await somebody()
    const { id } = must(await propose(person))
    expect(codes(await decideAccount(test.house, clerk(), id, {}))).toEqual(['forbidden roster.account-decide'])
    const promoted: Actor = { ...clerk(), role: 'leader' }
    expect(codes(await decideAccount(test.house, promoted, id, {}))).toEqual(['same-person proposal.proposed_by'])
    expect(codes(await declineAccount(test.house, promoted, id, { reason: '不予办理' }))).toEqual(['same-person proposal.proposed_by'])
    expect(await asProgram(`UPDATE account_proposal SET state = 'decided', decided_by = proposed_by, decided_by_name = 'x', decided_at = now() WHERE county_code = $1 AND id = $2`,
      [COUNTY, id])).toMatch(/account_proposal_decider_differs/)
  })

  it.each(['reviewer', 'leader', 'countyOffice'] as const)('%s 可以决定，不能提出', async role => {
    const person = await somebody()
    expect(codes(await propose(person, {}, test.actors[role]))).toEqual(['forbidden roster.account-propose'])
    const { id } = must(await propose(person))
    must(await decideAccount(test.house, test.actors[role], id, {}))
    expect(codes(await decideAccount(test.house, reviewer(), id, {}))).toContain('state proposal.state')
  })

  it('不予办理须有理由，卡片不变，可以再提；撤回只能由提出的人', async () => {
    const person = await somebody()
    const before = await payee(person)
    const { id } = must(await propose(person))
    expect(codes(await declineAccount(test.house, reviewer(), id, { reason: '' }))).toEqual(['invalid reason'])
    must(await declineAccount(test.house, reviewer(), id, { reason: '照片看不清账号' }))
    expect(await waiting(person)).toMatchObject([{ state: 'declined', answer: '照片看不清账号' }])
    const again = must(await propose(person)).id
    expect(codes(await withdrawAccount(test.house, test.actors.villageWorker, again))).toEqual(['forbidden proposal.proposed_by'])
    must(await withdrawAccount(test.house, clerk(), again))
    expect(codes(await decideAccount(test.house, reviewer(), again, {}))).toEqual(['state proposal.state'])
    expect(await payee(person)).toEqual(before)
  })

  it('一人只有一条待决定的变更', async () => {
    const person = await somebody()
    must(await propose(person))
    expect(codes(await propose(person))).toEqual(['duplicate person'])
  })
})

describe('佐证', () => {
  it('没有佐证的不能提交，数据库也不让', async () => {
    const person = await somebody()
    expect(codes(await propose(person, { evidence: [] }))).toEqual(['invalid evidence'])
    const { id } = must(await propose(person))
    expect(await asProgram(
      `INSERT INTO account_proposal SELECT county_code, gen_random_uuid(), place_code, person, reason, note, account, account_index, bank_name, account_holder, account_relation, before_account,
         before_bank_name, before_account_holder, before_account_relation, '{}', 'withdrawn', proposed_by, proposed_by_name, proposed_at FROM account_proposal WHERE county_code = $1 AND id = $2`,
      [COUNTY, id])).toMatch(/account_proposal_has_proof/)
  })

  it('别人账户的佐证不算，没有的也不算', async () => {
    const [person, other] = [await somebody(), await somebody()]
    const theirs = await keepProof(test.house, clerk(), other, VILLAGES[0]!)
    expect(codes(await propose(person, { evidence: [theirs, other] }))).toEqual(['not-found evidence.0', 'not-found evidence.1'])
  })
})

describe('辖区', () => {
  it('村级专干只能为本村提出', async () => {
    const [here, there] = [await somebody(), await somebody({ place: VILLAGES[3]! })]
    must(await propose(here, {}, test.actors.villageWorker))
    expect(codes(await propose(there, {}, test.actors.villageWorker))).toEqual(['not-found person'])
    must(await propose(there))
    expect(await waiting(there, test.actors.villageWorker)).toEqual([])
  })

  it('人搬到别村，提议跟着走', async () => {
    const person = await somebody()
    must(await propose(person))
    must(await changePerson(test.house, clerk(), person, { version: 1, changes: { place: VILLAGES[5]! } }))
    expect(await waiting(person, { ...test.actors.villageWorker, place: VILLAGES[5]!, scope: [VILLAGES[5]!] })).toHaveLength(1)
  })
})

describe('户名与关系', () => {
  it('户名不是本人的，须写明关系；写明了就提示给决定的人', async () => {
    const person = await somebody()
    expect(codes(await propose(person, { account_holder: '账户其子' }))).toEqual(['contradiction account_relation'])
    const { warnings } = must(await propose(person, { account_holder: '账户其子', account_relation: 'child', reason: 'payee-changed' }))
    expect(warnings.map(warning => warning.code)).toEqual(['other-holder'])
    must(await decideAccount(test.house, reviewer(), (await waiting(person))[0]!.id, {}))
    expect(await payee(person)).toMatchObject({ account_holder: '账户其子', account_relation: 'child' })
  })

  it('提出之后改了姓名，户名对不上，就不能同意', async () => {
    const person = await somebody()
    const { id } = must(await propose(person))
    must(await changePerson(test.house, clerk(), person, { version: 1, changes: { name: '改过名' } }))
    expect(codes(await decideAccount(test.house, reviewer(), id, {}))).toEqual(['contradiction account_relation'])
  })

  it('健在的人没有继承人；去世之后，本人名下的账户要提示', async () => {
    const person = await somebody()
    expect(codes(await propose(person, { account_holder: '账户其子', account_relation: 'heir' }))).toEqual(['contradiction account_relation'])
    must(await recordFact(test.house, clerk(), person, { kind: 'person', value: { died: '2024-06-20' } }))
    expect(must(await propose(person)).warnings.map(warning => warning.code)).toEqual(['deceased'])
    must(await withdrawAccount(test.house, clerk(), (await waiting(person))[0]!.id))
    must(await propose(person, { account_holder: '账户其子', account_relation: 'heir', reason: 'payee-changed' }))
  })

  it('有账户的不是首次，没有账户的才是；什么也不变的不收；所有不对之处一次说出', async () => {
    const [person, without] = [await somebody(), await somebody({ account: null, bank_name: null, account_holder: null })]
    expect(codes(await propose(person, { reason: 'first', account_holder: '别人', note: '驻地：山上' }))).toEqual(['contradiction account_relation', 'contradiction reason', 'secret note'])
    expect(codes(await propose(without, { reason: 'lost-card' }))).toEqual(['contradiction reason'])
    const { account } = (await payee(person))!
    expect(codes(await propose(person, { account: account! }))).toEqual(['duplicate account'])
    expect(codes(await propose(person, { account: '不是账号', bank_name: '', evidence: [] }))).toEqual(['invalid account', 'invalid bank_name', 'invalid evidence'])
    await changeAccount(test.house, test.actors, without, numberOf(++serial))
    expect(await payee(without)).toMatchObject({ bank_name: '青松农商行' })
  })
})

describe('提示', () => {
  it('一户多人：说出还有几人、几人不同户；不写明核实情况不能同意', async () => {
    const household = must(await addHousehold(test.house, clerk(), { place: VILLAGES[0]!, head: '账户户主' }))
    const [husband, wife, stranger] = [await somebody({ household }), await somebody({ household }), await somebody()]
    const { account } = (await payee(husband))!
    const shared = must(await propose(wife, { account: account!, account_holder: '账户丈夫', account_relation: 'spouse' }))
    expect(shared.warnings.find(warning => warning.code === 'many-payees')?.message.zh).toMatch(/另有 1 人用这个账号，都在同一户/)
    // The wife's proposal still waits, and counts: a pattern shows before its first step is decided.
    const third = must(await propose(stranger, { account: account!, account_holder: '村会计', account_relation: 'village-office' }))
    expect(third.warnings.find(warning => warning.code === 'many-payees')?.message.zh).toMatch(/另有 2 人用这个账号，都不在同一户/)
    expect(codes(await decideAccount(test.house, reviewer(), shared.id, {}))).toEqual(['missing note'])
    must(await decideAccount(test.house, reviewer(), shared.id, { note: '夫妻共用一折，已核对' }))
    expect(await waiting(wife)).toMatchObject([{ state: 'decided', answer: '夫妻共用一折，已核对' }])
  })

  it('银行卡号校验位不对只是提示，不拦', async () => {
    const person = await somebody()
    const { id, warnings } = must(await propose(person, { account: '6222000000000000001' }))
    expect(warnings.map(warning => warning.code)).toEqual(['luhn'])
    must(await decideAccount(test.house, reviewer(), id, {}))
  })
})

describe('别的路都不通', () => {
  it('改卡片时带上账户被拒绝，并说到哪里去改', async () => {
    const person = await somebody()
    const refused = await changePerson(test.house, clerk(), person, { version: 1, changes: { phone: '19900000000', account: '123456789', bank_name: null } } as never)
    expect(codes(refused)).toEqual(['invalid changes.account', 'invalid changes.bank_name'])
    expect(JSON.stringify(refused)).toMatch(/变更账户.*Change the account/)
  })

  it('数据库不让程序绕过决定改账户：没有提议、没有决定、决定的是别的、退回旧的，都不行', async () => {
    const [person, other] = [await somebody(), await somebody()]
    const take = (from: string) => asProgram(
      `UPDATE person p SET account = s.account, account_index = s.account_index, bank_name = s.bank_name, account_holder = s.account_holder, account_relation = s.account_relation
       FROM account_proposal s WHERE s.county_code = $1 AND s.id = $2 AND p.county_code = $1 AND p.id = $3`, [COUNTY, from, person])
    expect(await asProgram(`UPDATE person SET account_holder = '村会计' WHERE county_code = $1 AND id = $2`, [COUNTY, person])).toMatch(/decided proposal alone/)
    expect(await asProgram(`UPDATE person SET account = NULL, account_index = NULL WHERE county_code = $1 AND id = $2`, [COUNTY, person])).toMatch(/decided proposal alone/)
    const open = must(await propose(person)).id
    expect(await take(open)).toMatch(/decided proposal alone/)
    const theirs = must(await propose(other)).id
    must(await decideAccount(test.house, reviewer(), theirs, {}))
    expect(await take(theirs)).toMatch(/decided proposal alone/)
    must(await decideAccount(test.house, reviewer(), open, {}))
    await changeAccount(test.house, test.actors, person, numberOf(++serial))
    expect(await take(open)).toMatch(/decided proposal alone/)
    expect(await asProgram(`UPDATE account_proposal SET account = '\\x00' WHERE county_code = $1 AND id = $2`, [COUNTY, open])).toMatch(/permission denied/)
    expect(await asProgram(`DELETE FROM account_proposal WHERE county_code = $1 AND id = $2`, [COUNTY, open])).toMatch(/permission denied/)
    expect(await asProgram(`UPDATE person SET address = '改住址不受影响' WHERE county_code = $1 AND id = $2`, [COUNTY, person])).toBe('done')
  })
})

describe('日志', () => {
  it('每一步都在日志里，号码都遮盖；看完整的新号码要有事由', async () => {
    const person = await somebody()
    const { id } = must(await propose(person, { account: '990012345678' }))
    expect(codes(await revealProposed(test.house, test.actors.leader, id, { reason: '核对佐证' }))).toEqual(['forbidden roster.reveal'])
    expect(must(await revealProposed(test.house, reviewer(), id, { reason: '核对佐证' }))).toEqual({ value: '990012345678' })
    must(await decideAccount(test.house, reviewer(), id, {}))
    const { rows } = await scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session => session.query<{ action: string; before: string; after: string }>(
      `SELECT action, "before", "after" FROM journal WHERE county_code = $1 AND subject = $2 ORDER BY number`, [COUNTY, id]))
    expect(rows.map(row => row.action)).toEqual(['roster.account.propose', 'roster.account.reveal', 'roster.account.decide'])
    expect(JSON.stringify(rows)).toContain('********5678')
    expect(JSON.stringify(rows)).not.toContain('990012345678')
  })

  it('看佐证要写事由，谁看了哪一份记入日志；不经账户变更打不开，不是这一条的也打不开', async () => {
    const person = await somebody()
    const [{ id }, other] = [must(await propose(person)), must(await propose(await somebody()))]
    const [proposal] = await waiting(person)
    const file = proposal!.evidence[0]!.id
    expect(codes(await openEvidence(test.house, reviewer(), file))).toEqual(['forbidden id'])
    expect(codes(await openProof(test.house, reviewer(), other.id, file, { reason: '核对佐证' }))).toEqual(['not-found file'])
    expect(codes(await openProof(test.house, reviewer(), id, file, { reason: '驻地：山上' }))).toEqual(['secret reason'])
    expect(codes(await openProof(test.house, test.actors.system, id, file, { reason: '核对佐证' }))).toEqual(['forbidden evidence.read'])
    expect(must(await openProof(test.house, test.actors.leader, id, file, { reason: '核对佐证' })).bytes.length).toBeGreaterThan(0)
    const { rows } = await scoped(test.house.database, { county: COUNTY, places: [COUNTY] }, session => session.query<{ actor: string; after: string }>(
      `SELECT actor, "after" FROM journal WHERE county_code = $1 AND action = 'roster.account.proof' AND subject = ANY($2)`, [COUNTY, [id, other.id]]))
    expect(rows.map(({ actor, after }) => [actor, JSON.parse(after)])).toEqual([[test.actors.leader.name, { person, evidence: file, reason: '核对佐证' }]])
  })
})
