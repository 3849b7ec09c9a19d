import { useState } from 'react'
import { Cards } from './cards.tsx'
import { useText, type Words } from './language.ts'
import { unbroken, type Column } from './query-table.tsx'
import { useNarrow } from './use-narrow.ts'

type PlainListProps<Row> = {
  readonly label: Words
  readonly rows: readonly Row[]
  /** The first column is the title of a card at phone width. */
  readonly columns: readonly [Column<Row>, ...Column<Row>[]]
  readonly rowKey: (row: Row) => string
  /** So many are shown until all are asked for. */
  readonly shown?: number
}

/** Rows that the page has in hand: a table, at phone width cards. */
export function PlainList<Row>({ label, rows, columns, rowKey, shown = 20 }: PlainListProps<Row>) {
  const t = useText()
  const narrow = useNarrow()
  const [all, setAll] = useState(false)
  const seen = all ? rows : rows.slice(0, shown)
  const rest = rows.length - seen.length
  return (
    <>
      {narrow ? (
        <Cards label={label} rows={seen} columns={columns} rowKey={rowKey} level="h3" />
      ) : (
        <div className="scroll" role="region" tabIndex={0} aria-label={t(label)}>
          <table className="plain">
            <thead><tr>{columns.map(column => <th key={column.id} scope="col" className={column.number ? 'n' : undefined}>{t(column.title)}</th>)}</tr></thead>
            <tbody>{seen.map(row => <tr key={rowKey(row)}>{columns.map(column => <td key={column.id} className={column.number ? 'n' : undefined}>{unbroken(column.show(row))}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
      {rest > 0 ? <p><button type="button" className="link" onClick={() => setAll(true)}>{t({ zh: `再看其余 ${rest} 行`, en: `Show the other ${rest}` })}</button></p> : null}
    </>
  )
}
