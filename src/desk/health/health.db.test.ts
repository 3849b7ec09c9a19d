import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import { must } from '../../base/result.ts'
import { health } from './actions.ts'
import { CLOCK_MILLISECONDS_MAX, sizeWords, type Machine } from './health.ts'

let tested: TestHouse
beforeAll(async () => { tested = await testHouse() })
afterAll(() => tested.close())

const machine = (more: Partial<Machine> = {}): Machine => ({
  version: '0.0.0', runtime: '0', started_at: 0, clock: Date.now, disk: async () => ({ free_bytes: 5 * 1024 ** 3, total_bytes: 10 * 1024 ** 3 }), ...more,
})

describe('系统运行', () => {
  test('数据库的种类和大小、磁盘、日志的链头都有；没有核对过就说没有', async () => {
    const found = must(await health(tested.house, tested.actors.system, machine()))
    expect(found).toMatchObject({ database: { kind: tested.house.database.kind }, disk: { low: false }, comparison: null, clock: { went_back: false } })
    expect(found.database.bytes).toBeGreaterThan(1_000_000)
    expect(found.journal.number).toBeGreaterThan(0)
    expect(Math.abs(found.clock.database_ahead_milliseconds)).toBeLessThan(CLOCK_MILLISECONDS_MAX)
  })

  test('磁盘快满、时钟走偏，看得出来', async () => {
    const found = must(await health(tested.house, tested.actors.system, machine({ clock: () => Date.now() - 3_600_000, disk: async () => ({ free_bytes: 1024, total_bytes: 2048 }) })))
    expect(found.disk.low).toBe(true)
    expect(Math.round(found.clock.database_ahead_milliseconds / 3_600_000)).toBe(1)
  })

  test('时钟被往回拨过，日志里有将来的记录', async () => {
    const back = { ...tested.house, clock: () => Date.parse('2023-01-01T00:00:00Z') }
    expect(must(await health(back, tested.actors.system, machine())).clock.went_back).toBe(true)
  })

  test('系统管理员、审计、县双拥办看得到；经办和安全管理员不看', async () => {
    for (const who of ['system', 'auditor', 'countyOffice'] as const) expect((await health(tested.house, tested.actors[who], machine())).ok).toBe(true)
    for (const who of ['clerk', 'security', 'audit', 'villageWorker'] as const) expect((await health(tested.house, tested.actors[who], machine())).ok).toBe(false)
  })
})

test.each([[0, '0 B'], [1023, '1023 B'], [2048, '2 KB'], [58.2 * 1024 ** 2, '58.2 MB'], [1.5 * 1024 ** 3, '1.5 GB']])('%d 字节写作 %s', (bytes, words) => expect(sizeWords(bytes)).toBe(words))
