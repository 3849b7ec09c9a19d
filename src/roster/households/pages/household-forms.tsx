import { useState } from 'react'
import { z } from 'zod'
import { get, newKey, send } from '../../../ui/api.ts'
import { FormDrawer } from '../../../ui/form-drawer.tsx'
import type { Bound, Field } from '../../../ui/form.tsx'
import { useGo } from '../../../ui/go.tsx'
import { RosterSelect } from '../../../ui/inputs/roster-select.tsx'
import { useMe } from '../../../ui/session.ts'
import type { HomeView, PersonCard } from '../../roster.ts'
import { householdChange, householdInput, OWN_HOUSEHOLD } from '../../schemas.ts'

const FIELDS: readonly Field[] = [
  { name: 'head', label: { zh: '户主', en: 'Head' } },
  { name: 'group_name', label: { zh: '村民小组', en: 'Group' } },
  { name: 'address', label: { zh: '住址', en: 'Address' }, kind: 'long' },
  { name: 'members', label: { zh: '家庭人口', en: 'Members' }, kind: 'number', help: { zh: '村里数的人口，不都在名册', en: 'As the village counts them; not all are on the roster' } },
]

export function AddHousehold({ close, changed }: { close: () => void; changed: () => void }) {
  const go = useGo()
  const me = useMe()
  const [key] = useState(newKey)
  return (
    <FormDrawer
      id="add-household" title={{ zh: '新增家庭', en: 'Add a household' }} open close={close} schema={householdInput}
      fields={[{ name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' }, ...FIELDS]} initial={me.place.length >= 12 ? { place: me.place } : {}}
      submit={async value => {
        const { id } = await send<{ id: string }>('POST', '/households', value, key)
        changed()
        go(`/households/${id}`)
      }}
    />
  )
}

/** The household as the form was opened with it, however often the page behind reads it anew: a change of somebody else's is never written over unseen. */
export function ChangeHousehold({ home, close, changed }: { home: HomeView; close: () => void; changed: () => void }) {
  const [opened] = useState(home)
  return (
    <FormDrawer
      id="change-household" title={{ zh: `修改 ${opened.head} 家`, en: `Change the household of ${opened.head}` }} open close={close} schema={householdChange} fields={FIELDS}
      initial={{ head: opened.head, group_name: opened.group_name, address: opened.address, members: opened.members }} fixed={{ version: opened.version }}
      submit={async ({ version, head, group_name, address, members }) => {
        await send('PATCH', `/households/${home.id}`, { version, head, group_name: group_name ?? null, address: address ?? null, members: members ?? null })
        changed()
      }}
    />
  )
}

/** One of the roster's households or persons. */
const one = (sort: 'persons' | 'households') => function One({ id, value, onChange }: Bound) {
  return <RosterSelect sort={sort} single {...(id === undefined ? {} : { id })} value={typeof value === 'string' ? [value] : []} onChange={chosen => onChange?.(chosen[0])} />
}
const [OnePerson, OneHousehold] = [one('persons'), one('households')]

const chosen = z.strictObject({ person: z.uuid('请选一人 / choose a person') })

/** Somebody of the roster comes to live in this household. */
export function JoinHousehold({ home, close, changed }: { home: HomeView; close: () => void; changed: () => void }) {
  return (
    <FormDrawer
      id="join-household" title={{ zh: `并入 ${home.head} 家`, en: `Bring somebody into the household of ${home.head}` }} open close={close} schema={chosen}
      fields={[{ name: 'person', refusedAs: 'household', label: { zh: '人员', en: 'Person' }, control: OnePerson, help: { zh: '与这一户同村、社区', en: 'Of the same village' } }]}
      submit={async ({ person }) => {
        const { version } = await get<PersonCard>(`/people/${person}`)
        await send('PATCH', `/people/${person}`, { version, changes: { household: home.id } })
        changed()
      }}
    />
  )
}

const lived = z.strictObject({ household: z.union([z.uuid('请选一户 / choose a household'), z.literal(OWN_HOUSEHOLD)], '请选一户 / choose a household') })

/** Somebody goes to live in another household, or in one of their own. */
export function MoveHome({ person, own, close, changed }: { person: PersonCard; own: boolean; close: () => void; changed: () => void }) {
  return (
    <FormDrawer
      id="move-home" title={own ? { zh: `${person.name} 另立一户`, en: `A household of ${person.name}’s own` } : { zh: `${person.name} 并入另一户`, en: `${person.name} to another household` }} open close={close} schema={lived}
      fields={own ? [] : [{ name: 'household', label: { zh: '家庭', en: 'Household' }, control: OneHousehold, help: { zh: '按户主姓名查找，同村、社区', en: 'Found by the head’s name, in the same village' } }]}
      fixed={own ? { household: OWN_HOUSEHOLD } : {}}
      submit={async ({ household }) => {
        await send('PATCH', `/people/${person.id}`, { version: person.version, changes: { household } })
        changed()
      }}
    />
  )
}
