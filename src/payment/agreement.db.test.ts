import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TOWNSHIP, VILLAGES, testHouse, type TestHouse } from '../../tests/harness/database.ts'
import { act } from '../access/actions.ts'
import type { Work } from '../access/house.ts'
import { addMonths } from '../base/day.ts'
import { checkCharacter } from '../base/identity-number.ts'
import { sum } from '../base/money.ts'
import { done, must } from '../base/result.ts'
import { addFund, creditFund, postingsOfIn } from '../ledger/actions.ts'
import type { Posting } from '../ledger/ledger.ts'
import { postSetIn } from '../ledger/sets/actions.ts'
import { addPerson } from '../roster/actions.ts'
import { serialOf, type LineContent, type ReceivableContent } from './payment.ts'
import { approvalPostings, fundsOf, reference, sendingPostings, type RunKey } from './postings.ts'
import { dispatchOf, insertAttempts, selectUnderway, sendLines, settlementOf } from './sending/store.ts'
import { hashOfLines } from './steps/actions.ts'
import { approvalOf, approveLines, insertAllocations, selectHash } from './steps/store.ts'
import { insertLines, insertReceivables, insertRun, settleSendings } from './store.ts'

// What the program posts is told by statements over its rows; what verify expects of it is told by functions over the same rows.
// The two are written apart, and here they are held against each other over generated runs.

let opened: TestHouse
const persons: string[] = []
const funds: string[] = []
const BENEFITS = ['disability-pension', 'ill-veteran-allowance', 'martyr-child-allowance']
const TODAY = '2024-09-10'

beforeAll(async () => {
  opened = await testHouse()
  opened.travel(TODAY)
  for (let number = 1; number <= 6; number++) {
    const digits = `99010119600101${String(number).padStart(3, '0')}`
    persons.push(must(await addPerson(opened.house, opened.actors.clerk, {
      place: VILLAGES[number]!, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: `622700000000000${number}`, bank_name: '示例银行', facts: [],
    })))
  }
  for (const name of ['甲', '乙']) {
    const fund = must(await addFund(opened.house, opened.actors.clerk, { place: TOWNSHIP, name, source: '县级财政', year: 2024 }))
    must(await creditFund(opened.house, opened.actors.clerk, fund, { amount_fen: 1, document: '示例1号', on: '2024-01-02' }))
    funds.push(fund)
  }
})
afterAll(() => opened.close())

/** Every letter that JSON writes in a way of its own, and some that it does not. */
const words = fc.string({ unit: fc.constantFrom(...'田"\\/\b\f\n\r\t\u0001\u001f\u007f\u2028é𠮷 a,[]{}'), maxLength: 12 })
const fen = fc.integer({ min: 1, max: 2 ** 40 })
const earlier = fc.record({ before_rate_fen: fc.option(fen), before_rate_source: fc.option(words), before_run: fc.option(fc.uuid()) })
const claim = fc.record({ person: fc.nat(5), benefit: fc.nat(2), month: fc.nat(11) })
const months = (month: number) => addMonths('2023-10', month)

const content = fc.uniqueArray(claim, { selector: one => `${one.person} ${one.benefit} ${one.month}`, minLength: 1, maxLength: 24 }).chain(claims => fc.tuple(...claims.map(({ person, benefit, month }) =>
  fc.record({
    amount_fen: fen, before: fen, words: fc.tuple(words, words, words, words, words), rate_fen: fc.option(fen), earlier, due_on: fc.option(fc.constantFrom('2024-09-30', '2024-10-31')),
    back: fc.boolean(), village: fc.nat(5),
  }).map(some => ({ ...some, person, benefit: BENEFITS[benefit]!, period: months(month) })))))
type Generated = Parameters<Parameters<typeof content.map>[0]>[0][number]

const lineOf = (one: Generated, number: number): LineContent => ({
  number, place: VILLAGES[one.village]!, person: persons[one.person]!, name: one.words[0], benefit: one.benefit, category: 'ill-veteran', period: one.period, kind: 'arrears',
  amount_fen: one.amount_fen, entitled_fen: one.amount_fen + one.before, posted_before_fen: one.before, source: one.words[1], article: one.words[2], arithmetic: one.words[3], rate_fen: one.rate_fen,
  rate_source: one.words[4], confidence: 'sourced', provisional: false, due_on: one.due_on, ...one.earlier,
})
const receivableOf = (one: Generated, number: number): ReceivableContent => ({
  number, place: VILLAGES[one.village]!, person: persons[one.person]!, name: one.words[0], benefit: one.benefit, period: one.period, amount_fen: one.amount_fen, entitled_fen: one.before,
  posted_before_fen: one.amount_fen + one.before, reason: one.words[1], provisional: false, rate_fen: one.rate_fen, rate_source: one.due_on === null ? null : one.words[4], ...one.earlier,
})

type Records = { readonly lines: readonly LineContent[]; readonly receivables: readonly ReceivableContent[] }

async function laidDown(work: Work, { lines, receivables }: Records, number: number): Promise<{ id: string; key: RunKey }> {
  const { session, actor: { county } } = work
  const id = work.id()
  await insertRun(session, county, {
    id, place: TOWNSHIP, year: 2024, number, from: '2023-10', to: '2024-09', benefits: null, benefit_names: null, note: null, known_on: TODAY, line_count: lines.length,
    amount_fen: sum(lines.map(line => line.amount_fen)), receivable_count: receivables.length, receivable_fen: 0, findings: { entries: [], held: 0 }, lines_hash: hashOfLines(lines, receivables),
    law_hash: '', fund: null, prepared_by: 'x', prepared_by_name: 'x', prepared_at: new Date(work.now),
  })
  await insertLines(session, county, id, lines)
  await insertReceivables(session, county, id, receivables)
  const benefits = [...new Set(lines.map(line => line.benefit))]
  const allocations = benefits.map((benefit, index) => ({ benefit, fund: funds[index % 2]!, amount_fen: 1 }))
  await insertAllocations(session, county, { id, place: TOWNSHIP }, allocations)
  return { id, key: { id, place: TOWNSHIP, label: '批次', funds: fundsOf(allocations) } }
}

const ordered = (postings: readonly Posting[]) => postings.toSorted((one, other) => (one.key < other.key ? -1 : 1))
const standing = async (work: Work, id: string) => ordered(await postingsOfIn(work, 'payment.run', [id]))
/** Does the work and leaves nothing of it. */
const undone = async (work: (work: Work) => Promise<void>) => must(await act(opened.house, opened.actors.clerk, 'payment.prepare', async one => {
  one.record({ action: 'test.run.post', subject: 'x', place: TOWNSHIP })
  await work(one)
  return done(null)
}, { preview: true }))

test('校验值、审批入账、送银行、到账、退回、冲回：库里一条语句记的，与逐行推出来的，一笔不差', async () => {
  let number = 100
  await fc.assert(fc.asyncProperty(content, fc.array(fc.constantFrom('confirm', 'return', 'reverse'), { minLength: 24, maxLength: 24 }), async (generated, fates) => {
    const lines = generated.filter(one => !one.back).map((one, index) => lineOf(one, index + 1))
    const receivables = generated.filter(one => one.back).map((one, index) => receivableOf(one, index + 1))
    const run = { year: 2024, number: ++number }
    await undone(async work => {
      const { session, actor: { county } } = work
      const { id, key } = await laidDown(work, { lines, receivables }, run.number)
      const stamp = { on: TODAY, reference: reference(key), memo: key.label }
      expect(await selectHash(session, county, id)).toBe(hashOfLines(lines, receivables))
      const told: Posting[] = []

      const approved = await postSetIn(work, approvalOf(id), stamp)
      expect(await postSetIn(work, approvalOf(id), stamp)).toMatchObject({ told: approved.told, added: 0 })
      await approveLines(session, county, id)
      told.push(...approvalPostings(key, TODAY, lines, receivables).filter(posting => posting.person !== null))
      expect(await standing(work, id)).toEqual(ordered(told))

      // Sent, answered line by line, and what came back sent once more: at the same amount, with the next attempt's serial.
      let waiting = lines
      for (const attempt of [1, 2]) {
        expect(await insertAttempts(session, county, { id, ...run }, TODAY, [])).toBe(waiting.length)
        await postSetIn(work, dispatchOf(id), stamp)
        expect(await sendLines(session, county, id)).toBe(waiting.length)
        const sent = waiting.map(line => ({ ...line, serial: serialOf(run, line, attempt) }))
        expect((await selectUnderway(session, county, id)).map(({ serial, amount_fen }) => [serial, amount_fen])).toEqual(sent.map(({ serial, amount_fen }) => [serial, amount_fen]))
        told.push(...sendingPostings(key, 'send', TODAY, sent))
        const by = (fate: string) => sent.filter(one => fates[one.number - 1] === fate)
        for (const fate of ['confirm', 'return', 'reverse']) {
          const common = { serials: by(fate).map(one => one.serial), numbers: by(fate).map(one => one.number), on: TODAY }
          const failure = { reason: '户名不符', class: 'other', due: TODAY, reversed: fate === 'reverse' }
          await settleSendings(session, county, id, fate === 'confirm' ? { ...common, state: 'confirmed' } : { ...common, state: 'returned', failure })
        }
        const serials = sent.map(one => one.serial)
        await postSetIn(work, settlementOf(id, serials), stamp)
        expect(await postSetIn(work, settlementOf(id, serials), stamp)).toMatchObject({ added: 0 })
        told.push(
          ...sendingPostings(key, 'confirm', TODAY, [...by('confirm'), ...by('reverse')]), ...sendingPostings(key, 'return', TODAY, by('return')),
          ...sendingPostings(key, 'reverse', TODAY, by('reverse')),
        )
        expect(await standing(work, id)).toEqual(ordered(told))
        waiting = [...by('return'), ...by('reverse')].map(({ serial: _, ...line }) => line).toSorted((one, other) => one.number - other.number)
        // What waits is payable again, to the fen; nothing is on its way.
        const balance = (account: string) => sum(told.map(one => (one.debit === account ? one.amount_fen : one.credit === account ? -one.amount_fen : 0)))
        expect({ payable: balance('payable') + sum(waiting.map(line => line.amount_fen)), transit: balance('in-transit') }).toEqual({ payable: 0, transit: 0 })
      }
    })
  }), { numRuns: 15 })
})
