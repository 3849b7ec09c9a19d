import type { Month } from '../base/day.ts'
import type { Facts } from '../law/facts.ts'
import type { LawBook } from '../law/law.ts'
import type { DecideOptions, Decision } from './decision.ts'

/** What the law owes on these facts for the months asked for. */
export function decide(book: LawBook, _facts: Facts, _from: Month, _to: Month, _options: DecideOptions = {}): Decision {
  return { lines: [], refused: [], by_hand: [], missing: [], warnings: [], law: { hash: book.hash } }
}
