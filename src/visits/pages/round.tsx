import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Popconfirm } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import type { Refusal } from '../../base/result.ts'
import { download, get, newKey, send } from '../../ui/api.ts'
import { Go, useGo, usePart } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMay, useMe } from '../../ui/session.ts'
import { Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { closingOf, HOUSEHOLD_STATES, householdLines, progressByVillage, type HouseholdLine, type VillageProgress } from '../planned/planned.ts'
import { CloseRound, Differences } from './close-round.tsx'
import { Homes } from './round-homes.tsx'
import { Means, needOf, NoFund, type OpenRound } from './round-money.tsx'
import { givenWords, ROUND_STATES, ROUND_TONES } from './words.ts'
import './visits.css'

const Choose = lazy(() => import('./choose.tsx').then(module => ({ default: module.Choose })))
const Assign = lazy(() => import('./assign.tsx').then(module => ({ default: module.Assign })))
const ChangeRound = lazy(() => import('./change-round.tsx').then(module => ({ default: module.ChangeRound })))
const VisitDrawer = lazy(() => import('./visit-form.tsx').then(module => ({ default: module.VisitDrawer })))

function Sums({ round }: { round: OpenRound }) {
  const t = useText()
  const lines = householdLines(round)
  const count = (state: HouseholdLine['state']) => lines.filter(line => line.state === state).length
  return (
    <Card>
      <dl className="round-sums">
        <div><dt>{t({ zh: '每户标准', en: 'Each household' })}</dt><dd className="small">{t(givenWords(round.cash_each_fen, round.goods_each))}</dd></div>
        <div><dt>{t({ zh: '计划', en: 'Planned' })}</dt><dd>{round.planned.length}<small>{t({ zh: '户', en: 'households' })}</small></dd></div>
        <div><dt>{t(HOUSEHOLD_STATES.visited)}</dt><dd>{count('visited')}<small>{t({ zh: '户', en: 'households' })}</small></dd></div>
        <div><dt>{t({ zh: '不在家、谢绝', en: 'Not at home, refused' })}</dt><dd>{count('absent') + count('refused')}<small>{t({ zh: '户', en: 'households' })}</small></dd></div>
        <div><dt>{t({ zh: '已发慰问金', en: 'Cash given' })}</dt><dd>{yuanGrouped(round.cash_fen)}<small>{t({ zh: '元', en: 'yuan' })}</small></dd></div>
        <div><dt>{t({ zh: '已发慰问品', en: 'Goods given' })}</dt><dd>{yuanGrouped(round.goods_fen)}<small>{t({ zh: '元', en: 'yuan' })}</small></dd></div>
      </dl>
      <NoFund round={round} />
      {round.state === 'open' ? <Means round={round} need={needOf(round, count('planned') + count('absent'))} /> : null}
    </Card>
  )
}

function Villages({ round, place, pick, assign }: { round: OpenRound; place: string; pick: (place: string) => void; assign: ((place: string) => void) | undefined }) {
  const t = useText()
  const placeName = usePlaceName()
  const villages = progressByVillage(householdLines(round))
  const total = (each: VillageProgress) => each.planned + each.visited + each.absent + each.refused
  const share = (part: number, each: VillageProgress) => `${part / total(each) * 100}%`
  const visitors = (code: string) => [...new Set(round.planned.filter(each => each.place === code).flatMap(each => each.visitors))].join('、')
  if (villages.length === 0) return null
  return (
    <Card title={{ zh: '各村进度', en: 'Village by village' }} more={assign ? <Button size="small" onClick={() => assign(round.place)}>{t({ zh: '统一安排走访人', en: 'Name visitors for all' })}</Button> : null}>
      <ul className="villages">
        {villages.map(each => (
          <li key={each.place}>
            <button type="button" className="link" aria-pressed={place === each.place} onClick={() => pick(place === each.place ? '' : each.place)}>{placeName(each.place)}</button>
            <span className="round-bar" role="img" aria-label={t({ zh: `${total(each)} 户走访了 ${each.visited} 户`, en: `${each.visited} of ${total(each)} visited` })}>
              <i style={{ width: share(each.visited, each) }} />
              <i className="absent" style={{ width: share(each.absent + each.refused, each) }} />
            </span>
            <span className="num">{each.visited} / {total(each)}</span>
            <span className="muted">{visitors(each.place) || t({ zh: '还没有定走访人', en: 'Nobody named yet' })}</span>
            {assign ? <Button size="small" onClick={() => assign(each.place)} aria-label={t({ zh: `安排${placeName(each.place)}的走访人`, en: `Name visitors for ${placeName(each.place)}` })}>{t({ zh: '安排', en: 'Name visitors' })}</Button> : null}
          </li>
        ))}
      </ul>
    </Card>
  )
}

type Open = 'choose' | 'close' | 'change' | { readonly assign: string } | { readonly line: HouseholdLine; readonly key: string }

/** What can be done with a round, each refusal shown on its page. */
function useDeeds(id: string) {
  const client = useQueryClient()
  const go = useGo()
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const changed = () => {
    void client.invalidateQueries({ queryKey: ['visits'] })
    void client.invalidateQueries({ queryKey: ['rounds'] })
    void client.invalidateQueries({ queryKey: ['funds'] })
  }
  const attempt = (deed: () => Promise<unknown>, then = changed) => {
    setRefusals([])
    deed().then(then, (error: unknown) => setRefusals(refusalsIn(error)))
  }
  return {
    refusals, changed,
    unplan: (line: HouseholdLine) => attempt(() => send('DELETE', `/rounds/${id}/households/${line.id}`)),
    withdraw: (line: HouseholdLine) => attempt(() => send('DELETE', `/visits/${line.visit?.id}`)),
    reopen: () => attempt(() => send('POST', `/rounds/${id}/state`, { state: 'open' })),
    remove: () => attempt(() => send('DELETE', `/rounds/${id}`), () => { changed(); go('/rounds') }),
    sheet: (place: string) => attempt(() => download(`/rounds/${id}/sign-off?place=${place}`, '签领表.xlsx'), () => undefined),
  }
}

function Drawers({ round, open, close, changed }: { round: OpenRound; open: Open | undefined; close: () => void; changed: () => void }) {
  if (open === undefined) return null
  if (open === 'choose') return <Choose round={round} close={close} changed={changed} />
  if (open === 'change') return <ChangeRound round={round} close={close} changed={changed} />
  if (open === 'close') return <CloseRound round={round} close={close} changed={changed} />
  if ('assign' in open) return <Assign round={round} place={open.assign} close={close} changed={changed} />
  const { line, key } = open
  return (
    <VisitDrawer
      round={round} line={line} close={close}
      submit={async ({ path, body }) => { await send(line.visit ? 'PATCH' : 'POST', path, body, key); changed(); close() }}
    />
  )
}

/** A round: how far each village is, each household's state, what was given, and what the fund still holds. */
export function RoundPage() {
  const t = useText()
  const id = usePart(2)
  const { place: own } = useMe()
  const [mayWrite, mayFund] = [useMay('visits.write'), useMay('ledger.read')]
  const [place, setPlace] = useState('')
  const [open, setOpen] = useState<Open>()
  const deeds = useDeeds(id)
  const asked = useQuery({ queryKey: ['visits', 'round', id], queryFn: () => get<OpenRound>(`/rounds/${encodeURIComponent(id)}`) })
  const round = asked.data
  const holds = mayWrite && round !== undefined && round.place.startsWith(own)
  const isOpen = round?.state === 'open'
  return (
    <Page
      title={round?.name ?? { zh: '慰问轮次', en: 'Round' }}
      note={round ? <><Tag tone={ROUND_TONES[round.state]}>{t(ROUND_STATES[round.state])}</Tag> {round.from} – {round.to} · <Go to="/rounds">{t({ zh: '回列表', en: 'All rounds' })}</Go></> : null}
      actions={round ? <>
        {holds && isOpen ? <Button type="primary" onClick={() => setOpen('choose')}>{t({ zh: '选择走访户', en: 'Choose households' })}</Button> : null}
        <Go className="btn" to={`/rounds/${id}/sheet${place === '' ? '' : `?place=${place}`}`}>{t({ zh: '打印签领表', en: 'Print the sheet' })}</Go>
        <Button onClick={() => deeds.sheet(place)}>{t({ zh: '导出签领表', en: 'Export the sheet' })}</Button>
        {holds && isOpen && mayFund ? <Button onClick={() => setOpen('change')}>{t({ zh: '修改', en: 'Change' })}</Button> : null}
        {holds && isOpen ? <Button onClick={() => setOpen('close')}>{t({ zh: '结束', en: 'End' })}</Button> : null}
        {holds && round.state === 'closed' ? <Button onClick={deeds.reopen}>{t({ zh: '重新打开', en: 'Open again' })}</Button> : null}
        {holds && round.state !== 'removed' ? <Popconfirm title={t({ zh: '撤销整轮？走访一并撤销，账目冲回。', en: 'Remove the round? Its visits go too and their postings are reversed.' })} onConfirm={deeds.remove}><Button danger>{t({ zh: '撤销', en: 'Remove' })}</Button></Popconfirm> : null}
      </> : null}
    >
      <Refusals refusals={deeds.refusals} />
      <Shown asked={asked}>{shown => (
        <>
          <Sums round={shown} />
          {shown.state === 'closed' && shown.planned.length > 0 ? (
            <Card title={{ zh: '和计划的差别', en: 'Differences from the plan' }} note={shown.closing_note}><Differences round={shown} closing={closingOf(shown, shown)} /></Card>
          ) : null}
          <Villages round={shown} place={place} pick={setPlace} assign={holds && isOpen && shown.planned.length > 0 ? code => setOpen({ assign: code }) : undefined} />
          <Homes round={shown} place={place} all={() => setPlace('')} deeds={mayWrite && isOpen ? { ...deeds, unplan: holds ? deeds.unplan : undefined, record: line => setOpen({ line, key: newKey() }) } : undefined} />
          <Suspense fallback={null}><Drawers round={shown} open={open} close={() => setOpen(undefined)} changed={deeds.changed} /></Suspense>
        </>
      )}</Shown>
    </Page>
  )
}
