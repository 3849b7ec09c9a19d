import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES, type TestHouse } from '../../tests/harness/database.ts'
import { PROGRAM_ROLE, scoped, type Scope, type Session } from './db.ts'
import { assertNoScopeNoRows } from './open.ts'

const FIRST = VILLAGES[0]!
const SECOND = VILLAGES[1]!

/** Two households of two villages, one of another county: put in as their own offices would. */
async function addHouseholds(tested: TestHouse): Promise<void> {
  const add = (county: string, place: string, id: string, head: string) => scoped(tested.house.database, { county, places: [place] }, session => session.query(
    `INSERT INTO household (county_code, id, place_code, head, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)`,
    [county, id, place, head, new Date(0)]))
  await add(COUNTY, FIRST, '01890000-0000-7000-8000-000000000001', '甲户')
  await add(COUNTY, SECOND, '01890000-0000-7000-8000-000000000002', '乙户')
  await add('990102', '990102101201', '01890000-0000-7000-8000-000000000003', '邻县户')
}

describe('row-level security', () => {
  let tested: TestHouse
  beforeAll(async () => {
    tested = await testHouse()
    await addHouseholds(tested)
  })
  afterAll(() => tested.close())

  const within = <T>(scope: Scope, work: (session: Session) => Promise<T>) => scoped(tested.house.database, scope, work)
  const heads = (scope: Scope) => within(scope, async session =>
    (await session.query<{ head: string }>('SELECT head FROM household ORDER BY head')).rows.map(row => row.head).toSorted())
  const refusedWith = (scope: Scope, sql: string) => within(scope, session => session.query(sql)).then(() => 'done', (error: { code?: string }) => error.code)

  test('no scope, no rows: in every table that has a county', async () => {
    await within({ county: '', places: [] }, async session => {
      const { rows } = await session.query<{ name: string }>(
        `SELECT table_name AS name FROM information_schema.columns WHERE column_name = 'county_code' AND table_schema = 'public'`)
      expect(rows.length).toBeGreaterThan(5)
      for (const { name } of rows) {
        const counted = await session.query<{ count: number }>(`SELECT count(*) AS count FROM ${name}`)
        expect({ name, count: counted.rows[0]?.count }).toEqual({ name, count: 0 })
      }
    })
  })

  test('a county without places, and places without a county, see no household', async () => {
    expect(await heads({ county: COUNTY, places: [] })).toEqual([])
    expect(await heads({ county: '', places: [TOWNSHIP] })).toEqual([])
  })

  test('a village sees itself alone, its township sees its villages, the county what is its own', async () => {
    expect(await heads({ county: COUNTY, places: [FIRST] })).toEqual(['甲户'])
    expect(await heads({ county: COUNTY, places: [FIRST, SECOND] })).toEqual(['乙户', '甲户'].toSorted())
    expect(await heads({ county: COUNTY, places: [TOWNSHIP] })).toHaveLength(2)
    expect(await heads({ county: '990102', places: ['990102'] })).toEqual(['邻县户'])
    expect(await heads({ county: COUNTY, places: ['990102'] })).toEqual([])
  })

  test('counts and sums are of what is seen, not of what there is', async () => {
    const counted = await within({ county: COUNTY, places: [FIRST] }, session =>
      session.query<{ count: number; most: string }>('SELECT count(*) AS count, max(head) AS most FROM household'))
    expect(counted.rows[0]).toEqual({ count: 1, most: '甲户' })
  })

  test('a village writes into itself alone: no row for another village, none moved there', async () => {
    const scope = { county: COUNTY, places: [FIRST] }
    const insert = (county: string, place: string) => refusedWith(scope,
      `INSERT INTO household (county_code, id, place_code, head, created_at, updated_at) VALUES ('${county}', '01890000-0000-7000-8000-000000000009', '${place}', '丙户', 'epoch', 'epoch')`)
    expect(await insert(COUNTY, SECOND)).toBe('42501')
    expect(await insert('990102', '990102101201')).toBe('42501')
    expect(await refusedWith(scope, `UPDATE household SET place_code = '${SECOND}'`)).toBe('42501')
    const other = await within(scope, session => session.query(`UPDATE household SET head = '改了' WHERE place_code = '${SECOND}'`))
    expect(other.affected).toBe(0)
  })

  test('the program\'s role owns nothing, may not pass policies by, and may not change what guards it', async () => {
    const scope = { county: COUNTY, places: [TOWNSHIP] }
    const { rows } = await within(scope, session => session.query(
      `SELECT rolsuper, rolbypassrls, rolcanlogin, (SELECT count(*) FROM pg_class WHERE relowner = r.oid) AS owned FROM pg_roles r WHERE rolname = '${PROGRAM_ROLE}'`))
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false, owned: 0 }])
    const forbidden = [
      'ALTER TABLE household DISABLE ROW LEVEL SECURITY', 'ALTER TABLE household NO FORCE ROW LEVEL SECURITY', 'DROP POLICY household_scope ON household',
      'CREATE POLICY more ON household USING (true)', 'DROP TABLE household', 'TRUNCATE household', 'DELETE FROM household', 'CREATE TABLE mine (a int)',
      'UPDATE journal SET actor = actor', 'DELETE FROM journal', 'SELECT * FROM installation', 'UPDATE county SET name = name',
      'SELECT rolpassword FROM pg_authid',
    ]
    for (const sql of forbidden) expect({ sql, code: await refusedWith(scope, sql) }).toEqual({ sql, code: '42501' })
  })

  test('row_security off makes a query fail, not see more', async () => {
    const code = await within({ county: COUNTY, places: [FIRST] }, async session => {
      await session.query('SET LOCAL row_security = off')
      return session.query('SELECT head FROM household')
    }).then(() => 'done', (error: { code?: string }) => error.code)
    expect(code).toBe('42501')
  })

  test('one call carries one statement: nothing slips in behind it, with parameters or without', async () => {
    const scope = { county: COUNTY, places: [FIRST] }
    expect(await refusedWith(scope, 'SELECT 1; RESET ROLE')).toBe('42601')
    expect(await refusedWith(scope, `SELECT head FROM household; SET LOCAL app.scope = '${TOWNSHIP}'`)).toBe('42601')
  })

  test('the program takes the unprivileged role in every scoped transaction', async () => {
    const { rows } = await within({ county: COUNTY, places: [FIRST] }, session => session.query('SELECT current_user::text AS role'))
    expect(rows).toEqual([{ role: PROGRAM_ROLE }])
  })

  test('a scope ends with its transaction', async () => {
    await heads({ county: COUNTY, places: [TOWNSHIP] })
    const left = await tested.house.database.transaction(session =>
      session.query<{ scope: string | null; role: string }>(`SELECT current_setting('app.scope', true) AS scope, current_user::text AS role`))
    expect(left.rows[0]?.scope ?? '').toBe('')
    expect(left.rows[0]?.role).not.toBe(PROGRAM_ROLE)
  })

  test.each(['99010110120', '990101\'; DROP', '9901.*', ''])('a scope that is no place code is a bug: %s', async code => {
    const scoping = async () => within({ county: COUNTY, places: [code] }, session => session.query('SELECT 1'))
    if (/^\d{2,12}$/.test(code)) await expect(scoping()).resolves.toBeDefined()
    else await expect(scoping).rejects.toThrow('not a place code')
  })

  test('the program refuses to start on a table that its role sees without a scope', async () => {
    await tested.house.database.transaction(async session => {
      await session.query('CREATE TABLE open_door (county_code text NOT NULL)')
      await session.query(`GRANT SELECT ON open_door TO ${PROGRAM_ROLE}`)
      await session.query(`INSERT INTO open_door VALUES ('${COUNTY}')`)
    })
    await expect(assertNoScopeNoRows(tested.house.database)).rejects.toThrow('open_door')
    const guard = ['ALTER TABLE open_door ENABLE ROW LEVEL SECURITY', 'ALTER TABLE open_door FORCE ROW LEVEL SECURITY',
      `CREATE POLICY all_rows ON open_door TO ${PROGRAM_ROLE} USING (true)`]
    for (const sql of guard) await tested.house.database.transaction(session => session.query(sql))
    await expect(assertNoScopeNoRows(tested.house.database)).rejects.toThrow('sees rows of open_door')
    await tested.house.database.transaction(session => session.query('DROP TABLE open_door'))
    await expect(assertNoScopeNoRows(tested.house.database)).resolves.toBeUndefined()
  })
})
