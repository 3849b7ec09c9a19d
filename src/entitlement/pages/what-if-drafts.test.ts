import { describe, expect, test } from 'vitest'
import { parsePercent, readDraft, type WhatIfDraft } from './what-if-drafts.ts'

describe('what is typed', () => {
  test.each([['5', 5], ['5.25', 5.25], ['５．２５％', 5.25], ['-3', -3], ['+2.', 2], ['-100', undefined], ['1000.01', undefined], ['5.255', undefined], ['五', undefined], ['', undefined]])('the percentage %j is %s', (text, value) => {
    expect(parsePercent(text)).toBe(value)
  })

  const draft: WhatIfDraft = { id: 1, benefit: 'combat-veteran-allowance', cell: -1, from: '2026-08', kind: 'percent', typed: '', per: 'month' }
  test('nothing typed changes nothing and is no fault', () => expect(readDraft(draft, [], '990101')).toEqual({ draft, change: null, fault: null }))
  test('a percentage of all cells from the first of the month', () => {
    expect(readDraft({ ...draft, typed: '4.5' }, [], '990101').change).toEqual({ benefit: 'combat-veteran-allowance', cell: null, where: '990101', from: '2026-08-01', percent: 4.5 })
  })
  test.each(['一千', '-5', '9999999999'])('the amount %j is refused in words', typed => {
    expect(readDraft({ ...draft, kind: 'amount', typed }, [], '990101')).toMatchObject({ change: null, fault: { zh: expect.stringContaining('金额') } })
  })
  test('an amount in whole fen', () => {
    expect(readDraft({ ...draft, kind: 'amount', typed: '1,234.5' }, [], '990101').change).toMatchObject({ per: 'month', amount_fen: 123_450 })
  })
})
