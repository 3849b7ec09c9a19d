import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import pg from 'pg'
import { act, foundCounty, identify } from '../../access/actions.ts'
import type { House } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { addMonths, type Month } from '../../base/day.ts'
import { must } from '../../base/result.ts'
import { copyInto, copyText } from '../../db/copy.ts'
import { scoped } from '../../db/db.ts'
import type { Table } from '../../entitlement/columns/table.ts'
import { postOwedIn } from '../../ledger/bulk/actions.ts'
import { approveRun, checkRun, decideExceptions, exportRun, prepareRun, runExceptions, sendRun } from '../../payment/actions.ts'
import { DECIDING_KINDS } from '../../payment/exceptions/exceptions.ts'
import { runIn } from '../../payment/steps/actions.ts'
import { fileStore } from '../../vault/files.ts'
import { createKeys } from '../../vault/keys.ts'
import type { Output } from '../command.ts'
import type { OpenedHouse } from '../house.ts'
import { decideYear, type Decided } from './decided.ts'
import { onGround, type Ground } from './ground.ts'
import { benchBook, FIRST_MONTH, LAST_MONTH, loadPersons } from './law-worker.ts'
import { at, measure, ratioOf, type Measured, type Piece } from './measure.ts'
import type { SheetMeasured } from './roster-sheet.ts'
import { AS_OWNER, EMPTY_LEDGER, INSERT_ONE, insertPersons, insertRun, OWNER_DONE, POSTING_COLUMNS } from './store.ts'

const COUNTY = '990101'
const TOWNSHIP = '990101101'
const VILLAGES = Array.from({ length: 12 }, (_, index) => `${TOWNSHIP}${201 + index}`)
const RUN = '01890000-0000-7000-9000-000000000001'
const FUND = '01890000-0000-7000-9000-000000000002'
const MEMO = '2025年优抚资金发放（2025-0001）'

const LINES_WANTED = 300_000
const SAMPLE = 2_000
/** Lines that are written one by one: their rate is told from these. */
const SINGLES = 20_000
const ROUNDS = 5

const actor: Actor = { account: 'bench', login: 'bench', name: '测', role: 'leader', county: COUNTY, place: TOWNSHIP, scope: [TOWNSHIP] }

/** As many persons as owe the lines wanted, by what a sample of them comes to. */
function rosterFor(lines: number): Table {
  const book = benchBook('whole')
  const sample = decideYear(loadPersons(book, 'whole', 0, SAMPLE), VILLAGES).lines / SAMPLE
  return loadPersons(book, 'whole', 0, Math.ceil(lines / sample * 1.01))
}

/** The rows of the ledger that a decision comes to, whole, as the plain ways write them. */
function* ledgerRows(decided: Decided, at: string): Generator<(string | number | null)[]> {
  for (const line of decided.rows()) {
    yield [
      COUNTY, `run:${RUN}:line:${String(line.number).padStart(10, '0')}:approve`, line.place, '2025-08-31', at, actor.account, `expense:${line.benefit}`, 'payable', line.amount_fen, FUND, line.person,
      line.benefit, line.period, 'payment.run', RUN, MEMO,
    ]
  }
}

/** Decides a year for the whole roster, and posts it with everything asked of the lines that the ledger asks. */
async function decideAndPost(house: House, table: Table): Promise<number> {
  const decided = decideYear(table, VILLAGES)
  const posted = await act(house, actor, 'payment.approve', async work => {
    const run = await runIn(work, RUN)
    if (!run.ok) return run
    work.record({ action: 'payment.run.approve', subject: RUN, place: TOWNSHIP, after: { lines: decided.lines, amount_fen: decided.amount_fen } })
    return postOwedIn(work, {
      lines: decided.rows(), decided: decided.totals, funds: new Map(decided.totals.map(total => [total.benefit, FUND])), key: { before: `run:${RUN}:line:`, after: ':approve' },
      on: '2025-08-31', reference: { kind: 'payment.run', id: RUN }, memo: MEMO,
    })
  })
  if (must(posted) !== decided.lines) throw new Error(`${decided.lines} lines were decided and ${must(posted)} posted`)
  return decided.amount_fen
}

/** The bulk, a COPY of the same rows (as the owner, for policies refuse it), and the program's port line by line: round by round on one server. */
function serverPieces(house: House, client: pg.Client, table: Table): Piece[] {
  const decided = decideYear(table, VILLAGES)
  const rows = [...ledgerRows(decided, new Date().toISOString())]
  const chunks = [...copyText(rows)]
  const after = async () => { await client.query(EMPTY_LEDGER) }
  const plainly = async (work: () => Promise<unknown>): Promise<number> => {
    for (const statement of AS_OWNER) await client.query(statement)
    await work()
    for (const statement of OWNER_DONE) await client.query(statement)
    return 0
  }
  const oneByOne = async () => {
    await scoped(house.database, { county: COUNTY, places: [TOWNSHIP] }, async session => { for (const row of rows.slice(0, SINGLES)) await session.query(INSERT_ONE, row) })
    return 0
  }
  return [
    { name: 'pay.decide-and-post', count: decided.lines, run: () => decideAndPost(house, table), after },
    { name: 'pay.copy', count: decided.lines, run: () => plainly(() => copyInto(client, 'posting', POSTING_COLUMNS, chunks)), after },
    { name: 'pay.single-inserts', count: SINGLES, run: oneByOne, after },
  ]
}

async function houseOn({ database }: Ground, directory: string): Promise<House> {
  const { vault } = await createKeys(join(directory, 'key'))
  return { database, vault, files: fileStore(join(directory, 'files'), vault), clock: Date.now, random: count => randomBytes(count) }
}

type OnServer = { readonly results: readonly Measured[]; readonly post_to_copy_ratio: number; readonly post_to_single_ratio: number; readonly lines: number; readonly postgresql: string }

async function measureOnServer(ground: Ground, out: Output): Promise<OnServer> {
  const table = rosterFor(LINES_WANTED)
  await foundCounty(ground.database, { code: COUNTY, name: '示例县', name_en: 'Example County' })
  await scoped(ground.database, { county: COUNTY, places: [COUNTY] }, async session => {
    await insertPersons(session, COUNTY, VILLAGES, table.persons)
    await insertRun(session, COUNTY, RUN, TOWNSHIP, { from: FIRST_MONTH, to: LAST_MONTH })
  })
  await ground.database.analyze()
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-bench-'))
  const client = new pg.Client({ connectionString: ground.url })
  await client.connect()
  try {
    const pieces = serverPieces(await houseOn(ground, directory), client, table)
    out.log(`PostgreSQL ${ground.version}: ${pieces[0]!.count} lines of ${table.persons} persons, ${ROUNDS} rounds …`)
    const { results, seconds } = await measure(pieces, ROUNDS)
    const ratio = (than: string) => ratioOf(pieces, seconds, 'pay.decide-and-post', than)
    return { results, post_to_copy_ratio: ratio('pay.copy'), post_to_single_ratio: ratio('pay.single-inserts'), lines: pieces[0]!.count, postgresql: ground.version }
  } finally {
    await client.end()
    rmSync(directory, { recursive: true, force: true })
  }
}

const STEPS = ['prepare', 'check', 'approve', 'send', 'export'] as const

/** One month of a filled township on the embedded database, from nothing to the bank's file. What a person must decide is decided between, and not measured. */
async function oneMonth(opened: OpenedHouse, month: Month): Promise<{ seconds: Record<typeof STEPS[number], number>; amount_fen: number; lines: number }> {
  const as = async (login: string) => must(await identify(opened.house, true, login, undefined))
  const [clerk, reviewer, leader] = [await as('clerk'), await as('reviewer'), await as('leader')]
  const seconds = { prepare: 0, check: 0, approve: 0, send: 0, export: 0 }
  const timed = async <T>(step: typeof STEPS[number], work: Promise<T>): Promise<T> => {
    const begun = performance.now()
    const value = await work
    seconds[step] = (performance.now() - begun) / 1000
    return value
  }
  const { id } = must(await timed('prepare', prepareRun(opened.house, clerk, { place: clerk.place, from: month, to: month })))
  const open = new Set(must(await runExceptions(opened.house, reviewer, id)).filter(one => one.decision === null).map(one => one.kind))
  for (const kind of DECIDING_KINDS.filter(each => open.has(each))) {
    must(await decideExceptions(opened.house, reviewer, id, { kind, decision: kind === 'provisional' ? 'leave-out' : 'pay', reason: '实测' }))
  }
  const run = must(await timed('check', checkRun(opened.house, reviewer, id)))
  must(await timed('approve', approveRun(opened.house, leader, id)))
  must(await timed('send', sendRun(opened.house, clerk, id)))
  must(await timed('export', exportRun(opened.house, clerk, id, 'generic-xlsx')))
  return { seconds, amount_fen: run.amount_fen, lines: run.lines }
}

const EMBEDDED_ROUNDS = 3

type Embedded = { readonly results: readonly Measured[]; readonly rounds: readonly Readonly<Record<string, number>>[]; readonly seconds: number; readonly peak_rss_mb: number; readonly lines: number }

/** Months after the township's history, one a round. */
async function measureEmbedded(opened: OpenedHouse, until: Month, people: number): Promise<Embedded> {
  const rounds: Record<string, number>[] = []
  let lines = 0
  const piece: Piece = {
    name: 'pay.embedded', count: people,
    async run() {
      const month = await oneMonth(opened, addMonths(until, rounds.length + 1))
      rounds.push(month.seconds)
      lines = month.lines
      return month.amount_fen
    },
  }
  const { results } = await measure([piece], EMBEDDED_ROUNDS)
  const sums = rounds.map(round => Object.values(round).reduce((sum, step) => sum + step, 0))
  return { results, rounds, seconds: at(sums, 0.5), peak_rss_mb: results[0]!.peak_rss_mb, lines }
}

const SHEET_ROWS = 30_000
const SHEET_ROUNDS = 3

/** A roster's sheet, a process a round: the median of their times, and the most memory that any took. */
async function measureSheet(): Promise<SheetMeasured> {
  const rounds: SheetMeasured[] = []
  for (let round = 0; round < SHEET_ROUNDS; round++) {
    const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'roster-sheet.ts'), String(SHEET_ROWS)])
    rounds.push(JSON.parse(stdout) as SheetMeasured) // what roster-sheet.ts writes
  }
  const median = (of: (round: SheetMeasured) => number) => at(rounds.map(of), 0.5)
  return { ...rounds[0]!, seconds: median(one => one.seconds), cpu_seconds: median(one => one.cpu_seconds), peak_rss_mb: Math.max(...rounds.map(one => one.peak_rss_mb)) }
}

export type PayMeasured = Omit<OnServer, 'results'> & {
  readonly rounds: number; readonly results: readonly Measured[]; readonly embedded: Omit<Embedded, 'results'>; readonly sheet: SheetMeasured
}

/** A filled township's months on the embedded database, a roster's sheet, then the ledger's bulk on a server. */
export async function measurePay(township: { readonly opened: OpenedHouse; readonly until: Month; readonly people: number }, url: string | undefined, out: Output): Promise<PayMeasured> {
  const { results, ...embedded } = await measureEmbedded(township.opened, township.until, township.people)
  const sheet = await measureSheet()
  const server = await onGround(url, ground => measureOnServer(ground, out))
  return { ...server, rounds: ROUNDS, results: [...results, ...server.results], embedded, sheet }
}
