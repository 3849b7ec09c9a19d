import { describe, expect, test } from 'vitest'
import type { Health } from '../health/health.ts'
import { auditChecks, OPENINGS_MAX, securityChecks, systemChecks } from './administration.ts'

const NOW = Date.parse('2026-06-30T01:00:00Z')
const hours = (many: number): number => NOW - many * 3_600_000
const HEALTH: Health = {
  office_now: new Date(NOW).toISOString(), program: { version: '1.0.0', runtime: '26', started_at: '' }, database: { kind: 'embedded', version: '18', bytes: 1 },
  disk: { free_bytes: 9e9, total_bytes: 2e10, low: false }, comparison: null, clock: { now: '', database_ahead_milliseconds: 0, went_back: false, journal_at: null }, journal: { number: 1, hash: '' },
}
const wrong = (checks: readonly { readonly ok: boolean; readonly title: { readonly zh: string } }[]): string[] => checks.filter(check => !check.ok).map(check => check.title.zh)

describe('三员的工作台', () => {
  test('系统管理员：昨夜有备份就正常，三十六小时没有就是他的事；从来没有备份也是', () => {
    expect(wrong(systemChecks(HEALTH, hours(36)))).toEqual([])
    expect(wrong(systemChecks(HEALTH, hours(37)))).toEqual(['最近的备份：2026-06-28 20:00'])
    expect(wrong(systemChecks(HEALTH, null))).toEqual(['还没有备份'])
    expect(wrong(systemChecks({ ...HEALTH, disk: { ...HEALTH.disk, low: true }, clock: { ...HEALTH.clock, went_back: true } }, hours(1)))).toEqual(['磁盘还有 8.4 GB', '电脑的时钟倒退了'])
  })

  test('安全管理员：锁定的、一次性密码没用的、长久不登录的、一年没核对的，各一行；没有的都正常', () => {
    expect(wrong(securityChecks({ open: 9, locked: 0, once: 0, idle: 0, unreviewed: 0 }))).toEqual([])
    expect(wrong(securityChecks({ open: 9, locked: 1, once: 2, idle: 3, unreviewed: 4 }))).toEqual(['1 个账号锁定', '2 个一次性密码还没有用', '3 个账号 90 天没有登录', '4 个账号的角色、辖区一年没有动过'])
  })

  test('审计管理员：一个月没核对日志链，夜里看过号码，一人看得太多', () => {
    const calm = { total: 3, odd: 0, most: 2, most_by: '林经办' }
    expect(wrong(auditChecks(hours(24 * 30), 100, calm, NOW))).toEqual([])
    expect(wrong(auditChecks(hours(24 * 30 + 1), 100, calm, NOW))).toEqual(['日志链核对：2026-05-31'])
    expect(wrong(auditChecks(null, 100, { total: 90, odd: 2, most: OPENINGS_MAX + 1, most_by: '林经办' }, NOW))).toEqual(['日志链还没有核对过', '夜里和周末查看完整号码 2 次', '近 30 天查看完整号码 90 次'])
  })
})
