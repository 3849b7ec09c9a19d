import { Button } from 'antd'
import { createContext, useContext, type ComponentType } from 'react'
import { Go } from '../../../ui/go.tsx'
import { useText, type Words } from '../../../ui/language.ts'
import { useMay } from '../../../ui/session.ts'
import type { ListFinding } from '../lists.ts'
import type { ScreeningAction } from '../screening.ts'

/** What the fact drawer of the roster begins with. */
export type Start = { readonly form: string; readonly category?: string | null; readonly facts?: readonly string[]; readonly values?: Readonly<Record<string, unknown>> }
/** The drawer itself is the roster's; filled in src/pages.tsx. */
export type PersonDrawerSlot = ComponentType<{ id: string; start: Start; close: () => void; changed: () => void }>

/** Opens the drawer of a person from any row below. */
export const OpenDrawer = createContext<(person: string, start: Start) => void>(() => undefined)

const FORMS: Readonly<Record<string, string>> = { enrol: 'approved', end: 'ended', left: 'left', account: 'account' }

/** Which form an action opens; none where looking is the step. */
export function startOf({ do: kind, category, facts }: ScreeningAction): Start | undefined {
  if (kind === 'record') return facts.includes('person.death_cause') ? { form: 'death' } : { form: 'missing', category, facts }
  return kind in FORMS ? { form: FORMS[kind]!, category } : undefined
}

/** One click: the drawer with its form open, or the person's page. */
export function Step({ person, name, words, start }: { person: string; name: string; words: Words; start: Start | undefined }) {
  const t = useText()
  const open = useContext(OpenDrawer)
  const mayWrite = useMay('roster.write')
  const label = <>{t(words)}<span className="hidden"> {name}</span></>
  if (!start || !mayWrite) return <Go className="btn" to={`/people/${person}`}>{mayWrite ? label : <>{t({ zh: '打开', en: 'Open' })}<span className="hidden"> {name}</span></>}</Go>
  return <Button onClick={() => open(person, start)}>{label}</Button>
}

const LIST_WORDS: Readonly<Record<ListFinding['action'], Words>> = {
  death: { zh: '登记去世', en: 'Record the death' }, conscript: { zh: '登记义务兵家庭', en: 'Record the identity' }, disabled: { zh: '登记伤残身份', en: 'Record the identity' },
  add: { zh: '登记到名册', en: 'Add to the roster' }, open: { zh: '打开核对', en: 'Open and check' },
}

/** The same for a row of a list; who is nobody of the roster is added there. */
export function ListStep({ finding: { action, person, name, values } }: { finding: ListFinding }) {
  const t = useText()
  if (!person) return <Go className="btn" to="/roster">{t(LIST_WORDS.add)}<span className="hidden"> {name}</span></Go>
  return <Step person={person.id} name={name} words={LIST_WORDS[action]} start={action === 'open' || action === 'add' ? undefined : { form: action, values }} />
}
