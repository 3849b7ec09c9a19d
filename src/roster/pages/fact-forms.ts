import { z } from 'zod'
import type { Text } from '../../base/result.ts'
import { AREAS, CAUSES, DEATH_CAUSES, DISABLED_CATEGORIES, LEFT_REASONS, RELATIONS, SURVIVOR_CATEGORIES } from '../../law/facts.ts'
import { factName, valueName } from '../../law/fact-names.ts'
import { FIELD_HELP, helpOf } from '../../law/field-help.ts'
import type { Field, Values } from '../../ui/form.tsx'
import { categoryName, FACT_KIND_NAMES, type FactKind } from '../kinds.ts'
import type { CardFact, PersonCard } from '../roster.ts'
import { recordInput } from '../schemas.ts'

export type FactForm = {
  readonly id: string
  readonly kind: FactKind
  readonly name?: Text
  readonly fields: readonly Field[]
  /** What it does not go without. */
  readonly needs?: readonly string[]
  /** It completes an identity that the person has: of one of these categories, or of any. */
  readonly completes?: readonly string[] | 'any'
  /** The fact's value from what was filled in; the server refuses one that is not legal, field by field. */
  readonly value: (filled: Values, person: PersonCard) => unknown
}

/** Where a drawer begins: a form, whose identity it completes, which facts are asked for, and what is known of them. */
export type FactStart = { readonly form: string; readonly category?: string | null; readonly facts?: readonly string[]; readonly values?: Values }

/** The server's schema, with the value as the form's own fields. */
const factSchema = z.strictObject({ ...recordInput.shape, value: z.record(z.string(), z.unknown()).optional() })

/** The same, with what a form does not go without. */
export const schemaOf = ({ needs = [] }: FactForm): typeof factSchema =>
  // Of an empty form each need is told, and not the whole value.
  (needs.length === 0 ? factSchema : factSchema.extend({ value: z.looseObject(Object.fromEntries(needs.map(key => [key, z.string().min(1)]))).prefault({} as never) })) as typeof factSchema

const GRADES = Array.from({ length: 10 }, (_, index) => String(index + 1))
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  cause: CAUSES, relation: RELATIONS, area: AREAS, death_cause: DEATH_CAUSES, left_reason: LEFT_REASONS, grade: GRADES, level: ['first-class', 'second-class', 'third-class'], hukou: ['rural', 'urban'],
}

/** The field of a fact, under the name that people know it by. */
function fieldOf(key: string, label: Text = factName(key)): Field {
  const choices = CHOICES[key]?.map(value => ({ value, label: valueName(key, value) }))
  return { name: `value.${key}`, label, about: helpOf(key), ...(choices ? { kind: 'choice', choices } : /_on$|^on$|^died$/.test(key) ? { kind: 'day' } : {}) }
}
const fieldsOf = (...keys: string[]): Field[] => keys.map(key => fieldOf(key))

const graded = (filled: Values): Values => (filled['grade'] ? { ...filled, grade: Number(filled['grade']) } : filled)

const valueOf = (fact: CardFact | undefined): Values => (typeof fact?.value === 'object' && fact.value !== null ? { ...fact.value } : {})
const personValue = (person: PersonCard): Values => ({ born: person.born, sex: person.sex, ...valueOf(person.facts.find(fact => fact.kind === 'person')) })

/** The identities that a form may complete. */
export const identitiesFor = ({ completes }: FactForm, person: PersonCard): readonly (CardFact & { readonly category: string })[] =>
  person.facts.filter(fact => fact.kind === 'identity').map(fact => ({ ...fact, category: String(valueOf(fact)['category']) }))
    .filter(({ category }) => completes === 'any' || (completes ?? []).includes(category))

const completing = (id: string, name: Text, fields: readonly Field[], completes: readonly string[] | 'any' = 'any'): FactForm =>
  ({ id, kind: 'identity', name, fields, completes, value: graded })

const ENDED = fieldOf('ended_on', { zh: '终止日期', en: 'Last day' })
const DISABLED: Field = { name: 'value.category', label: factName('category'), about: FIELD_HELP.category, kind: 'choice', choices: DISABLED_CATEGORIES.map(value => ({ value, label: categoryName(value) })) }

/** What an office records most; sheets bring the rest in. Suspensions are proposed, never recorded by one person. */
const FACT_FORMS: readonly FactForm[] = [
  { id: 'note', kind: 'note', needs: ['text'], fields: [{ name: 'value.text', label: FACT_KIND_NAMES.note, kind: 'long' }], value: filled => filled },
  {
    id: 'death', kind: 'person', name: { zh: '去世', en: 'Death' }, needs: ['died'], fields: [fieldOf('died', factName('person.died')), fieldOf('death_cause', factName('person.death_cause'))],
    value: (filled, person) => ({ ...personValue(person), ...filled }),
  },
  { id: 'merit', kind: 'merit', needs: ['level', 'on'], fields: [fieldOf('level'), fieldOf('on', { zh: '日期', en: 'On' })], value: filled => filled },
  { ...completing('approved', { zh: '身份批准', en: 'Approval of an identity' }, fieldsOf('approved_on')), needs: ['approved_on'] },
  { ...completing('ended', { zh: '身份终止', en: 'End of an identity' }, [ENDED]), needs: ['ended_on'] },
  { ...completing('left', { zh: '离队', en: 'Leaving the army' }, fieldsOf('left_on', 'left_reason'), ['conscript-family']), needs: ['left_on'] },
  {
    id: 'conscript', kind: 'identity', name: { zh: '新增义务兵家庭身份', en: 'New identity: conscript’s family' }, fields: fieldsOf('enlistment_approved_on', 'area'),
    value: (filled, person) => ({ category: 'conscript-family', approved_by_county: person.place.slice(0, 6), ...filled }),
  },
  {
    id: 'disabled', kind: 'identity', name: { zh: '新增伤残身份', en: 'New identity: disabled' }, needs: ['category'], fields: [DISABLED, ...fieldsOf('cause', 'grade'), { ...fieldOf('approved_on'), about: FIELD_HELP.grading_start }], value: graded,
  },
]

/** What an identity says besides the days that every one has. */
const OWN_FACTS: readonly { readonly of: readonly string[]; readonly facts: readonly string[] }[] = [
  { of: DISABLED_CATEGORIES, facts: ['cause', 'grade'] }, { of: SURVIVOR_CATEGORIES, facts: ['relation'] }, { of: ['rural-veteran-60'], facts: ['enlisted_on', 'discharged_on'] },
  { of: ['conscript-family'], facts: ['enlistment_approved_on', 'area', 'left_on', 'left_reason'] },
]

/** A form whose empty fields empty what stood there; what it does not ask for stays as it is. */
const correcting = (kind: FactKind, stood: Values, keys: readonly string[], more: Partial<FactForm> = {}): FactForm => ({
  id: 'correction', kind, fields: fieldsOf(...keys), ...more,
  value: filled => ({ ...stood, ...Object.fromEntries(keys.map(key => [key, null])), ...graded(filled) }),
})

/** The form that puts a standing fact right, for the kinds that are corrected one by one (CORRECTED_KINDS). */
export function correctionOf(fact: CardFact): FactForm {
  const stood = valueOf(fact)
  switch (fact.kind) {
    case 'identity': {
      const own = OWN_FACTS.find(({ of }) => of.includes(String(stood['category'])))?.facts ?? []
      return correcting('identity', stood, [...own, 'approved_on', 'ended_on'], { fields: [...fieldsOf(...own, 'approved_on'), ENDED] })
    }
    case 'person': return correcting('person', stood, ['died', 'death_cause'], { fields: [fieldOf('died', factName('person.died')), fieldOf('death_cause', factName('person.death_cause'))] })
    case 'hukou': return { ...correcting('hukou', stood, ['hukou'], { needs: ['hukou'], fields: [fieldOf('hukou', FACT_KIND_NAMES.hukou)] }), value: filled => filled['hukou'] }
    default: return { ...FACT_FORMS.find(form => form.id === fact.kind)!, id: 'correction' } // merit and note have one
  }
}

/** What stands in a fact, as its form's fields hold it; a value that is one word stands in the one field of its form. */
export function standingIn({ kind, value }: CardFact): Values {
  const fields = typeof value === 'object' && value !== null ? value : { [kind === 'note' ? 'text' : kind]: value }
  return Object.fromEntries(Object.entries(fields).filter(([, each]) => each !== null && typeof each !== 'object').map(([key, each]) => [key, String(each)]))
}

/** The forms for a person, and one for the facts that are asked for. */
export function formsFor(person: PersonCard, start: FactStart | undefined): readonly FactForm[] {
  const asked = (start?.facts ?? []).filter(fact => !fact.includes('.'))
  const missing = start?.form === 'missing' && asked.length > 0 ? [completing('missing', { zh: '补记事实', en: 'Missing facts' }, fieldsOf(...asked))] : []
  return [...missing, ...FACT_FORMS].filter(form => form.completes === undefined || identitiesFor(form, person).length > 0)
}

/** When the office learned of it, and from what: every form asks. */
export const LEARNED: readonly Field[] = [
  { name: 'known_on', label: { zh: '得知日期', en: 'Learned on' }, about: FIELD_HELP.known_on, kind: 'day', help: { zh: '不填就是今天', en: 'Today if left empty' } },
  { name: 'document', label: { zh: '依据文件', en: 'Document' } },
]

/** What a drawer's fields hold when it opens. */
export const initialOf = (start: FactStart | undefined): Values => Object.fromEntries(Object.entries(start?.values ?? {}).map(([key, value]) => [`value.${key}`, value]))
