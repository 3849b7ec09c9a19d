import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TOWNSHIP, testHouse, type TestHouse } from '../../tests/harness/database.ts'
import { act, read } from '../access/actions.ts'
import { sum } from '../base/money.ts'
import { done, must, type Result } from '../base/result.ts'
import { addFund, balancesIn, creditFund, funds, postIn, wrongBalancesIn } from './actions.ts'
import { postingFault, type Posting } from './ledger.ts'

// The sentences of the ledger that hold whatever is posted, in whatever order, however often.

let opened: TestHouse
let made = 0

beforeAll(async () => { opened = await testHouse() })
afterAll(() => opened.close())

const reading = <T>(work: Parameters<typeof read<T>>[3]) => read<T>(opened.house, opened.actors.auditor, 'ledger.read', work).then(must)
async function fundWith(amount_fen: number): Promise<string> {
  const fund = must(await addFund(opened.house, opened.actors.clerk, { place: TOWNSHIP, name: `资金${++made}`, source: '镇级财政', year: 2024 }))
  must(await creditFund(opened.house, opened.actors.clerk, fund, { amount_fen, document: '示例1号', on: '2024-01-03' }))
  return fund
}
const balanceOf = async (fund: string) => must(await funds(opened.house, opened.actors.clerk)).find(one => one.id === fund)!.balance_fen
const spend = (fund: string, key: string, amount_fen: number): Posting => ({
  key, on: '2024-02-01', debit: 'expense:condolence', credit: `fund:${fund}`, amount_fen, place: TOWNSHIP, fund, person: null, benefit: null, period: null, reference: { kind: 'test', id: key }, memo: '慰问',
})
const back = (posting: Posting): Posting => ({ ...posting, key: `${posting.key}:back`, debit: posting.credit, credit: posting.debit })
const post = (postings: readonly Posting[]): Promise<Result<number>> => act(opened.house, opened.actors.clerk, 'ledger.fund', work => {
  work.record({ action: 'test.posting.add', subject: postings[0]!.key, place: TOWNSHIP })
  return postIn(work, postings)
})

/** A few movements at once; `again`: the same request comes once more, as it does after a lost answer. */
const step = fc.record({ amounts: fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 3 }), returned: fc.boolean(), again: fc.boolean() })

test('不论怎样花、冲回、重来：结余从不低于零，等于收入减支出，重来的不再算，借贷总相等', async () => {
  let run = 0
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 1500 }), fc.array(step, { minLength: 1, maxLength: 6 }), async (start, steps) => {
    const fund = await fundWith(start)
    run += 1
    let left = start
    for (const [index, { amounts, returned, again }] of steps.entries()) {
      const spent = amounts.map((amount, place) => spend(fund, `steps:${run}:${index}:${place}`, amount))
      const asked = returned ? [...spent, ...spent.map(back)] : spent
      const change = returned ? 0 : -sum(amounts)
      const result = await post(asked)
      expect(result.ok).toBe(left + change >= 0)
      if (result.ok) left += change
      else expect(result.refusals[0]!.value).toEqual({ balance_fen: left, needed_fen: -change })
      if (again && result.ok) expect(must(await post(asked))).toBe(0)
      expect(await balanceOf(fund)).toBe(left)
    }
    expect(await reading(wrongBalancesIn)).toEqual([])
    expect(sum((await reading(work => balancesIn(work))).map(one => one.balance_fen))).toBe(0)
  }), { numRuns: 8 })
})

test('许多人同时花几笔钱：花成的加起来不超过结余，被拒的确实不够，一行接一行', async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 500, max: 1500 }), fc.array(fc.integer({ min: 100, max: 600 }), { minLength: 2, maxLength: 8 }), async (start, amounts) => {
    const [one, other] = [await fundWith(start), await fundWith(start)]
    const asked = amounts.map(amount => [spend(one, `race:${one}:${++made}`, amount), spend(other, `race:${other}:${made}`, amount)])
    // Each takes from both funds, named in either order: nobody waits for one who waits for him.
    const results = await Promise.all(asked.map((pair, index) => post(index % 2 === 0 ? pair : pair.toReversed())))
    const spent = sum(amounts.filter((_, index) => results[index]!.ok))
    expect(await balanceOf(one)).toBe(start - spent)
    expect(await balanceOf(other)).toBe(start - spent)
    expect(spent).toBeLessThanOrEqual(start)
    for (const [index, result] of results.entries()) if (!result.ok) expect(amounts[index]! + spent).toBeGreaterThan(start)
    expect(await reading(wrongBalancesIn)).toEqual([])
  }), { numRuns: 5 })
})

test('一笔记账总是平的：同一个科目、零元、负数、半分，都不成账', () => {
  const account = fc.constantFrom('payable', 'in-transit', 'bank', 'receivable', 'expense:disability-pension', 'cash', '')
  const known = /^(?:payable|in-transit|bank|receivable|expense:[a-z-]+)$/
  fc.assert(fc.property(account, account, fc.oneof(fc.integer({ min: -5, max: 5 }), fc.constantFrom(0.5, Number.NaN, 2 ** 53)), (debit, credit, amount_fen) => {
    const sound = known.test(debit) && known.test(credit) && debit !== credit && Number.isSafeInteger(amount_fen) && amount_fen > 0
    expect(postingFault({ ...spend('', 'x', amount_fen), debit, credit, fund: null }) === undefined).toBe(sound)
  }))
})

test('记账和结余只增不改不删：程序的角色没有这个权，资金那一行也一个字不能动', async () => {
  await fundWith(100)
  const tried = (sql: string) => act(opened.house, opened.actors.clerk, 'ledger.fund', async work => {
    await work.session.query(sql)
    return done(null)
  })
  for (const table of ['posting', 'fund_balance', 'payment_allocation']) {
    await expect(tried(`DELETE FROM ${table}`)).rejects.toThrow(/permission denied/)
    await expect(tried(`UPDATE ${table} SET place_code = place_code`)).rejects.toThrow(/permission denied/)
  }
  await expect(tried(`UPDATE fund SET created_at = now()`)).rejects.toThrow(/row-level security/)
  await expect(tried(`UPDATE fund SET name = 'x'`)).rejects.toThrow(/permission denied/)
})
