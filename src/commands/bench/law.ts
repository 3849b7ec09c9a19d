import { once } from 'node:events'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Worker } from 'node:worker_threads'
import { decide } from '../../entitlement/decide.ts'
import type { Output } from '../command.ts'
import { benchBook, FIRST_MONTH, LAST_MONTH, loadPersons, runnerOf, type Asked, type Share, type Told } from './law-worker.ts'
import { measure, ratioOf, type Measured, type Piece } from './measure.ts'
import { factsOf, type Mix } from './persons.ts'

const ROUNDS = 15
const WORKERS = Math.min(2, availableParallelism())
/** Enough for the exact engine to be measured; all of them are held against the columns to the fen. */
const EXACT_PERSONS = 5_000
/** The whole law and the screening are measured beside the three benefits up to so many; of more, memory is the question. */
const WHOLE_PERSONS_MOST = 1_000_000

type Crew = { readonly rows: number; run(months: number): Promise<number>; screen(): Promise<number>; close(): Promise<void> }

const told = async (worker: Worker): Promise<Told> => {
  const [answer] = await once(worker, 'message')
  return answer as Told // what law-worker.ts posts
}

/** The persons shared out over the cores, loaded and waiting. */
async function crewOf(mix: Mix, people: number, months_most: number): Promise<Crew> {
  const shares = Array.from({ length: WORKERS }, (_, index): Share => {
    const first = Math.floor(people * index / WORKERS)
    return { mix, first, count: Math.floor(people * (index + 1) / WORKERS) - first, months_most }
  })
  const workers = shares.map(workerData => new Worker(join(import.meta.dirname, 'law-worker.ts'), { workerData }))
  const loaded = await Promise.all(workers.map(told))
  const ask = (asked: Asked): Promise<Told[]> => {
    const answers = workers.map(told)
    for (const worker of workers) worker.postMessage(asked)
    return Promise.all(answers)
  }
  return {
    rows: loaded.reduce((rows, one) => rows + ('rows' in one ? one.rows : 0), 0),
    run: async months => (await ask({ months })).reduce((total, one) => total + ('total_fen' in one ? one.total_fen : 0), 0),
    screen: async () => (await ask('screen')).reduce((found, one) => found + ('findings' in one ? one.findings : 0), 0),
    close: async () => { await Promise.all(workers.map(worker => worker.terminate())) },
  }
}

/** The exact engine on a few persons, and the same persons by column: equal to the fen, or the program is at fault. */
function exactPiece(months: number): Piece {
  const book = benchBook('whole')
  const persons = Array.from({ length: EXACT_PERSONS }, (_, number) => factsOf(number, 'whole'))
  const columns = runnerOf(loadPersons(book, 'whole', 0, EXACT_PERSONS), months)(months)
  return {
    name: `law.exact.${months}-months`, count: EXACT_PERSONS * months,
    run() {
      let total = 0
      for (const facts of persons) for (const line of decide(book, facts, FIRST_MONTH, LAST_MONTH).lines) total += line.amount_fen
      if (total !== columns) throw new Error(`the engines differ: exact ${total}, by column ${columns}`)
      return Promise.resolve(total)
    },
  }
}

const YEAR = 12

export type LawMeasured = { readonly results: readonly Measured[]; readonly ratios: Readonly<Record<string, number>>; readonly person_months_per_second: number; readonly rounds: number; readonly loading: readonly object[] }

/** The law's first three benefits over the persons, one month and twelve, and the whole law beside them. */
export async function measureLaw(people: number, out: Output): Promise<LawMeasured> {
  const crews: Crew[] = []
  const loading: object[] = []
  try {
    const pieces: Piece[] = []
    const beside = people <= WHOLE_PERSONS_MOST
    for (const mix of beside ? ['three', 'whole'] as const : ['three'] as const) {
      const begun = performance.now()
      const crew = await crewOf(mix, people, YEAR)
      crews.push(crew)
      const seconds = (performance.now() - begun) / 1000
      out.log(`${mix}: ${people} persons, ${crew.rows} rows, loaded in ${seconds.toFixed(1)} s`)
      for (const months of [1, YEAR]) pieces.push({ name: `law.${mix}.${months === 1 ? '1-month' : '12-months'}`, count: people * months, run: () => crew.run(months) })
      // Screening pays nothing: its total is left at none.
      if (beside) pieces.push({ name: `law.${mix}.screen`, count: people, run: async () => { await crew.screen(); return 0 } })
      loading.push({ mix, people, rows: crew.rows, seconds, ...(beside ? { findings: await crew.screen() } : {}) })
    }
    pieces.push(exactPiece(YEAR))
    // What is measured is the work, not the warming up of the generated code.
    for (const piece of pieces) await piece.run()
    const { results, seconds } = await measure(pieces, ROUNDS)
    return {
      results, rounds: ROUNDS, loading, person_months_per_second: results.find(result => result.name === 'law.three.1-month')!.rate_per_second,
      ratios: {
        three_12_months_to_1_month: ratioOf(pieces, seconds, 'law.three.12-months', 'law.three.1-month'),
        ...(beside ? {
          whole_12_months_to_1_month: ratioOf(pieces, seconds, 'law.whole.12-months', 'law.whole.1-month'),
          columns_to_exact: ratioOf(pieces, seconds, 'law.whole.12-months', 'law.exact.12-months'),
        } : {}),
      },
    }
  } finally {
    await Promise.all(crews.map(crew => crew.close()))
  }
}
