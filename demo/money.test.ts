import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { read } from '../src/access/actions.ts'
import { must } from '../src/base/result.ts'
import { commandActor, openHouse, type OpenedHouse } from '../src/commands/house.ts'
import { notices } from '../src/disclosure/actions.ts'
import { funds } from '../src/ledger/actions.ts'
import { items } from '../src/ledger/stock/actions.ts'
import { paymentFailures } from '../src/payment/actions.ts'
import { differences, replayIn } from '../src/payment/consistency/actions.ts'
import { proofBoard } from '../src/payment/proof/actions.ts'
import { closings, receivables } from '../src/payment/recovery/actions.ts'
import { verifyMoneyIn } from '../src/payment/verification/actions.ts'
import { COUNTY } from './places.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongxin-money-'))
const county = commandActor(COUNTY, 'county-office')
let opened: OpenedHouse

// One filling for every question: the whole of the history, as `demo` makes it.
beforeAll(async () => {
  opened = await openHouse({ data: join(folder, 'town'), create: { demo: true }, log: () => undefined })
}, 600_000)
afterAll(async () => {
  await opened?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Counts by statements over the whole county: what a test may look at, and no page shows in one number. */
async function rows<Row>(sql: string): Promise<Row[]> {
  return must(await read(opened.house, county, 'payment.read', async work => (await work.session.query<Row>(sql, [COUNTY])).rows))
}
const count = async (sql: string): Promise<number> => Number((await rows<{ count: number }>(`SELECT count(*) AS count FROM ${sql}`))[0]!.count)

describe('示例乡镇的三年半', () => {
  test('账平：明细、记账、银行文件、资金、库存都对得上，按当时所知再算一遍也一样', async () => {
    const [money, replay] = must(await read(opened.house, county, 'payment.read', async work => [await verifyMoneyIn(work), await replayIn(work, await opened.house.lawOf(work))] as const))
    expect(money.faults).toEqual([])
    expect(money.lines).toBeGreaterThan(10_000)
    expect(replay.found).toEqual([])
    expect(replay.replayed).toBeGreaterThan(3000)
  })

  test('两次晚到的提标：通知到之前照旧标准发，到了以后补发，两个标准都在行上', async () => {
    const arrears = await rows<{ announced: string; months: string; persons: number }>(
      `SELECT rate_source AS announced, string_agg(DISTINCT period, ',') AS months, count(DISTINCT person) AS persons FROM payment_line
       WHERE county_code = $1 AND kind = 'arrears' AND before_rate_source IS NOT NULL AND rate_source LIKE '示例县20%' AND before_rate_source <> rate_source
       GROUP BY rate_source ORDER BY rate_source`)
    expect(arrears.map(({ announced, months }) => [announced, months])).toEqual([
      ['示例县2023年优抚标准调整通知（虚构）', '2023-08,2023-09,2023-10'], ['示例县2025年优抚标准调整通知（虚构）', '2025-08,2025-09,2025-10'],
    ])
    expect(arrears.every(({ persons }) => persons >= 20)).toBe(true)
  })

  test('三人去世晚报，多发的列为应收：一人退回，一人由县里核销，一人还没有收回', async () => {
    const { rows: all } = must(await receivables(opened.house, county, { whole: true, size: 100 }))
    const dead = all.filter(one => one.period < '2026')
    expect(new Set(dead.map(one => one.person)).size).toBe(3)
    const still = dead.filter(one => one.amount_fen > one.closed_fen)
    expect(new Set(still.map(one => one.person)).size).toBe(1)
    const closed = must(await closings(opened.house, county, 'decided')).filter(one => dead.some(each => each.person === one.person))
    expect([...new Set(closed.map(one => one.kind))].toSorted()).toEqual(['refund', 'write-off'])
    expect(await count(`payment_exception WHERE county_code = $1 AND kind = 'died' AND decision IS NULL`)).toBe(0)
    expect(await count(`payment_exception WHERE county_code = $1 AND kind = 'died' AND decided_by IS NOT NULL`)).toBeGreaterThanOrEqual(3)
  })

  test('一人复查后等级下调，晚到两个月：多发三个月，人还在领；一个月经本人同意抵扣，两个月还没有办', async () => {
    const over = must(await receivables(opened.house, county, { whole: true, size: 100 })).rows.filter(one => one.period >= '2026')
    expect(new Set(over.map(one => one.person)).size).toBe(1)
    // 少发的那一行正好少了多发的这一个月。
    expect(over.map(one => [one.period, one.closed_fen === one.amount_fen])).toEqual([['2026-02', true], ['2026-03', false], ['2026-04', false]])
    expect(must(await closings(opened.house, county, 'decided')).filter(one => one.kind === 'offset')).toMatchObject([{ person: over[0]!.person, period: '2026-02', amount_fen: over[0]!.amount_fen }])
    expect(await rows<{ period: string; offset_fen: number; sent: number }>(
      `SELECT l.period, l.offset_fen, l.amount_fen - s.amount_fen AS sent FROM payment_line l
       JOIN payment_sending s ON s.county_code = l.county_code AND s.run = l.run AND s.number = l.number WHERE l.county_code = $1 AND l.offset_fen > 0`))
      .toEqual([{ period: '2026-06', offset_fen: over[0]!.amount_fen, sent: over[0]!.amount_fen }])
  })

  test('两次迁移：在县内换村的照发；迁出本县的发到当年12月31日', async () => {
    expect(await count(`payment_exception WHERE county_code = $1 AND kind = 'moved' AND decision = 'pay'`)).toBeGreaterThanOrEqual(2)
    const near = await count(`(SELECT person FROM payment_line WHERE county_code = $1 GROUP BY person HAVING count(DISTINCT place_code) > 1) moved`)
    expect(near).toBe(1)
    expect(await rows(
      `SELECT max(l.period) AS last FROM payment_line l JOIN fact f ON f.county_code = l.county_code AND f.person = l.person
       WHERE l.county_code = $1 AND f.kind = 'hukou_move'`)).toEqual([{ last: '2024-12' }])
  })

  test('一次等级上调，晚到一个月，补发；一次由省里中止，三个月后恢复', async () => {
    // 另一次是等级下调（上面）。
    expect(await count(`fact WHERE county_code = $1 AND kind = 'identity' AND value::text LIKE '%regradings%'`)).toBe(2)
    expect(await rows(
      `SELECT DISTINCT l.period FROM payment_line l JOIN fact f ON f.county_code = l.county_code AND f.person = l.person
       WHERE l.county_code = $1 AND f.kind = 'identity' AND f.value::text LIKE '%regradings%' AND l.kind = 'arrears' AND l.period LIKE '2024%' ORDER BY l.period`))
      .toEqual([{ period: '2024-11' }, { period: '2024-12' }])
    expect(await rows(`SELECT kind, authority FROM suspension_proposal WHERE county_code = $1 AND state = 'decided' ORDER BY effective_on`))
      .toEqual([{ kind: 'stop', authority: 'province' }, { kind: 'resume', authority: 'province' }])
  })

  test('五笔退票凭佐证更正后重发到账，一笔到账后退汇的也是；一笔还等着', async () => {
    const returned = await rows<{ class: string; state: string; reversed: number }>(
      `SELECT s.failure_class AS class, l.state, (SELECT count(*) FROM posting p WHERE p.county_code = s.county_code AND p.key = 'sending:' || s.serial || ':reverse') AS reversed
       FROM payment_sending s JOIN payment_line l ON l.county_code = s.county_code AND l.run = s.run AND l.number = s.number
       WHERE s.county_code = $1 AND s.state = 'returned' ORDER BY s.serial`)
    expect(returned.filter(one => one.state === 'confirmed' && Number(one.reversed) === 0)).toHaveLength(5)
    expect(returned.filter(one => Number(one.reversed) > 0)).toMatchObject([{ class: 'taken-back', state: 'confirmed' }])
    const waiting = must(await paymentFailures(opened.house, county))
    expect(waiting.rows).toMatchObject([{ state: 'open', class: 'account-closed' }])
    expect(await count(`account_proposal WHERE county_code = $1 AND reason = 'returned-by-bank' AND state = 'decided'`)).toBe(6)
  })

  test('资金分级，有预算；一次调剂；捐款买了东西进库，走访时发出去', async () => {
    const all = must(await funds(opened.house, county))
    expect([...new Set(all.map(one => one.level))].toSorted()).toEqual(['central', 'county', 'donated', 'provincial', 'township'])
    expect(await count(`fund f WHERE county_code = $1 AND NOT EXISTS (SELECT 1 FROM fund_budget b WHERE b.county_code = f.county_code AND b.fund = f.id)`)).toBe(0)
    expect(await count(`fund_proposal WHERE county_code = $1 AND kind = 'transfer' AND state = 'approved'`)).toBe(1)
    const [oil] = must(await items(opened.house, county))
    expect(oil!.quantity_left).toBeGreaterThan(0)
    expect(await count(`stock_movement WHERE county_code = $1 AND kind = 'given'`)).toBeGreaterThan(5)
    expect(Number((await rows<{ count: number }>(`SELECT count(DISTINCT fund) AS count FROM payment_allocation WHERE county_code = $1`))[0]!.count)).toBeGreaterThan(6)
  })

  test('每年12月的名单在各村公示满期；异议记了，答了；最后一份还挂着，异议还没有答', async () => {
    const { rows: all } = must(await notices(opened.house, county, { size: 200 }))
    const lists = all.filter(one => one.kind === 'payment-list')
    expect(lists.every(one => one.state === 'ended' && one.unanswered === 0)).toBe(true)
    expect(new Set(lists.map(one => one.published_on))).toEqual(new Set(['2023-12-04', '2024-12-04', '2025-12-04']))
    expect(lists.length).toBeGreaterThanOrEqual(3 * 12)
    expect(lists.filter(one => one.objections > 0)).toHaveLength(3)
    expect(all.filter(one => one.state === 'published')).toMatchObject([{ objections: 1, unanswered: 1 }])
  })

  test('地方补贴按日期定标准，一项一行', async () => {
    expect(await rows(`SELECT DISTINCT amount_fen, min(period) AS first FROM payment_line WHERE county_code = $1 AND benefit = 'grain-oil-supplement' GROUP BY amount_fen ORDER BY 1`))
      .toEqual([{ amount_fen: 6000, first: '2023-01' }, { amount_fen: 8000, first: '2025-01' }])
  })

  test('县里定每月15日前到账：2024年12月一个村晚了，别的村都按时', async () => {
    const late = await rows<{ place: string }>(
      `SELECT DISTINCT place_code AS place FROM payment_line WHERE county_code = $1 AND period = '2024-12' AND kind = 'regular' AND confirmed_on > due_on AND benefit <> 'conscript-family-allowance'`)
    expect(late).toHaveLength(1)
    const board = must(await proofBoard(opened.house, county, { year: 2024 }))
    expect(board.total.share.on_time).toBeLessThan(board.total.share.due)
    expect(board.total.share.on_time / board.total.share.due).toBeGreaterThan(0.95)
  })

  test('夜里核对过：账面和重算没有不一致，要有人管的都在名单上', async () => {
    const found = must(await differences(opened.house, county))
    expect(found.last).toMatchObject({ by: '夜间核对' })
    expect(found.rows.filter(one => one.kind === 'books' || one.kind === 'replay')).toEqual([])
    expect(new Set(found.rows.map(one => one.kind))).toEqual(new Set(['over', 'unclaimed', 'unpaid']))
  })
})
