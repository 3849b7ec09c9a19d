import { monthInEnglish } from '../../../base/english.ts'
import { sum } from '../../../base/money.ts'
import type { Text } from '../../../base/result.ts'
import { roundTop } from '../../../base/scale.ts'
import { useLanguage, useText } from '../../../ui/language.ts'
import { useNarrow } from '../../../ui/use-narrow.ts'
import type { YearSums } from '../glance.ts'

const HEIGHT = 240
/** As wide as the card in which it stands, so that letters are of one size everywhere. */
const [NARROW, HALF, WIDE] = [340, 560, 1000]
const MARGIN = { top: 26, right: 8, bottom: 26, left: 52 }
const MONTHS = 12
/** A bar, as a share of a month's width. */
const BAR_SHARE = 0.56

/** One part of every month's bar, in the colour of its legend. */
export type Line = { readonly id: string; readonly name: string; readonly color: string; readonly months: YearSums }
/** What the numbers are: how one is written, and in what the axis counts. */
export type Measure = { readonly amount: (value: number) => string; readonly unit: Text; readonly axis: Text; readonly axisUnit: number }
/** Where the records of a part of a month stand, or without a month those of the year. */
export type OpenRecords = { readonly go: (line: Line, month: number | undefined) => void; readonly to?: (line: Line, month: number | undefined) => string }

type YearChartProps = { readonly title: Text; readonly lines: readonly Line[]; readonly measure: Measure; readonly go: OpenRecords['go']; readonly half?: boolean }

const totalOf = (lines: readonly Line[], month: number): number => sum(lines.map(line => line.months[month - 1] ?? 0))
/** Steps of the axis that are whole numbers where the top is one. */
const ticksOf = (top: number): number => (top % 4 === 0 ? 4 : top % 5 === 0 ? 5 : top)

function Axes({ top, width, step, y, measure }: { top: number; width: number; step: number; y: (value: number) => number; measure: Measure }) {
  const t = useText()
  const ticks = ticksOf(top)
  return (
    <g className="axes">
      <text x={10} y={15}>{t(measure.axis)}</text>
      {Array.from({ length: ticks + 1 }, (_, index) => top / ticks * index).map(value => (
        <g key={value}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(value)} y2={y(value)} />
          <text x={MARGIN.left - 8} y={y(value) + 4} textAnchor="end">{Number((value / measure.axisUnit).toFixed(3)).toLocaleString('en')}</text>
        </g>
      ))}
      {Array.from({ length: MONTHS }, (_, index) => <text key={index} x={MARGIN.left + step * (index + 0.5)} y={HEIGHT - 8} textAnchor="middle">{index + 1}</text>)}
    </g>
  )
}

/** A year as twelve bars of parts. The pointer opens a part; whoever has none finds the same parts in the table below. */
export function YearChart({ title, lines, measure, go, half }: YearChartProps) {
  const t = useText()
  const zh = useLanguage() === 'zh'
  const width = useNarrow() ? NARROW : half ? HALF : WIDE
  const months = Array.from({ length: MONTHS }, (_, index) => index + 1)
  const top = roundTop(Math.max(measure.axisUnit === 1 ? 4 : 100, ...months.map(month => totalOf(lines, month))))
  const step = (width - MARGIN.left - MARGIN.right) / MONTHS
  const y = (value: number) => HEIGHT - MARGIN.bottom - value / top * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const told = months.filter(month => totalOf(lines, month) !== 0)
    .map(month => (zh ? `${month}月${measure.amount(totalOf(lines, month))}${measure.unit.zh}` : `${monthInEnglish(month)}: ${measure.amount(totalOf(lines, month))} ${measure.unit.en}`)).join(zh ? '、' : ', ')
  return (
    <figure className="year-chart">
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={`${t(title)}${zh ? '：' : ': '}${told}`}>
        <Axes {...{ top, width, step, y, measure }} />
        {months.map(month => {
          let below = 0
          return lines.map(line => {
            const value = line.months[month - 1] ?? 0
            const from = below
            below += value
            return value === 0 ? null : (
              <rect key={`${month}-${line.id}`} x={MARGIN.left + step * (month - 0.5 - BAR_SHARE / 2)} width={step * BAR_SHARE} y={y(below)} height={y(from) - y(below)} fill={line.color} onClick={() => go(line, month)}>
                <title>{`${line.name} ${month}${zh ? '月' : ''} ${measure.amount(value)}`}</title>
              </rect>
            )
          })
        })}
      </svg>
      <figcaption>{lines.map(line => <span key={line.id}><i style={{ background: line.color }} />{line.name}</span>)}</figcaption>
    </figure>
  )
}
