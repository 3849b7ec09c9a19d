import { asSentence, inSentence } from '../../base/english.ts'
import type { Text } from '../../base/result.ts'
import { valueName } from '../../law/fact-names.ts'
import { categoryName, FACT_KIND_NAMES, type FactKind } from '../kinds.ts'

type Fields = Readonly<Record<string, unknown>>
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {})
const join = (parts: readonly (Text | undefined)[]): Text => {
  const there = parts.filter(part => part !== undefined)
  return { zh: there.map(part => part.zh).join('，'), en: there.map((part, index) => (index === 0 ? asSentence(part.en) : inSentence(part.en))).join(', ') }
}
/** The name of a value of a fact; nothing where it is not given. */
const named = (fact: string, given: unknown): Text | undefined => (given === null || given === undefined ? undefined : valueName(fact, String(given)))

const dated = (zh: string, en: string, day: unknown): Text | undefined => (typeof day === 'string' ? { zh: `${zh} ${day}`, en: `${en} ${day}` } : undefined)

function identity(fields: Fields): Text {
  return join([
    categoryName(String(fields['category'])), named('cause', fields['cause']), named('grade', fields['grade']), named('relation', fields['relation']),
    dated('批准', 'approved', fields['approved_on']), dated('批准入伍', 'enlistment approved', fields['enlistment_approved_on']),
    dated('入伍', 'enlisted', fields['enlisted_on']), dated('退役', 'discharged', fields['discharged_on']),
    fields['area'] === 'ordinary' ? undefined : named('area', fields['area']), dated('离队', 'left', fields['left_on']), named('left_reason', fields['left_reason']),
    dated('终止', 'ended', fields['ended_on']),
  ])
}

const span = (value: unknown): Text => {
  const fields = fieldsOf(value)
  return { zh: `${String(fields['from'])} 至 ${String(fields['to'] ?? '今')}`, en: `${String(fields['from'])} to ${String(fields['to'] ?? 'now')}` }
}

/** Fields of no known name, as they are: nothing that is kept stays unseen. */
const rest = (value: unknown): Text => {
  const text = typeof value === 'object' && value !== null
    ? Object.entries(value).filter(([, each]) => each !== null && each !== '').map(([key, each]) => `${key}: ${typeof each === 'object' ? JSON.stringify(each) : String(each)}`).join('; ')
    : String(value ?? '')
  return { zh: text, en: text }
}

/** Contracts, money rule 9. */
const NO_EFFECT = { zh: '不是省级决定，不影响应发', en: 'not the province’s decision: no effect on what is owed' }

const SENTENCES: Partial<Record<FactKind, (value: unknown) => Text>> = {
  identity: value => identity(fieldsOf(value)),
  person: value => {
    const fields = fieldsOf(value)
    return join([dated('出生', 'born', fields['born']), dated('去世', 'died', fields['died']), named('death_cause', fields['death_cause'])])
  },
  hukou: value => named('hukou', typeof value === 'string' ? value : fieldsOf(value)['hukou']) ?? rest(value),
  merit: value => join([named('level', fieldsOf(value)['level']), dated('于', 'on', fieldsOf(value)['on'])]),
  hukou_move: value => {
    const fields = fieldsOf(value)
    return { zh: `${String(fields['on'])} 由 ${String(fields['from_county'])} 迁至 ${String(fields['to_county'])}`, en: `${String(fields['on'])} from ${String(fields['from_county'])} to ${String(fields['to_county'])}` }
  },
  suspended: value => {
    const { decided_by, document } = fieldsOf(value)
    return join([span(value), named('decided_by', decided_by), named('document', document), decided_by === 'province' ? undefined : NO_EFFECT])
  },
  draws_employee_pension: value => (Array.isArray(value) ? join(value.map(span)) : named('draws_employee_pension', value) ?? rest(value)),
  note: value => (typeof value === 'string' ? { zh: value, en: value } : rest(fieldsOf(value)['text'] ?? value)),
}

/** What a fact says, in a line that an official would write. */
export function describeFact(kind: FactKind, value: unknown): Text {
  if (value === null || value === undefined) return { zh: '撤回', en: 'Withdrawn' }
  return SENTENCES[kind]?.(value) ?? rest(value)
}

export const kindName = (kind: FactKind): Text => FACT_KIND_NAMES[kind] ?? { zh: kind, en: kind }
