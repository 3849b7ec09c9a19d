import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openEmbedded } from '../../db/embedded.ts'
import { migrate, MIGRATIONS } from '../../db/migrate.ts'

const [FULL, EMPTY, RUN] = ['1', '2', '3'].map(digit => `01890000-0000-7000-8000-00000000000${digit}`) as [string, string, string]

/** The migrations as they were before balances had rows. */
function earlier(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-migrations-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const file of readdirSync(MIGRATIONS).filter(name => name < '0080')) cpSync(join(MIGRATIONS, file), join(folder, file))
  return folder
}

test('老数据库升级：每笔资金的结余成为第一行，每批每项待遇记下从哪笔资金付', async () => {
  const database = await openEmbedded({ data: 'memory' })
  onTestFinished(() => database.close())
  await migrate(database, earlier())
  const said = <Row>(sql: string) => database.transaction(async session => (await session.query<Row>(sql)).rows)
  await said(`INSERT INTO fund (county_code, id, place_code, name, source, purpose, year, balance_fen, created_at)
    VALUES ('990101', '${FULL}', '990101101', '甲', '县级财政', 'any', 2024, 700, now()), ('990101', '${EMPTY}', '990101101', '乙', '县级财政', 'any', 2024, 0, now())`)
  await said(`INSERT INTO payment_run (county_code, id, place_code, year, number, from_month, to_month, state, known_on, line_count, amount_fen, receivable_count, receivable_fen, findings, lines_hash,
      law_hash, fund, prepared_by, prepared_by_name, prepared_at, checked_by, approved_by, anchor_hash)
    VALUES ('990101', '${RUN}', '990101101', 2024, 1, '2024-08', '2024-09', 'approved', '2024-09-10', 3, 60, 0, 0, '{}', repeat('0', 64), '', '${FULL}', 'a', 'a', now(), 'b', 'c', '')`)
  await said(`INSERT INTO payment_line (county_code, run, number, place_code, person, name, benefit, category, period, kind, amount_fen, entitled_fen, posted_before_fen, source, article, arithmetic,
      rate_source, confidence, provisional, state)
    SELECT '990101', '${RUN}', n, '990101101201', gen_random_uuid(), '田', CASE WHEN n = 1 THEN 'survivor-pension' ELSE 'merit-award' END, 'x', '2024-09', 'regular', 10 * n, 10 * n, 0, '', '', '',
      '', '', false, 'approved' FROM generate_series(1, 3) AS n`)
  await migrate(database)
  expect(await said(`SELECT fund, number, change_fen, balance_fen FROM fund_balance`)).toEqual([{ fund: FULL, number: 1, change_fen: 700, balance_fen: 700 }])
  expect(await said(`SELECT run, benefit, fund, amount_fen FROM payment_allocation ORDER BY benefit`)).toEqual([
    { run: RUN, benefit: 'merit-award', fund: FULL, amount_fen: 50 }, { run: RUN, benefit: 'survivor-pension', fund: FULL, amount_fen: 10 },
  ])
  expect(await said(`SELECT relname FROM pg_class WHERE relname IN ('fund', 'fund_balance', 'payment_run', 'payment_line', 'payment_allocation') AND NOT relforcerowsecurity`)).toEqual([])
})
