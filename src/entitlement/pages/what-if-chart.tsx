import type { Month } from '../../base/day.ts'
import { yuanGrouped, type Fen } from '../../base/money.ts'
import { useLanguage, useText } from '../../ui/language.ts'
import type { CostComparison } from '../what-if/compare.ts'
import { roundUp } from './rates.ts'
import { monthShort } from './words.ts'

const [WIDTH, HEIGHT] = [350, 340]
const MARGIN = { top: 28, right: 4, bottom: 40, left: 44 }
const TICKS = 4
/** Room for the name of a month. */
const LABEL = 30
/** Two bars and the space between months, as shares of a month's width. */
const [BAR_SHARE, GAP_SHARE] = [0.34, 0.03]

type Bar = { readonly month: Month; readonly before_fen: Fen; readonly after_fen: Fen; readonly without_rate: number }
type Bars = { readonly months: readonly Bar[]; readonly top: Fen }

const yOf = (fen: Fen, top: Fen): number => HEIGHT - MARGIN.bottom - fen / top * (HEIGHT - MARGIN.top - MARGIN.bottom)

function Axis({ top }: { top: Fen }) {
  const zh = useLanguage() === 'zh'
  const unit = zh ? 1_000_000 : 100_000
  return (
    <g className="axes">
      {Array.from({ length: TICKS + 1 }, (_, index) => top / TICKS * index).map(value => (
        <g key={value}>
          <line x1={MARGIN.left} x2={WIDTH - MARGIN.right} y1={yOf(value, top)} y2={yOf(value, top)} />
          <text x={MARGIN.left - 8} y={yOf(value, top) + 4} textAnchor="end">{Number((value / unit).toFixed(2)).toLocaleString('en')}</text>
        </g>
      ))}
      <text x={MARGIN.left - 8} y={12} textAnchor="end">{zh ? '万元' : 'k yuan'}</text>
    </g>
  )
}

function MonthBars({ months, top }: Bars) {
  const t = useText()
  const step = (WIDTH - MARGIN.left - MARGIN.right) / months.length
  const every = Math.ceil(LABEL / step)
  return (
    <>
      {months.map(({ month, before_fen, after_fen, without_rate }, index) => {
        const [left, bar] = [MARGIN.left + index * step + step * (0.5 - BAR_SHARE - GAP_SHARE / 2), step * BAR_SHARE]
        const height = (fen: Fen) => HEIGHT - MARGIN.bottom - yOf(fen, top)
        const middle = MARGIN.left + (index + 0.5) * step
        return (
          <g key={month}>
            <rect className="before" x={left} width={bar} y={yOf(before_fen, top)} height={height(before_fen)} />
            <rect className="after" x={left + bar + step * GAP_SHARE} width={bar} y={yOf(after_fen, top)} height={height(after_fen)} />
            {without_rate > 0 ? <path className="unseen" d={`M${middle - 4} ${HEIGHT - MARGIN.bottom + 5}h8l-4 -7z`} /> : null}
            {index % every === 0 ? <text className="m" x={middle} y={HEIGHT - 22} textAnchor="middle">{t(monthShort(month))}</text> : null}
            {index === 0 || month.endsWith('-01') ? <text className="m" x={middle} y={HEIGHT - 6} textAnchor="middle">{month.slice(0, 4)}</text> : null}
          </g>
        )
      })}
    </>
  )
}

/** Each month's cost as it is and as it would be; the table beside it says the same in figures. */
export function CostChart({ months, comparison }: { months: readonly Month[]; comparison: CostComparison }) {
  const t = useText()
    const bars = comparison.months.map(({ before_fen, after_fen, after }, index): Bar =>
    ({ month: months[index]!, before_fen, after_fen, without_rate: after.without_rate }))
  const top = roundUp(Math.max(100, ...bars.flatMap(({ before_fen, after_fen }) => [before_fen, after_fen])))
  const [before, after] = [yuanGrouped(comparison.total.before_fen), yuanGrouped(comparison.total.after_fen)]
  const missing = bars.some(({ without_rate }) => without_rate > 0)
  return (
    <figure className="chart cost-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={t({
        zh: `${months[0]} 至 ${months.at(-1)} 各月费用，现行合计 ${before} 元，变动后合计 ${after} 元；各月数字见旁边的表`,
        en: `cost by month from ${months[0]} to ${months.at(-1)}: ${before} yuan as it is, ${after} yuan with changes; the table beside it gives each month`,
      })}>
        <Axis top={top} />
        <MonthBars months={bars} top={top} />
      </svg>
      <figcaption>
        <span><i className="before" />{t({ zh: '现行', en: 'As it is' })}</span>
        <span><i className="after" />{t({ zh: '变动后', en: 'With changes' })}</span>
        {missing ? <span><i className="unseen" />{t({ zh: '有人缺标准，未计入', en: 'Lines without a rate are left out' })}</span> : null}
      </figcaption>
    </figure>
  )
}
