import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROGRAM_ROLE, type Database, type Session } from './db.ts'

export const OWNER_ROLE = 'tongxin_owner'
export const MIGRATIONS = join(import.meta.dirname, '../../db/migrations')

type Step = { readonly file: string; readonly number: number; readonly sql: string; readonly hash: string }

/** The statements of a file: they end with `;` at the end of a line, outside `$$` bodies. */
export function statementsOf(text: string): string[] {
  const statements: string[] = []
  let current: string[] = []
  let quoted = false
  for (const line of text.split('\n')) {
    current.push(line)
    if ((line.split('$$').length - 1) % 2 === 1) quoted = !quoted
    if (quoted || !/;\s*$/.test(line.replace(/--.*$/, ''))) continue
    statements.push(current.join('\n').trim())
    current = []
  }
  const rest = current.filter(line => line.trim() !== '' && !line.trim().startsWith('--'))
  if (rest.length > 0) throw new Error(`a statement without its semicolon: ${rest[0]}`)
  return statements
}

function stepsOf(directory: string): Step[] {
  const files = readdirSync(directory).filter(name => /^\d{4}-[a-z0-9-]+\.sql$/.test(name)).toSorted()
  return files.flatMap(file => statementsOf(readFileSync(join(directory, file), 'utf8')).map((sql, index) => (
    { file, number: index + 1, sql, hash: createHash('sha256').update(sql).digest('hex') })))
}

/** Roles belong to the whole server: another database's start may make them at the same moment. */
const makeRole = (role: string) => `DO $$ BEGIN
  CREATE ROLE ${role} NOLOGIN NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$`

/**
 * The program's login may take both roles. Who made a role under PostgreSQL 16 is its administrator and still must give it
 * to himself; who got it from a database administrator may not, and need not.
 */
const takeRole = (role: string) => `DO $$ BEGIN
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN EXECUTE format('GRANT ${role} TO %I', current_user); END IF;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$`

const GROUNDWORK = [
  makeRole(OWNER_ROLE),
  makeRole(PROGRAM_ROLE),
  takeRole(OWNER_ROLE),
  takeRole(PROGRAM_ROLE),
  `CREATE TABLE IF NOT EXISTS migration (file text NOT NULL, number integer NOT NULL, hash text NOT NULL, PRIMARY KEY (file, number))`,
  `GRANT USAGE, CREATE ON SCHEMA public TO ${OWNER_ROLE}`,
  `GRANT USAGE ON SCHEMA public TO ${PROGRAM_ROLE}`,
]

/** Any number that all starters of this program agree on: whoever holds it migrates, the others wait and then find it done. */
const STARTERS_QUEUE = 7_365_421

/** The steps by name (file and number) and hash. */
export type Steps = ReadonlyMap<string, string>

/** What a database has of the steps. */
export async function applied(session: Session): Promise<Steps> {
  const { rows } = await session.query<{ step: string; hash: string }>(`SELECT file || ' ' || number AS step, hash FROM migration ORDER BY file, number`)
  return new Map(rows.map(row => [row.step, row.hash]))
}

/** The steps that this program does not know, or knows otherwise: those of a newer program. */
export function strangeSteps(steps: Steps): string[] {
  const own = new Map(stepsOf(MIGRATIONS).map(step => [`${step.file} ${step.number}`, step.hash]))
  return [...steps].filter(([step, hash]) => own.get(step) !== hash).map(([step]) => step)
}

/** Applies those steps of one file that are still to be done, together with their bookkeeping rows. */
async function apply(session: Session, steps: readonly Step[]): Promise<void> {
  const [{ file }] = steps as [Step]
  // The disk is waited for by whatever is written next: what a failing power takes of these steps is taken from the last one backwards, and made again.
  await session.query('SET LOCAL synchronous_commit = off')
  await session.query(`SELECT pg_advisory_xact_lock(${STARTERS_QUEUE})`)
  const { rows } = await session.query<{ number: number }>(`SELECT number FROM migration WHERE file = $1`, [file])
  const left = steps.filter(step => !rows.some(row => row.number === step.number))
  await session.query(`SET LOCAL ROLE ${OWNER_ROLE}`)
  for (const { sql } of left) await session.query(sql)
  await session.query('RESET ROLE')
  await session.query(`INSERT INTO migration (file, number, hash) SELECT $1, * FROM unnest($2::integer[], $3::text[])`, [file, left.map(step => step.number), left.map(step => step.hash)])
}

/** A file is one transaction, which saves most of a first start's time; where it does not go through, its steps go one by one and those before the fault stay done. */
async function applyFile(database: Database, steps: readonly Step[]): Promise<void> {
  try {
    await database.transaction(session => apply(session, steps))
  } catch {
    for (const step of steps) await database.transaction(session => apply(session, [step]))
  }
}

/**
 * Brings a database to the schema of the numbered files. Safe to run many times, many at once, and after a kill anywhere.
 * Throws when a statement that was applied has changed since: history is added to, not edited.
 * `only`: as far as another database is, so that what was in its tables fits; the rest follows when that is there.
 * @returns how many statements were applied now
 */
export async function migrate(database: Database, directory: string = MIGRATIONS, only?: Steps): Promise<number> {
  const steps = stepsOf(directory).filter(step => only?.has(`${step.file} ${step.number}`) ?? true)
  const before = await database.transaction(async session => {
    await session.query(`SELECT pg_advisory_xact_lock(${STARTERS_QUEUE})`)
    for (const statement of GROUNDWORK) await session.query(statement)
    return applied(session)
  })
  for (const step of steps) {
    const hash = before.get(`${step.file} ${step.number}`)
    if (hash !== undefined && hash !== step.hash) throw new Error(`${step.file}: statement ${step.number} was changed after it was applied; add a new migration instead`)
  }
  const left = steps.filter(step => !before.has(`${step.file} ${step.number}`))
  for (const file of Map.groupBy(left, step => step.file).values()) await applyFile(database, file)
  return left.length
}
