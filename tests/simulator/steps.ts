import { addDays, addMonths, monthsBetween } from '../../src/base/day.ts'
import type { Actor } from '../../src/base/actor.ts'
import { must } from '../../src/base/result.ts'
import { creditFund } from '../../src/ledger/actions.ts'
import {
  applyReturnFile, approveRun, checkRun, clearFailure, confirmRun, decideExceptions, discardRun, exportRun, prepareRun, reissueRun, sendRun,
} from '../../src/payment/actions.ts'
import { dueKey } from '../../src/payment/due.ts'
import { DECIDING_KINDS } from '../../src/payment/exceptions/exceptions.ts'
import type { RunState, RunSummary } from '../../src/payment/payment.ts'
import { decideClosing, proposeClosing } from '../../src/payment/recovery/actions.ts'
import type { ClosingInput } from '../../src/payment/recovery/schemas.ts'
import { recordFact } from '../../src/roster/actions.ts'
import { decideAccount, declineAccount, proposeAccount } from '../../src/roster/accounts/actions.ts'
import { person as cardOf } from '../../src/roster/lookup/actions.ts'
import { keepProof } from '../harness/accounts.ts'
import { BANK_FILE } from './bank.ts'
import type { Manner, Simulation } from './simulation.ts'
import { BEGINS, FIRST, fundCredit, LAST } from './village.ts'

const runsOf = ({ snapshot }: Simulation, ...states: RunState[]) => snapshot.runs.filter(run => states.includes(run.state))
const serialsOf = ({ snapshot }: Simulation, run: string) => snapshot.sendings.filter(one => one.run === run).map(one => one.serial)

async function tell(simulation: Simulation, work: Promise<RunSummary | undefined>): Promise<RunSummary | undefined> {
  const summary = await work
  if (summary !== undefined) simulation.shadow.run(summary.id, summary.state)
  return summary
}

export async function prepare(simulation: Simulation, from = FIRST, to = LAST, by?: Actor, manner?: Manner): Promise<RunSummary | undefined> {
  const { village: { place, people } } = simulation
  const input = { place, from, to }
  return tell(simulation, simulation.call(`prepare ${from}..${to}`, (house, options) => prepareRun(house, by ?? people.clerk, input, options), manner))
}

function someMonths({ chance }: Simulation): [string, string] {
  const from = addMonths(FIRST, chance.between(0, monthsBetween(FIRST, LAST)))
  return [from, addMonths(from, Math.min(chance.between(0, 2), monthsBetween(from, LAST)))]
}

/** Two clerks, the same months, one moment. */
async function prepareAtOnce(simulation: Simulation): Promise<void> {
  const [from, to] = someMonths(simulation)
  const { clerk, secondClerk } = simulation.village.people
  await Promise.all([prepare(simulation, from, to, clerk, 'plain'), prepare(simulation, from, to, secondClerk, 'plain')])
}

export async function decideOpen(simulation: Simulation, run: string): Promise<void> {
  const waits = simulation.snapshot.exceptions.filter(one => one.run === run && one.decision === null)
  const open = waits.filter(one => DECIDING_KINDS.some(kind => kind === one.kind))
  const decision = !simulation.calm && simulation.chance.of(0.3) ? 'leave-out' : 'pay'
  if (open.length === 0) return
  const input = { exceptions: open.map(one => one.number), decision, reason: '核实无误' } as const
  const { reviewer } = simulation.village.people
  await simulation.call(`decide ${decision} ${open.length}`, (house, options) => decideExceptions(house, reviewer, run, input, options))
}

export const check = (simulation: Simulation, run: string) =>
  tell(simulation, simulation.call('check', (house, options) => checkRun(house, simulation.village.people.reviewer, run, options)))
export const approve = (simulation: Simulation, run: string, manner?: Manner) =>
  tell(simulation, simulation.call('approve', (house, options) => approveRun(house, simulation.village.people.leader, run, options), manner))
const discard = (simulation: Simulation, run: string, manner?: Manner) =>
  tell(simulation, simulation.call('discard', (house, options) => discardRun(house, simulation.village.people.clerk, run, options), manner))

export async function dispatch(simulation: Simulation, run: string, event: 'send' | 'reissue', manner?: Manner): Promise<boolean> {
  const take = event === 'send' ? sendRun : reissueRun
  const outcome = await simulation.call(event, (house, options) => take(house, simulation.village.people.clerk, run, options), manner)
  if (outcome) simulation.shadow.run(run, outcome.run.state)
  return outcome !== undefined
}

/** The clerk takes the bank file and brings it to the bank. `well`: whatever it holds arrives. */
export async function upload(simulation: Simulation, run: string, well = simulation.calm): Promise<void> {
  const file = await simulation.call('export', house => exportRun(house, simulation.village.people.clerk, run, BANK_FILE), 'plain')
  if (file) simulation.bank.take(file.bytes, simulation.chance, well)
}

/** Brings a file of the bank; what it says of its own accord is what the clerk then takes for granted. */
async function bring(simulation: Simulation, name: string, file: Uint8Array, manner?: Manner): Promise<boolean> {
  const outcome = await simulation.call(`bring ${name}`, (house, options) => applyReturnFile(house, simulation.village.people.clerk, file, options), manner)
  return outcome !== undefined
}

export async function bringWhole(simulation: Simulation, run: string): Promise<void> {
  const serials = serialsOf(simulation, run)
  const answer = simulation.bank.answer(serials, simulation.chance)
  if (!answer || !await bring(simulation, 'the whole file', answer.file)) return
  simulation.shadow.confirmed(serials.filter(serial => simulation.bank.verdict(serial) === 'succeeded'))
}

type BankFile = NonNullable<ReturnType<Simulation['bank']['answer']>>
/** The same file twice, one after the other and at once; some rows of it; a file that breaks off. */
const BRINGS: readonly ((simulation: Simulation, answer: BankFile) => Promise<unknown>)[] = [
  async (simulation, { file }) => {
    await bring(simulation, 'a file', file)
    await bring(simulation, 'the same file', file)
  },
  (simulation, { file }) => Promise.all(['a file', 'the same file at once'].map(name => bring(simulation, name, file, 'plain'))),
  (simulation, { part, rows }) => bring(simulation, 'some rows', part(simulation.chance.between(1, rows))),
  (simulation, { file }) => bring(simulation, 'a file that breaks off', file.slice(0, simulation.chance.between(1, file.byteLength))),
]

async function bringSomehow(simulation: Simulation): Promise<void> {
  const { chance, bank } = simulation
  const run = chance.pick(runsOf(simulation, 'sent', 'returned', 'confirmed'))
  if (chance.of(0.3)) return bringWhole(simulation, run.id)
  if (chance.of(0.2) && bank.files.length > 0) return void await bring(simulation, 'an old file', chance.pick(bank.files))
  const answer = bank.answer(serialsOf(simulation, run.id), chance)
  if (answer) await chance.pick(BRINGS)(simulation, answer)
}

/** Only when the bank says that all went well. */
async function confirm(simulation: Simulation): Promise<void> {
  const { bank, snapshot } = simulation
  const underway = (run: string) => snapshot.sendings.filter(one => one.run === run && one.state === 'sent').map(one => one.serial)
  const run = runsOf(simulation, 'sent').find(({ id }) => underway(id).every(serial => bank.verdict(serial) === 'succeeded'))
  if (!run) return
  const serials = underway(run.id)
  const summary = await simulation.call('confirm', (house, options) => confirmRun(house, simulation.village.people.reviewer, run.id, options))
  if (summary) simulation.shadow.confirmed(serials)
}

async function takeBack(simulation: Simulation): Promise<void> {
  const paid = simulation.snapshot.sendings.filter(one => one.state === 'confirmed' && simulation.bank.verdict(one.serial) === 'succeeded')
  if (paid.length > 0) simulation.bank.takeBack(simulation.chance.pick(paid).serial)
}

/** The office learns that the grade was another all along, or that somebody died in the summer. */
async function learn(simulation: Simulation, manner?: Manner): Promise<void> {
  const { chance, village: { persons, people }, house } = simulation
  const { id } = chance.pick(persons)
  const { facts } = must(await cardOf(house, people.clerk, id))
  const identity = facts.find(fact => fact.kind === 'identity')
  const value = identity?.value as { grade?: number } | undefined
  const fact = chance.of(0.25) || value?.grade === undefined || identity === undefined
    ? { kind: 'person' as const, value: { died: `2024-0${chance.between(6, 9)}-20`, death_cause: 'other' } }
    : { kind: 'identity' as const, value: { ...value, grade: chance.between(4, 6) }, supersedes: identity.id }
  await simulation.call(`learn ${JSON.stringify(fact.value)}`, (given, options) => recordFact(given, people.clerk, id, fact, options), manner)
  await simulation.lookAtLaw()
}

export async function propose(simulation: Simulation, person: string): Promise<void> {
  const { chance, village: { people }, house, village } = simulation
  const card = must(await cardOf(house, people.clerk, person))
  // A proof was taken before anybody's clock went back.
  const evidence = [await keepProof(house, people.clerk, person, village.place, addDays(BEGINS, -60))]
  const account = `6227${village.place.slice(-3)}1${String(chance.between(0, 99_999_999)).padStart(8, '0')}`
  const input = {
    person, account, evidence, reason: card.account === null ? 'first' as const : 'lost-card' as const, bank_name: '青松农商行',
    account_holder: card.account_holder ?? card.name, account_relation: card.account_relation,
  }
  const made = await simulation.call('propose an account', (given, options) => proposeAccount(given, people.clerk, input, options))
  if (made) simulation.shadow.proposal(made.id, 'open')
}

export async function answerAccount(simulation: Simulation, id: string, manner?: Manner): Promise<void> {
  const { people } = simulation.village
  const yes = simulation.calm || simulation.chance.of(0.8)
  const made = await simulation.call(`account ${yes ? 'yes' : 'no'}`, (house, options) => (yes
    ? decideAccount(house, people.reviewer, id, { note: '已电话核实' }, options) : declineAccount(house, people.reviewer, id, { reason: '佐证不清' }, options)), manner)
  if (made) simulation.shadow.proposal(made, yes ? 'decided' : 'declined')
}

const openProposals = ({ snapshot }: Simulation) => snapshot.proposals.filter(one => one.state === 'open')

const answerSome = (simulation: Simulation) => answerAccount(simulation, simulation.chance.pick(openProposals(simulation)).id)

/** An approval, and at the same moment something that it rests on changes. */
async function approveAmidChange(simulation: Simulation): Promise<void> {
  const { chance } = simulation
  const run = chance.pick(runsOf(simulation, 'checked')).id
  const proposal = openProposals(simulation)[0]
  const changes = [
    () => learn(simulation, 'plain'), () => discard(simulation, run, 'plain'), () => dispatch(simulation, run, 'send', 'plain'),
    () => decideOpen(simulation, run),
    ...(proposal ? [() => answerAccount(simulation, proposal.id, 'plain')] : []),
  ]
  simulation.note('approve while something changes')
  await Promise.all<unknown>([approve(simulation, run, 'plain'), chance.pick(changes)()])
}

const openReceivables = ({ snapshot }: Simulation) => snapshot.receivables.filter(one => one.state === 'open' && one.closed_fen < one.amount_fen)

async function proposeBack(simulation: Simulation): Promise<void> {
  const { chance, snapshot, village: { people, fund } } = simulation
  const one = chance.pick(openReceivables(simulation))
  const left = one.amount_fen - one.closed_fen
  const common = { run: one.run, number: one.number, amount_fen: chance.of(0.5) ? left : chance.between(1, left), document: '银行回单1号', reason: '多发收回' }
  const line = snapshot.lines.find(other => other.person === one.person && (other.state === 'approved' || other.state === 'returned'))
  const inputs: ClosingInput[] = [
    { kind: 'refund', ...common, fund }, { kind: 'write-off', ...common },
    ...(line ? [{ kind: 'offset' as const, ...common, line: { run: line.run, number: line.number } }] : []),
  ]
  const input = chance.pick(inputs)
  await simulation.call(`put forward ${input.kind} ${input.amount_fen}`, (house, options) => proposeClosing(house, people.clerk, input, options))
}

const proposed = ({ snapshot }: Simulation) => snapshot.closings.filter(one => one.state === 'proposed')

async function answerBack(simulation: Simulation, closing = simulation.chance.pick(proposed(simulation))): Promise<void> {
  const { chance, calm, village: { people } } = simulation
  const by = { 'refund': people.reviewer, 'offset': people.leader, 'write-off': people.countyOffice }[closing.kind]!
  const answer = calm || chance.of(0.8) ? { accept: true } : { accept: false, answer: '材料不全' }
  await simulation.call(`answer ${closing.kind}`, (house, options) => decideClosing(house, by, closing.id, answer, options))
}

/** What turned out not to be owed and has not gone yet is taken by its own receivable. */
export async function withdraw(simulation: Simulation): Promise<void> {
  const { clerk } = simulation.village.people
  for (const closing of proposed(simulation)) await answerBack(simulation, closing)
  await simulation.holds()
  for (const one of openReceivables(simulation)) {
    const line = simulation.snapshot.lines.find(other => dueKey(other) === dueKey(one) && (other.state === 'approved' || other.state === 'returned'))
    if (!line) continue
    const amount_fen = Math.min(one.amount_fen - one.closed_fen, line.amount_fen - line.offset_fen)
    const input: ClosingInput = { kind: 'offset', run: one.run, number: one.number, amount_fen, document: '核对意见1号', reason: '不应发，没有送出', line: { run: line.run, number: line.number } }
    await simulation.call(`put forward offset ${amount_fen}`, (house, options) => proposeClosing(house, clerk, input, options))
    await simulation.holds()
    for (const closing of proposed(simulation)) await answerBack(simulation, closing)
    await simulation.holds()
  }
}

async function clear(simulation: Simulation): Promise<void> {
  const failed = simulation.snapshot.sendings.filter(one => one.state === 'returned' && !one.cleared)
  const { serial } = simulation.chance.pick(failed)
  const { reviewer } = simulation.village.people
  await simulation.call('clear a failure', (house, options) => clearFailure(house, reviewer, serial, { reason: '已与银行核实' }, options))
}

export function credit(simulation: Simulation, amount_fen: number) {
  const { fund, people } = simulation.village
  return simulation.call(`credit ${amount_fen}`, (house, options) => creditFund(house, people.clerk, fund, fundCredit(amount_fen), options))
}

async function jump(simulation: Simulation): Promise<void> {
  const days = simulation.chance.between(-6, 9)
  simulation.clock.jump(days)
  simulation.note(`the clock jumps by ${days} days`)
  await simulation.lookAtLaw()
}

type StepKind = { readonly weight: number; ready(simulation: Simulation): boolean; run(simulation: Simulation): Promise<unknown> }
const always = () => true
const inState = (...states: RunState[]) => (simulation: Simulation) => runsOf(simulation, ...states).length > 0
const onOne = (states: RunState[], weight: number, run: (simulation: Simulation, id: string) => Promise<unknown>): StepKind =>
  ({ weight, ready: inState(...states), run: simulation => run(simulation, simulation.chance.pick(runsOf(simulation, ...states)).id) })

const asked = ({ snapshot: { exceptions, runs } }: Simulation) =>
  exceptions.some(one => one.decision === null && runs.some(run => run.id === one.run && run.state === 'draft'))
const unknownToBank = ({ snapshot, bank }: Simulation) => snapshot.sendings.some(one => one.state === 'sent' && bank.verdict(one.serial) === undefined)
const waiting = ({ snapshot }: Simulation) => snapshot.lines.some(line => line.state === 'returned')
const tooDear = (simulation: Simulation) => runsOf(simulation, 'checked').some(({ id }) =>
  simulation.snapshot.lines.filter(line => line.run === id).reduce((sum, line) => sum + line.amount_fen, 0) > simulation.snapshot.balance_fen)

/** Everything that people do. */
export const STEPS: readonly StepKind[] = [
  { weight: 5, ready: always, run: simulation => prepare(simulation, ...someMonths(simulation)) },
  { weight: 2, ready: always, run: prepareAtOnce },
  { ...onOne(['draft'], 12, decideOpen), ready: asked },
  onOne(['draft'], 9, check),
  onOne(['checked'], 11, approve),
  { weight: 5, ready: inState('checked'), run: approveAmidChange },
  onOne(['approved'], 10, (simulation, run) => dispatch(simulation, run, 'send')),
  { ...onOne(['sent'], 18, (simulation, run) => upload(simulation, run)), ready: unknownToBank },
  { weight: 14, ready: inState('sent', 'returned', 'confirmed'), run: bringSomehow },
  { weight: 5, ready: inState('sent'), run: confirm },
  onOne(['sent', 'returned'], 1, (simulation, run) => dispatch(simulation, run, 'reissue')),
  { ...onOne(['sent', 'returned'], 10, (simulation, run) => dispatch(simulation, run, 'reissue')), ready: waiting },
  onOne(['draft', 'checked'], 1, discard),
  { weight: 3, ready: always, run: jump },
  { weight: 3, ready: always, run: simulation => learn(simulation) },
  { weight: 3, ready: always, run: simulation => propose(simulation, simulation.chance.pick(simulation.village.persons).id) },
  { weight: 6, ready: simulation => openProposals(simulation).length > 0, run: answerSome },
  { weight: 4, ready: simulation => openReceivables(simulation).length > 0, run: proposeBack },
  { weight: 6, ready: simulation => simulation.snapshot.closings.some(one => one.state === 'proposed'), run: answerBack },
  { weight: 2, ready: inState('confirmed', 'returned'), run: takeBack },
  { weight: 4, ready: simulation => simulation.snapshot.sendings.some(one => one.state === 'returned' && !one.cleared), run: clear },
  { weight: 14, ready: tooDear, run: simulation => credit(simulation, simulation.chance.pick([1_000_000, 10_000_000])) },
]

/** What somebody does next, among what can be done now. */
export async function step(simulation: Simulation): Promise<void> {
  const ready = STEPS.filter(one => one.ready(simulation))
  let at = simulation.chance.between(1, ready.reduce((sum, one) => sum + one.weight, 0))
  const chosen = ready.find(one => (at -= one.weight) <= 0)!
  await chosen.run(simulation)
}
