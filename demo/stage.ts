import { act, identify } from '../src/access/actions.ts'
import type { Work } from '../src/access/house.ts'
import type { Permission } from '../src/access/roles.ts'
import type { Actor } from '../src/base/actor.ts'
import type { Day, Month } from '../src/base/day.ts'
import { must, type Result } from '../src/base/result.ts'
import type { LawHouse } from '../src/law/house.ts'
import { Dice } from './dice.ts'
import type { TownshipOptions } from './options.ts'
import { inventColleagues, inventPlaces, type Colleague, type Ground } from './places.ts'
import { People } from './people.ts'
import { readWords, type Words } from './words.ts'

export type Rooms = Omit<LawHouse, 'clock' | 'random'>

const STEP_MILLISECONDS = 11
const NINE_IN_THE_MORNING = 'T01:00:00Z' // 09:00 in Shanghai

/** The invented township while its history is played: a clock that is set by hand, chance from the seed, and its people. */
export class Stage {
  readonly options: TownshipOptions
  readonly house: LawHouse
  readonly words: Words = readWords()
  readonly ground: Ground
  readonly colleagues: readonly Colleague[]
  readonly people: People
  readonly #actors = new Map<string, Actor>()
  /** What earlier scenes have put off to a later day, in order of their days. */
  readonly #later: Scene[] = []
  /** The earliest month of which something came to be known since the last run was drawn up. */
  #learned: Month | null = null
  #now = 0

  constructor(rooms: Rooms, options: TownshipOptions) {
    this.options = options
    const ids = this.dice('ids')
    this.house = { ...rooms, clock: () => (this.#now += STEP_MILLISECONDS), random: count => ids.bytes(count) }
    this.ground = inventPlaces(this.dice('places'), this.words)
    this.colleagues = inventColleagues(this.dice('colleagues'), this.words, this.ground)
    this.people = new People(this.dice('people'), this.words)
  }

  /** Chance for one purpose: what is added elsewhere does not change what happens here. */
  dice = (purpose: string): Dice => new Dice(`${this.options.seed} ${purpose}`)

  /** Sets the clock to the morning of a day, and never back. */
  dawn(day: Day): void {
    this.#now = Math.max(this.#now, Date.parse(`${day}${NINE_IN_THE_MORNING}`))
  }

  /** Puts a scene off to its day; what is past the end of the history does not happen. */
  later(scene: Scene): void {
    const place = this.#later.findIndex(other => other.day > scene.day)
    this.#later.splice(place < 0 ? this.#later.length : place, 0, scene)
  }

  /** The next scene that was put off to a day not after this one. */
  dueBy(day: Day): Scene | undefined {
    return this.#later[0] !== undefined && this.#later[0].day <= day ? this.#later.shift() : undefined
  }

  /** Something of this month was learned that earlier runs did not know; the next run looks back to it. */
  learned(month: Month): void {
    if (this.#learned === null || month < this.#learned) this.#learned = month
  }

  /** From which month a run of `month` is drawn up: its own, unless something came late. */
  lookBack(month: Month): Month {
    const from = this.#learned !== null && this.#learned < month ? this.#learned : month
    this.#learned = null
    return from
  }

  get now(): number {
    return this.#now
  }

  nameOf = (login: string): string => this.colleagues.find(colleague => colleague.login === login)!.name

  async actor(login: string): Promise<Actor> {
    const known = this.#actors.get(login) ?? must(await identify(this.house, true, login, undefined))
    this.#actors.set(login, known)
    return known
  }

  /** Does what a colleague may do; a refusal is a fault of the demo. */
  async as<T>(login: string, permission: Permission, work: (work: Work) => Promise<Result<T>>): Promise<T> {
    return must(await act(this.house, await this.actor(login), permission, work))
  }
}

/** Something that happens on a day. */
export type Scene = { readonly day: Day; readonly play: (stage: Stage) => Promise<unknown> | void }
