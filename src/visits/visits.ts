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

export const roundName = (festival: Festival, year: number): string => `${year}年${FESTIVAL_NAMES[festival].zh}走访慰问`

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
  /** Who gives: 青松镇人民政府. */
  readonly giver: string | null
  /** The standard of one household. */
  readonly cash_each_fen: Fen
  readonly goods_each: readonly Goods[]
  readonly state: RoundState
  /** Why what was given differs from what was planned. */
  readonly closing_note: string | null
  readonly version: number
}

/** A round with what its visits come to, as far as the reader may see them. */
export type RoundLine = Round & { readonly planned: number; readonly households: number; readonly cash_fen: Fen; readonly goods_fen: Fen }

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
  /** What the household wishes for and suffers from, as it was told. */
  readonly wish: string | null
  readonly hardship: string | null
  /** The plan's task that these became. */
  readonly task: string | null
  /** Whether the cash of this version, and its goods out of the store, stand in the ledger. */
  readonly posted: boolean
  /** Whence the cash came that stands in the ledger; null while nothing is posted. */
  readonly fund: string | null
  readonly version: number
}

/** What came of an attempt that gave nothing. */
export type Tried = 'absent' | 'refused'

/** A household that is to be visited in a round, and by whom. */
export type Planned = {
  readonly household: string
  readonly place: string
  readonly head: string
  readonly category: string | null
  readonly group_name: string | null
  readonly address: string | null
  readonly visitors: readonly string[]
  readonly tried: Tried | null
  readonly tried_on: Day | null
  readonly tried_note: string | null
}

/** A round opened: who is to be visited by village, and its visits in the order of their days. */
export type RoundView = Omit<RoundLine, 'planned'> & { readonly planned: readonly Planned[]; readonly visits: readonly Visit[] }

/** A round with its households and visits, and what these come to. */
export function viewOf(round: Round, planned: readonly Planned[], visits: readonly Visit[]): RoundView {
  const total = (field: 'cash_fen' | 'goods_fen') => visits.reduce((amount, visit) => amount + visit[field], 0)
  return { ...round, households: visits.length, cash_fen: total('cash_fen'), goods_fen: total('goods_fen'), planned, visits }
}

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
