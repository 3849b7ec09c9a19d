import { monthInEnglish } from '../../../base/english.ts'
import { sum } from '../../../base/money.ts'
import type { Text } from '../../../base/result.ts'
import { Go } from '../../../ui/go.tsx'
import { useText } from '../../../ui/language.ts'
import type { Line, Measure, OpenRecords } from './year-chart.tsx'

type YearTableProps = { readonly title: Text; readonly lines: readonly Line[]; readonly measure: Measure; readonly open: OpenRecords }

/** A figure that opens its records: a link where they have a page, else a button. */
function Cell({ line, month, value, measure, open }: { line: Line; month: number | undefined; value: number; measure: Measure; open: OpenRecords }) {
  const t = useText()
  if (value === 0) return <>–</>
  const shown = measure.amount(value)
  const said = `${line.name} ${month === undefined ? t({ zh: '全年', en: 'the year' }) : t({ zh: `${month}月`, en: monthInEnglish(month) })} ${shown}`
  return open.to ? <Go to={open.to(line, month)} aria-label={said}>{shown}</Go>
    : <button type="button" className="link" aria-label={said} onClick={() => open.go(line, month)}>{shown}</button>
}

/** The same numbers as the picture above it, each a way to its records. Months in which nothing was are left out. */
export function YearTable({ title, lines, measure, open }: YearTableProps) {
  const t = useText()
  const months = Array.from({ length: 12 }, (_, index) => index + 1).filter(month => lines.some(line => line.months[month - 1] !== 0))
  const total = (values: readonly number[]) => measure.amount(sum(values))
  return (
    <details className="year-table">
      <summary>{t({ zh: `看表格：${title.zh}`, en: `As a table: ${title.en}` })}</summary>
      <div className="scroll" role="region" tabIndex={0} aria-label={t(title)}>
        <table className="plain">
          <thead><tr>
            <th scope="col">{t({ zh: '月份', en: 'Month' })}</th>
            {lines.map(line => <th scope="col" className="n" key={line.id}>{line.name}</th>)}
            <th scope="col" className="n">{t({ zh: '合计', en: 'Total' })}（{t(measure.unit)}）</th>
          </tr></thead>
          <tbody>{months.map(month => (
            <tr key={month}>
              <th scope="row">{t({ zh: `${month}月`, en: String(month) })}</th>
              {lines.map(line => <td className="n" key={line.id}><Cell {...{ line, month, measure, open }} value={line.months[month - 1] ?? 0} /></td>)}
              <td className="n">{total(lines.map(line => line.months[month - 1] ?? 0))}</td>
            </tr>
          ))}</tbody>
          <tfoot><tr>
            <th scope="row">{t({ zh: '全年', en: 'The year' })}</th>
            {lines.map(line => <td className="n" key={line.id}><Cell {...{ line, month: undefined, measure, open }} value={sum(line.months)} /></td>)}
            <td className="n">{total(lines.flatMap(line => line.months))}</td>
          </tr></tfoot>
        </table>
      </div>
    </details>
  )
}
