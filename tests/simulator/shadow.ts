import { sum } from '../../src/base/money.ts'
import { dueKey } from '../../src/payment/due.ts'
import type { RunState } from '../../src/payment/payment.ts'
import type { MoneyFault } from '../../src/payment/verification/actions.ts'
import type { Bank } from './bank.ts'
import type { Snapshot } from './village.ts'

/** How far a run is; what came back is still as far. */
const RANKS: Readonly<Record<RunState, number>> = { draft: 0, checked: 1, approved: 2, sent: 3, returned: 3, confirmed: 3, discarded: -1 }

/** Whether a run is as far as somebody was told; what was given up later must not have been approved. */
function stands(told: RunState, state: RunState | undefined): boolean {
  if (state === undefined || told === 'discarded') return state === told
  return state === 'discarded' ? RANKS[told] < RANKS.approved : RANKS[state] >= RANKS[told]
}

/** What somebody was told is done, apart from the program; and everything that must hold whatever happened. */
export class Shadow {
  readonly #runs = new Map<string, RunState>()
  readonly #confirmed = new Set<string>()
  readonly #proposals = new Map<string, string>()
  /** The most that each person was ever owed for a benefit and month. */
  readonly #owed = new Map<string, number>()

  /** As it was told up to now. */
  copy(): Shadow {
    const copy = new Shadow()
    for (const [id, state] of this.#runs) copy.run(id, state)
    for (const [id, state] of this.#proposals) copy.proposal(id, state)
    copy.confirmed([...this.#confirmed])
    copy.owed(this.#owed)
    return copy
  }

  run = (id: string, state: RunState): void => void this.#runs.set(id, state)
  proposal = (id: string, state: string): void => void this.#proposals.set(id, state)
  confirmed = (serials: readonly string[]): void => serials.forEach(serial => this.#confirmed.add(serial))
  owed(now: ReadonlyMap<string, number>): void {
    for (const [key, amount] of now) this.#owed.set(key, Math.max(amount, this.#owed.get(key) ?? 0))
  }

  /** Every sentence of the rule that the village breaks. */
  offences(snapshot: Snapshot, faults: readonly MoneyFault[], bank: Bank): string[] {
    return [
      ...faults.map(fault => `verify: ${fault.place}: ${fault.message.zh}`),
      ...this.#lost(snapshot), ...untrue(snapshot, bank), ...this.#tooMuch(snapshot, bank),
      ...(snapshot.balance_fen_least < 0 ? [`the fund stood at ${snapshot.balance_fen_least} fen`] : []), ...twiceClaimed(snapshot), ...wrongEarlier(snapshot),
    ]
  }

  #lost({ runs, sendings, proposals }: Snapshot): string[] {
    const states = new Map(runs.map(run => [run.id, run.state]))
    const settled = new Map(sendings.map(one => [one.serial, one]))
    const answered = new Map(proposals.map(one => [one.id, one.state]))
    return [
      ...[...this.#runs].flatMap(([id, told]) => {
        const state = states.get(id)
        return stands(told, state) ? [] : [`the run ${id} was told to be ${told} and is ${state ?? 'lost'}`]
      }),
      ...[...this.#confirmed].flatMap(serial => {
        const one = settled.get(serial)
        return one?.state === 'confirmed' || one?.reversed === true ? [] : [`${serial} was told to have arrived and is ${one?.state ?? 'lost'}`]
      }),
      ...[...this.#proposals].flatMap(([id, told]) => {
        const state = answered.get(id)
        return state === told || (told === 'open' && state !== undefined) ? [] : [`the account ${id} was told to be ${told} and is ${state ?? 'lost'}`]
      }),
    ]
  }

  /** What the bank really paid, less what is to come back, against the most that was ever owed. */
  #tooMuch({ lines, sendings, receivables }: Snapshot, bank: Bank): string[] {
    const lineOf = new Map(lines.map(line => [`${line.run}|${line.number}`, line]))
    const attempts = new Map(sendings.map(one => [one.serial, `${one.run}|${one.number}`]))
    const arrived = new Map<string, number>()
    const offences: string[] = []
    const seen = new Set<string>()
    for (const payment of bank.arrived()) {
      const attempt = attempts.get(payment.serial)
      const line = attempt === undefined ? undefined : lineOf.get(attempt)
      if (attempt === undefined || line === undefined) continue
      if (seen.has(attempt)) offences.push(`the line ${attempt} arrived twice`)
      seen.add(attempt)
      const key = dueKey(line)
      arrived.set(key, (arrived.get(key) ?? 0) + payment.amount_fen)
    }
    for (const [key, amount] of arrived) {
      const back = sum(receivables.filter(one => one.state === 'open' && dueKey(one) === key).map(one => one.amount_fen))
      const most = this.#owed.get(key) ?? 0
      if (amount - back > most) offences.push(`${key}: ${amount} fen arrived, ${back} to come back, never more than ${most} owed`)
    }
    return offences
  }
}

/** What the program believes of an attempt that the bank knows to be otherwise. */
function untrue({ sendings }: Snapshot, bank: Bank): string[] {
  return sendings.flatMap(({ serial, state, reversed }) => {
    const verdict = bank.verdict(serial)
    const possible = { sent: [verdict], confirmed: ['succeeded', 'reversed'], returned: [reversed ? 'reversed' : 'failed'] }[state]
    return possible.some(one => one === verdict) ? [] : [`the program has ${serial} as ${reversed ? 'reversed' : state}, the bank as ${verdict ?? 'unknown'}`]
  })
}

/** One person's benefit of one month stands in one draft at most. */
function twiceClaimed({ lines, runs }: Snapshot): string[] {
  const waiting = new Set(runs.filter(run => run.state === 'draft' || run.state === 'checked').map(run => run.id))
  const groups = Map.groupBy(lines.filter(line => waiting.has(line.run)), dueKey)
  return [...groups].flatMap(([key, those]) => (those.length > 1 ? [`${key} is claimed by ${those.length} runs at once`] : []))
}

/** Back-pay names the run that paid its month last, whatever the clocks said. */
function wrongEarlier({ lines, receivables, runs }: Snapshot): string[] {
  const order = new Map(runs.map(run => [run.id, run.approved_order]))
  const approved = [...lines, ...receivables].filter(one => order.get(one.run) !== null)
  return lines.flatMap(line => {
    const own = order.get(line.run) ?? null
    if (own === null || line.before_run === null) return []
    const before = approved.filter(one => dueKey(one) === dueKey(line) && order.get(one.run)! < own)
    const last = before.toSorted((a, b) => order.get(b.run)! - order.get(a.run)!)[0]
    if (last === undefined || last.run === line.before_run) return []
    return [`line ${line.number} of ${line.run} names ${line.before_run} as the run that paid before; it was ${last.run}`]
  })
}
