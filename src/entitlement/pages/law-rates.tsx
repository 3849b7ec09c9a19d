import { useId, useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { Chinese } from '../../ui/chinese.tsx'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Tag } from '../../ui/page.tsx'
import { useMe } from '../../ui/session.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import type { RateLine } from '../browsing/views.ts'
import { Urls } from './clause.tsx'
import { RateChart } from './rate-chart.tsx'
import { tablesOf, type RateMark, type RateRow, type RateTable } from './rates.ts'
import { confidenceShown, sourceAddress } from './words.ts'

function Mark({ mark }: { mark: RateMark | undefined }) {
  const t = useText()
  if (!mark) return null
  if (mark.amount_fen === null) return <span className="unseen">{t({ zh: '未见', en: 'Not seen' })}</span>
  const { words } = confidenceShown(mark.confidence)
  return <>{yuanGrouped(mark.amount_fen).replace(/\.00$/, '')}{mark.confidence === 'sourced' ? null : <small className="mark-of">{t(words)}</small>}</>
}

/** The newest first: it is what most people look for, and what a narrow screen shows; a row or two go down it, their days one below another. */
function Figures({ table }: { table: RateTable }) {
  const t = useText()
  const days = table.days.toReversed()
  const down = useNarrow() && table.rows.length <= 2
  const name = (row: RateRow) => (row.cell.zh === '' ? t({ zh: '标准', en: 'Rate' }) : t(row.cell))
  const label = t({ zh: `${table.name.zh}标准，${table.unit.zh}`, en: `${table.name.en} rates, ${table.unit.en}` })
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={label}>
      <table className="plain rates">
        <caption className="hidden">{label}</caption>
        {down ? (
          <>
            <thead><tr><th scope="col">{t({ zh: '自', en: 'From' })}</th>{table.rows.map(row => <th key={row.cell.zh} scope="col" className="n">{name(row)}</th>)}</tr></thead>
            <tbody>{days.map(day => <tr key={day}><th scope="row" className="nowrap">{day}</th>{table.rows.map(row => <td key={row.cell.zh} className="n"><Mark mark={row.marks.get(day)} /></td>)}</tr>)}</tbody>
          </>
        ) : (
          <>
            <thead><tr><th scope="col">{t({ zh: '自', en: 'From' })}</th>{days.map(day => <th key={day} scope="col" className="n">{day}</th>)}</tr></thead>
            <tbody>{table.rows.map(row => <tr key={row.cell.zh}><th scope="row">{name(row)}</th>{days.map(day => <td key={day} className="n"><Mark mark={row.marks.get(day)} /></td>)}</tr>)}</tbody>
          </>
        )}
      </table>
    </div>
  )
}

/** Where the figures of each day come from. */
function Origins({ lines }: { lines: readonly RateLine[] }) {
  const t = useText()
  const origins = [...new Map(lines.map(line => [`${line.from} ${line.source} ${line.clause}`, line])).values()].toSorted((one, other) => one.from.localeCompare(other.from))
  return (
    <details className="origins">
      <summary>{t({ zh: '每个数的出处', en: 'Where each figure comes from' })}</summary>
      <ul>
        {origins.map((line, index) => {
          const { tone, words } = confidenceShown(line.confidence)
          return (
            <li key={index}>
              <b className="num">{line.from}</b> <Go to={sourceAddress(line.source)}><Chinese>{line.cite}</Chinese></Go> <span lang="zh-CN">{line.clause}</span> <Tag tone={tone}>{t(words)}</Tag>
              {line.published_on ? <span className="muted"> {t({ zh: `${line.published_on} 公布`, en: `published ${line.published_on}` })}</span> : null} <Urls urls={line.urls} />
            </li>
          )
        })}
      </ul>
    </details>
  )
}

/** More lines than this cannot be told apart: then one row is chosen. */
const LINES_MAX = 4

function chosenRows(table: RateTable, chosen: string | undefined): readonly RateRow[] {
  if (table.rows.length <= LINES_MAX) return table.rows
  return [table.rows.find(({ cell }) => cell.zh === chosen) ?? table.rows[0]!]
}

/** The rates of a benefit: place by place, a chart of steps, the figures, and where they come from. */
export function LawRates({ lines }: { lines: readonly RateLine[] }) {
  const t = useText()
  const id = useId()
  const { today } = useMe()
  const tables = tablesOf(lines)
  const [where, setWhere] = useState(tables[0]!.where)
  const [cell, setCell] = useState<string>()
  const table = tables.find(one => one.where === where) ?? tables[0]!
  const end = `${Number(today.slice(0, 4)) + 1}-01-01`
  const until = table.days.at(-1)! < end ? end : table.days.at(-1)!
  return (
    <div className="rate-view">
      <div className="choices">
        {tables.length > 1 ? <span role="group" aria-label={t({ zh: '地方', en: 'Place' })}>{tables.map(one => <button key={one.where} type="button" className="btn" aria-pressed={one === table} onClick={() => setWhere(one.where)}>{t(one.name)}</button>)}</span> : null}
        {table.rows.length > LINES_MAX ? (
          <span><label htmlFor={id}>{t({ zh: '看哪一档', en: 'Which grade' })}</label> <select id={id} className="year" value={chosenRows(table, cell)[0]!.cell.zh} onChange={event => setCell(event.target.value)}>{table.rows.map(row => <option key={row.cell.zh} value={row.cell.zh}>{t(row.cell)}</option>)}</select></span>
        ) : null}
        <span className="muted">{t(table.unit)}</span>
      </div>
      <RateChart rows={chosenRows(table, cell)} until={until} />
      <Figures table={table} />
      <Origins lines={lines.filter(line => line.where === table.where)} />
    </div>
  )
}
