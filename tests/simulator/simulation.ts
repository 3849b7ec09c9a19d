import { expect } from 'vitest'
import { addDays, type Day } from '../../src/base/day.ts'
import type { Result } from '../../src/base/result.ts'
import type { Database } from '../../src/db/db.ts'
import type { LawHouse } from '../../src/law/house.ts'
import type { Chance } from '../law/chance.ts'
import { Bank } from './bank.ts'
import { FAULT_KINDS, faulty, Injected, type FaultyDatabase } from './faults.ts'
import { Shadow } from './shadow.ts'
import { BEGINS, entitled, look, standing, type Snapshot, type Village } from './village.ts'

/** The first statements set the scope; most actions have fewer than this. */
const STATEMENTS = 30
const nine = (day: Day): number => Date.parse(`${day}T09:00:00+08:00`)

/** A clock that may jump, and that moves on by a millisecond whenever it is read. */
export class Clock {
  #now = nine(BEGINS)
  #latest = this.#now
  read = (): number => this.#now++
  jump(days: number): void {
    this.#now += days * 86_400_000
    this.#latest = Math.max(this.#latest, this.#now)
  }
  /** Where nothing that anybody learned is in the future. */
  toLatest = (): void => { this.#now = Math.max(this.#now, this.#latest, nine(addDays(BEGINS, 1))) }
}

export type Step<T> = (house: LawHouse, options: { readonly key: string }) => Promise<Result<T>>
export type Manner = 'any' | 'plain'

/** One seed's village, whoever works in it, and what may befall them. */
export class Simulation {
  readonly village: Village
  readonly chance: Chance
  readonly bank = new Bank()
  shadow = new Shadow()
  readonly clock: Clock
  /** What was done, for whoever has to find out. */
  readonly log: string[] = []
  house: LawHouse
  /** As it stood when everything held last. */
  snapshot!: Snapshot
  /** Nothing goes wrong any more. */
  calm = false
  #database: FaultyDatabase
  #keys = 0

  constructor(house: LawHouse, village: Village, chance: Chance, clock = new Clock()) {
    this.village = village
    this.chance = chance
    this.clock = clock
    this.#database = faulty(house.database)
    this.house = { ...house, database: this.#database, clock: clock.read }
  }

  /** The same office over another database. */
  moveTo(database: Database): void {
    this.#database = faulty(database)
    this.house = { ...this.house, database: this.#database }
  }

  note = (text: string): void => void this.log.push(text)

  /** Looks at everything that must hold. */
  async holds(): Promise<void> {
    const { snapshot, faults } = await look(this.house, this.village, this.snapshot)
    this.snapshot = snapshot
    expect(this.shadow.offences(snapshot, faults, this.bank)).toEqual([])
  }

  async lookAtLaw(): Promise<ReadonlyMap<string, number>> {
    const now = await entitled(this.house, this.village)
    this.shadow.owed(now)
    return now
  }

  /** Somebody does something, in one manner or another; whatever befalls them, they end with a value or are told why not. */
  async call<T>(name: string, step: Step<T>, manner: Manner = 'any'): Promise<T | undefined> {
    const options = { key: `${this.village.place}-${++this.#keys}` }
    const luck = this.calm || manner === 'plain' ? 1 : this.chance.between(1, 100) / 100
    const result = luck <= 0.3 ? await this.#troubled(name, step, options)
      : luck <= 0.42 ? await this.#twice(name, step, options) : await step(this.house, options)
    if (result === undefined) return undefined
    told(result)
    if (luck > 0.42 && luck <= 0.55 && result.ok) await this.#again(name, step, options, result.value)
    this.note(`${name} -> ${result.ok ? 'done' : result.refusals.map(one => `${one.code} ${one.place}`).join(', ')}`)
    return result.ok ? result.value : undefined
  }

  /** The connection breaks or the disk is full; then the same is asked again with the same key, or not at all. */
  async #troubled<T>(name: string, step: Step<T>, options: { key: string }): Promise<Result<T> | undefined> {
    const [kind, statement] = [this.chance.pick(FAULT_KINDS), this.chance.between(0, STATEMENTS)]
    this.#database.arm(kind, statement)
    let first: Result<T> | undefined
    try {
      first = await step(this.house, options)
    } catch (error) {
      if (!(error instanceof Injected)) throw error
    }
    const committed = this.#database.disarm() as Result<T> | undefined // what this very step gave
    if (first !== undefined) return first
    const asksAgain = this.chance.of(0.8)
    this.note(`${name}: ${kind} at ${statement}, ${asksAgain ? 'asks again' : 'gives up'}`)
    if (!asksAgain) return undefined
    const second = await step(this.house, options)
    if (committed?.ok) expect(plain(second)).toEqual(plain(committed))
    return second
  }

  /** A double click. */
  async #twice<T>(name: string, step: Step<T>, options: { key: string }): Promise<Result<T>> {
    this.note(`${name}: two at once`)
    const both = await Promise.all([step(this.house, options), step(this.house, options)])
    both.forEach(told)
    const good = both.filter(one => one.ok)
    if (good.length === 2) expect(plain(good[0])).toEqual(plain(good[1]))
    return good[0] ?? both[0]
  }

  /** The same once more with the same key: the same answer, and nothing done. */
  async #again<T>(name: string, step: Step<T>, options: { key: string }, value: T): Promise<void> {
    const before = await standing(this.house, this.village)
    const again = await step(this.house, options)
    expect([name, plain(again)]).toEqual([name, plain({ ok: true, value })])
    expect(await standing(this.house, this.village)).toEqual(before)
  }
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown

/** A refusal says what is the matter, in both languages. */
function told(result: Result<unknown>): void {
  if (result.ok) return
  expect(result.refusals.length).toBeGreaterThan(0)
  for (const { message } of result.refusals) expect([/\p{Script=Han}/u.test(message.zh), message.en.length > 5]).toEqual([true, true])
}
