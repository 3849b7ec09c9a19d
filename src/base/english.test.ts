import { expect, test } from 'vitest'
import { asSentence, counted, inSentence } from './english.ts'

test.each([
  ['Write-off', 'write-off'], ['Red Army veteran', 'Red Army veteran'], ['NCO', 'NCO'], ['A village', 'a village'], ['', ''], ['示例镇', '示例镇'],
])('A name %j stands in a sentence as %j', (name, inside) => expect(inSentence(name)).toBe(inside))

test('A part of a sentence that stands alone begins with a capital', () => {
  expect(asSentence('died on 2024-01-05')).toBe('Died on 2024-01-05')
  expect(asSentence('')).toBe('')
})

test.each([
  [1, 'person', undefined, '1 person'], [2, 'person', undefined, '2 people'], [0, 'entry', undefined, '0 entries'], [1204, 'day', undefined, '1,204 days'],
  [1, 'row is', 'rows are', '1 row is'], [3, 'row is', 'rows are', '3 rows are'],
] as const)('%d of %j is said %4$j', (count, one, several, said) => expect(counted(count, one, several)).toBe(said))
