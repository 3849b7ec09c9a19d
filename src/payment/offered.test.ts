import { describe, expect, test } from 'vitest'
import { monthsOffered, runsOver } from './offered.ts'
import type { RunSummary } from './payment.ts'

const [TOWN, VILLAGE, OTHER] = ['990101101', '990101101201', '990101101202']
type Run = Pick<RunSummary, 'place' | 'from' | 'to' | 'benefits' | 'state'> & { readonly id: string }
const run = (id: string, month: string, more: Partial<Run> = {}): Run => ({ id, place: TOWN, from: month, to: month, benefits: null, state: 'confirmed', ...more })

describe('编制时填好的月份', () => {
  const offered = (runs: readonly Run[], place = TOWN) => monthsOffered(runs, place, '2026-06-30')
  test.each([
    ['本月已编过：下一个月', [run('五月', '2026-05'), run('六月', '2026-06', { state: 'draft' })], '2026-07', '2026-07'],
    ['上月已编过：本月', [run('五月', '2026-05')], '2026-06', '2026-06'],
    ['漏了两个月：从漏的那个月到本月', [run('三月', '2026-03')], '2026-04', '2026-06'],
    ['一批也没有：本月', [], '2026-06', '2026-06'],
    ['上一批在一年以前：本月', [run('旧', '2025-05')], '2026-06', '2026-06'],
    ['作废的、只发一项待遇的、只发一个村的不算编过', [
      run('作废', '2026-06', { state: 'discarded' }), run('一项', '2026-06', { benefits: ['merit-award'] }), run('一村', '2026-06', { place: VILLAGE }),
    ], '2026-06', '2026-06'],
  ])('%s', (_, runs, from, to) => expect(offered(runs)).toEqual({ from, to }))
  test('全镇编过的，村里也编过', () => expect(offered([run('六月', '2026-06')], VILLAGE)).toEqual({ from: '2026-07', to: '2026-07' }))
})

test('这些月份已有的批次：同一地方、上级或下级的，月份和待遇有重合的；作废的不算', () => {
  const runs = [
    run('全镇', '2026-06'), run('本村', '2026-06', { place: VILLAGE }), run('邻村', '2026-06', { place: OTHER }), run('跨月', '2026-04', { to: '2026-06' }), run('上月', '2026-05'),
    run('作废', '2026-06', { state: 'discarded' }), run('立功', '2026-06', { benefits: ['merit-award'] }),
  ]
  const ids = (asked: Parameters<typeof runsOver>[1]) => runsOver(runs, asked).map(one => one.id)
  expect(ids({ place: VILLAGE, from: '2026-06', to: '2026-06' })).toEqual(['全镇', '本村', '跨月', '立功'])
  expect(ids({ place: TOWN, from: '2026-06', to: '2026-07', benefits: ['disability-pension'] })).toEqual(['全镇', '本村', '邻村', '跨月'])
  expect(ids({ place: TOWN, from: '2026-06' })).toEqual([])
})
