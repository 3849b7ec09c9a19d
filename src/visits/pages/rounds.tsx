import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { newKey, send } from '../../ui/api.ts'
import type { Field } from '../../ui/form.tsx'
import { Go, useGo } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { useMay, useMe } from '../../ui/session.ts'
import { roundInput } from '../schemas.ts'
import { FESTIVAL_NAMES, FESTIVALS, type RoundLine } from '../visits.ts'
import { useRoundFields } from './change-round.tsx'
import { givenWords, ROUND_STATES, ROUND_TONES } from './words.ts'
import './visits.css'

const FormDrawer = lazy(() => import('../../ui/form-drawer.tsx').then(module => ({ default: module.FormDrawer<typeof roundInput> })))

const YEARS_BACK = 5
const festivals = FESTIVALS.map(value => ({ value, label: FESTIVAL_NAMES[value] }))
const filtersIn = (year: number): readonly Filter[] => [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'year', label: { zh: '年度', en: 'Year' }, kind: 'choice', choices: Array.from({ length: YEARS_BACK + 2 }, (_, index) => String(year + 1 - index)).map(value => ({ value, label: value })) },
  { name: 'festival', label: { zh: '节日', en: 'Occasion' }, kind: 'choice', choices: festivals },
]

function useColumns(): readonly [Column<RoundLine>, ...Column<RoundLine>[]] {
  const t = useText()
  const placeName = usePlaceName()
  return [
    { id: 'name', title: { zh: '轮次', en: 'Round' }, show: round => <Go to={`/rounds/${round.id}`}>{round.name}</Go>, width: 210 },
    { id: 'state', title: { zh: '状态', en: 'State' }, card: 'corner', show: round => <Tag tone={ROUND_TONES[round.state]}>{t(ROUND_STATES[round.state])}</Tag>, width: 90 },
    { id: 'days', title: { zh: '期间', en: 'Days' }, show: round => <span className="nowrap">{round.from} – {round.to}</span>, width: 200 },
    { id: 'each', title: { zh: '每户标准', en: 'Each household' }, show: round => t(givenWords(round.cash_each_fen, round.goods_each)) },
    { id: 'planned', title: { zh: '计划（户）', en: 'Planned' }, show: round => round.planned || '–', width: 90, number: true },
    { id: 'households', title: { zh: '走访（户）', en: 'Visited' }, show: round => round.households, width: 90, number: true },
    { id: 'cash', title: { zh: '慰问金（元）', en: 'Cash (yuan)' }, show: round => yuanGrouped(round.cash_fen), width: 120, number: true },
    { id: 'goods', title: { zh: '慰问品（元）', en: 'Goods (yuan)' }, show: round => yuanGrouped(round.goods_fen), width: 120, number: true },
    { id: 'place', title: { zh: '辖区', en: 'Place' }, show: round => placeName(round.place), extra: true },
  ]
}

function NewRound({ close }: { close: () => void }) {
  const me = useMe()
  const go = useGo()
  const [key] = useState(newKey)
  const year = Number(me.today.slice(0, 4))
  const fields: readonly Field[] = [
    { name: 'festival', label: { zh: '节日', en: 'Occasion' }, kind: 'choice', choices: festivals },
    { name: 'year', label: { zh: '年度', en: 'Year' }, kind: 'number' },
    { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
    ...useRoundFields({ zh: '空着就按年度和节日取名', en: 'Left empty, it is named after year and occasion' }),
  ]
  return (
    <FormDrawer
      id="round" title={{ zh: '新建慰问轮次', en: 'A new round' }} open close={close} schema={roundInput} fields={fields}
      initial={{ year, place: me.place, festival: me.today.slice(5) < '03' ? 'spring-festival' : 'army-day', giver: `${me.place_name}人民政府`, goods_each: [] }}
      submit={async value => {
        const { id } = await send<{ id: string }>('POST', '/rounds', value, key)
        go(`/rounds/${id}`)
      }}
    />
  )
}

/** The holiday rounds, the newest first. */
export function RoundsPage() {
  const t = useText()
  const [mayWrite, mayFund] = [useMay('visits.write'), useMay('ledger.read')]
  const [adding, setAdding] = useState(false)
  const year = Number(useMe().today.slice(0, 4))
  return (
    <Page title={{ zh: '走访慰问', en: 'Visits' }} actions={<>
      {mayWrite && mayFund ? <Button type="primary" onClick={() => setAdding(true)}>{t({ zh: '新建轮次', en: 'New round' })}</Button> : null}
      {mayWrite ? <Go className={mayFund ? 'btn' : 'btn go'} to="/visits">{t({ zh: '入户登记', en: 'Record visits' })}</Go> : null}
    </>}>
      <QueryTable<RoundLine>
        id="rounds" label={{ zh: '慰问轮次', en: 'Rounds of visits' }} path="/rounds" filters={filtersIn(year)} columns={useColumns()} rowKey={round => round.id}
        empty={{ zh: '没有轮次。先建一轮：定节日、日期、标准和资金，再选走访户。', en: 'No round. Make one: occasion, days, standard and fund; then choose the households.' }}
      />
      <Suspense fallback={null}>{adding ? <NewRound close={() => setAdding(false)} /> : null}</Suspense>
    </Page>
  )
}
