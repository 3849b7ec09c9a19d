import type { Facts, Identity } from '../../src/law/facts.ts'

/** An identity and where it stands in the list that was given. */
export type Held = { readonly index: number; readonly identity: Identity }
/** The facts that were known on a day; what was learned later is not there. */
export type Known = Omit<Facts, 'identities'> & { readonly identities: readonly Held[]; readonly knownOn: string | undefined }

export const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

type Dated = { readonly known_on?: string | null; readonly published_on?: string | null }
const isLater = (value: object, knownOn: string): boolean => {
  const { known_on, published_on } = value as Dated // any fact object may carry them
  return (isGiven(known_on) && known_on > knownOn) || (isGiven(published_on) && published_on > knownOn)
}

/** The value without any object that was learned later: gone from a list, null in its place elsewhere. */
function learned(value: unknown, knownOn: string): unknown {
  if (Array.isArray(value)) return value.map(entry => learned(entry, knownOn)).filter(entry => entry !== null)
  if (typeof value !== 'object' || value === null) return value
  if (isLater(value, knownOn)) return null
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, learned(inner, knownOn)]))
}

export function factsKnown(facts: Facts, knownOn: string | undefined): Known {
  const all = (facts.identities ?? []).map((identity, index) => ({ index, identity }))
  if (knownOn === undefined) return { ...facts, identities: all, knownOn }
  const identities = all.flatMap(({ index, identity }) => {
    const known = learned(identity, knownOn)
    return known === null ? [] : [{ index, identity: known as Identity }] // the same shape, with fewer entries
  })
  const rest = learned({ ...facts, identities: [] }, knownOn)
  const nothing: Facts = { county: facts.county }
  if (rest === null) return { ...nothing, identities: [], knownOn }
  // Birth and sex are known from the beginning: what was learned later of a person is the death.
  const { born, sex } = facts.person ?? {}
  const known = rest as Facts // the same shape, with fewer entries
  return { ...known, person: known.person ?? { born, sex }, identities, knownOn }
}
