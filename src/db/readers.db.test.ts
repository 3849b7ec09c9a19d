import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/harness/database.ts'

describe('what comes back is read alike on both databases', () => {
  let opened: Awaited<ReturnType<typeof testDatabase>>
  beforeAll(async () => { opened = await testDatabase() })
  afterAll(() => opened.close())

  const value = async (sql: string, parameters: readonly unknown[] = []) => opened.database.transaction(async session =>
    (await session.query<{ value: unknown }>(`SELECT ${sql} AS value`, parameters)).rows[0]?.value)

  test.each<[string, unknown]>([
    ['12345678901::bigint', 12345678901],
    ['7::integer', 7],
    ['count(*)', 1],
    ['DATE \'2024-02-29\'', '2024-02-29'],
    ['TIMESTAMPTZ \'2024-02-29 08:00:00+08\'', new Date('2024-02-29T00:00:00Z')],
    ['TIMESTAMPTZ \'2024-02-29 08:00:00.123456+08\'', new Date('2024-02-29T00:00:00.123Z')],
    ['12.30::numeric(5,2)', '12.30'],
    ['\'{"a": [1, "二"]}\'::jsonb', { a: [1, '二'] }],
    ['\'\\x00ff10\'::bytea', new Uint8Array([0, 255, 16])],
    ['ARRAY[\'甲\', \'乙\']', ['甲', '乙']],
    ['NULL::date', null],
    ['true', true],
    ['\'0188a000-0000-7000-8000-000000000001\'::uuid', '0188a000-0000-7000-8000-000000000001'],
  ])('%s', async (sql, expected) => {
    expect(await value(sql)).toEqual(expected)
  })

  test('a bigint beyond what a number holds exactly is an error, never a rounded amount', async () => {
    await expect(value('9007199254740993::bigint')).rejects.toThrow()
  })

  test.each<[string, unknown]>([
    ['$1::text', '𠮷 \\ \' " ; --'],
    ['$1::bigint', 9007199254740991],
    ['$1::date', '2024-02-29'],
    ['$1::timestamptz', new Date('2024-06-30T01:02:03.004Z')],
    ['$1::text[]', ['a,b', '{c}', '"d"', '']],
    ['$1::boolean', false],
  ])('a parameter comes back as it went: %s', async (sql, given) => {
    expect(await value(sql, [given])).toEqual(given)
  })

  test('JSON goes as text and comes back parsed', async () => {
    expect(await value('$1::jsonb', [JSON.stringify({ 姓名: '甲', list: [1, null] })])).toEqual({ 姓名: '甲', list: [1, null] })
  })

  test('bytes go and come back', async () => {
    expect(await value('$1::bytea', [new Uint8Array([1, 2, 255, 0])])).toEqual(new Uint8Array([1, 2, 255, 0]))
  })

  test('affected counts the rows that a statement touched', async () => {
    const affected = await opened.database.transaction(async session => {
      await session.query('CREATE TEMPORARY TABLE touched (a integer) ON COMMIT DROP')
      const inserted = await session.query('INSERT INTO touched SELECT generate_series(1, 5)')
      const updated = await session.query('UPDATE touched SET a = a + 1 WHERE a > $1', [3])
      return [inserted.affected, updated.affected]
    })
    expect(affected).toEqual([5, 2])
  })
})
