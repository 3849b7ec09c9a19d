import type { Day } from '../base/day.ts'

export type PlaceLevel = 'county' | 'township' | 'village'

/** A place as it is from a day to a day; a merged village stays, with its successor, so that last year keeps last year's village. */
export type Place = {
  readonly code: string
  readonly name: string
  readonly name_en: string
  readonly level: PlaceLevel
  readonly parent: string | null
  readonly from: Day
  readonly to: Day | null
  readonly successor: string | null
  readonly harvest_region: string | null
  /** Counts its changes. */
  readonly version?: number
}

/** The code's level by its length: six digits a county, nine a township, twelve a village. */
export const levelOf = (code: string): PlaceLevel => (code.length <= 6 ? 'county' : code.length <= 9 ? 'township' : 'village')
/** Everything under a place begins with its code. */
export const isUnder = (code: string, prefix: string): boolean => code.startsWith(prefix)

/** Whether a place is still there on a day; its last day counts. */
export const isStanding = (place: Pick<Place, 'to'>, day: Day): boolean => place.to === null || place.to >= day

/** The place that a closed one's people belong to now: its successor, or what took that one in. */
export function standingSuccessor(places: readonly Place[], code: string, day: Day): Place | undefined {
  const seen = new Set<string>()
  for (let place = places.find(one => one.code === code); place && !seen.has(place.code); place = places.find(one => one.code === place!.successor)) {
    if (isStanding(place, day)) return place
    seen.add(place.code)
  }
  return undefined
}

/** The closed places whose people are looked for under a place although their codes do not begin with its: those merged into it, or into such a one. */
export function mergedInto(places: readonly Place[], prefix: string): readonly string[] {
  const within = (code: string | null): boolean => code !== null && (isUnder(code, prefix) || found.has(code))
  const found = new Set<string>()
  for (let size = -1; size < found.size;) {
    size = found.size
    for (const { code, successor } of places) if (!isUnder(code, prefix) && within(successor)) found.add(code)
  }
  return [...found].toSorted()
}
