import { Fragment, useLayoutEffect, useRef, type ReactNode } from 'react'
import { fitting } from './card-pairs.ts'
import { useText, type Words } from './language.ts'
import type { Column } from './query-table.tsx'
import './cards.css'

type CardsProps<Row> = {
  readonly rows: readonly Row[]
  /** The first column is the title. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]]
  readonly rowKey: (row: Row) => string
  readonly label?: Words
  /** The heading that a title is; the list stands under a heading of one less. */
  readonly level?: 'h2' | 'h3'
}

const isSaid = (shown: ReactNode): boolean => shown !== '–' && shown !== '—' && shown !== '' && shown !== null && shown !== undefined

const GAP = 14
const NEXT = 8

const widthOf = (element: Element): number => Math.ceil(element.getBoundingClientRect().width)

/** Measures every pair on a line of its own; the columns that are short in all cards stand two to a line, their values in line. */
function arrange(list: HTMLElement): void {
  const pairs = [...list.querySelectorAll<HTMLElement>('.pair')].map(pair => ({ pair, column: pair.dataset['column'] ?? '', name: pair.firstElementChild!, said: pair.lastElementChild! }))
  // A value that is drawn by a part of the page shows only here that it is empty.
  for (const { pair, said } of pairs) pair.hidden = !isSaid(said.textContent)
  list.classList.add('measured')
  const measured = pairs.filter(({ pair }) => !pair.hidden).map(({ column, name, said }) => ({ column, label: widthOf(name), value: widthOf(said) }))
  list.classList.remove('measured')
  const half = ((list.querySelector('.card-pairs')?.clientWidth ?? 0) - GAP) / 2
  const { brief, label } = fitting(measured, half - NEXT)
  list.style.setProperty('--label', `${label}px`)
  for (const { pair, column } of pairs) pair.classList.toggle('brief', brief.has(column))
}

/** Again whenever what is shown, or the width, is another. */
function useArranged() {
  const list = useRef<HTMLUListElement>(null)
  useLayoutEffect(() => { if (list.current) arrange(list.current) })
  useLayoutEffect(() => {
    const again = () => { if (list.current) arrange(list.current) }
    addEventListener('resize', again)
    return () => removeEventListener('resize', again)
  }, [])
  return list
}

function OneCard<Row>({ row, columns: [title, ...columns], level: Title }: { row: Row; columns: CardsProps<Row>['columns']; level: 'h2' | 'h3' }) {
  const t = useText()
  const said = columns.map(column => ({ ...column, shown: column.show(row) })).filter(({ shown }) => isSaid(shown))
  const [corner, pairs, foot] = [said.filter(({ card }) => card === 'corner'), said.filter(({ card }) => card === undefined), said.filter(({ card }) => card === 'foot')]
  const all = (some: typeof said) => some.map(({ id, shown }) => <Fragment key={id}>{shown}</Fragment>)
  return (
    <li>
      <div className="card-top"><Title>{title.show(row)}</Title>{corner.length > 0 ? <span className="card-corner">{all(corner)}</span> : null}</div>
      {pairs.length > 0 ? <dl className="card-pairs">{pairs.map(({ id, title: name, shown }) => <div key={id} className="pair" data-column={id}><dt>{t(name)}</dt><dd>{shown}</dd></div>)}</dl> : null}
      {foot.length > 0 ? <div className="card-foot">{all(foot)}</div> : null}
    </li>
  )
}

/** Rows at phone width: a title, its state in the corner, what is short two to a line, what can be done at the foot; what says nothing of a row is left out. */
export function Cards<Row>({ rows, columns, rowKey, label, level = 'h2' }: CardsProps<Row>) {
  const t = useText()
  const list = useArranged()
  return <ul className="cards" ref={list} aria-label={label ? t(label) : undefined}>{rows.map(row => <OneCard key={rowKey(row)} row={row} columns={columns} level={level} />)}</ul>
}
