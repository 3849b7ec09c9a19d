import { useQuery } from '@tanstack/react-query'
import { sum, yuanGrouped } from '../../base/money.ts'
import { get } from '../../ui/api.ts'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useYear } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import type { Coverage } from '../planned/store.ts'
import './visits.css'

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round(part / whole * 100))

function Reached({ row: { reached, households } }: { row: Coverage }) {
  const percent = percentOf(reached, households)
  return (
    <div>
      <span className="round-bar"><i style={{ width: `${percent}%` }} /></span>
      <span className="num nowrap">{reached} / {households} <small className="muted">{percent}%</small></span>
    </div>
  )
}

function Rows({ rows }: { rows: readonly Coverage[] }) {
  const t = useText()
  const placeName = usePlaceName()
  const total = (field: 'households' | 'reached' | 'visits' | 'cash_fen') => sum(rows.map(row => row[field]))
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '各村走访覆盖', en: 'Coverage by village' })}>
      <table className="plain coverage">
        <thead><tr>
          <th scope="col">{t({ zh: '村、社区', en: 'Village' })}</th><th scope="col">{t({ zh: '走访到的户 / 优抚对象户', en: 'Reached / entitled households' })}</th>
          <th scope="col" className="n">{t({ zh: '户次', en: 'Visits' })}</th><th scope="col" className="n">{t({ zh: '慰问金（元）', en: 'Cash (yuan)' })}</th>
        </tr></thead>
        <tbody>{rows.map(row => (
          <tr key={row.place}>
            <td className="nowrap">{placeName(row.place)}</td>
            <td><Reached row={row} /></td>
            <td className="n">{row.visits}</td><td className="n">{yuanGrouped(row.cash_fen)}</td>
          </tr>
        ))}</tbody>
        <tfoot><tr>
          <th scope="row">{t({ zh: '合计', en: 'Total' })}</th><td className="num">{total('reached')} / {total('households')} <small className="muted">{percentOf(total('reached'), total('households'))}%</small></td>
          <td className="n">{total('visits')}</td><td className="n">{yuanGrouped(total('cash_fen'))}</td>
        </tr></tfoot>
      </table>
    </div>
  )
}

/** How far the year's visits reach, village by village: where nobody has been stands out. */
export function CoveragePage() {
  const year = useYear()
  const asked = useQuery({ queryKey: ['visits', 'coverage', year], queryFn: () => get<readonly Coverage[]>(`/visits/coverage?year=${year}`) })
  const t = useText()
  return (
    <Page title={{ zh: '走访覆盖', en: 'Coverage' }} note={t({ zh: `${year} 年`, en: String(year) })}>
      <Card><Shown asked={asked}>{rows => (rows.length === 0 ? <Empty words={{ zh: '名册里还没有优抚对象户。', en: 'No entitled household is in the roster.' }} /> : <Rows rows={rows} />)}</Shown></Card>
    </Page>
  )
}
