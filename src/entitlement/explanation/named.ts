import type { Text } from '../../base/result.ts'
import type { LawBook } from '../../law/law.ts'
import type { Decision } from '../decision.ts'

const ID = /\b[a-z]+(?:-[a-z0-9]+)+\b/g

const names = new WeakMap<LawBook, ReadonlyMap<string, Text>>()
function namesOf(book: LawBook): ReadonlyMap<string, Text> {
  let found = names.get(book)
  if (!found) names.set(book, found = new Map([...book.benefits.values(), ...book.categories.values()].map(({ id, name }) => [id, name])))
  return found
}

/** A text of a decision with the names of benefits and categories in the place of their ids. */
export function named(book: LawBook, { zh, en }: Text): Text {
  const found = namesOf(book)
  return { zh: zh.replaceAll(ID, id => found.get(id)?.zh ?? id), en: en.replaceAll(ID, id => found.get(id)?.en ?? id) }
}

/** A decision for people to read: its texts name what they speak of. */
export function readable(book: LawBook, decision: Decision): Decision {
  const told = <T extends { readonly text: string; readonly text_en: string }>(one: T): T => {
    const { zh, en } = named(book, { zh: one.text, en: one.text_en })
    return { ...one, text: zh, text_en: en }
  }
  const reasoned = <T extends { readonly reasons: Decision['lines'][number]['reasons'] }>(one: T): T => ({ ...one, reasons: one.reasons.map(told) })
  return { ...decision, lines: decision.lines.map(reasoned), refused: decision.refused.map(reasoned), by_hand: decision.by_hand.map(told), warnings: decision.warnings.map(told) }
}
