import { expect, test } from 'vitest'
import { runItem, waitingItem } from './desk.ts'

test('等着决定的，一类一行，点开就是办的地方；没有的不说', () => {
  expect(waitingItem('accounts', { count: 0, due: null }, '2026-07-01')).toEqual([])
  expect(waitingItem('closings', { count: 2, due: null }, '2026-07-01')).toMatchObject([{ title: { zh: '2 件应收的办理待您决定' }, link: '/receivables', overdue_days: 0 }])
})

test('逾期的退票说出最早的限期和逾期几天', () => {
  expect(waitingItem('failures', { count: 1, due: '2026-06-22' }, '2026-06-30')).toMatchObject([{ overdue_days: 8, link: '/failures?overdue=true', detail: { zh: '更正账户以后重发，最早的限期 2026-06-22' } }])
})

test('批次轮到谁，谁的工作台上有，编制人自己的不算', () => {
  const run = {
    id: 'one', number: '2026-0007', title: { zh: '2026年7月优抚资金发放（2026-0007）', en: 'Payment run 2026-0007, 2026-07' }, place: '990101101', from: '2026-07', to: '2026-07', benefits: null,
    note: null, state: 'draft', lines: 285, amount_fen: 19_853_500, receivables: 0, receivable_fen: 0, prepared_by: 'clerk', checked_by: null, approved_by: null,
    known_on: '2026-06-30', lines_hash: '', law_hash: '',
  } as const
  expect(runItem(run, { account: 'reviewer', role: 'reviewer' })).toMatchObject([{ link: '/runs/one', detail: { zh: '285 · 198,535.00 元' } }])
  expect(runItem(run, { account: 'other', role: 'clerk' })).toEqual([])
  expect(runItem({ ...run, prepared_by: 'reviewer' }, { account: 'reviewer', role: 'reviewer' })).toEqual([])
})
