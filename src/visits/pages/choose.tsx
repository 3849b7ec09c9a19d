import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Drawer, Input, InputNumber, Select } from 'antd'
import { useId, useMemo, useState } from 'react'
import { counted } from '../../base/english.ts'
import type { Refusal } from '../../base/result.ts'
import { categoryName, ENTITLED_CATEGORIES } from '../../roster/kinds.ts'
import { get, newKey, queryOf, send } from '../../ui/api.ts'
import { PlaceSelect } from '../../ui/inputs/place-select.tsx'
import { useText } from '../../ui/language.ts'
import { Tag } from '../../ui/page.tsx'
import { useGroupName } from '../../ui/places.ts'
import { Empty, Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import type { Suggestions } from '../planned/actions.ts'
import { REASONS, type Suggestion } from '../suggest.ts'
import { Means, needOf, type OpenRound } from './round-money.tsx'
import { NamesInput } from './names-input.tsx'

const CANDIDATES_MAX = 2000
const SHOWN_AT_ONCE = 50

function Row({ row, isChosen, choose }: { row: Suggestion; isChosen: boolean; choose: (isChosen: boolean) => void }) {
  const t = useText()
  const groupName = useGroupName()
  return (
    <li>
      <Checkbox checked={isChosen} onChange={event => choose(event.target.checked)}>
        <b>{row.head}</b> <span className="muted">{groupName(row.place, row.group_name)} · {row.categories.map(category => t(categoryName(category))).join('、')}{row.age === null ? '' : t({ zh: ` · ${row.age} 岁`, en: ` · aged ${row.age}` })}</span>
      </Checkbox>
      <span className="why">
        {row.reasons.filter(reason => reason !== 'long-ago').map(reason => (
          <Tag key={reason} tone={reason === 'hardship' || reason === 'missed' ? 'late' : 'warn'}>{reason === 'missed' ? t({ zh: `${row.missed_in}没走到`, en: `Missed in ${row.missed_in}` }) : t(REASONS[reason])}</Tag>
        ))}
        {row.last_visited_on ? <small className="muted">{t({ zh: `上次走访 ${row.last_visited_on}`, en: `Last visited ${row.last_visited_on}` })}</small> : null}
      </span>
    </li>
  )
}

type Filters = { readonly place: string; readonly category: string; readonly words: string }

function FilterRow({ filters, change }: { filters: Filters; change: (filters: Filters) => void }) {
  const t = useText()
  const id = useId()
  return (
    <div className="choose-filters">
      <div><label htmlFor={`${id}place`}>{t({ zh: '村、社区', en: 'Village' })}</label><PlaceSelect id={`${id}place`} value={filters.place} onChange={place => change({ ...filters, place: place ?? '' })} /></div>
      <div>
        <label htmlFor={`${id}category`}>{t({ zh: '身份', en: 'Category' })}</label>
        <Select
          id={`${id}category`} value={filters.category || undefined} allowClear style={{ width: '100%' }} placeholder={t({ zh: '全部', en: 'All' })} onChange={category => change({ ...filters, category: category ?? '' })}
          options={[...ENTITLED_CATEGORIES, 'conscript-family'].map(value => ({ value, label: t(categoryName(value)) }))}
        />
      </div>
      <div><label htmlFor={`${id}words`}>{t({ zh: '户主', en: 'Head' })}</label><Input id={`${id}words`} allowClear value={filters.words} onChange={event => change({ ...filters, words: event.target.value.trim() })} /></div>
    </div>
  )
}

/** The suggestions under the filters; who was chosen stays chosen whatever the filters say. */
function useCandidates(round: OpenRound) {
  const [filters, change] = useState<Filters>({ place: '', category: '', words: '' })
  const path = `/rounds/${round.id}/suggestions${queryOf({ place: filters.place, category: filters.category, count: CANDIDATES_MAX })}`
  const asked = useQuery({ queryKey: ['visits', 'suggestions', path], queryFn: () => get<Suggestions>(path) })
  const rows = useMemo(() => (asked.data?.rows ?? []).filter(row => row.head.includes(filters.words)), [asked.data, filters.words])
  return { filters, change, asked, rows }
}

/** Choosing whom a round visits: suggested with reasons, held against the money while choosing. */
export function Choose({ round, close, changed }: { round: OpenRound; close: () => void; changed: () => void }) {
  const t = useText()
  const id = useId()
  const { filters, change, asked, rows } = useCandidates(round)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [first, setFirst] = useState<number | null>(5)
  const [limit, setLimit] = useState(SHOWN_AT_ONCE)
  const [visitors, setVisitors] = useState<unknown>([])
  const [state, setState] = useState<{ busy: boolean; refusals: readonly Refusal[] }>({ busy: false, refusals: [] })
  const [key] = useState(newKey)
  const waiting = round.planned.length - round.visits.filter(visit => round.planned.some(each => each.household === visit.household)).length
  const toggle = (household: string, isChosen: boolean) => setChosen(new Set(isChosen ? [...chosen, household] : [...chosen].filter(each => each !== household)))
  const save = async () => {
    setState({ busy: true, refusals: [] })
    try {
      await send('POST', `/rounds/${round.id}/households`, { households: [...chosen], visitors }, key)
      changed()
      close()
    } catch (error) {
      setState({ busy: false, refusals: refusalsIn(error) })
    }
  }
  return (
    <Drawer
      title={t({ zh: '选择走访户', en: 'Choose households' })} open onClose={close} size={860} destroyOnHidden
      footer={(
        <div className="choose-foot">
          <Means round={round} need={needOf(round, waiting + chosen.size)} />
          <div><label htmlFor={`${id}visitors`}>{t({ zh: '走访人（可以以后再安排）', en: 'Visitors (may be named later)' })}</label><NamesInput id={`${id}visitors`} value={visitors} onChange={setVisitors} /></div>
          <Refusals refusals={state.refusals} />
          <span className="buttons">
            <StepButton type="primary" disabled={chosen.size === 0} busy={state.busy} onClick={() => void save()}>{t({ zh: `列入计划（${chosen.size} 户）`, en: `Plan ${counted(chosen.size, 'household')}` })}</StepButton>
            <Button onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button>
          </span>
        </div>
      )}
    >
      <FilterRow filters={filters} change={next => { setLimit(SHOWN_AT_ONCE); change(next) }} />
      <div className="tools">
        <span className="count muted" role="status">{t({ zh: `可选 ${rows.length} 户，已选 ${chosen.size} 户`, en: `${rows.length} to choose from, ${chosen.size} chosen` })}</span>
        <InputNumber aria-label={t({ zh: '前几户', en: 'How many' })} min={1} max={CANDIDATES_MAX} precision={0} value={first} onChange={setFirst} />
        <Button disabled={rows.length === 0} onClick={() => setChosen(new Set([...chosen, ...rows.slice(0, first ?? 0).map(row => row.household)]))}>{t({ zh: '选前几户', en: 'Choose the first' })}</Button>
        <Button onClick={() => setChosen(new Set())}>{t({ zh: '全不选', en: 'None' })}</Button>
      </div>
      <Shown asked={asked}>{() => (rows.length === 0 ? <Empty words={{ zh: '没有符合条件的户；已列入计划和已走访的不再列出。', en: 'Nobody matches; those planned or visited are not listed again.' }} /> : (
        <>
          <ul className="candidates">{rows.slice(0, limit).map(row => <Row key={row.household} row={row} isChosen={chosen.has(row.household)} choose={isChosen => toggle(row.household, isChosen)} />)}</ul>
          {rows.length > limit ? <Button onClick={() => setLimit(limit + SHOWN_AT_ONCE)}>{t({ zh: `再看 ${Math.min(SHOWN_AT_ONCE, rows.length - limit)} 户`, en: 'More' })}</Button> : null}
        </>
      ))}</Shown>
    </Drawer>
  )
}
