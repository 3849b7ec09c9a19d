import { createHash } from 'node:crypto'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { COUNTY, testDatabase, TOWNSHIP } from '../../tests/harness/database.ts'
import type { Actor } from '../base/actor.ts'
import { scoped, type Session } from '../db/db.ts'
import { journalHead, verifyChain, writeEntries } from './actions.ts'
import { hashedText, type Head, type Row } from './journal.ts'

const actor: Actor = { account: 'a', login: 'lin', name: '林经办', role: 'clerk', county: COUNTY, place: TOWNSHIP, scope: [TOWNSHIP] }
const LENGTH = 25

describe('the chain', () => {
  let opened: Awaited<ReturnType<typeof testDatabase>>
  afterAll(() => opened.close())

  const inCounty = <T>(work: (session: Session) => Promise<T>, county = COUNTY) => scoped(opened.database, { county, places: [county] }, work)
  const verify = (anchors: readonly Head[] = []) => inCounty(session => verifyChain(session, COUNTY, anchors))
  /** What only somebody with the whole database in hand can do. */
  const asOwner = (...statements: string[]) => opened.database.transaction(async session => {
    await session.query('ALTER TABLE journal NO FORCE ROW LEVEL SECURITY')
    await session.query('ALTER TABLE journal_head NO FORCE ROW LEVEL SECURITY')
    await session.query('SET LOCAL ROLE tongxin_owner')
    for (const sql of statements) await session.query(sql)
    await session.query('RESET ROLE')
    await session.query('ALTER TABLE journal FORCE ROW LEVEL SECURITY')
    await session.query('ALTER TABLE journal_head FORCE ROW LEVEL SECURITY')
  })

  /** A new database and its first rows for each test: each breaks its own. */
  beforeEach(async () => {
    await opened?.close()
    opened = await testDatabase()
    for (let number = 1; number <= LENGTH; number += 5) {
      await inCounty(session => writeEntries(session, actor, 1_700_000_000_000 + number, Array.from({ length: 5 }, (_, index) => (
        { action: 'test.thing.change', subject: `s${number + index}`, place: TOWNSHIP, before: { n: index }, after: { 名: '甲', n: number } }))))
    }
  })

  test('holds as it was written, and against every head it ever had', async () => {
    const head = await inCounty(session => journalHead(session, COUNTY))
    expect(head.number).toBe(LENGTH)
    expect(await verify([head])).toEqual({ rows: LENGTH })
  })

  test.each(['after = \'{"n":999}\'', 'actor = \'别人\'', 'at = at + interval \'1 millisecond\'', 'place_code = \'990101102\'', 'before = NULL'])(
    'one thing changed in row 13 is found there: %s', async change => {
      await asOwner(`UPDATE journal SET ${change} WHERE county_code = '${COUNTY}' AND number = 13`)
      expect(await verify()).toEqual({ rows: 12, fault: { number: 13, fault: 'changed' } })
    })

  test('one byte of a hash changed is found', async () => {
    await asOwner(`UPDATE journal SET hash = translate(hash, '0123456789abcdef', '123456789abcdef0') WHERE number = 7`)
    expect((await verify()).fault).toEqual({ number: 7, fault: 'changed' })
  })

  test('a row taken out of the middle is found', async () => {
    await asOwner('DELETE FROM journal WHERE number = 9')
    expect((await verify()).fault).toEqual({ number: 9, fault: 'missing' })
  })

  test('the last ten rows deleted are found, by the head of the database', async () => {
    await asOwner(`DELETE FROM journal WHERE number > ${LENGTH - 10}`)
    expect((await verify()).fault).toEqual({ number: LENGTH - 9, fault: 'truncated' })
  })

  test('the last ten rows deleted and the head set back are found by an earlier head', async () => {
    const known = await inCounty(session => journalHead(session, COUNTY))
    await asOwner(`DELETE FROM journal WHERE number > ${LENGTH - 10}`,
      `UPDATE journal_head SET (number, hash) = (SELECT number, hash FROM journal WHERE number = ${LENGTH - 10})`)
    expect((await verify()).fault).toBeUndefined()
    expect((await verify([known])).fault).toEqual({ number: LENGTH - 9, fault: 'truncated' })
  })

  test('a chain wholly recomputed by a superuser holds in itself, and is found by an earlier head', async () => {
    const known = await inCounty(session => journalHead(session, COUNTY))
    const rows = await inCounty(async session => (await session.query<Row>('SELECT * FROM journal ORDER BY number')).rows)
    const statements: string[] = []
    let previous = rows[0]!.previous_hash
    for (const row of rows) {
      const forged = { ...row, previous_hash: previous, after: row.number === 3 ? '{"n":999}' : row.after }
      previous = createHash('sha256').update(hashedText(forged)).digest('hex')
      statements.push(`UPDATE journal SET previous_hash = '${forged.previous_hash}', hash = '${previous}', after = '${forged.after}' WHERE number = ${row.number}`)
    }
    await asOwner(...statements, `UPDATE journal_head SET hash = '${previous}'`)
    expect(await verify()).toEqual({ rows: LENGTH })
    expect((await verify([known])).fault).toEqual({ number: LENGTH, fault: 'other-chain' })
  })

  test('counties have chains of their own', async () => {
    const other = { ...actor, county: '990102', place: '990102101', scope: ['990102101'] }
    const head = await inCounty(session => writeEntries(session, other, 0, [{ action: 'test.thing.add', subject: 's', place: '990102101' }]), '990102')
    expect(head.number).toBe(1)
    expect(await verify()).toEqual({ rows: LENGTH })
  })

  test('the program itself can neither change nor delete a row', async () => {
    await expect(inCounty(session => session.query('UPDATE journal SET after = NULL'))).rejects.toMatchObject({ code: '42501' })
    await expect(inCounty(session => session.query('DELETE FROM journal'))).rejects.toMatchObject({ code: '42501' })
  })
})
