import type { Work } from '../../../access/house.ts'
import { done, type Result } from '../../../base/result.ts'
import { changePersonIn, personIn, recordFactIn } from '../../actions.ts'
import { selectCurrent, type StoredPerson } from '../../store.ts'
import type { HeldFields, Takeable } from '../differences.ts'

const fieldsOf = (value: unknown): Record<string, unknown> => (typeof value === 'object' && value !== null ? { ...value } : {})

/** What the roster holds of somebody, in the fields of a sheet of one category. */
export async function heldIn(work: Work, stored: StoredPerson, category: string): Promise<HeldFields> {
  const { vault } = work
  const facts = await selectCurrent(work.session, work.actor.county, stored.id)
  const identity = fieldsOf(facts.findLast(fact => fact.kind === 'identity' && fieldsOf(fact.value)['category'] === category)?.value)
  const hukou = facts.findLast(fact => fact.kind === 'hukou')?.value
  return {
    ...Object.fromEntries(Object.entries(identity).filter(([, value]) => value !== null && typeof value !== 'object').map(([key, value]) => [key, String(value)])),
    phone: stored.phone && vault.open(stored.phone), account: stored.account && vault.open(stored.account), address: stored.address, place_code: stored.place_code,
    bank_name: stored.bank_name, account_holder: stored.account_holder, died_on: stored.died_on, hukou: typeof hukou === 'string' ? hukou : null,
  }
}

type Before = Record<string, string | null>
const CARD = { phone: 'phone', address: 'address', place_code: 'place' } as const

/** Puts the ticked fields on the card and into facts; answers what taking them back needs. */
export async function takeDifferences(work: Work, stored: StoredPerson, given: HeldFields, wanted: readonly Takeable[]): Promise<Result<{ facts: string[]; before: Before | null }>> {
  const held: Before = { phone: stored.phone && Buffer.from(stored.phone).toString('hex'), address: stored.address, place: stored.place_code }
  const keys = wanted.flatMap(field => (field === 'hukou' ? [] : [[field, CARD[field]] as const]))
  const facts: string[] = []
  if (keys.length > 0) {
    const changed = await changePersonIn(work, stored.id, { version: stored.version, changes: Object.fromEntries(keys.map(([field, key]) => [key, given[field]])) })
    if (!changed.ok) return changed
  }
  if (wanted.includes('hukou')) {
    const recorded = await recordFactIn(work, stored.id, { kind: 'hukou', value: given.hukou })
    if (!recorded.ok) return recorded
    facts.push(recorded.value)
  }
  const person = await personIn(work, stored.id)
  return person.ok ? done({ facts, before: keys.length === 0 ? null : Object.fromEntries(keys.map(([, key]) => [key, held[key]!])) }) : person
}
