import { Button, Drawer, Select } from 'antd'
import { useState } from 'react'
import { send } from '../../ui/api.ts'
import { SchemaForm, type Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { kindName } from './describe.ts'
import type { PersonCard } from '../roster.ts'
import { FACT_FORMS, factSchema, type FactForm } from './fact-forms.ts'

const COMMON: readonly Field[] = [
  { name: 'known_on', label: { zh: '得知日期', en: 'Learned on' }, kind: 'day', help: { zh: '不填就是今天', en: 'Today if left empty' } },
  { name: 'document', label: { zh: '依据文件', en: 'Document' } },
]

/** Records something that became true of a person, and when the office learned it. */
export function RecordFact({ person, close, changed }: { person: PersonCard; close: () => void; changed: () => void }) {
  const t = useText()
  const [chosen, setChosen] = useState<FactForm>(FACT_FORMS[0]!)
  return (
    <Drawer title={t({ zh: `记一件事：${person.name}`, en: `Record a fact: ${person.name}` })} open onClose={close} size={460} destroyOnHidden>
      <div className="stack">
        <label htmlFor="fact-kind">{t({ zh: '什么事', en: 'What' })}</label>
        <Select
          id="fact-kind" value={chosen.id} options={FACT_FORMS.map(form => ({ value: form.id, label: t(form.name ?? kindName(form.kind)) }))}
          onChange={id => setChosen(FACT_FORMS.find(form => form.id === id) ?? chosen)}
        />
        <SchemaForm
          key={chosen.id} id="fact" schema={factSchema} fields={[...chosen.fields, ...COMMON]} fixed={{ kind: chosen.kind }}
          submit={async value => {
            await send('POST', `/people/${person.id}/facts`, { ...value, value: chosen.value(value.value ?? {}, person) })
            changed()
            close()
          }}
          footer={busy => <Button type="primary" htmlType="submit" loading={busy}>{t({ zh: '保存', en: 'Save' })}</Button>}
        />
      </div>
    </Drawer>
  )
}
