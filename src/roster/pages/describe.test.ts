import { expect, test } from 'vitest'
import { describeFact } from './describe.ts'

test('a disability is told with cause, grade and day of approval', () => {
  const value = { category: 'disabled-serviceman', cause: 'war', grade: 6, approved_on: '2019-05-20' }
  expect(describeFact('identity', value)).toEqual({ zh: '残疾军人，因战，6 级，批准 2019-05-20', en: 'Disabled serviceman, in war, grade 6, approved 2019-05-20' })
})

test('what this page has no words for is shown as it was kept', () => {
  expect(describeFact('certificate', { number: '残字 001' }).zh).toBe('number: 残字 001')
})

test('a fact without a value is a withdrawal', () => {
  expect(describeFact('merit', null).zh).toBe('撤回')
})

test('an open suspension runs to now', () => {
  expect(describeFact('suspended', { from: '2024-02-01', to: null, decided_by: 'province' }).zh).toBe('2024-02-01 至 今，省')
})

test('another authority’s suspension says that it changes nothing that is owed', () => {
  expect(describeFact('suspended', { from: '2024-02-01', to: '2024-03-31', decided_by: 'county', document: '示例〔2024〕1号' }).zh).toBe('2024-02-01 至 2024-03-31，县，示例〔2024〕1号，不是省级决定，不影响应发')
})
