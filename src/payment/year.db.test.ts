import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TOWNSHIP, VILLAGES, testHouse } from '../../tests/harness/database.ts'
import { read } from '../access/actions.ts'
import { addMonths } from '../base/day.ts'
import { checkCharacter } from '../base/identity-number.ts'
import { sum } from '../base/money.ts'
import { must } from '../base/result.ts'
import { addFund, creditFund, funds, postedIn } from '../ledger/actions.ts'
import { addPerson } from '../roster/actions.ts'
import { approveRun, checkRun, prepareRun, run as runView, verifyMoneyIn } from './actions.ts'

/** 67,032 yuan a year from August 2024: a disabled serviceman of grade 5, in war. */
const YEAR_FEN = 6_703_200
const MONTHS = 12
const FIRST = '2024-08'

/** Twelve months cut into runs: after which months one ends and the next begins. */
const cuts = fc.uniqueArray(fc.integer({ min: 1, max: MONTHS - 1 }), { maxLength: 3 }).map(found => [0, ...found.toSorted((one, other) => one - other), MONTHS])

test('不论一年分成几批、哪批先批：已记的正是已审批的，十二个月加起来正是一年的标准，资金少的正是这么多', async () => {
  const opened = await testHouse()
  opened.travel('2025-07-20')
  const { house, actors } = opened
  const fund = must(await addFund(house, actors.clerk, { place: TOWNSHIP, name: '优抚补助', source: '中央财政', year: 2025, purpose: 'benefits' }))
  must(await creditFund(house, actors.clerk, fund, { amount_fen: 10 * YEAR_FEN, document: '示例1号', on: '2025-01-10' }))
  const reading = <T>(work: Parameters<typeof read<T>>[3]) => read<T>(house, actors.auditor, 'payment.read', work).then(must)
  const balance = async () => must(await funds(house, actors.clerk))[0]!.balance_fen
  let people = 0
  await fc.assert(fc.asyncProperty(cuts, fc.boolean(), async (ends, reversed) => {
    const digits = `99010119620403${String(++people).padStart(3, '0')}`
    const place = VILLAGES[people]!
    const person = must(await addPerson(house, actors.clerk, {
      place, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: `62270000${people}`, bank_name: '示例银行', known_on: '2020-01-01',
      facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }, known_on: '2020-01-01' }],
    }))
    const before = await balance()
    const spans = ends.slice(1).map((end, index) => ({ from: addMonths(FIRST, ends[index]!), to: addMonths(FIRST, end - 1) }))
    let approved = 0
    for (const span of reversed ? spans.toReversed() : spans) {
      const { id, amount_fen } = must(await prepareRun(house, actors.clerk, { place, ...span }))
      must(await checkRun(house, actors.reviewer, id))
      must(await approveRun(house, actors.leader, id))
      approved += amount_fen
      const posted = sum((await reading(work => postedIn(work, { from: FIRST, to: '2025-07', persons: [person] }))).map(one => one.amount_fen))
      expect(posted).toBe(approved)
      expect(must(await runView(house, actors.auditor, id)).state).toBe('approved')
    }
    expect(approved).toBe(YEAR_FEN)
    expect(before - await balance()).toBe(YEAR_FEN)
    expect((await prepareRun(house, actors.clerk, { place, from: FIRST, to: '2025-07' })).ok).toBe(false)
  }), { numRuns: 4 })
  expect((await reading(verifyMoneyIn)).faults).toEqual([])
})
