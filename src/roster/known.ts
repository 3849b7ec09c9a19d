import type { Facts } from '../law/facts.ts'
import type { FactKind } from './kinds.ts'
import type { KnownFact } from './rows.ts'

/** Keys of the facts object, by the kind of fact that fills them; a list gathers all, any other key takes the last. */
const KEYS: Partial<Record<FactKind, { readonly key: keyof Facts; readonly list: boolean }>> = {
  person: { key: 'person', list: false },
  hukou: { key: 'hukou', list: false },
  draws_employee_pension: { key: 'draws_employee_pension', list: false },
  identity: { key: 'identities', list: true },
  merit: { key: 'merit', list: true },
  hukou_move: { key: 'hukou_moves', list: true },
  suspended: { key: 'suspended', list: true },
}

/** Before the first move a person is registered where that move began. */
function countyOf(county: string, moves: Facts['hukou_moves']): string {
  const first = moves?.toSorted((a, b) => (a.on < b.on ? -1 : 1))[0]
  return first?.from_county ?? county
}

/** Gathers the facts known of one person into the shape that the law is applied to, without rates and parameters. */
export function gather(county: string, known: readonly Pick<KnownFact, 'kind' | 'value'>[]): Facts {
  const facts: Record<string, unknown> = { county, person: {}, identities: [] }
  for (const { kind, value } of known) {
    const place = KEYS[kind]
    if (!place || value === null) continue
    const list = facts[place.key]
    facts[place.key] = !place.list ? value : Array.isArray(list) ? [...list, value] : [value]
  }
  const gathered = facts as Facts // each value was checked by its piece of the same schema when it was recorded
  return gathered.hukou_moves ? { ...gathered, county: countyOf(county, gathered.hukou_moves) } : gathered
}
