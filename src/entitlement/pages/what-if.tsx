import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { addMonths, isMonth, monthOf, monthsFrom, type Month } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import { getBytes, queryOf, saveAs } from '../../ui/api.ts'
import { Go, useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { PlaceSelect } from '../../ui/inputs/place-select.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMay, useMe } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { changedBook } from '../what-if/changes.ts'
import { compareCosts } from '../what-if/compare.ts'
import { costAgain, costOf, type Cost } from '../what-if/cost.ts'
import { textIn } from '../what-if/pack.ts'
import { rosterOf, type WhatIfView, type WhatIfRoster } from '../what-if/what-if.ts'
import { Changes } from './what-if-changes.tsx'
import { changeableOf, readDraft, type Changeable, type ReadDraft, type WhatIfDraft } from './what-if-drafts.ts'
import { Result } from './what-if-result.tsx'
import { sheetOf } from './what-if-words.ts'
import { monthWords } from './words.ts'
import './what-if.css'

const ProposalDrawer = lazy(() => import('./what-if-proposal.tsx').then(({ ProposalDrawer: default_ }) => ({ default: default_ })))

const MONTHS = [6, 12, 24]
const MONTHS_USUAL = 12
/** How far from this month a period may begin, and before the period a change. */
const MONTHS_AROUND = 24

type Asked = { readonly place: string; readonly from: Month; readonly months: number }

function useAsked(): Asked {
  const { place, today } = useMe()
  const words = useSearchWords()
  const from = words['from'] ?? ''
  const months = MONTHS.find(count => String(count) === words['months']) ?? MONTHS_USUAL
  return { place: words['place'] || place, from: isMonth(from) ? from : monthOf(today), months }
}

async function fetchRoster(asked: Asked): Promise<WhatIfRoster> {
  const frame = await getBytes(`/what-if${queryOf(asked)}`)
  return rosterOf(JSON.parse(new TextDecoder().decode(textIn(frame))) as WhatIfView, frame) // the server's promise
}

/** The cost with the changes, and how long it took. */
function reckon({ book, under, head }: WhatIfRoster, before: Cost, reads: readonly ReadDraft[]) {
  const begun = performance.now()
  const changes = reads.flatMap(({ change }) => (change ? [change] : []))
  const changed = changedBook(book, changes, head.known_on)
  const question = under(changed)
  const comparison = compareCosts(question, before, costAgain(question, before, new Set(changes.map(change => change.benefit))))
  return { changed, comparison, milliseconds: performance.now() - begun }
}

/** At every keystroke; what the law owes as it is is reckoned once. */
function useReckoned(roster: WhatIfRoster, reads: readonly ReadDraft[]) {
  const before = useMemo(() => costOf(roster.under(roster.book)), [roster])
  return useMemo(() => reckon(roster, before, reads), [roster, before, reads])
}

/** A first change to type into: of the benefit that most draw. */
function newDraft(id: number, changeable: readonly Changeable[], { book, under, head }: WhatIfRoster): WhatIfDraft {
  const rows = new Map<string, number>()
  for (const { rule, rows: count } of under(book).table.shelves) rows.set(rule.entry.id, (rows.get(rule.entry.id) ?? 0) + count)
  const { entry, pers } = changeable.toSorted((one, other) => (rows.get(other.entry.id) ?? 0) - (rows.get(one.entry.id) ?? 0))[0]!
  return { id, benefit: entry.id, cell: -1, from: head.from, kind: 'percent', typed: '', per: pers[0]! }
}

function Period({ asked }: { asked: Asked }) {
  const t = useText()
  const { today } = useMe()
  const setSearch = useSetSearch()
  const months = monthsFrom(addMonths(monthOf(today), -MONTHS_AROUND), addMonths(monthOf(today), MONTHS_AROUND))
  return (
    <div className="period">
      <label htmlFor="what-if-place">{t({ zh: '辖区', en: 'Place' })}</label>
      <PlaceSelect id="what-if-place" value={asked.place} onChange={place => setSearch({ place })} />
      <label htmlFor="what-if-from">{t({ zh: '自', en: 'From' })}</label>
      <Select
        id="what-if-from" value={asked.from} onChange={from => setSearch({ from })} options={months.map(month => ({ value: month, label: t(monthWords(month)) }))}
      />
      <Select
        aria-label={t({ zh: '几个月', en: 'Months' })} value={asked.months} onChange={count => setSearch({ months: String(count) })}
        options={MONTHS.map(count => ({ value: count, label: t({ zh: `${count} 个月`, en: `${counted(count, 'month')}` }) }))}
      />
    </div>
  )
}

function Saved({ id }: { id: string }) {
  const t = useText()
  return (
    <p className="notice" role="status">
      {t({ zh: '已存为标准建议，另一人批准后生效。', en: 'Saved as a proposal; it holds when another person has approved it.' })}{' '}
      <Go to={`/law/proposals/${id}`}>{t({ zh: '打开建议', en: 'Open it' })}</Go>
    </p>
  )
}

function Reckoning({ roster }: { roster: WhatIfRoster }) {
  const t = useText()
  const nameOf = usePlaceName()
  const mayPropose = useMay('law.propose')
  const { head, book, under } = roster
  const changeable = useMemo(() => changeableOf(book, head.county, under(book)), [book, under, head])
  const [drafts, setDrafts] = useState<readonly WhatIfDraft[]>(() => [newDraft(1, changeable, roster)])
  const [next, setNext] = useState(2)
  const [proposing, setProposing] = useState(false)
  const [saved, setSaved] = useState<string>()
  const reads = useMemo(() => drafts.map(draft => readDraft(draft, changeable, head.county)), [drafts, changeable, head])
  const { changed, comparison, milliseconds } = useReckoned(roster, reads)
  const months = monthsFrom(head.from, addMonths(head.from, head.months - 1))
  const change = (now: readonly WhatIfDraft[]) => {
    setDrafts(now)
    setSaved(undefined)
  }
  const add = () => {
    change([...drafts, newDraft(next, changeable, roster)])
    setNext(next + 1)
  }
  const name = `${nameOf(head.place)} ${head.from} ${t({ zh: '费用测算', en: 'cost what-if' })}`
  const save = async () => {
    const { writeWorkbook } = await import('../../sheets/write.ts')
    const bytes = await writeWorkbook(sheetOf({ comparison, months, villages: head.villages.map(code => nameOf(code)), funds: head.funds, book, name, t }))
    saveAs(new Blob([Uint8Array.from(bytes)], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }), `${name}.xlsx`)
  }
  const isChanged = reads.some(({ change: made }) => made) && changed !== book
  const touched = [...new Set(reads.flatMap(({ change: made }) => (made ? [t(book.benefits.get(made.benefit)!.name)] : [])))].join('、')
  return (
    <>
      {saved ? <Saved id={saved} /> : null}
      <div className="cols what-if">
        <Changes
          reads={reads} county={head.county} changeable={changeable} months={monthsFrom(addMonths(head.from, -MONTHS_USUAL), months.at(-1)!)}
          laws={{ book, changed, knownOn: head.known_on }} change={change} add={add}
        />
        <Result
          comparison={comparison} head={head} book={book} months={months} milliseconds={milliseconds}
          doings={(
            <>
              {mayPropose
                ? <Button type="primary" disabled={!isChanged} onClick={() => setProposing(true)}>{t({ zh: '存为标准建议', en: 'Save as a proposal' })}</Button> : null}
              <Button onClick={() => void save()}>{t({ zh: '导出', en: 'Export' })}</Button>
            </>
          )}
        />
      </div>
      {proposing ? (
        <Suspense>
          <ProposalDrawer
            open close={() => setProposing(false)} saved={setSaved} changed={changed} county={head.county}
            about={t({ zh: `${nameOf(head.county)}${touched}标准`, en: `Rates of ${nameOf(head.county)}: ${touched}` })}
          />
        </Suspense>
      ) : null}
    </>
  )
}

/** What a rate would cost, at once: the law's own rules run in the browser over everybody of a place. */
export function WhatIfPage() {
  const t = useText()
  const asked = useAsked()
  const roster = useQuery({ queryKey: ['what-if', asked], queryFn: () => fetchRoster(asked), structuralSharing: false, staleTime: 60_000 })
  return (
    <Page
      title={{ zh: '测算', en: 'What if' }} note={t({ zh: '改一个标准，马上看到全辖区的费用', en: 'Change a rate and see at once what it costs' })}
      actions={<Period asked={asked} />}
    >
      <Shown asked={roster}>{shown => (shown.head.table.persons === 0
        ? <Card><Empty words={{ zh: '这里没有登记身份的人。', en: 'Nobody here has an identity on the roster.' }} /></Card>
        : <Reckoning key={`${shown.head.place} ${shown.head.from} ${shown.head.months}`} roster={shown} />)}</Shown>
    </Page>
  )
}
