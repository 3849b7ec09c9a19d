import { expect, test } from 'vitest'
import { paymentState, yearsOf } from './payments.ts'

const payment = (period: string, amount_fen: number, state = 'confirmed') => ({ period, amount_fen, state })

test('各年分开，最近一年在前；合计只算已到账的', () => {
  const years = yearsOf([payment('2024-02', 400), payment('2024-01', 300, 'returned'), payment('2023-12', 200), payment('2023-11', 100)])
  expect(years.map(({ year, paid_fen, payments }) => [year, paid_fen, payments.length])).toEqual([['2024', 400, 2], ['2023', 300, 2]])
  expect(yearsOf([])).toEqual([])
})

test('a state that is new to the page is shown by its own name', () => expect(paymentState('held').words.zh).toBe('held'))
