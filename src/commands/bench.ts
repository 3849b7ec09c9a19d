import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import type { Actor } from '../base/actor.ts'
import { addMonths, monthOf } from '../base/day.ts'
import { must } from '../base/result.ts'
import { identify } from '../access/actions.ts'
import { yearDocument } from '../documents/actions.ts'
import { prepareRun } from '../payment/actions.ts'
import { people } from '../roster/lookup/actions.ts'
import { readArguments, wholeNumber } from './arguments.ts'
import { measureLaw } from './bench/law.ts'
import { measure, type Measured, type Piece } from './bench/measure.ts'
import { measurePay, type PayMeasured } from './bench/pay.ts'
import { measureWeb, webSizes, type WebMeasured } from './bench/web.ts'
import { measureWhatIf } from './bench/what-if.ts'
import { BadArguments, type Command, type Output } from './command.ts'
import { readEnvironment } from './environment.ts'
import { openHouse, ROOT, type OpenedHouse } from './house.ts'

const ROUNDS = 20
/** Work that takes seconds is done less often. */
const HEAVY_ROUNDS = 3
const UNTIL = '2023-02-28'

function rosterPieces(opened: OpenedHouse, clerk: Actor): Piece[] {
  const list = (name: string, query: Parameters<typeof people>[2]): Piece => ({
    name, count: 1, run: async () => { must(await people(opened.house, clerk, query)); return 0 },
  })
  return [
    list('roster.list', {}), list('roster.list.category', { category: 'rural-veteran-60' }), list('roster.search.fragment', { query: '德松' }),
    list('roster.search.pinyin', { query: 'desong' }), list('roster.search.initials', { query: 'wds' }), list('roster.search.last-four', { query: '1234' }),
  ]
}

const documentPieces = (opened: OpenedHouse, clerk: Actor): Piece[] => [{
  name: 'document.annual', count: 1, run: async () => { must(await yearDocument(opened.house, clerk, opened.figures, { year: 2023 })); return 0 },
}]

function runPieces(opened: OpenedHouse, clerk: Actor, people: number): Piece[] {
  const month = addMonths(monthOf(UNTIL), 1)
  return [{
    name: 'run.prepare', count: people,
    run: async () => must(await prepareRun(opened.house, clerk, { place: clerk.place, from: month, to: month }, { preview: true })).amount_fen,
  }]
}

type Suite = { readonly heavy: boolean; pieces(opened: OpenedHouse, clerk: Actor, people: number): Piece[] }
const SUITES: Readonly<Record<string, Suite>> = {
  roster: { heavy: false, pieces: rosterPieces },
  document: { heavy: true, pieces: documentPieces },
  run: { heavy: true, pieces: runPieces },
}

/** Fills the database in a process of its own, so that the peak memory measured here is not that of the filling. */
async function fillApart(data: string, people: number): Promise<void> {
  // Its answer is of no interest to who asked for a benchmark; its log is.
  const child = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), 'demo', '--data', data, '--people', String(people), '--until', UNTIL], { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise<number | null>((resolve, reject) => child.once('error', reject).once('exit', resolve))
  if (code !== 0) throw new Error(`the township was not filled: demo ended with ${String(code)}`)
}

/** Fills a township of its own, which is gone afterwards. */
async function withTownship<T>(people: number, work: (data: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'tongxin-bench-'))
  try {
    const data = join(directory, 'demo')
    await fillApart(data, people)
    return await work(data)
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

const inTownship = <T>(people: number, out: Output, work: (opened: OpenedHouse) => Promise<T>): Promise<T> => withTownship(people, async data => {
  const opened = await openHouse({ data, log: out.log })
  try { return await work(opened) } finally { await opened.close() }
})

const measureSuites = (names: readonly string[], people: number, out: Output): Promise<Measured[]> => inTownship(people, out, async opened => {
  const clerk = must(await identify(opened.house, true, 'clerk', undefined))
  const results: Measured[] = []
  for (const name of names) {
    const suite = SUITES[name]!
    results.push(...(await measure(suite.pieces(opened, clerk, people), suite.heavy ? HEAVY_ROUNDS : ROUNDS)).results)
  }
  return results
})

const measurePaying = (people: number, out: Output): Promise<PayMeasured> => inTownship(people, out, opened =>
  measurePay({ opened, until: monthOf(UNTIL), people }, readEnvironment(process.env).DATABASE_URL, out))

async function measurePages(people: number, out: Output) {
  const files = webSizes()
  return { ...await withTownship(people, data => measureWeb(data, out)), files, gzip_bytes: files.reduce((total, file) => total + file.gzip_bytes, 0) }
}

const line = (each: Measured) =>
  `${each.name.padEnd(24)} median ${each.seconds_median.toFixed(4)} s  p95 ${each.seconds_p95.toFixed(4)} s  ${Math.round(each.rate_per_second)}/s  peak ${each.peak_rss_mb} MB  ${each.total_fen} fen`

const payLines = (pay: PayMeasured) => [
  `post_to_copy_ratio  ${pay.post_to_copy_ratio.toFixed(2)}`, `post_to_single_ratio  ${pay.post_to_single_ratio.toFixed(1)}`,
  `embedded: ${pay.embedded.lines} lines prepared, posted and exported in ${pay.embedded.seconds.toFixed(2)} s, peak ${pay.embedded.peak_rss_mb} MB`,
  `roster sheet: ${pay.sheet.rows} rows in ${pay.sheet.seconds.toFixed(2)} s (processor ${pay.sheet.cpu_seconds.toFixed(2)} s), peak ${pay.sheet.peak_rss_mb} MB`,
]

function webLines({ navigation: { count, seconds_median, seconds_p95, seconds_max }, gzip_bytes }: WebMeasured & { gzip_bytes: number }) {
  return [
    `navigation in the program  ${count} steps: median ${seconds_median.toFixed(3)} s  p95 ${seconds_p95.toFixed(3)} s  longest ${seconds_max.toFixed(3)} s`,
    `web until the desk is usable  ${(gzip_bytes / 1024).toFixed(1)} KB gzip`,
  ]
}

const PEOPLE_MAX = 200_000
const PEOPLE_DEFAULT = 30_000
/** The law needs no database: it is run over a province at once. */
const LAW_PEOPLE_MAX = 10_000_000
const LAW_PEOPLE_DEFAULT = 1_000_000

const NAMES = [...Object.keys(SUITES), 'law', 'what-if', 'pay', 'web']

function readAsked(args: string[]): { suite: string | undefined; wanted: readonly string[]; people: number | undefined } {
  const { values } = readArguments(args, { people: { type: 'string' }, suite: { type: 'string' } })
  const { suite } = values
  if (suite !== undefined && !NAMES.includes(suite)) throw new BadArguments(`--suite ${suite}：可用 / there are: ${NAMES.join(', ')}`)
  return { suite, wanted: suite === undefined ? NAMES : [suite], people: wholeNumber(values.people, 'people', 20, suite === 'law' ? LAW_PEOPLE_MAX : PEOPLE_MAX) }
}

export const benchCommand: Command = {
  usage: `bench [--people N] [--suite ${NAMES.join('|')}]`,
  summary: { zh: '实测：名册、公文、发放、政策、测算、发放入账、网页', en: 'measured work: roster, document, run, law, what-if, paying, the pages' },
  async run(args, out) {
    const { suite, wanted, people: asked } = readAsked(args)
    const people = asked ?? (suite === 'law' ? LAW_PEOPLE_DEFAULT : PEOPLE_DEFAULT)
    const stored = wanted.filter(name => name in SUITES)
    const results = stored.length > 0 ? await measureSuites(stored, people, out) : []
    const law = wanted.includes('law') ? await measureLaw(people, out) : undefined
    const whatIf = wanted.includes('what-if') ? await measureWhatIf(people) : undefined
    const pay = wanted.includes('pay') ? await measurePaying(people, out) : undefined
    const web = wanted.includes('web') ? await measurePages(people, out) : undefined
    const machine = { platform: `${process.platform}-${process.arch}`, cpus: cpus().length, cpu: cpus()[0]?.model ?? '', memory_mb: Math.round(totalmem() / 2 ** 20), node: process.version }
    const all = [...results, ...law?.results ?? [], ...whatIf?.results ?? [], ...pay?.results ?? [], ...web?.results ?? []]
    const ratios = { ...law?.ratios, ...whatIf?.ratios }
    out.print({
      suite: suite ?? 'all', people, machine, rounds: law?.rounds ?? pay?.rounds ?? ROUNDS, results: all, ratios,
      ...(law ? { person_months_per_second: law.person_months_per_second, loading: law.loading } : {}),
      ...(pay ? { post_to_copy_ratio: pay.post_to_copy_ratio, post_to_single_ratio: pay.post_to_single_ratio, pay: { lines: pay.lines, postgresql: pay.postgresql, embedded: pay.embedded, sheet: pay.sheet } } : {}),
      ...(web ? { web: { gzip_bytes: web.gzip_bytes, files: web.files, navigation: web.navigation } } : {}),
    }, [
      ...all.map(line), ...Object.entries(ratios).map(([name, ratio]) => `${name}  ${ratio.toFixed(1)}`), ...(pay ? payLines(pay) : []),
      ...(web ? webLines(web) : []),
    ].join('\n'))
    return 0
  },
}
