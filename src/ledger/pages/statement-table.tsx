import { renminbi } from '../../base/capitals.ts'
import { yuanGrouped, type Fen } from '../../base/money.ts'
import { Cards } from '../../ui/cards.tsx'
import { useText } from '../../ui/language.ts'
import type { Column } from '../../ui/query-table.tsx'
import { useNarrow } from '../../ui/use-narrow.ts'
import { addedIn, MOVEMENTS, takenIn, type Movement, type Statement } from '../statements/statements.ts'
import { usePurposeName } from './words.ts'

const inCapitals = (amount: Fen): string => (amount < 0 ? `负${renminbi(-amount)}` : renminbi(amount))

type Row = Movement & { readonly left_fen: Fen }

/** Each movement with what was left after it. */
export function withLeft(opening: Fen, movements: readonly Movement[]): Row[] {
  let left = opening
  return movements.map(movement => {
    left += movement.into ? movement.amount_fen : -movement.amount_fen
    return { ...movement, left_fen: left }
  })
}

/** A fund's statement: opening, every movement that is `shown`, totals in figures and the closing balance in capitals. */
export function StatementTable({ statement, movements, shown }: { statement: Statement; movements: readonly Movement[]; shown: (movement: Movement) => boolean }) {
  const t = useText()
  const narrow = useNarrow()
  const name = usePurposeName()
  const rows = withLeft(statement.opening_fen, movements).filter(shown)
  const what = ({ kind, purpose }: Movement) => `${t(MOVEMENTS[kind].name)}${purpose === null ? '' : ` · ${t(name(purpose))}`}`
  const capitals = <span lang="zh-CN">{t({ zh: '期末结余大写：', en: 'Closing balance in capitals: ' })}{inCapitals(statement.closing_fen)}</span>
  const columns: readonly [Column<Row>, ...Column<Row>[]] = [
    { id: 'what', title: { zh: '摘要', en: 'What' }, show: what },
    { id: 'on', title: { zh: '日期', en: 'Day' }, show: row => row.on },
    { id: 'for', title: { zh: '事由', en: 'For' }, show: row => row.memo },
    { id: 'in', title: { zh: '收入', en: 'In' }, show: row => (row.into ? yuanGrouped(row.amount_fen) : '–') },
    { id: 'out', title: { zh: '支出', en: 'Out' }, show: row => (row.into ? '–' : yuanGrouped(row.amount_fen)) },
    { id: 'left', title: { zh: '结余', en: 'Left' }, show: row => yuanGrouped(row.left_fen) },
  ]
  if (narrow) {
    return (
      <div className="fund-statement">
        <Cards rows={rows} columns={columns} rowKey={row => row.key} level="h3" />
        <p className="muted">{capitals}</p>
      </div>
    )
  }
  return (
    <div className="fund-statement">
      <table className="plain">
        <thead><tr>
          <th scope="col">{t({ zh: '日期', en: 'Day' })}</th><th scope="col">{t({ zh: '摘要', en: 'What' })}</th>
          <th scope="col">{t({ zh: '文件、事由', en: 'Document, reason' })}</th>
          <th scope="col" className="n">{t({ zh: '收入（元）', en: 'In' })}</th><th scope="col" className="n">{t({ zh: '支出（元）', en: 'Out' })}</th>
          <th scope="col" className="n">{t({ zh: '结余（元）', en: 'Left' })}</th>
        </tr></thead>
        <tbody>
          <tr><td>{statement.from}</td><td colSpan={4}>{t({ zh: '期初结余', en: 'Opening' })}</td><td className="n">{yuanGrouped(statement.opening_fen)}</td></tr>
          {rows.map(row => (
            <tr key={row.key}>
              <td className="nowrap">{row.on}</td><td>{what(row)}</td><td>{row.memo}</td>
              <td className="n">{row.into ? yuanGrouped(row.amount_fen) : ''}</td><td className="n">{row.into ? '' : yuanGrouped(row.amount_fen)}</td>
              <td className="n">{yuanGrouped(row.left_fen)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={3}>{t({ zh: '合计', en: 'Total' })}</th><td className="n">{yuanGrouped(addedIn(statement.totals))}</td>
            <td className="n">{yuanGrouped(takenIn(statement.totals))}</td><td className="n">{yuanGrouped(statement.closing_fen)}</td>
          </tr>
          <tr><td colSpan={6} className="capitals">{capitals}</td></tr>
        </tfoot>
      </table>
      <p className="sign">{['制表', '复核', '负责人'].map(who => <span key={who} lang="zh-CN">{who}：</span>)}</p>
    </div>
  )
}
