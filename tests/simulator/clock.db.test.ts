import { afterAll, beforeAll, expect, test } from 'vitest'
import { must } from '../../src/base/result.ts'
import { decideExceptions, run, runExceptions, runLines } from '../../src/payment/actions.ts'
import { recordFact } from '../../src/roster/actions.ts'
import { person as cardOf } from '../../src/roster/lookup/actions.ts'
import { changeAccount } from '../harness/accounts.ts'
import { VILLAGES } from '../harness/database.ts'
import { PayingTownship } from '../harness/payment.ts'

let township: PayingTownship
beforeAll(async () => { township = await PayingTownship.open() })
afterAll(() => township.tested.close())

test('时钟往回拨以后，账户变更照样能决定，最后决定的那个算数', async () => {
  const { house, actors, travel } = township.tested
  const person = await township.add(VILLAGES[0]!)
  await changeAccount(house, actors, person, '6227000099990001')
  travel('2024-09-03')
  await changeAccount(house, actors, person, '6227000099990002')
  expect(must(await cardOf(house, actors.clerk, person)).account).toMatch(/0002$/)
})

test('时钟往回拨以后换的账户，发放时照样要人看过', async () => {
  const { house, actors, travel } = township.tested
  travel('2024-09-10')
  const place = VILLAGES[2]!
  const person = await township.add(place)
  await township.pay(must(await township.prepare(place, '2024-08')))
  travel('2024-09-03')
  await changeAccount(house, actors, person, '6227000099990003')
  const { id } = must(await township.prepare(place, '2024-09'))
  expect(must(await runExceptions(house, actors.clerk, id)).map(one => one.kind)).toEqual(['payee-changed'])
})

test('时钟往回拨以后，补发写明的“原来在哪一批发的”仍是最后审批的那一批', async () => {
  const { house, actors, travel } = township.tested
  const place = VILLAGES[1]!
  const prepare = async (month: string) => must(await township.prepare(place, month))
  const person = await township.add(place)
  const regrade = async (grade: number) => {
    const known = must(await cardOf(house, actors.clerk, person)).facts.find(fact => fact.kind === 'identity')!
    const value = { ...known.value as object, grade }
    must(await recordFact(house, actors.clerk, person, { kind: 'identity', value, supersedes: known.id, known_on: '2024-09-01' }))
  }
  travel('2024-09-10')
  await township.pay(await prepare('2024-08'))
  travel('2024-09-05')
  await regrade(4)
  const arrears = await prepare('2024-08')
  await decideExceptions(house, actors.reviewer, arrears.id, { kind: 'payee-changed', decision: 'pay', reason: '核实无误' })
  await township.approve(arrears)
  await regrade(3)
  const more = await prepare('2024-08')
  const lines = must(await runLines(house, actors.auditor, more.id, { size: 50 })).rows.filter(line => line.benefit === 'disability-pension')
  expect(lines.map(line => line.before_run)).toEqual([arrears.id])
  expect(must(await run(house, actors.auditor, more.id)).open_exceptions).toBe(0)
})
