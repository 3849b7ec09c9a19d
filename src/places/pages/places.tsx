import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { counted } from '../../base/english.ts'
import { Refused, send } from '../../ui/api.ts'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { usePlaceName, usePlaces, type PlaceLine } from '../../ui/places.ts'
import { useMay, useMe } from '../../ui/session.ts'
import { Shown } from '../../ui/states.tsx'
import { placeChange, placeInput } from '../schemas.ts'
import './places.css'

const TITLE = { zh: '辖区', en: 'Places' } as const
const NAMES: readonly Field[] = [
  { name: 'name', label: { zh: '名称', en: 'Name' } },
  { name: 'name_en', label: { zh: '英文名', en: 'Name in English' } },
]
const NEW_FIELDS: readonly Field[] = [
  { name: 'code', label: { zh: '区划代码', en: 'Code' }, help: { zh: '统计用区划代码：乡镇 9 位，村、社区 12 位，前几位是上级的', en: '9 digits for a township, 12 for a village; they begin with those of the place above' } },
  ...NAMES,
  { name: 'from', label: { zh: '设立日期', en: 'Stands from' }, kind: 'day' },
]
const CHANGE_FIELDS: readonly Field[] = [
  ...NAMES,
  { name: 'to', label: { zh: '撤销：最后一天', en: 'Closed: its last day' }, kind: 'day', help: { zh: '不撤销就空着；清空就是恢复', en: 'Empty while it stands; emptied it stands again' } },
  { name: 'successor', label: { zh: '并入', en: 'Taken in by' }, kind: 'place', help: { zh: '人员和往年的数字留在原村，并入的村都看得到；原村的账号请安全管理员改过去', en: 'People and past figures stay with the old village, and the new one sees them; its accounts are moved by the security administrator' } },
]

function Row({ place, change }: { place: PlaceLine; change: ((place: PlaceLine) => void) | undefined }) {
  const t = useText()
  const nameOf = usePlaceName()
  const { today } = useMe()
  const isClosed = place.to !== null && place.to < today
  return (
    <li className={isClosed ? 'closed' : ''}>
      <b>{place.name}</b> <span className="muted" lang="en">{place.name_en}</span> <span className="num muted">{place.code}</span>
      {place.to ? <Tag tone={isClosed ? 'plain' : 'warn'}>{t({ zh: `${place.to} 撤销${place.successor ? `，并入${nameOf(place.successor)}` : ''}`, en: `Closed ${place.to}${place.successor ? `, taken in by ${nameOf(place.successor)}` : ''}` })}</Tag> : null}
      {change ? <Button size="small" onClick={() => change(place)}>{t({ zh: '修改', en: 'Change' })}<span className="hidden"> {place.name}</span></Button> : null}
    </li>
  )
}

function Tree({ places, change }: { places: readonly PlaceLine[]; change: ((place: PlaceLine) => void) | undefined }) {
  const t = useText()
  const me = useMe()
  const may = (place: PlaceLine) => (change && place.code !== me.place && place.code.startsWith(me.place) ? change : undefined)
  const under = (code: string) => places.filter(place => place.parent === code)
  return places.filter(place => place.level === 'county').map(county => (
    <Card key={county.code} title={county.name} note={t({ zh: `${under(county.code).length} 个乡镇，代码 ${county.code}`, en: `${counted(under(county.code).length, 'township')}, code ${county.code}` })}>
      {under(county.code).map(township => (
        <details key={township.code} className="township" open={township.code.startsWith(me.place) && under(county.code).length < 4 ? true : me.place.startsWith(township.code)}>
          <summary><b>{township.name}</b> <span className="muted">{t({ zh: `${under(township.code).filter(each => each.to === null).length} 个村、社区`, en: `${counted(under(township.code).filter(each => each.to === null).length, 'village')}` })}</span></summary>
          <ul className="places"><Row place={township} change={may(township)} />{under(township.code).map(village => <Row key={village.code} place={village} change={may(village)} />)}</ul>
        </details>
      ))}
    </Card>
  ))
}

const fieldsOf = (place: PlaceLine) => ({ name: place.name, name_en: place.name_en || undefined, to: place.to ?? undefined, successor: place.successor ?? undefined })

/** The county's townships and villages; whoever keeps them enters what was merged, renamed or newly made. */
export function PlacesPage() {
  const t = useText()
  const client = useQueryClient()
  const mayManage = useMay('places.manage')
  const asked = usePlaces()
  const [isNew, setNew] = useState(false)
  const [opened, setOpened] = useState<PlaceLine>()
  // What stands now: another's change is read again while the form keeps what was typed.
  const now = asked.data?.find(place => place.code === opened?.code) ?? opened
  const changed = () => client.invalidateQueries({ queryKey: ['places'] })
  return (
    <Page
      title={TITLE} note={t({ zh: '撤并的村留着：往年的数字还是往年的村', en: 'Merged villages stay: last year’s figures are last year’s villages’' })}
      actions={mayManage ? <Button type="primary" onClick={() => setNew(true)}>{t({ zh: '新增乡镇、村', en: 'New place' })}</Button> : null}
    >
      <Shown asked={asked}>{places => <Tree places={places} change={mayManage ? setOpened : undefined} />}</Shown>
      <FormDrawer
        id="place-new" title={{ zh: '新增乡镇、村', en: 'New place' }} open={isNew} close={() => setNew(false)} schema={placeInput} fields={NEW_FIELDS}
        submit={async value => { await send('POST', '/administration/places', value); await changed() }}
      />
      {opened && now ? (
        <FormDrawer
          key={opened.code} id="place-change" title={{ zh: `修改 ${opened.name}`, en: `Change ${opened.name}` }} open close={() => setOpened(undefined)} schema={placeChange} fields={CHANGE_FIELDS}
          initial={fieldsOf(opened)} fixed={{ version: now.version }}
          submit={async value => {
            try {
              await send('PATCH', `/administration/places/${opened.code}`, value)
            } catch (error) {
              if (error instanceof Refused && error.status === 409) await changed()
              throw error
            }
            await changed()
          }}
        />
      ) : null}
    </Page>
  )
}
