import { Drawer, Select } from 'antd'
import { useState } from 'react'
import { send } from '../../ui/api.ts'
import { SchemaForm, type Values } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { StepButton } from '../../ui/step-button.tsx'
import { describeFact, kindName } from './describe.ts'
import type { PersonCard } from '../roster.ts'
import { formsFor, identitiesFor, initialOf, LEARNED, schemaOf, type FactForm, type FactStart } from './fact-forms.ts'

/** What is sent: the fact, or the identity as it stands, completed, in its own place. */
function recordedOf(form: FactForm, person: PersonCard, filled: Values, completed: string | undefined): Values {
  const stands = identitiesFor(form, person).find(({ id }) => id === completed)
  const value = form.value(filled, person)
  return stands ? { value: { ...Object(stands.value), ...Object(value) }, supersedes: stands.id } : { value }
}

/** Records something that became true of a person, and when the office learned it. */
export function RecordFact({ person, start, close, changed }: { person: PersonCard; start?: FactStart | undefined; close: () => void; changed: () => void }) {
  const t = useText()
  const forms = formsFor(person, start)
  const [chosen, setChosen] = useState<FactForm>(forms.find(form => form.id === start?.form) ?? forms[0]!)
  const identities = identitiesFor(chosen, person)
  const [completed, setCompleted] = useState(() => identities.find(({ category }) => category === start?.category)?.id)
  const standing = identities.find(({ id }) => id === completed) ?? identities[0]
  return (
    <Drawer title={t({ zh: `记一件事：${person.name}`, en: `Record a fact: ${person.name}` })} open onClose={close} size={460} destroyOnHidden>
      <div className="stack">
        <label htmlFor="fact-kind">{t({ zh: '什么事', en: 'What' })}</label>
        <Select
          id="fact-kind" value={chosen.id} options={forms.map(form => ({ value: form.id, label: t(form.name ?? kindName(form.kind)) }))}
          onChange={id => setChosen(forms.find(form => form.id === id) ?? chosen)}
        />
        {standing ? (
          <>
            <label htmlFor="fact-identity">{t({ zh: '哪个身份', en: 'Which identity' })}</label>
            <Select id="fact-identity" value={standing.id} options={identities.map(({ id, value }) => ({ value: id, label: t(describeFact('identity', value)) }))} onChange={setCompleted} />
          </>
        ) : null}
        <SchemaForm
          key={chosen.id} id="fact" schema={schemaOf(chosen)} fields={[...chosen.fields, ...LEARNED]} fixed={{ kind: chosen.kind }} initial={initialOf(start)}
          submit={async value => {
            await send('POST', `/people/${person.id}/facts`, { ...value, ...recordedOf(chosen, person, value.value ?? {}, standing?.id) })
            changed()
            close()
          }}
          footer={busy => <span className="form-foot"><StepButton type="primary" htmlType="submit" busy={busy}>{t({ zh: '保存', en: 'Save' })}</StepButton></span>}
        />
      </div>
    </Drawer>
  )
}
