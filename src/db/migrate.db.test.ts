import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { testDatabase } from '../../tests/harness/database.ts'
import type { Database } from './db.ts'
import { migrate, MIGRATIONS } from './migrate.ts'
import { openServer } from './server.ts'

function folder(files: Record<string, string>): string {
  const path = mkdtempSync(join(tmpdir(), 'tongxin-migrations-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text)
  return path
}

describe('migrations', () => {
  let opened: Awaited<ReturnType<typeof testDatabase>>
  beforeAll(async () => { opened = await testDatabase() })
  afterAll(() => opened.close())

  const tables = async (database: Database, like: string): Promise<string[]> => database.transaction(async session =>
    (await session.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE tablename LIKE $1 ORDER BY 1`, [like])).rows.map(row => row.name))

  test('a second run does nothing', async () => {
    expect(await migrate(opened.database, MIGRATIONS)).toBe(0)
  })

  test('many at once apply each statement once', async () => {
    const statements = Array.from({ length: 8 }, (_, index) => `CREATE TABLE many_${index} (a integer);`)
    const path = folder({ '9001-many.sql': statements.join('\n') })
    const others = opened.url === undefined ? [] : [1, 2, 3].map(() => openServer(opened.url!))
    try {
      const counts = await Promise.all([opened.database, opened.database, ...others].map(database => migrate(database, path)))
      expect(counts.every(count => count <= statements.length)).toBe(true)
      expect(await tables(opened.database, 'many\\_%')).toHaveLength(statements.length)
    } finally {
      for (const other of others) await other.close()
    }
  })

  test('a statement that fails leaves those before it done, and the next run resumes there', async () => {
    const broken = folder({ '9002-resumed.sql': 'CREATE TABLE resumed_1 (a integer);\nCREATE TABLE resumed_2 (a nonsense);\nCREATE TABLE resumed_3 (a integer);\n' })
    await expect(migrate(opened.database, broken)).rejects.toMatchObject({ code: '42704' })
    expect(await tables(opened.database, 'resumed%')).toEqual(['resumed_1'])
    const mended = folder({ '9002-resumed.sql': 'CREATE TABLE resumed_1 (a integer);\nCREATE TABLE resumed_2 (a integer);\nCREATE TABLE resumed_3 (a integer);\n' })
    expect(await migrate(opened.database, mended)).toBe(2)
    expect(await tables(opened.database, 'resumed%')).toEqual(['resumed_1', 'resumed_2', 'resumed_3'])
  })

  test('a statement changed after it was applied is refused, and named', async () => {
    await migrate(opened.database, folder({ '9003-changed.sql': 'CREATE TABLE changed_1 (a integer);\n' }))
    await expect(migrate(opened.database, folder({ '9003-changed.sql': 'CREATE TABLE changed_1 (a bigint);\n' }))).rejects.toThrow('9003-changed.sql: statement 1')
  })

  test('tables belong to the owner role, not to whoever started the program', async () => {
    const { rows } = await opened.database.transaction(session => session.query<{ owner: string }>(
      `SELECT DISTINCT tableowner::text AS owner FROM pg_tables WHERE schemaname = 'public' AND tablename IN ('journal', 'person', 'account')`))
    expect(rows).toEqual([{ owner: 'tongxin_owner' }])
  })
})
