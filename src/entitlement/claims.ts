import type { Facts, Identity } from '../law/facts.ts'
import type { LawBook } from '../law/law.ts'
import { rulesOf, type Rule } from './rules.ts'

export type Merit = NonNullable<Facts['merit']>[number]

/** One benefit that one identity can open, or one merit. */
export type Claim = {
  readonly rule: Rule
  readonly identity: Identity
  /** Where the identity stands in the facts: `identities[0]`. */
  readonly place: string
  /** The merit that an award is for. */
  readonly merit: Merit | null
  /** The claim that goes on after a death. */
  readonly base: Claim | null
}

function identityClaims(book: LawBook, identity: Identity, place: string): Claim[] {
  const opened = book.categories.get(identity.category)?.benefits ?? []
  const rules = opened.flatMap(benefit => rulesOf(book).get(benefit) ?? []).filter(rule => rule.entry.formula !== 'award')
  const plain = rules.filter(rule => rule.continuation === null).map((rule): Claim => ({ rule, identity, place, merit: null, base: null }))
  const continued = rules.flatMap((rule): Claim[] => {
    const base = plain.find(claim => claim.rule.entry.id === rule.continuation?.benefit)
    return base ? [{ rule, identity, place, merit: null, base }] : []
  })
  return [...plain, ...continued]
}

/** An award is for a family of the serving; where no identity says so, it is taken to be one. */
function awardClaims(book: LawBook, facts: Facts): Claim[] {
  return [...rulesOf(book).values()].flat().filter(rule => rule.entry.formula === 'award').flatMap(rule => {
    const identity = facts.identities?.find(one => rule.entry.categories.includes(one.category)) ?? { category: 'serving-family' as const }
    return facts.merit?.map((merit, index): Claim => ({ rule, identity, place: `merit[${index}]`, merit, base: null })) ?? []
  })
}

/** Everything that these facts can open, those that give way to others last. */
export function claimsOf(book: LawBook, facts: Facts): Claim[] {
  const claims = facts.identities?.flatMap((identity, index) => identityClaims(book, identity, `identities[${index}]`)) ?? []
  return [...claims, ...awardClaims(book, facts)].toSorted((one, other) => Number(one.rule.yields) - Number(other.rule.yields))
}
