import { yuanPlain, type Fen } from '../../base/money.ts'
import { useLanguage, useText } from '../../ui/language.ts'
import { COLORS } from '../../ui/theme.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { topOf, type MonthBar } from './chart.ts'

const HEIGHT = 240
const MARGIN = { top: 26, right: 8, bottom: 26, left: 52 }
const [TICKS, MONTHS] = [4, 12]
/** A bar, and half the space between two, as shares of a month's width. */
const [BAR_SHARE, GAP] = [0.3, 0.03]

type Scale = { readonly width: number; readonly top: Fen; readonly step: number; readonly y: (fen: Fen) => number }

function Axes({ scale: { width, top, y, step } }: { scale: Scale }) {
  const zh = useLanguage() === 'zh'
  const unit = zh ? 1_000_000 : 100_000
  return (
    <g className="axes">
      <text x={MARGIN.left - 8} y={13} textAnchor="end">{zh ? '万元' : 'k yuan'}</text>
      {Array.from({ length: TICKS + 1 }, (_, index) => top / TICKS * index).map(value => (
        <g key={value}>
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(value)} y2={y(value)} />
          <text x={MARGIN.left - 8} y={y(value) + 4} textAnchor="end">{Number((value / unit).toFixed(3)).toLocaleString('en')}</text>
        </g>
      ))}
      {Array.from({ length: MONTHS }, (_, index) => <text key={index} x={MARGIN.left + step * (index + 0.5)} y={HEIGHT - 8} textAnchor="middle">{index + 1}</text>)}
    </g>
  )
}

/** A fund's year: what came in and went out month by month, and as a line what was left. The table beside it says the same in figures. */
export function MonthChart({ bars }: { bars: readonly MonthBar[] }) {
  const t = useText()
  const width = useNarrow() ? 340 : 900
  const top = topOf(bars)
  const step = (width - MARGIN.left - MARGIN.right) / MONTHS
  const y = (fen: Fen) => HEIGHT - MARGIN.bottom - Math.max(0, fen) / top * (HEIGHT - MARGIN.top - MARGIN.bottom)
  const middle = (month: number) => MARGIN.left + step * (month - 0.5)
  const bar = (x: number, fen: Fen, color: string) => <rect x={x} width={step * BAR_SHARE} y={y(fen)} height={HEIGHT - MARGIN.bottom - y(fen)} fill={color} />
  const told = (chinese: boolean) => bars.map(({ month, in_fen, out_fen, left_fen }) => (chinese
    ? `${month}月收入${yuanPlain(in_fen)}元、支出${yuanPlain(out_fen)}元、结余${yuanPlain(left_fen)}元`
    : `month ${month}: ${yuanPlain(in_fen)} in, ${yuanPlain(out_fen)} out, ${yuanPlain(left_fen)} left`)).join(chinese ? '；' : '; ')
  return (
    <figure className="fund-chart">
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={t({ zh: `逐月收支：${told(true)}`, en: `Month by month: ${told(false)}` })}>
        <Axes scale={{ width, top, step, y }} />
        {bars.map(({ month, in_fen, out_fen }) => (
          <g key={month}>{bar(middle(month) - step * (BAR_SHARE + GAP), in_fen, COLORS.pine)}{bar(middle(month) + step * GAP, out_fen, COLORS.gold)}</g>
        ))}
        <polyline points={bars.map(({ month, left_fen }) => `${middle(month)},${y(left_fen)}`).join(' ')} fill="none" stroke={COLORS.blue} strokeWidth="2" />
        {bars.map(({ month, left_fen }) => <circle key={month} cx={middle(month)} cy={y(left_fen)} r="3" fill={COLORS.blue} />)}
      </svg>
      <figcaption>
        <span><i style={{ background: COLORS.pine }} />{t({ zh: '收入', en: 'In' })}</span>
        <span><i style={{ background: COLORS.gold }} />{t({ zh: '支出', en: 'Out' })}</span>
        <span><i className="thin" style={{ background: COLORS.blue }} />{t({ zh: '月末结余', en: 'Left at the month’s end' })}</span>
      </figcaption>
    </figure>
  )
}
