import { expect } from 'vitest'
import type { LawHouse } from '../../src/law/house.ts'
import { dueKey } from '../../src/payment/due.ts'
import type { TestActors } from '../harness/database.ts'
import { chanceFrom, seeded } from '../law/chance.ts'
import { Clock, Simulation } from './simulation.ts'
import { answerAccount, approve, bringWhole, check, credit, decideOpen, dispatch, prepare, propose, step, upload, withdraw } from './steps.ts'
import { settle, type Snapshot } from './village.ts'

const STEPS_MIN = 15
/** `TONGXIN_STEPS`: a seed's first so many alone, to find the fewest that fail. */
const STEPS_MAX = Number(process.env['TONGXIN_STEPS'] ?? 40)
const ROUNDS_MAX = 25
const ENOUGH_FEN = 1_000_000_000

/** People whose money waits and whose account is missing, or was refused by the bank. */
function needAccounts({ snapshot }: Simulation, run: string): string[] {
  return [...new Set(snapshot.lines.filter(line => line.run === run && (line.state === 'returned' || line.state === 'approved')).map(line => line.person))]
}

async function correctAccounts(simulation: Simulation, run: string): Promise<void> {
  for (const person of needAccounts(simulation, run)) {
    if (!simulation.snapshot.proposals.some(one => one.person === person && one.state === 'open')) await propose(simulation, person)
  }
  await simulation.holds()
  for (const one of simulation.snapshot.proposals.filter(({ state }) => state === 'open')) await answerAccount(simulation, one.id)
}

/** What cannot go belongs to a month after a death: a run finds that it is not owed, and its receivable takes it. */
async function sendOrWithdraw(simulation: Simulation, run: string, event: 'send' | 'reissue'): Promise<void> {
  if (await dispatch(simulation, run, event)) return
  await withdraw(simulation)
  await prepare(simulation)
}

/** One step of one run that is not at its end. */
async function onward(simulation: Simulation, { id, state }: Snapshot['runs'][number]): Promise<void> {
  if (state === 'draft') {
    await decideOpen(simulation, id)
    await check(simulation, id)
  } else if (state === 'checked') await approve(simulation, id)
  else if (state === 'approved') {
    await correctAccounts(simulation, id)
    await sendOrWithdraw(simulation, id, 'send')
  } else {
    if (state === 'sent') await upload(simulation, id)
    await bringWhole(simulation, id)
    await simulation.holds()
    if (needAccounts(simulation, id).length === 0) return
    await correctAccounts(simulation, id)
    await sendOrWithdraw(simulation, id, 'reissue')
  }
}

/** What is posted of each person's benefit and month, and what arrived. */
function sums(simulation: Simulation): { posted: Map<string, number>; short: string[] } {
  const { snapshot: { lines, receivables, runs, sendings }, bank } = simulation
  const standing = new Set(runs.filter(run => run.approved_order !== null).map(run => run.id))
  const posted = new Map<string, number>()
  const add = (one: { person: string; benefit: string; period: string }, amount: number) => {
    const key = dueKey(one)
    posted.set(key, (posted.get(key) ?? 0) + amount)
  }
  for (const line of lines) if (standing.has(line.run)) add(line, line.amount_fen)
  for (const one of receivables) if (one.state === 'open') add(one, -one.amount_fen)
  const arrived = new Set(bank.arrived().map(one => one.serial))
  const short = lines.filter(line => standing.has(line.run)).flatMap(line => {
    const fen = sendings.filter(one => one.run === line.run && one.number === line.number && arrived.has(one.serial)).map(one => one.amount_fen)
    const payable = line.amount_fen - line.offset_fen
    if (payable === 0 ? fen.length === 0 : fen.length === 1 && fen[0] === payable) return []
    return [`line ${line.number} of ${line.run}: ${payable} fen are owed and ${fen.join('+') || 'nothing'} arrived`]
  })
  return { posted, short }
}

/** Without any fault the office brings everything to its end; then all that is owed has arrived, and once. */
export async function finish(simulation: Simulation): Promise<void> {
  simulation.calm = true
  simulation.clock.toLatest()
  simulation.note('--- calm')
  await credit(simulation, ENOUGH_FEN)
  for (let round = 0; ; round += 1) {
    expect(round, 'the office does not come to an end').toBeLessThan(ROUNDS_MAX)
    await simulation.holds()
    const left = simulation.snapshot.runs.filter(run => run.state !== 'confirmed' && run.state !== 'discarded')
    for (const run of left) await onward(simulation, run)
    if (left.length > 0) continue
    // What the bank took back meanwhile is in its last files.
    const { snapshot: { sendings }, bank } = simulation
    const news = new Set(sendings.filter(one => one.state === 'confirmed' && bank.verdict(one.serial) === 'reversed').map(one => one.run))
    for (const run of news) await bringWhole(simulation, run)
    if (news.size === 0 && await prepare(simulation) === undefined) break
  }
  const owed = await simulation.lookAtLaw()
  const { posted, short } = sums(simulation)
  expect(short).toEqual([])
  expect([...posted].filter(([, amount]) => amount !== 0).toSorted()).toEqual([...owed].filter(([, amount]) => amount !== 0).toSorted())
}

/** What fails carries the seed, and what was done. */
export class Failed extends Error {
  constructor(seed: number, log: readonly string[], error: unknown) {
    const steps = log.map((line, index) => `  ${index + 1}. ${line}`).join('\n')
    super(`TONGXIN_SEEDS==${seed}\n${steps}\n${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Lives through one seed in a village of its own. */
export async function live(house: LawHouse, actors: TestActors, place: string, number: number, seed: number): Promise<void> {
  const chance = chanceFrom(seeded(seed))
  const clock = new Clock()
  const village = await settle({ ...house, clock: clock.read }, actors, place, number, chance)
  const simulation = new Simulation(house, village, chance, clock)
  try {
    await simulation.lookAtLaw()
    await simulation.holds()
    for (let left = Math.min(STEPS_MAX, chance.between(STEPS_MIN, 40), chance.between(STEPS_MIN, 40)); left > 0; left -= 1) {
      await step(simulation)
      await simulation.holds()
    }
    await finish(simulation)
  } catch (error) {
    throw new Failed(seed, simulation.log, error)
  }
}
