import type { Day } from '../base/day.ts'
import type { AccountRelation } from './accounts/accounts.ts'
import type { FactKind } from './kinds.ts'

/** One line of a list: numbers masked. */
export type PersonLine = {
  readonly id: string
  readonly name: string
  readonly sex: 'male' | 'female'
  readonly born: Day
  readonly died_on: Day | null
  readonly place: string
  readonly categories: readonly string[]
  readonly identity_number: string
  readonly phone: string | null
  readonly account: string | null
  readonly household: string | null
}

export type PersonList = { readonly rows: readonly PersonLine[]; readonly total: number; readonly page: number; readonly size: number }

export type HouseholdLine = {
  readonly id: string
  readonly place: string
  readonly head: string
  readonly group_name: string | null
  readonly address: string | null
  readonly members: number | null
  readonly version: number
}

/** A household with everybody of the roster who lives in it, the oldest first. */
export type HomeView = HouseholdLine & { readonly persons: readonly { readonly id: string; readonly name: string; readonly born: Day; readonly died_on: Day | null; readonly version: number }[] }

/** A fact as the office knows it. */
export type CardFact = {
  readonly id: string
  readonly kind: FactKind
  readonly value: unknown
  readonly known_on: Day
  readonly document: string | null
}

export type PersonCard = PersonLine & {
  readonly bank_name: string | null
  readonly account_holder: string | null
  /** What the holder is to the person. */
  readonly account_relation: AccountRelation
  readonly address: string | null
  readonly version: number
  readonly facts: readonly CardFact[]
  readonly home: HomeView | null
}

/** One entry of a person's timeline: when it became true, when the office learned it, when it was entered. */
export type TimelineEntry = CardFact & {
  readonly became_true: Day | null
  readonly recorded_at: string
  readonly recorded_by: string
  readonly supersedes: string | null
  readonly superseded_by: string | null
}
