import type { z } from 'zod'
import { send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import type { PersonCard } from '../roster.ts'
import { cardChanges } from '../schemas.ts'
import { CARD_FIELDS } from './add-person.tsx'

const FIELDS: readonly Field[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'name', label: { zh: '姓名', en: 'Name' } },
  ...CARD_FIELDS.map(field => (field.name === 'phone' || field.name === 'account' ? { ...field, help: { zh: '不改就留空', en: 'Leave empty to keep it' } } : field)),
]

/** These may be emptied; numbers that are shown masked are only replaced. */
const EMPTIED = ['bank_name', 'account_holder', 'address'] as const

/** Changes what a card holds. Only what was changed is sent, so that a colleague's change elsewhere on the card stands. */
export function ChangePerson({ person, close, changed }: { person: PersonCard; close: () => void; changed: () => void }) {
  const before: Record<string, string | null> = {
    place: person.place, name: person.name, bank_name: person.bank_name, account_holder: person.account_holder, address: person.address,
  }
  return (
    <FormDrawer
      id="change-person" title={{ zh: `修改 ${person.name}`, en: `Change ${person.name}` }} open close={close} schema={cardChanges satisfies z.ZodType} fields={FIELDS} initial={before}
      submit={async value => {
        const changes: Record<string, unknown> = Object.fromEntries(Object.entries(value).filter(([key, each]) => each !== (before[key] ?? undefined)))
        for (const key of EMPTIED) if (before[key] !== null && value[key] === undefined) changes[key] = null
        if (Object.keys(changes).length > 0) await send('PATCH', `/people/${person.id}`, { version: person.version, changes })
        changed()
      }}
    />
  )
}
