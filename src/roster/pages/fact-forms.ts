import { z } from 'zod'
import type { Text } from '../../base/result.ts'
import type { Field, Values } from '../../ui/form.tsx'
import { FACT_KIND_NAMES, type FactKind } from '../kinds.ts'
import type { PersonCard } from '../roster.ts'
import { recordInput } from '../schemas.ts'

export type FactForm = {
  readonly id: string
  readonly kind: FactKind
  readonly name?: Text
  readonly fields: readonly Field[]
  /** The fact's value from what was filled in; the server refuses one that is not legal, field by field. */
  readonly value: (filled: Values, person: PersonCard) => unknown
}

/** The server's schema, with the value as the form's own fields. */
export const factSchema = z.strictObject({ ...recordInput.shape, value: z.record(z.string(), z.unknown()).optional() })

const day = (name: string, zh: string, en: string): Field => ({ name: `value.${name}`, label: { zh, en }, kind: 'day' })
const choice = (name: string, label: Text, choices: readonly (readonly [string, string, string])[]): Field =>
  ({ name: `value.${name}`, label, kind: 'choice', choices: choices.map(([value, zh, en]) => ({ value, label: { zh, en } })) })

const personValue = (person: PersonCard): Values => {
  const known = person.facts.find(fact => fact.kind === 'person')?.value
  return { born: person.born, sex: person.sex, ...(typeof known === 'object' && known !== null ? known : {}) }
}

/** What an office records most; sheets bring the rest in, and a suspension comes of a proposal (`propose.tsx`). */
export const FACT_FORMS: readonly FactForm[] = [
  { id: 'note', kind: 'note', fields: [{ name: 'value.text', label: FACT_KIND_NAMES.note, kind: 'long' }], value: filled => filled },
  {
    id: 'death', kind: 'person', name: { zh: '去世', en: 'Death' },
    fields: [day('died', '去世日期', 'Died on'), choice('death_cause', { zh: '原因', en: 'Cause' }, [['illness', '因病', 'Illness'], ['old-wound', '旧伤复发', 'Old wound'], ['other', '其他', 'Other']])],
    value: (filled, person) => ({ ...personValue(person), ...filled }),
  },
  {
    id: 'merit', kind: 'merit',
    fields: [choice('level', { zh: '等级', en: 'Level' }, [['first-class', '一等功', 'First class'], ['second-class', '二等功', 'Second class'], ['third-class', '三等功', 'Third class']]), day('on', '日期', 'On')],
    value: filled => filled,
  },
]
