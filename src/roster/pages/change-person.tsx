import type { z } from 'zod'
import { get, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { Meanwhile, useMeanwhile, type Compared } from '../../ui/meanwhile.tsx'
import { usePlaceName } from '../../ui/places.ts'
import type { PersonCard } from '../roster.ts'
import { cardChanges } from '../schemas.ts'
import { ADDRESS, PHONE } from './add-person.tsx'

const FIELDS: readonly Field[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'name', label: { zh: '姓名', en: 'Name' } },
  { ...PHONE, help: { zh: '不改就留空', en: 'Leave empty to keep it' } },
  ADDRESS,
]

/** Changes what a card holds; its account changes by proposal alone (`accounts/`). Only what was changed is sent, so that a colleague's change elsewhere on the card stands. */
export function ChangePerson({ person, close, changed }: { person: PersonCard; close: () => void; changed: () => void }) {
  const { opened, theirs, guard } = useMeanwhile(person, () => get<PersonCard>(`/people/${person.id}`))
  const nameOf = usePlaceName()
  const parts: readonly Compared<PersonCard>[] = [
    { label: { zh: '辖区', en: 'Place' }, of: card => nameOf(card.place) },
    { label: { zh: '姓名', en: 'Name' }, of: card => card.name },
    { label: PHONE.label, of: card => card.phone ?? '' },
    { label: ADDRESS.label, of: card => card.address ?? '' },
  ]
  const before: Record<string, string | null> = { place: opened.place, name: opened.name, address: opened.address }
  return (
    <FormDrawer
      id="change-person" title={{ zh: `修改 ${opened.name}`, en: `Change ${opened.name}` }} open close={close} schema={cardChanges satisfies z.ZodType} fields={FIELDS} initial={before}
      note={<Meanwhile opened={opened} theirs={theirs} parts={parts} />}
      submit={async value => {
        const changes: Record<string, unknown> = Object.fromEntries(Object.entries(value).filter(([key, each]) => each !== (before[key] ?? undefined)))
        // An address may be emptied; a telephone that is shown masked is only replaced.
        if (opened.address !== null && value.address === undefined) changes['address'] = null
        if (Object.keys(changes).length > 0) await guard(version => send('PATCH', `/people/${person.id}`, { version, changes }))
        changed()
      }}
    />
  )
}
