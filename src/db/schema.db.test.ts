import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testDatabase } from '../../tests/harness/database.ts'
import { SCHEMA_FILE, schemaOf } from './schema.ts'

/** PostgreSQL's versions differ in idle brackets and casts; what they say does not. */
const bare = (text: string): string => text.replaceAll(/::[a-z]+(?: varying)?(?:\[\])?/g, '').replaceAll(/[()]/g, '').replaceAll(/\s+/g, ' ')

test('db/schema.sql is what the migrations make, on both databases', async () => {
  const { database, close } = await testDatabase()
  try {
    expect(bare(await schemaOf(database))).toBe(bare(readFileSync(SCHEMA_FILE, 'utf8')))
  } finally {
    await close()
  }
})
