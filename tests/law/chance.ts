import { dayAfter, dayBefore, daysIn, firstDayOf, lastDayOf, month, monthAfter, monthBefore, monthOf, yearsLater } from './calendar.ts'

/** Choices from one seeded stream, and days that crowd around the edges of the law. */

/** The first days of what changed: of rates (August), of the regulation of 2024, of calendar years. */
const EDGES = [
  '2018-08-01', '2019-08-01', '2020-08-01', '2021-08-01', '2022-08-01', '2023-08-01', '2024-08-01', '2024-10-01', '2024-10-01', '2024-10-01', '2025-01-01',
  '2025-08-01', '2026-01-01', '2026-08-01',
]

/** A small generator that is the same everywhere (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = state + 0x6d2b79f5 >>> 0
    let mixed = Math.imul(state ^ state >>> 15, state | 1)
    mixed = mixed + Math.imul(mixed ^ mixed >>> 7, mixed | 61) ^ mixed
    return ((mixed ^ mixed >>> 14) >>> 0) / 4_294_967_296
  }
}

export type Chance = {
  between(least: number, most: number): number
  of(probability: number): boolean
  pick<T>(list: readonly T[]): T
  /** The value, or nothing: sometimes null, sometimes absent. */
  maybe<T>(probability: number, make: () => T): T | null | undefined
  dayIn(ofMonth: string): string
  /** A day within a few of another. */
  near(day: string, days?: number): string
  /** A day at one of the law's edges, at the end or the beginning of a month, or anywhere near one. */
  edgeDay(): string
  /** Any day from one to the other, most often an edge where one lies between. */
  dayFrom(first: string, last: string): string
}

function daysOn(day: string, days: number): string {
  let at = day
  for (let count = 0; count < Math.abs(days); count += 1) at = days > 0 ? dayAfter(at) : dayBefore(at)
  return at
}

export function chanceFrom(random: () => number): Chance {
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1))
  const of = (probability: number): boolean => random() < probability
  const pick = <T>(list: readonly T[]): T => list[between(0, list.length - 1)]!
  const dayIn = (ofMonth: string): string =>
    of(0.3) ? firstDayOf(ofMonth) : of(0.4) ? lastDayOf(ofMonth) : `${ofMonth}-${String(between(1, daysIn(ofMonth))).padStart(2, '0')}`
  const near = (day: string, days = 2): string => daysOn(day, between(-days, days))
  const edgeDay = (): string => {
    const edge = pick(EDGES)
    if (of(0.4)) return near(edge, 1)
    let at = monthOf(edge)
    for (let count = between(-5, 5); count !== 0; count -= Math.sign(count)) at = count > 0 ? monthAfter(at) : monthBefore(at)
    return dayIn(at)
  }
  const dayFrom = (first: string, last: string): string => {
    for (let tries = 0; tries < 6; tries += 1) {
      const day = edgeDay()
      if (day >= first && day <= last) return day
    }
    const day = dayIn(month(between(Number(first.slice(0, 4)), Number(last.slice(0, 4))), between(1, 12)))
    return day < first ? first : day > last ? last : day
  }
  const maybe = <T>(probability: number, make: () => T): T | null | undefined => (of(probability) ? make() : of(0.3) ? null : undefined)
  return { between, of, pick, maybe, dayIn, near, edgeDay, dayFrom }
}

/** A birthday such that the person turns `years` about the day. */
export const bornFor = (chance: Chance, day: string, years: number): string => {
  const leap = chance.of(0.05) ? `${Math.floor((Number(day.slice(0, 4)) - years) / 4) * 4}-02-29` : undefined
  return leap ?? yearsLater(day, -years)
}
