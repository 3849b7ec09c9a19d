import { daysBetween, type Day } from '../../base/day.ts'
import { yuanPlain } from '../../base/money.ts'
import { useText } from '../../ui/language.ts'
import { COLORS } from '../../ui/theme.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { roundUp, stepsOf, type RateRow, type RateStep } from './rates.ts'

const LINES = [COLORS.pine, COLORS.blue, COLORS.gold, COLORS.red] as const
const DASHES = { sourced: undefined, derived: '6 4', invented: '2 4' } as const
const HEIGHT = 260
const MARGIN = { top: 14, right: 12, bottom: 26, left: 62 }
const TICKS = 4

type Scale = { readonly x: (day: Day) => number; readonly y: (fen: number) => number; readonly width: number; readonly top: number; readonly years: readonly number[] }

function scaleOf(steps: readonly RateStep[], width: number): Scale {
  const first = steps.map(({ from }) => from).toSorted()[0]!
  const last = steps.map(({ to }) => to).toSorted().at(-1)!
  const top = roundUp(Math.max(1, ...steps.map(({ amount_fen }) => amount_fen ?? 0)))
  const span = Math.max(1, daysBetween(first, last))
  const [from, to] = [Number(first.slice(0, 4)) + 1, Number(last.slice(0, 4))]
  const every = width > 500 || to - from < 6 ? 1 : 2
  return {
    width, top, years: Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).filter(year => (year - from) % every === 0),
    x: day => MARGIN.left + daysBetween(first, day) / span * (width - MARGIN.left - MARGIN.right),
    y: fen => HEIGHT - MARGIN.bottom - fen / top * (HEIGHT - MARGIN.top - MARGIN.bottom),
  }
}

function Axes({ scale: { x, y, width, top, years } }: { scale: Scale }) {
  return (
    <g className="axes">
      {Array.from({ length: TICKS + 1 }, (_, index) => top / TICKS * index).map(value => (
        <g key={value}><line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(value)} y2={y(value)} /><text x={MARGIN.left - 8} y={y(value) + 4} textAnchor="end">{Math.round(value / 100).toLocaleString('en')}</text></g>
      ))}
      {years.map(year => <text key={year} x={x(`${year}-01-01`)} y={HEIGHT - 6} textAnchor="middle">{year}</text>)}
    </g>
  )
}

/** One row as steps: solid where sourced, dashed where derived, broken off where the figure is not known. */
function Line({ steps, scale: { x, y }, color }: { steps: readonly RateStep[]; scale: Scale; color: string }) {
  return (
    <g stroke={color} strokeWidth="2.5" fill="none">
      {steps.map(({ from, to, amount_fen, confidence }, index) => {
        if (amount_fen === null) return null
        const before = steps[index - 1]
        const rise = before && before.to === from && before.amount_fen !== null ? <line x1={x(from)} x2={x(from)} y1={y(before.amount_fen)} y2={y(amount_fen)} strokeWidth="1" /> : null
        return <g key={from}>{rise}<line x1={x(from)} x2={x(to)} y1={y(amount_fen)} y2={y(amount_fen)} strokeDasharray={DASHES[confidence]} /></g>
      })}
    </g>
  )
}

/** The rates of some rows over time, as steps; the table beside it says the same in figures. */
export function RateChart({ rows, until }: { rows: readonly RateRow[]; until: Day }) {
  const t = useText()
  const width = useNarrow() ? 340 : 900
  const all = rows.map(row => stepsOf(row, until))
  const scale = scaleOf(all.flat(), width)
  const told = rows.map((row, index) => `${t(row.cell)} ${all[index]!.filter(({ amount_fen }) => amount_fen !== null).map(({ from, amount_fen }) => `${from} ${yuanPlain(amount_fen!)}`).join(', ')}`).join('; ')
  return (
    <figure className="chart">
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={t({ zh: `标准随时间的变化：${told}`, en: `The rates over time: ${told}` })}>
        <Axes scale={scale} />
        {all.map((steps, index) => <Line key={index} steps={steps} scale={scale} color={LINES[index % LINES.length]!} />)}
      </svg>
      <figcaption>
        {rows.length > 1 || rows[0]!.cell.zh !== '' ? rows.map((row, index) => <span key={row.cell.zh}><i style={{ background: LINES[index % LINES.length] }} />{t(row.cell)}</span>) : null}
        <span className="muted">{t({ zh: '实线有出处，虚线推算，点线虚构，断开处数额未见', en: 'Solid: sourced; dashed: derived; dotted: invented; broken: figure not seen' })}</span>
      </figcaption>
    </figure>
  )
}
