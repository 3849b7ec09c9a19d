import { expect, test } from 'vitest'
import { deskTitle, dueTag, planTag } from './words.ts'

test('到期前一天、当天、过期一天各有说法', () => {
  expect(dueTag({ due: '2023-08-01', overdue_days: 0 }, '2023-07-31').words.zh).toBe('还有 1 天')
  expect(dueTag({ due: '2023-08-01', overdue_days: 0 }, '2023-08-01').words.zh).toBe('今天')
  expect(dueTag({ due: '2023-08-01', overdue_days: 1 }, '2023-08-02')).toEqual({ tone: 'late', words: { zh: '逾期 1 天', en: '1 day late' } })
})

test('twenty days ahead is near, twenty-one is not', () => {
  expect(dueTag({ due: '2023-07-21', overdue_days: 0 }, '2023-07-01').tone).toBe('warn')
  expect(dueTag({ due: '2023-07-22', overdue_days: 0 }, '2023-07-01').tone).toBe('plain')
})

test('the title counts what waits, and what of it is late', () => {
  expect(deskTitle([{ overdue_days: 3 }, { overdue_days: 0 }])).toEqual({ zh: '还有 2 件事要办，其中 1 件逾期', en: '2 things to do, 1 of them late' })
  expect(deskTitle([]).en).toBe('Nothing is waiting for you')
})

test('an item under way says how many of its tasks are done; one of which nothing is done has not begun', () => {
  expect(planTag({ state: 'open', done: 1, total: 3 }).words.zh).toBe('进行 1/3')
  expect(planTag({ state: 'open', done: 0, total: 3 })).toEqual({ tone: 'plain', words: { zh: '未开始', en: 'Not begun' } })
  expect(planTag({ state: 'done', done: 3, total: 3 }).words.zh).toBe('完成')
})
