import { createHash } from 'node:crypto'
import { PROGRAM_ROLE, type Session } from './db.ts'
import { OWNER_ROLE } from './migrate.ts'

/** A table as its rows travel: columns by name, each with PostgreSQL's name of its type. */
export type TableShape = { readonly name: string; readonly by_county: boolean; readonly columns: readonly { readonly name: string; readonly type: string }[] }

/** A page of a table's rows: each a JSON array of texts as PostgreSQL writes the values, null for NULL. */
export type Page = { readonly table: string; readonly lines: readonly string[] }

/** How many rows a table has, and the sum of their hashes: the same on every database, in whatever order rows lie there. */
export type TableSum = { readonly rows: number; readonly sum: string }
export type Sums = Readonly<Record<string, TableSum>>

const ROWS_A_PAGE = 1000
/** Both databases write the same text for a value only where these are the same. */
const ONE_WAY_OF_WRITING = ['datestyle = \'ISO, YMD\'', 'intervalstyle = \'iso_8601\'', 'bytea_output = \'hex\'', 'extra_float_digits = 1', 'timezone = \'UTC\'', 'statement_timeout = 0']

/** One view of the whole database for this transaction, whatever others write meanwhile. First in its transaction. */
export async function holdStill(session: Session): Promise<void> {
  await session.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY')
}

async function writeAlike(session: Session): Promise<void> {
  for (const setting of ONE_WAY_OF_WRITING) await session.query(`SET LOCAL ${setting}`)
}

/** Every table of the program but the list of migrations, which the target makes for itself. */
export async function shapesIn(session: Session): Promise<TableShape[]> {
  const { rows } = await session.query<{ table: string; name: string; type: string }>(
    `SELECT c.relname AS table, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'migration' ORDER BY c.relname, a.attnum`,
  )
  return [...Map.groupBy(rows, row => row.table)].map(([name, columns]) => ({
    name, by_county: columns.some(column => column.name === 'county_code'), columns: columns.map(column => ({ name: column.name, type: column.type })),
  }))
}

async function* fetched(session: Session, shape: TableShape, where: string): AsyncGenerator<Page> {
  const texts = shape.columns.map(column => `${column.name}::text`).join(', ')
  await session.query(`DECLARE travelling NO SCROLL CURSOR FOR SELECT json_build_array(${texts})::text AS line FROM ${shape.name}${where}`)
  for (;;) {
    const { rows } = await session.query<{ line: string }>(`FETCH ${ROWS_A_PAGE} FROM travelling`)
    if (rows.length > 0) yield { table: shape.name, lines: rows.map(row => row.line) }
    if (rows.length < ROWS_A_PAGE) break
  }
  await session.query('CLOSE travelling')
}

/** Every row of a table, in the order in which they lie. A county's rows are read as the program reads them: within its scope. */
async function* pagesOf(session: Session, shape: TableShape, counties: readonly string[]): AsyncGenerator<Page> {
  if (!shape.by_county) return yield* fetched(session, shape, '')
  await session.query(`SET LOCAL ROLE ${PROGRAM_ROLE}`)
  for (const county of counties) {
    await session.query(`SET LOCAL app.county = '${county}'`)
    await session.query(`SET LOCAL app.scope = '${county}'`)
    yield* fetched(session, shape, ` WHERE county_code = '${county}'`)
  }
  await session.query('RESET ROLE')
}

/** Adds up what travels. */
export class Counting {
  readonly #sums = new Map<string, { rows: number; sum: bigint }>()

  add({ table, lines }: Page): void {
    const so = this.#sums.get(table) ?? { rows: 0, sum: 0n }
    for (const line of lines) so.sum += BigInt(`0x${createHash('sha256').update(line).digest('hex')}`)
    so.rows += lines.length
    this.#sums.set(table, so)
  }

  sums(): Sums {
    const text = (sum: bigint) => BigInt.asUintN(256, sum).toString(16).padStart(64, '0')
    return Object.fromEntries([...this.#sums].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([table, { rows, sum }]) => [table, { rows, sum: text(sum) }]))
  }
}

/** Where two countings differ: the tables, with the rows of each. */
export function differences(one: Sums, other: Sums): { table: string; rows: readonly [number, number] }[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter(table => one[table]?.rows !== other[table]?.rows || one[table]?.sum !== other[table]?.sum)
    .map(table => ({ table, rows: [one[table]?.rows ?? 0, other[table]?.rows ?? 0] as const }))
}

/** Every row of the database, page by page. */
export async function* allPages(session: Session, shapes: readonly TableShape[]): AsyncGenerator<Page> {
  await writeAlike(session)
  const counties = (await session.query<{ code: string }>('SELECT code FROM county ORDER BY code')).rows.map(row => row.code)
  for (const shape of shapes) yield* pagesOf(session, shape, counties)
}

type Constraint = { readonly table: string; readonly name: string; readonly text: string }

const foreignKeys = async (session: Session): Promise<Constraint[]> =>
  (await session.query<Constraint>(
    `SELECT c.relname AS table, k.conname AS name, pg_get_constraintdef(k.oid) AS text FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE k.contype = 'f' AND c.relnamespace = 'public'::regnamespace ORDER BY 1, 2`,
  )).rows

const guarded = async (session: Session): Promise<string[]> =>
  (await session.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relforcerowsecurity AND relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  )).rows.map(row => row.name)

const insertion = (shape: TableShape): string =>
  `INSERT INTO ${shape.name} (${shape.columns.map(column => column.name).join(', ')})
   SELECT ${shape.columns.map((column, index) => `(line ->> ${index})::${column.type}`).join(', ')}
   FROM unnest($1::text[]) WITH ORDINALITY AS given(text, number), LATERAL (SELECT given.text::jsonb AS line) AS read ORDER BY number`

/** Names go into statements as they stand: an archive's are held against the target's own before anything is written. */
function misfits(shapes: readonly TableShape[], own: readonly TableShape[]): string[] {
  const texts = (all: readonly TableShape[]) => all.map(shape => JSON.stringify([shape.name, shape.columns]))
  const [here, there] = [new Set(texts(own)), new Set(texts(shapes))]
  return [...[...here].filter(text => !there.has(text)), ...[...there].filter(text => !here.has(text))]
}

/**
 * Puts whole tables in the place of what stands in them, within one transaction: keys between tables are looked at once at the end,
 * and policies, which bind the owner too, stand aside until then. Nobody else may have the database.
 * @returns what stands there now, read back
 */
export async function loadPages(session: Session, shapes: readonly TableShape[], pages: AsyncIterable<Page>): Promise<Sums> {
  const own = await shapesIn(session)
  const wrong = misfits(shapes, own)
  if (wrong.length > 0) throw new Error(`the tables are not those of this schema: ${wrong.join('; ')}`)
  await writeAlike(session)
  const [keys, tables] = [await foreignKeys(session), await guarded(session)]
  await session.query(`SET LOCAL ROLE ${OWNER_ROLE}`)
  for (const key of keys) await session.query(`ALTER TABLE ${key.table} DROP CONSTRAINT ${key.name}`)
  for (const table of tables) await session.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`)
  for (const shape of own) await session.query(`DELETE FROM ${shape.name}`)
  const insertions = new Map(own.map(shape => [shape.name, insertion(shape)]))
  for await (const { table, lines } of pages) await session.query(insertions.get(table)!, [lines])
  for (const table of tables) await session.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`)
  for (const key of keys) await session.query(`ALTER TABLE ${key.table} ADD CONSTRAINT ${key.name} ${key.text}`)
  await session.query('RESET ROLE')
  const counting = new Counting()
  for await (const page of allPages(session, own)) counting.add(page)
  return counting.sums()
}
