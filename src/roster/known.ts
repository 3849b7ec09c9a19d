import type { KnownFact } from './rows.ts'
import { SINGLE_KINDS, type FactKind } from './kinds.ts'

type Fields = Readonly<Record<string, unknown>>

/** The facts of one person in the shape that the law is applied to (contracts: decide, facts in), without rates and parameters. */
export type FactsOfPerson = {
  county: string
  person: Fields
  identities: Fields[]
  hukou?: unknown
  merit?: Fields[]
  hukou_moves?: Fields[]
  suspended?: Fields[]
  draws_employee_pension?: unknown
}

/** Lists of the facts object, by the kind of fact that fills them. */
const LISTS: Partial<Record<FactKind, 'identities' | 'merit' | 'hukou_moves' | 'suspended'>> = {
  identity: 'identities', merit: 'merit', hukou_move: 'hukou_moves', suspended: 'suspended',
}

/** Before the first move a person is registered where that move began. */
const countyOf = (county: string, moves: readonly Fields[]): string => {
  const first = moves.toSorted((a, b) => (String(a['on']) < String(b['on']) ? -1 : 1))[0]
  return typeof first?.['from_county'] === 'string' ? first['from_county'] : county
}

/** Gathers the facts known of one person; of a kind that stands once the last one recorded holds. */
export function gather(county: string, known: readonly Pick<KnownFact, 'kind' | 'value'>[]): FactsOfPerson {
  const facts: FactsOfPerson = { county, person: {}, identities: [] }
  for (const { kind, value } of known) {
    if (value === null) continue
    const list = LISTS[kind]
    if (list) (facts[list] ??= []).push(value as Fields) // the kinds of lists hold objects, checked when recorded
    else if (kind === 'person') facts.person = value as Fields // likewise
    else if (SINGLE_KINDS.includes(kind)) Object.assign(facts, { [kind]: value })
  }
  if (facts.hukou_moves) facts.county = countyOf(county, facts.hukou_moves)
  return facts
}
