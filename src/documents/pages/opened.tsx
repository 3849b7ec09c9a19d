import { useQuery } from '@tanstack/react-query'
import { counted } from '../../base/english.ts'
import { yuanGrouped } from '../../base/money.ts'
import type { Unit } from '../../figures/figures.ts'
import { get } from '../../ui/api.ts'
import { Chinese } from '../../ui/chinese.tsx'
import { useText } from '../../ui/language.ts'
import { usePlaceName } from '../../ui/places.ts'
import { Tag } from '../../ui/page.tsx'
import { Empty, Shown } from '../../ui/states.tsx'
import { unitName } from '../../ui/units.ts'
import type { OpenedFigure } from './answer.ts'
import './opened.css'

const amount = (value: number, unit: Unit): string => (unit === 'fen' ? yuanGrouped(value) : value.toLocaleString('en'))

/** The label under which a record names its evidence, by ids: each is a file to open. */
const EVIDENCE = '佐证'

type Words = OpenedFigure['words']

/** A word of the program in the page's language; what somebody wrote stays as it is. */
function Said({ words, said }: { words: Words; said: string | number }) {
  const t = useText()
  if (typeof said === 'number') return <>{said}</>
  const en = words[said]
  return en === undefined ? <Chinese>{said}</Chinese> : <>{t({ zh: said, en })}</>
}

function Detail({ label, value, words }: { label: string; value: string | number; words: Words }) {
  const t = useText()
  if (label !== EVIDENCE) return <Said words={words} said={value} />
  const ids = String(value).split(',')
  return <>{ids.map((id, index) => <a key={id} className="evidence" href={`/api/evidence/${id}`} download>{t({ zh: `佐证 ${index + 1}`, en: `Evidence ${index + 1}` })}</a>)}</>
}

/** Records listed before the rest is asked for: a figure over a year's payments may hold thousands. */
const SHOWN = 200

function Records({ figure }: { figure: OpenedFigure }) {
  const t = useText()
  const placeName = usePlaceName()
  return (
    <>
      <ol className="records">
        {figure.records.slice(0, SHOWN).map(record => (
          <li key={record.record}>
            <div className="line"><b><Chinese>{record.title}</Chinese></b><span className="num nowrap">{amount(record.value, figure.unit)} {t(unitName(figure.unit, record.value))}</span></div>
            <div className="muted">{record.happened_on} · {placeName(record.place_code)}</div>
            <dl className="pairs">
              {Object.entries(record.detail).filter(([, value]) => value !== null && value !== '').map(([label, value]) => (
                <div key={label} style={{ display: 'contents' }}><dt><Said words={figure.words} said={label} /></dt><dd>{value === null ? null : <Detail label={label} value={value} words={figure.words} />}</dd></div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
      {figure.records.length > SHOWN ? <p className="muted">{t({ zh: `只列出前 ${SHOWN} 条，共 ${figure.records.length} 条。`, en: `The first ${SHOWN} of ${counted(figure.records.length, 'record')}.` })}</p> : null}
    </>
  )
}

/** What a figure says, and each record of it. */
export function Opened({ figure }: { figure: OpenedFigure }) {
  const t = useText()
  const total = figure.records.reduce((sum, record) => sum + record.value, 0)
  const agrees = total === figure.value
  return (
    <>
      <p className="opened-value">{amount(figure.value, figure.unit)}<small>{t(unitName(figure.unit, figure.value))} · {t({ zh: `${figure.records.length} 条记录`, en: `${counted(figure.records.length, 'record')}` })}</small></p>
      <p>{agrees
        ? <Tag tone="ok">{t({ zh: '与记录合计一致', en: 'Equals the sum of its records' })}</Tag>
        : <Tag tone="late">{t({ zh: `记录合计 ${amount(total, figure.unit)}，不一致`, en: `The records add up to ${amount(total, figure.unit)}` })}</Tag>}</p>
      {figure.records.length === 0 ? <Empty words={{ zh: '没有记录。', en: 'There are no records.' }} /> : <Records figure={figure} />}
    </>
  )
}

/** At the right of the paper: the records behind the figure that was clicked. */
export function OpenedPanel({ id, year, close }: { id: string; year: number; close: () => void }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['figure', id, year], queryFn: () => get<OpenedFigure>(`/figures/${encodeURIComponent(id)}?year=${year}`) })
  return (
    <>
      <div className="head">
        <h2>{asked.data ? t(asked.data.name) : t({ zh: '正在打开', en: 'Opening' })}</h2>
        <button type="button" className="btn close-records" onClick={close}>{t({ zh: '收起', en: 'Close' })}</button>
      </div>
      <Shown asked={asked}>{figure => <Opened figure={figure} />}</Shown>
    </>
  )
}
