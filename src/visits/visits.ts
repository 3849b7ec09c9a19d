import type { Day } from '../base/day.ts'
import type { Fen } from '../base/money.ts'
import type { Text } from '../base/result.ts'
import type { EvidenceInput } from '../evidence/evidence.ts'

export const FESTIVALS = ['new-year', 'spring-festival', 'army-day'] as const
export type Festival = typeof FESTIVALS[number]

/** As the offices write them, 八一 in quotation marks. */
export const FESTIVAL_NAMES: Readonly<Record<Festival, Text>> = {
  'new-year': { zh: '元旦', en: 'New Year' },
  'spring-festival': { zh: '春节', en: 'Spring Festival' },
  'army-day': { zh: '“八一”', en: 'Army Day' },
}

export type RoundState = 'open' | 'closed' | 'removed'

/** One holiday's visits of one place. */
export type Round = {
  readonly id: string
  readonly place: string
  readonly festival: Festival
  readonly year: number
  readonly name: string
  readonly from: Day
  readonly to: Day
  readonly fund: string | null
  readonly state: RoundState
}

/** A round with what its visits come to, as far as the reader may see them. */
export type RoundLine = Round & { readonly households: number; readonly cash_fen: Fen; readonly goods_fen: Fen }

/** A thing that was given, at the value the office puts on it; out of the store it is so many of an item, at what they cost. */
export type Goods = { readonly name: string; readonly value_fen: Fen; readonly item?: string | undefined; readonly quantity?: number | undefined }

export type Visit = {
  readonly id: string
  readonly round: string
  readonly place: string
  readonly household: string | null
  readonly person: string | null
  readonly head: string
  readonly category: string | null
  readonly visited_on: Day
  readonly visitors: readonly string[]
  readonly giver: string
  readonly cash_fen: Fen
  readonly goods: readonly Goods[]
  readonly goods_fen: Fen
  readonly signed_by: string | null
  readonly voucher: string | null
  readonly note: string | null
  /** Whether the cash of this version, and its goods out of the store, stand in the ledger. */
  readonly posted: boolean
  readonly version: number
}

/** A round opened: its visits in the order of their days. */
export type RoundView = RoundLine & { readonly visits: readonly Visit[] }

/** Who is visited: a household, or a person who has none here. */
export type Visited = {
  readonly household: string | null
  readonly person: string | null
  readonly place: string
  readonly head: string
  readonly category: string | null
}

/** A file that proves a visit: what it is about and where is the visit's. */
export type VisitEvidence = Omit<EvidenceInput, 'place' | 'subject'>
