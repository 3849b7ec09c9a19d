import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { Go } from '../../../ui/go.tsx'
import { useText } from '../../../ui/language.ts'
import { Page } from '../../../ui/page.tsx'
import { usePlaceName } from '../../../ui/places.ts'
import { QueryTable, type Column } from '../../../ui/query-table.tsx'
import type { Filter } from '../../../ui/search-form.tsx'
import { useMay } from '../../../ui/session.ts'
import type { HouseholdLine } from '../../roster.ts'

const AddHousehold = lazy(() => import('./household-forms.tsx').then(module => ({ default: module.AddHousehold })))

type Line = HouseholdLine & { readonly persons: number }

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'head', label: { zh: '户主姓名', en: 'Name of the head' }, kind: 'text' },
]

function useColumns(): readonly [Column<Line>, ...Column<Line>[]] {
  const placeName = usePlaceName()
  return [
    { id: 'head', title: { zh: '户主', en: 'Head' }, show: home => <Go to={`/households/${home.id}`}>{home.head}</Go>, width: 140 },
    { id: 'place', title: { zh: '村、社区', en: 'Village' }, show: home => placeName(home.place), width: 140 },
    { id: 'group', title: { zh: '村民小组', en: 'Group' }, show: home => home.group_name ?? '–', width: 120 },
    { id: 'address', title: { zh: '住址', en: 'Address' }, show: home => home.address ?? '–' },
    { id: 'members', title: { zh: '家庭人口', en: 'Members' }, show: home => home.members ?? '–', width: 100, number: true },
    { id: 'persons', title: { zh: '在册人数', en: 'On the roster' }, show: home => home.persons, width: 110, number: true },
  ]
}

/** The households of the roster: visits, statements and coverage go by them. */
export function HouseholdsPage() {
  const t = useText()
  const client = useQueryClient()
  const mayWrite = useMay('roster.write')
  const [adding, setAdding] = useState(false)
  return (
    <Page title={{ zh: '家庭', en: 'Households' }}>
      <QueryTable<Line>
        id="households" label={{ zh: '家庭', en: 'Households' }} path="/households" filters={FILTERS} columns={useColumns()} rowKey={home => home.id}
        tools={mayWrite ? <Button type="primary" onClick={() => setAdding(true)}>{t({ zh: '新增', en: 'Add' })}</Button> : null}
      />
      <Suspense fallback={null}>{adding ? <AddHousehold close={() => setAdding(false)} changed={() => void client.invalidateQueries({ queryKey: ['households'] })} /> : null}</Suspense>
    </Page>
  )
}
