import { createHash } from 'node:crypto'

/** Chance that is the same for the same seed (xoshiro128**): what is invented today is invented again tomorrow. */
export class Dice {
  readonly #state: Uint32Array

  constructor(seed: string) {
    this.#state = new Uint32Array(new Uint8Array(createHash('sha256').update(seed).digest()).buffer, 0, 4).slice()
  }

  #next(): number {
    const s = this.#state
    const product = Math.imul(s[1]!, 5)
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0
    const shifted = s[1]! << 9
    s[2]! ^= s[0]!
    s[3]! ^= s[1]!
    s[1]! ^= s[2]!
    s[0]! ^= s[3]!
    s[2]! ^= shifted
    s[3] = (s[3]! << 11) | (s[3]! >>> 21)
    return result
  }

  /** A whole number from `least` to `most`, both included. */
  between = (least: number, most: number): number => least + this.#next() % (most - least + 1)

  pick = <T>(list: readonly T[]): T => list[this.between(0, list.length - 1)]!

  /** True `percent` times in a hundred. */
  chance = (percent: number): boolean => this.between(1, 100) <= percent

  bytes = (count: number): Uint8Array => Uint8Array.from({ length: count }, () => this.#next() & 0xff)

  /** `count` different ones, in the order in which they stand. */
  some<T>(list: readonly T[], count: number): T[] {
    const left = list.map((_, index) => index)
    const taken = Array.from({ length: Math.min(count, list.length) }, () => left.splice(this.between(0, left.length - 1), 1)[0]!)
    return taken.toSorted((one, other) => one - other).map(index => list[index]!)
  }
}
