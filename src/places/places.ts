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
