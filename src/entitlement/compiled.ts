import type { Benefit } from '../law/facts.ts'
import type { BenefitEntry, LawBook } from '../law/law.ts'
import { CONDITIONS, type Condition } from './conditions.ts'

export type CompiledCondition = { readonly kind: string; readonly cite: string; readonly condition: Condition }
export type CompiledBenefit = {
  readonly entry: BenefitEntry
  readonly conditions: readonly CompiledCondition[]
  /** Gives way to other regular benefits, so it is decided after them. */
  readonly yields: boolean
}

const compiledBooks = new WeakMap<LawBook, ReadonlyMap<Benefit, CompiledBenefit>>()

function compile(entry: BenefitEntry): CompiledBenefit {
  const conditions = entry.conditions.map(({ kind, cite, ...parameters }) => {
    const maker = CONDITIONS[kind]
    if (!maker) throw new Error(`${entry.id}: no condition ${kind}; there are ${Object.keys(CONDITIONS).join(', ')}`)
    return { kind, cite, condition: maker.of(parameters) }
  })
  return { entry, conditions, yields: conditions.some(({ kind }) => kind === 'no-other-regular-benefit') }
}

/** The benefits of a book with their conditions ready, made once. */
export function compiled(book: LawBook): ReadonlyMap<Benefit, CompiledBenefit> {
  let benefits = compiledBooks.get(book)
  if (!benefits) compiledBooks.set(book, benefits = new Map([...book.benefits].map(([id, entry]) => [id, compile(entry)])))
  return benefits
}
