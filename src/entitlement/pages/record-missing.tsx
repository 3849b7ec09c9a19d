import { z } from 'zod'
import type { Text } from '../../base/result.ts'
import { AREAS, CAUSES, DEATH_CAUSES, RELATIONS } from '../../law/facts.ts'
import { factName, valueName } from '../../law/fact-names.ts'
import type { PersonCard } from '../../roster/roster.ts'
import { recordInput } from '../../roster/schemas.ts'
import { send } from '../../ui/api.ts'
import { SchemaForm, type Field, type Values } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { StepButton } from '../../ui/step-button.tsx'
import type { ExplainedClaim } from '../explanation/explanation.ts'

const form = z.strictObject({ known_on: recordInput.shape.known_on, document: recordInput.shape.document, value: z.record(z.string(), z.unknown()) })
const GRADES = Array.from({ length: 10 }, (_, index) => String(index + 1))
const CHOICES: Readonly<Record<string, readonly string[]>> = { cause: CAUSES, relation: RELATIONS, area: AREAS, death_cause: DEATH_CAUSES, grade: GRADES }

/** `identities[0].relation` is the identity's, `person.death_cause` the person's; notices and figures are no fact of a person. */
const keyOf = (fact: string): { of: 'identity' | 'person'; key: string } | undefined => {
  const [, key] = /^identities\[\d+\]\.(\w+)$/.exec(fact) ?? []
  if (key !== undefined) return { of: 'identity', key }
  return fact === 'person.death_cause' ? { of: 'person', key: 'death_cause' } : undefined
}

const fieldOf = (key: string, label: Text): Field => {
  const choices = CHOICES[key]
  if (choices) return { name: `value.${key}`, label, kind: 'choice', choices: choices.map(value => ({ value, label: valueName(key, value) })) }
  return { name: `value.${key}`, label, ...(key.endsWith('_on') ? { kind: 'day' as const } : {}) }
}

const COMMON: readonly Field[] = [
  { name: 'document', label: { zh: '依据文件', en: 'Document' } },
  { name: 'known_on', label: { zh: '得知日期', en: 'Learned on' }, kind: 'day', help: { zh: '不填就是今天', en: 'Today if left empty' } },
]

/** Whether a person's card can take the fact. */
export const isRecordable = (fact: string): boolean => keyOf(fact) !== undefined

type Target = { readonly kind: 'identity' | 'person'; readonly value: Values; readonly supersedes?: string }

/** What the new fact takes the place of: the identity of the claim's category as it stands, or the person's own. */
function targetOf(person: PersonCard, { category }: ExplainedClaim, of: 'identity' | 'person'): Target {
  if (of === 'person') return { kind: 'person', value: {} }
  const stands = person.facts.find(({ kind, value }) => kind === 'identity' && typeof value === 'object' && value !== null && 'category' in value && value.category === category)
  return { kind: 'identity', value: { ...(stands?.value ?? { category }) }, ...(stands ? { supersedes: stands.id } : {}) }
}

const withGrade = (filled: Values): Values => ('grade' in filled && filled['grade'] ? { ...filled, grade: Number(filled['grade']) } : filled)

/** Records the facts that a claim lacks: the identity as it stands, completed. */
export function RecordMissing({ person, claim, recorded }: { person: PersonCard; claim: ExplainedClaim; recorded: () => void }) {
  const t = useText()
  const lacking = claim.lacks.flatMap(({ fact }) => keyOf(fact) ?? [])
  const of = lacking[0]?.of ?? 'identity'
  const fields = lacking.filter(one => one.of === of).map(({ key }) => fieldOf(key, factName(of === 'person' ? `person.${key}` : key)))
  return (
    <SchemaForm
      id={`missing-${claim.category}`} schema={form} fields={[...fields, ...COMMON]}
      submit={async ({ value, ...about }) => {
        const target = targetOf(person, claim, of)
        await send('POST', `/people/${person.id}/facts`, { ...about, ...target, value: { ...target.value, ...withGrade(value) } })
        recorded()
      }}
      footer={busy => <StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '记上', en: 'Record' })}</StepButton>}
    />
  )
}
