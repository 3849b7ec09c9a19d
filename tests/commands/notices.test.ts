import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { identify } from '../../src/access/actions.ts'
import { must } from '../../src/base/result.ts'
import { openHouse, type OpenedHouse } from '../../src/commands/house.ts'
import { NOTICES } from '../../src/commands/pay-notices.ts'
import { approveRun, checkRun, decideExceptions, prepareRun } from '../../src/payment/actions.ts'
import { people } from '../../src/roster/lookup/actions.ts'
import { answer, temporaryFolder, words } from './program.ts'

vi.setConfig({ testTimeout: 180_000 })

const folder = temporaryFolder()
let opened: OpenedHouse
beforeAll(async () => {
  await answer('demo', '--data', join(folder, 'town'), '--until', '2023-01-31')
  opened = await openHouse({ data: join(folder, 'town'), log: () => undefined })
}, 180_000)
afterAll(async () => {
  await opened.close()
  rmSync(folder, { recursive: true, force: true })
})
const { pay, refusals } = words(() => opened, NOTICES)
const as = async (login: string) => must(await identify(opened.house, opened.demo, login, undefined))

type Notice = { id: string; state: string; rows: number; unanswered: number; upheld: number }
type Lists = { villages: { place: string; list: Notice | null }[] }
type Opened = Notice & { objection_list: { id: string; result: string | null }[] }

async function approved(): Promise<string> {
  const [clerk, reviewer, leader] = [await as('clerk'), await as('reviewer'), await as('leader')]
  const { id } = must(await prepareRun(opened.house, clerk, { place: clerk.place, from: '2023-02', to: '2023-02' }))
  for (const kind of ['died', 'moved', 'payee-changed', 'holder-differs'] as const) await decideExceptions(opened.house, reviewer, id, { kind, decision: 'pay', reason: '核实无误' })
  must(await checkRun(opened.house, reviewer, id))
  must(await approveRun(opened.house, leader, id))
  return id
}

describe('公示用命令办', () => {
  test('编制各村名单，另一人张贴，登记异议，另一人答复；没有答复的、答错词的都退回', async () => {
    const run = await approved()
    const { villages } = await pay<Lists>('disclose', run, '--as', 'clerk', '--phone', '0000-1234567', '--address', '便民服务中心一楼')
    const first = villages[0]!.list!
    expect(villages.every(({ list }) => list?.state === 'draft')).toBe(true)
    expect(await refusals('notice-publish', first.id, '--as', 'clerk')).toEqual(['forbidden disclosure.publish'])
    expect(await pay<Notice>('notice-publish', first.id, '--as', 'reviewer')).toMatchObject({ state: 'published' })
    expect(await refusals('objection-add', first.id, '--as', 'clerk')).toEqual(['invalid raised_on', 'invalid raised_by', 'invalid text'])
    const said = ['--on', '2023-01-31', '--name', '村民', '--reason', '金额不对', '--line', '1']
    const raised = await pay<Opened>('objection-add', first.id, '--as', 'village', ...said)
    expect(raised).toMatchObject({ unanswered: 1, objection_list: [{ result: null }] })
    const { id } = raised.objection_list[0]!
    await expect(pay('objection-answer', id, '--as', 'clerk', '--decision', 'perhaps', '--reason', '不清楚')).rejects.toThrow('upheld')
    expect(await pay<Opened>('objection-answer', id, '--as', 'clerk', '--decision', 'not-upheld', '--reason', '金额与标准一致')).toMatchObject({ unanswered: 0, upheld: 0 })
    expect((await pay<Lists>('disclosure', run)).villages[0]!.list).toMatchObject({ state: 'published' })
    expect(await pay<Notice>('notice-withdraw', first.id, '--as', 'reviewer', '--reason', '列错了人')).toMatchObject({ state: 'withdrawn' })
    expect(await pay<Notice>('notice-discard', villages[1]!.list!.id, '--as', 'clerk')).toMatchObject({ state: 'discarded' })
    expect((await pay<{ rows: Notice[] }>('notices', '--state', 'withdrawn')).rows.map(row => row.id)).toEqual([first.id])
    expect(await pay<Opened>('notices', first.id)).toMatchObject({ id: first.id, rows: first.rows })
  })
})

describe('账户变更用命令办', () => {
  test('带佐证提出，另一人同意；没有佐证、佐证不是能收的文件、同一人决定的都退回', async () => {
    const clerk = await as('clerk')
    const { id: person, name } = must(await people(opened.house, clerk, { category: 'disabled-serviceman', living: 'living', size: 1 })).rows[0]!
    const proof = join(folder, '存折.txt')
    writeFileSync(proof, '存折首页（示例）')
    const said = ['--as', 'clerk', '--kind', 'lost-card', '--account', '6227000099990099', '--bank', '青松农商行', '--relation', 'self', '--name', name]
    expect(await refusals('account-propose', person, ...said)).toEqual(['invalid evidence'])
    expect(await refusals('account-propose', person, ...said, '--proof', join(folder, '存折.heic'))).toEqual(['invalid proof'])
    expect(await refusals('account-propose', person, '--as', 'clerk', '--proof', proof)).toEqual(['invalid reason', 'invalid account', 'invalid bank_name', 'invalid account_holder', 'invalid account_relation'])
    const { id } = await pay<{ id: string }>('account-propose', person, ...said, '--proof', proof)
    expect(await refusals('account-decide', id, '--as', 'clerk', '--decision', 'accept')).toEqual(['forbidden roster.account-decide'])
    await pay('account-decide', id, '--as', 'reviewer', '--decision', 'accept', '--reason', '已电话核实')
    expect((await pay<{ rows: { id: string; state: string }[] }>('accounts', '--state', 'decided')).rows).toContainEqual(expect.objectContaining({ id, state: 'decided' }))
  })
})
