import { ahead } from '../base/ahead.ts'
import type { Day } from '../base/day.ts'
import { normalizeIdentityNumber, readIdentityNumber } from '../base/identity-number.ts'
import { maskAccount, maskIdentityNumber, maskPhone } from '../base/mask.ts'
import { digitsOf, phoneOf } from '../base/phone-and-account.ts'
import type { Refusal } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import type { Vault } from '../vault/vault.ts'
import { accountHolderFaults } from './accounts/refusals.ts'
import { at, factFaults, identityFaults } from './faults.ts'
import { spanOfIdentity, type FactKind } from './kinds.ts'
import { spell } from './names.ts'
import type { CategorySpan, FactRow, PersonRow } from './rows.ts'
import type { FactInput, ParsedPerson } from './schemas.ts'
import { accountIndex, gramsOf, identityIndex } from './search.ts'

/** What preparing needs of the outside world. */
export type Tools = { readonly vault: Vault; readonly today: Day; readonly id: () => string }

export type Prepared = {
  readonly person: PersonRow
  readonly facts: readonly FactRow[]
  readonly grams: readonly string[]
  readonly categories: readonly CategorySpan[]
}

const FREE_TEXTS = ['bank_name', 'account_holder', 'address', 'name'] as const

/** Birth and sex given beside the number must be the number's. */
function disagreements(place: string, input: ParsedPerson): Refusal[] {
  const number = readIdentityNumber(input.identity_number)
  if (typeof number === 'string') return []
  const differing = (['born', 'sex'] as const).filter(key => input[key] !== undefined && input[key] !== number[key])
  return differing.map(key => ({
    code: 'contradiction', place: at(place, key), value: input[key], legal: [number[key]],
    message: { zh: key === 'born' ? '出生日期与身份证号不一致。' : '性别与身份证号不一致。', en: `This does not agree with the identity number.` },
  }))
}

const personFact = (input: ParsedPerson, born: Day, sex: string): FactInput => ({
  kind: 'person', document: null,
  value: { born, sex, died: input.died_on ?? null, ...(input.death_cause ? { death_cause: input.death_cause } : {}) },
})

/** Everything wrong with a card that can be seen without the roster. `place` leads to it: `persons.3`. */
export function cardFaults(place: string, input: ParsedPerson, today: Day): Refusal[] {
  const number = readIdentityNumber(input.identity_number)
  const faults = [...identityFaults(at(place, 'identity_number'), input.identity_number), ...disagreements(place, input)]
  for (const key of FREE_TEXTS) faults.push(...screenSecret(at(place, key), input[key]))
  const born = typeof number === 'string' ? input.born ?? '1800-01-01' : number.born
  if (born > today) faults.push({ code: 'invalid', place: at(place, 'identity_number'), value: born, message: { zh: '出生日期在今天以后。', en: 'The birth is after today.' } })
  if (input.died_on && (input.died_on < born || input.died_on > today)) {
    faults.push({ code: 'contradiction', place: at(place, 'died_on'), value: input.died_on, message: { zh: '去世日期应在出生日期和今天之间。', en: 'A death lies between the birth and today.' } })
  }
  return [...faults, ...ahead(at(place, 'known_on'), input.known_on, today), ...input.facts.flatMap((fact, index) => factFaults(at(place, 'facts', index), fact, born, today))]
}

/** The same of a person to add, with their first account. A card that is changed keeps its account: after a change of name the holder differs, and `accounts/` corrects it. */
export const personFaults = (place: string, input: ParsedPerson, today: Day): Refusal[] =>
  [...cardFaults(place, input, today), ...accountHolderFaults(input).map(fault => ({ ...fault, place: at(place, fault.place) }))]

/** From when to when a person is of each category: several identities of one category count as one span. */
export function categoriesOf(card: PersonRow, facts: readonly { kind: FactKind; value: unknown }[]): CategorySpan[] {
  const spans = new Map<string, CategorySpan>()
  for (const fact of facts) {
    if (fact.kind !== 'identity' || fact.value === null) continue
    const span = spanOfIdentity(fact.value)
    const other = spans.get(span.category)
    spans.set(span.category, {
      person: card.id, place_code: card.place_code, name_pinyin: card.name_pinyin, died_on: card.died_on, category: span.category,
      started_on: other && other.started_on < span.started_on ? other.started_on : span.started_on,
      ended_on: !other ? span.ended_on : other.ended_on === null || span.ended_on === null ? null : other.ended_on > span.ended_on ? other.ended_on : span.ended_on,
    })
  }
  return [...spans.values()]
}

/** The sealed card with what it is found by. */
export function cardOf(tools: Pick<Tools, 'vault'>, input: CardInput): { person: PersonRow; grams: string[] } {
  const { vault } = tools
  const number = normalizeIdentityNumber(input.identity_number)
  const [phone, account] = [input.phone ? phoneOf(input.phone) : null, input.account ? digitsOf(input.account) : null]
  const name = input.name.normalize('NFKC')
  const spelled = spell(name)
  const person: PersonRow = {
    id: input.id, place_code: input.place, name, name_pinyin: spelled.pinyin, name_initials: spelled.initials, sex: input.sex, born: input.born,
    died_on: input.died_on ?? null, household: input.household ?? null,
    identity_number: vault.seal(number), identity_index: identityIndex(vault, number),
    phone: phone === null ? null : vault.seal(phone), account: account === null ? null : vault.seal(account),
    account_index: account === null ? null : accountIndex(vault, account),
    bank_name: input.bank_name ?? null, account_holder: input.account_holder ?? null, account_relation: input.account_relation ?? 'self',
    address: input.address ?? null,
  }
  return { person, grams: gramsOf(vault, name, { identity_number: number, phone, account }) }
}

export type CardInput = Omit<ParsedPerson, 'born' | 'sex' | 'facts' | 'hukou' | 'death_cause' | 'known_on'> & { readonly id: string; readonly born: Day; readonly sex: 'male' | 'female' }

/** All rows of a person to add. The input has been checked with `personFaults`. */
export function prepare(tools: Tools, input: ParsedPerson): Prepared {
  const number = readIdentityNumber(input.identity_number)
  if (typeof number === 'string') throw new Error('an identity number that was not checked')
  const id = tools.id()
  const { person, grams } = cardOf(tools, { ...input, id, born: number.born, sex: number.sex })
  const hukou: FactInput[] = input.hukou === undefined ? [] : [{ kind: 'hukou', value: input.hukou, document: null }]
  const given = [personFact(input, number.born, number.sex), ...hukou, ...input.facts]
  const facts = given.map((fact): FactRow => ({
    id: tools.id(), place_code: input.place, person: id, kind: fact.kind, value: fact.value, supersedes: null,
    known_on: fact.known_on ?? input.known_on ?? tools.today, document: fact.document ?? null,
  }))
  return { person, facts, grams, categories: categoriesOf(person, facts) }
}

/** A card for the journal and for lists: numbers masked. */
export const maskedCard = (vault: Vault, row: PersonRow) => ({
  name: row.name, sex: row.sex, born: row.born, died_on: row.died_on, place: row.place_code, household: row.household,
  identity_number: maskIdentityNumber(vault.open(row.identity_number)),
  phone: row.phone ? maskPhone(vault.open(row.phone)) : null,
  account: row.account ? maskAccount(vault.open(row.account)) : null,
  bank_name: row.bank_name, account_holder: row.account_holder, account_relation: row.account_relation, address: row.address,
})
