import { afterAll, beforeAll, expect, test } from 'vitest'
import { TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import { act, read } from '../../access/actions.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must, type Result } from '../../base/result.ts'
import { addPerson } from '../../roster/actions.ts'
import { postedIn, postingsOfIn } from '../actions.ts'
import { postOwedIn, type OwedBulk } from './actions.ts'
import type { OwedLine } from './bulk.ts'

let opened: TestHouse
const persons: string[] = []

beforeAll(async () => {
  opened = await testHouse()
  for (let number = 1; number <= 3; number++) {
    const digits = `99010119600101${String(number).padStart(3, '0')}`
    persons.push(must(await addPerson(opened.house, opened.actors.clerk, { place: VILLAGES[number]!, name: '田\t明\\远', identity_number: digits + checkCharacter(digits), hukou: 'rural', facts: [] })))
  }
})
afterAll(() => opened.close())

const line = (number: number, some: Partial<OwedLine> = {}): OwedLine =>
  ({ number, place: VILLAGES[1]!, person: persons[number % 3]!, benefit: 'ill-veteran-allowance', period: `2024-0${number}`, amount_fen: 100 * number, ...some })
const FIVE = () => [1, 2, 3, 4, 5].map(number => line(number))
const DECIDED = [{ benefit: 'ill-veteran-allowance', lines: 5, amount_fen: 1500 }]

const bulk = (id: string, lines: Iterable<OwedLine>, some: Partial<OwedBulk> = {}): OwedBulk => ({
  lines, decided: DECIDED, funds: new Map(), key: { before: `bulk:${id}:`, after: ':owed' }, on: '2024-06-01', reference: { kind: 'test', id }, memo: '期初', ...some,
})
const post = (asked: OwedBulk) => act(opened.house, opened.actors.clerk, 'ledger.fund', work => {
  work.record({ action: 'test.bulk.post', subject: asked.reference.id, place: TOWNSHIP })
  return postOwedIn(work, asked)
})
const reading = <T>(work: Parameters<typeof read<T>>[3]) => read<T>(opened.house, opened.actors.auditor, 'ledger.read', work).then(must)
const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => [refusal.code, refusal.place]))

test('成批入账与逐笔入账是同样的账；再来一次，一笔也不多', async () => {
  const posted = async () => (await reading(work => postedIn(work, { from: '2024-01', to: '2024-05' }))).reduce((sum, one) => sum + one.amount_fen, 0)
  const before = await posted()
  expect(must(await post(bulk('whole', FIVE())))).toBe(5)
  expect(must(await post(bulk('whole', FIVE())))).toBe(0)
  const postings = await reading(work => postingsOfIn(work, 'test', ['whole']))
  expect(postings).toHaveLength(5)
  expect(postings.find(posting => posting.key === 'bulk:whole:0000000002:owed')).toMatchObject({
    debit: 'expense:ill-veteran-allowance', credit: 'payable', amount_fen: 200, place: VILLAGES[1]!, person: persons[2], period: '2024-02', fund: null, memo: '期初', on: '2024-06-01',
  })
  expect(await posted() - before).toBe(1500)
})

test('同一号码换了金额再来，是程序的错', async () => {
  must(await post(bulk('changed', FIVE())))
  const decided = [{ benefit: 'ill-veteran-allowance', lines: 5, amount_fen: 1501 }]
  await expect(post(bulk('changed', [line(1, { amount_fen: 101 }), ...FIVE().slice(1)], { decided }))).rejects.toThrow('another movement stands under the key bulk:changed:0000000001:owed')
})

test('辖区外的地方、名册里没有的人、加起来不对的数：一次说全，一笔也没记', async () => {
  const stranger = '01890000-0000-7000-8000-00000000ffff'
  const wrong = [line(1, { place: '990102101201' }), line(2, { person: stranger }), line(3), line(4), line(5, { amount_fen: 501 })]
  expect(refusals(await post(bulk('wrong', wrong)))).toEqual([['invalid', 'lines.place'], ['not-found', 'lines.person'], ['contradiction', 'lines.ill-veteran-allowance']])
  expect(refusals(await post(bulk('wrong', FIVE().slice(1))))).toEqual([['contradiction', 'lines.ill-veteran-allowance']])
  expect(refusals(await post(bulk('wrong', [...FIVE(), line(6, { benefit: 'martyr-child-allowance' })])))).toEqual([['contradiction', 'lines.martyr-child-allowance']])
  expect(await reading(work => postingsOfIn(work, 'test', ['wrong']))).toEqual([])
})

test('行还没有造完就出了错：说的是这个错，一笔也没记，这条连接还能用', async () => {
  function* broken() {
    yield line(1)
    throw new Error('the decision broke off')
  }
  await expect(post(bulk('broken', broken()))).rejects.toThrow('the decision broke off')
  expect(await reading(work => postingsOfIn(work, 'test', ['broken']))).toEqual([])
  await expect(post(bulk('broken', [line(1, { amount_fen: 0.5 })]))).rejects.toThrow(/bigint/)
  expect(must(await post(bulk('broken', FIVE())))).toBe(5)
})

test('编码不是六到十二位数字的地方，数据库自己不收', async () => {
  for (const place of [`${TOWNSHIP}2x1`, `${TOWNSHIP} 01`, `${TOWNSHIP}2011`]) {
    await expect(post(bulk('codes', FIVE().map(one => ({ ...one, place }))))).rejects.toThrow(/posting_place_code_check/)
  }
  expect(await reading(work => postingsOfIn(work, 'test', ['codes']))).toEqual([])
})
