import { cpSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { must } from '../../src/base/result.ts'
import { openHouse, type OpenedHouse } from '../../src/commands/house.ts'
import { FUNDS } from '../../src/commands/pay-funds.ts'
import { readSheet } from '../../src/sheets/read.ts'
import { answer, command, temporaryFolder, words } from './program.ts'

/** Each command opens the database anew; a busy machine takes its time. */
vi.setConfig({ testTimeout: 180_000 })

const folder = temporaryFolder()
const town = join(folder, 'town')
/** As it was made: the other is open in this process. */
const elsewhere = join(folder, 'elsewhere')
beforeAll(async () => {
  await answer('demo', '--data', town, '--until', '2023-01-31')
  cpSync(town, elsewhere, { recursive: true })
  cpSync(`${town}.key`, `${elsewhere}.key`)
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The house is opened once for all words: a command of its own would open the database anew each time. */
let opened: OpenedHouse
beforeAll(async () => { opened = await openHouse({ data: town, log: () => undefined }) })
afterAll(() => opened.close())

const { run, pay, refusals } = words(() => opened, FUNDS)

type Fund = { id: string; name: string; balance_fen: number }
type Statement = { opening_fen: number; closing_fen: number; totals: Record<string, number> }

describe('资金用命令办', () => {
  test('新设、收到拨款、预算、调剂由另一人同意，结余和对账单跟着走，对账单也是工作簿', async () => {
    const add = (name: string) => pay<string>('fund-add', '--as', 'clerk', '--name', name, '--source', '示例县财政', '--year', '2023', '--purpose', 'condolence')
    const [one, other] = [await add('命令慰问金'), await add('命令备用金')]
    const said = ['--document', '示例财〔2023〕5号', '--on', '2023-01-10']
    expect(await pay('fund-credit', one, '--as', 'clerk', '--amount', '500000', ...said)).toBe(500_000)
    expect(await pay('fund-budget', one, '--as', 'clerk', '--kind', 'allocation', '--amount', '400000', ...said)).toBe(1)
    const transfer = await pay<string>('fund-transfer', one, '--to', other, '--as', 'clerk', '--amount', '120000', '--reason', '备用金不足', ...said)
    expect(await pay<{ id: string }[]>('fund-proposals')).toContainEqual(expect.objectContaining({ id: transfer, kind: 'transfer', state: 'proposed', amount_fen: 120_000 }))
    expect(await refusals('fund-decide', transfer, '--as', 'clerk', '--decision', 'approve')).toEqual(['forbidden ledger.decide'])
    expect(await refusals('fund-decide', transfer, '--as', 'reviewer', '--decision', 'reject')).toEqual(['invalid answer'])
    await pay('fund-decide', transfer, '--as', 'reviewer', '--decision', 'approve')

    const held = new Map((await pay<Fund[]>('funds')).map(fund => [fund.id, fund.balance_fen]))
    expect([held.get(one), held.get(other)]).toEqual([380_000, 120_000])
    const year = await pay<{ statement: Statement; movements: unknown[]; used: unknown[] }>('fund-statement', one, '--year', '2023')
    expect(year).toMatchObject({ statement: { opening_fen: 0, closing_fen: 380_000, totals: { received: 500_000, 'transferred-out': 120_000 } }, used: [{ purpose: null, budget_fen: 400_000, spent_fen: 0 }] })
    expect(year.movements).toHaveLength(2)
    const whole = await pay<{ funds: { fund: Fund; statement: Statement }[]; total: Statement }>('fund-statement', '--month', '2023-01', '--place', '990101')
    expect(whole.total.closing_fen).toBe(whole.funds.reduce((sum, { statement }) => sum + statement.closing_fen, 0))
    const file = join(folder, 'statement.xlsx')
    await pay('fund-statement', one, '--month', '2023-01', '--out', file)
    const cells = must(await readSheet(readFileSync(file))).rows.map(row => row.cells.map(cell => cell?.text ?? ''))
    expect(cells[0]!.join('')).toContain('命令慰问金2023年1月对账单')
    expect(cells.flat()).toEqual(expect.arrayContaining(['示例财〔2023〕5号', '3800.00']))
  })

  test('物品入库、清点由另一人决定，列出入库、发出、结存', async () => {
    const said = ['--document', '示例验收单3号', '--on', '2023-01-12']
    const fund = await pay<string>('fund-add', '--as', 'clerk', '--name', '命令物资款', '--source', '示例县财政', '--year', '2023', '--purpose', 'condolence')
    await pay('fund-credit', fund, '--as', 'clerk', '--amount', '100000', ...said)
    const item = await pay<string>('stock-add', '--as', 'clerk', '--fund', fund, '--name', '示例大米', '--unit', '袋', '--amount', '5000')
    expect(await pay('stock-receive', item, '--as', 'clerk', '--quantity', '12', ...said)).toBe(12)
    const count = await pay<string>('stock-count', item, '--as', 'clerk', '--quantity', '11', '--reason', '破损一袋', ...said)
    await pay('fund-decide', count, '--as', 'leader', '--decision', 'approve', '--reason', '属实')
    expect(await pay('stock', item)).toMatchObject({ name: '示例大米', received: 12, given: 0, quantity_left: 11, movements: [{ kind: 'difference', quantity_change: -1 }, { kind: 'received', quantity_change: 12 }] })
  })

  test('不对的一次说全；不是您辖区的、没有的、写不成数的，都说得出', async () => {
    expect(await refusals('fund-add', '--as', 'clerk', '--purpose', 'fun', '--year', 'x')).toEqual(['invalid name', 'invalid source', 'invalid year', 'invalid purpose'])
    expect(await refusals('fund-transfer', 'no-fund', '--as', 'clerk', '--amount', '12.5')).toEqual(expect.arrayContaining(['invalid fund_to', 'invalid amount_fen', 'invalid document', 'invalid reason', 'invalid happens_on']))
    expect(await refusals('funds', '--place', '880101')).toEqual(['invalid place'])
    expect(await refusals('stock', 'no-item')).toEqual(['not-found item'])
    await expect(run('fund-statement', '--month', '2023-13')).rejects.toThrow('--month 2023-13')
    await expect(run('fund-decide', 'no-proposal', '--decision', 'yes')).rejects.toThrow('approve')
  })

  test('命令行认得这些词：不写是谁也能看，退出码和 JSON 与别的词一样', async () => {
    const [shown, wrong] = [await command('pay', 'funds', '--data', elsewhere, '--json'), await command('pay', 'stock-add', '--data', elsewhere, '--as', 'clerk', '--json')]
    expect([shown.code, wrong.code]).toEqual([0, 2])
    expect(JSON.parse(shown.out)).toContainEqual(expect.objectContaining({ name: expect.any(String), balance_fen: expect.any(Number) }))
    expect((JSON.parse(wrong.out) as { error: { place: string }[] }).error.map(one => one.place)).toEqual(['fund', 'name', 'unit', 'unit_price_fen'])
  })
})
