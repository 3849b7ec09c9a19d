import { useQuery } from '@tanstack/react-query'
import { Drawer } from 'antd'
import { useText } from '../../ui/language.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import type { FigureValue, Unit } from '../../figures/figures.ts'
import { figuresQuery } from './answer.ts'
import { valueWords } from './values.ts'

const byUnit = (value: number, unit: Unit): string => valueWords(Math.abs(value), unit).zh.split(' ')[0]!

function Rows({ now, before, year }: { now: readonly FigureValue[]; before: readonly FigureValue[]; year: number }) {
  const t = useText()
  const earlier = new Map(before.map(figure => [figure.id, figure.value]))
  const rows = now.map(figure => ({ ...figure, before: earlier.get(figure.id) ?? 0 })).filter(row => row.value !== 0 || row.before !== 0)
  if (rows.length === 0) return <Empty words={{ zh: '两年都没有记录。', en: 'Neither year has records.' }} />
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={t({ zh: '两年的数', en: 'Both years’ figures' })}>
      <table className="plain">
        <thead><tr>
          <th scope="col">{t({ zh: '口径', en: 'Figure' })}</th><th scope="col" className="n">{year - 1}</th><th scope="col" className="n">{year}</th><th scope="col" className="n">{t({ zh: '增减', en: 'Change' })}</th>
        </tr></thead>
        <tbody>{rows.map(row => {
          const change = row.value - row.before
          return (
            <tr key={row.id}>
              <td>{t(row.name)}</td><td className="n">{t(valueWords(row.before, row.unit))}</td><td className="n">{t(valueWords(row.value, row.unit))}</td>
              <td className="n">{change === 0 ? t({ zh: '持平', en: 'Same' }) : `${change > 0 ? '+' : '−'}${byUnit(change, row.unit)}`}</td>
            </tr>
          )
        })}</tbody>
      </table>
    </div>
  )
}

/** Every figure of the year beside the year before: what has grown, what has gone. `quoted`: those that stand in the document come first. */
export function Comparison({ year, quoted, close }: { year: number; quoted: ReadonlySet<string>; close: () => void }) {
  const t = useText()
  const [now, before] = [useQuery(figuresQuery(year)), useQuery(figuresQuery(year - 1))]
  const first = (figures: readonly FigureValue[]) => figures.toSorted((one, other) => Number(quoted.has(other.id)) - Number(quoted.has(one.id)))
  return (
    <Drawer open title={t({ zh: `${year} 年与 ${year - 1} 年`, en: `${year} beside ${year - 1}` })} onClose={close} size={640}>
      <Shown asked={now}>{values => <Shown asked={before}>{earlier => <Rows now={first(values)} before={earlier} year={year} />}</Shown>}</Shown>
    </Drawer>
  )
}
