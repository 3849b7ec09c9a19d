import { sum } from '../../../base/money.ts'
import { useText, type Words } from '../../../ui/language.ts'
import { usePlaceName } from '../../../ui/places.ts'
import { COVERAGE_FIGURES, type CategoryCount, type PlaceVisits } from '../glance.ts'
import type { FigureRecords } from './bar-records.tsx'

type Open = (bar: FigureRecords) => void

const percentOf = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round(part / whole * 100))

function Track({ percent }: { percent: number }) {
  return <span className="track" aria-hidden><i style={{ width: `${percent}%` }} /></span>
}

/** A number that opens its records. */
function Number({ bar, open }: { bar: FigureRecords; open: Open }) {
  const t = useText()
  if (bar.value === 0) return <>0</>
  const shown = bar.value.toLocaleString('en')
  return <button type="button" className="link" aria-label={`${t(bar.title)} ${shown}`} onClick={() => open(bar)}>{shown}</button>
}

const COVERAGE_NAMES = {
  reached: { zh: '走访到', en: 'Reached' }, homes: { zh: '优抚户', en: 'Entitled' }, visits: { zh: '户次', en: 'Visits' },
} as const satisfies Record<keyof typeof COVERAGE_FIGURES, Words>
const COVERAGE = ['reached', 'homes', 'visits'] as const

/** How far visits reached, place by place: the picture is the table. */
export function CoverageTable({ rows, open }: { rows: readonly PlaceVisits[]; open: Open }) {
  const t = useText()
  const placeName = usePlaceName()
  const total = (of: typeof COVERAGE[number]) => sum(rows.map(row => row[of]))
  const bar = (of: typeof COVERAGE[number], value: number, part?: string): FigureRecords => {
    const [name, where] = [COVERAGE_NAMES[of], part === undefined ? { zh: '合计', en: 'All' } : { zh: placeName(part), en: placeName(part) }]
    return { figure: COVERAGE_FIGURES[of], part, value, title: { zh: `${where.zh} · ${name.zh}`, en: `${where.en} · ${name.en}` } }
  }
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '各村走访覆盖', en: 'Visits by village' })}>
      <table className="plain bars">
        <thead><tr>
          <th scope="col">{t({ zh: '辖区', en: 'Place' })}</th><th scope="col" className="wide">{t({ zh: '覆盖', en: 'Covered' })}</th>
          {COVERAGE.map(of => <th scope="col" className="n" key={of}>{t(COVERAGE_NAMES[of])}</th>)}
        </tr></thead>
        <tbody>{rows.map(row => {
          const percent = percentOf(row.reached, row.homes)
          return (
            <tr key={row.place}>
              <th scope="row">{placeName(row.place)}</th>
              <td className="wide"><Track percent={percent} /> <span className="num">{row.homes === 0 ? '–' : `${percent}%`}</span></td>
              {COVERAGE.map(of => <td className="n" key={of}><Number bar={bar(of, row[of], row.place)} open={open} /></td>)}
            </tr>
          )
        })}</tbody>
        <tfoot><tr>
          <th scope="row">{t({ zh: '合计', en: 'All' })}</th><td className="wide"><Track percent={percentOf(total('reached'), total('homes'))} /> <span className="num">{percentOf(total('reached'), total('homes'))}%</span></td>
          {COVERAGE.map(of => <td className="n" key={of}><Number bar={bar(of, total(of))} open={open} /></td>)}
        </tr></tfoot>
      </table>
    </div>
  )
}

/** Persons by category, the most first: the picture is the table. */
export function PeopleTable({ categories, place, open }: { categories: readonly CategoryCount[]; place: string; open: Open }) {
  const t = useText()
  const most = Math.max(1, ...categories.map(({ persons }) => persons))
  return (
    <table className="plain bars long">
      <thead><tr>
        <th scope="col">{t({ zh: '身份', en: 'Category' })}</th><th scope="col" className="wide">{t({ zh: '多少', en: 'How many' })}</th><th scope="col" className="n">{t({ zh: '人数', en: 'People' })}</th>
      </tr></thead>
      <tbody>{categories.map(({ figure, category, name, persons }) => (
        <tr key={figure}>
          <th scope="row">{t(name)}</th>
          <td className="wide"><Track percent={percentOf(persons, most)} /></td>
          <td className="n">
            <Number open={open} bar={{ figure, value: persons, title: name, more: { to: `/roster?place=${place}&category=${category}&living=living`, words: { zh: '看今天的名册', en: 'The roster of today' } } }} />
          </td>
        </tr>
      ))}</tbody>
    </table>
  )
}
