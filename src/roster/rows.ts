import type { Day } from '../base/day.ts'
import type { AccountRelation } from './accounts/accounts.ts'
import type { FactKind } from './kinds.ts'

/** The current card of a person as the table holds it: numbers sealed, beside them what they are found by. */
export type PersonRow = {
  readonly id: string
  readonly place_code: string
  readonly name: string
  readonly name_pinyin: string
  readonly name_initials: string
  readonly sex: 'male' | 'female'
  readonly born: Day
  readonly died_on: Day | null
  readonly household: string | null
  readonly identity_number: Uint8Array
  readonly identity_index: string
  readonly phone: Uint8Array | null
  readonly account: Uint8Array | null
  readonly account_index: string | null
  readonly bank_name: string | null
  readonly account_holder: string | null
  readonly account_relation: AccountRelation
  readonly address: string | null
}

/** A person as lists are held against the roster: by keyed indexes, no number opened. `categories`: those of a day. */
export type RosterRow = Pick<PersonRow, 'id' | 'place_code' | 'name' | 'born' | 'died_on' | 'household' | 'identity_index' | 'account_index'> & { readonly categories: readonly string[] }

export type HouseholdRow = {
  readonly id: string
  readonly place_code: string
  readonly head: string
  readonly group_name: string | null
  readonly address: string | null
  readonly members: number | null
  /** The person with whom it was entered; null where a village entered the household itself. */
  readonly own_of: string | null
}

export type FactRow = {
  readonly id: string
  readonly place_code: string
  readonly person: string
  readonly kind: FactKind
  readonly value: unknown
  readonly known_on: Day
  readonly supersedes: string | null
  readonly document: string | null
}

export type KnownFact = Omit<FactRow, 'place_code'>

/** From when to when a person is of a category, as known now. */
export type CategorySpan = {
  readonly person: string
  readonly place_code: string
  readonly category: string
  readonly started_on: Day
  readonly ended_on: Day | null
  readonly name_pinyin: string
  readonly died_on: Day | null
}
