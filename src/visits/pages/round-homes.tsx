import { Button, Popconfirm } from 'antd'
import { useState } from 'react'
import { categoryName } from '../../roster/kinds.ts'
import { useText } from '../../ui/language.ts'
import { Card, Tag } from '../../ui/page.tsx'
import { useGroupName, usePlaceName } from '../../ui/places.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { Empty } from '../../ui/states.tsx'
import { HOUSEHOLD_STATES, householdLines, type HouseholdLine, type HouseholdState } from '../planned/planned.ts'
import type { RoundView } from '../visits.ts'
import { givenWords, HOUSEHOLD_TONES } from './words.ts'

export type Deeds = { readonly record: (line: HouseholdLine) => void; readonly unplan: ((line: HouseholdLine) => void) | undefined; readonly withdraw: (line: HouseholdLine) => void }

function Buttons({ line, deeds }: { line: HouseholdLine; deeds: Deeds }) {
  const t = useText()
  return (
    <span className="buttons">
      <Button size="small" onClick={() => deeds.record(line)}>{t(line.visit ? { zh: '修改', en: 'Change' } : { zh: '登记', en: 'Record' })}</Button>
      {line.visit ? (
        <Popconfirm title={t({ zh: '撤销这次走访？账目会冲回。', en: 'Take this visit back? Its posting is reversed.' })} onConfirm={() => deeds.withdraw(line)}><Button size="small">{t({ zh: '撤销', en: 'Take back' })}</Button></Popconfirm>
      ) : deeds.unplan ? <Button size="small" onClick={() => deeds.unplan?.(line)}>{t({ zh: '移出', en: 'Take out' })}</Button> : null}
    </span>
  )
}

function Came({ line }: { line: HouseholdLine }) {
  const t = useText()
  const { visit, planned } = line
  if (!visit) return <span className="muted">{planned?.tried_on ? `${planned.tried_on} ${planned.tried_note ?? ''}` : ''}</span>
  return (
    <>
      {visit.visited_on} <span className="muted">{visit.signed_by ? t({ zh: `${visit.signed_by} 签收`, en: `signed by ${visit.signed_by}` }) : ''}{visit.posted || visit.cash_fen === 0 ? '' : t({ zh: ' · 未入账', en: ' · not posted' })}</span>
      {visit.hardship ? <p>{t({ zh: '困难：', en: 'Hardship: ' })}{visit.hardship}</p> : null}{visit.wish ? <p>{t({ zh: '心愿：', en: 'Wish: ' })}{visit.wish}</p> : null}
      {visit.task ? <small className="muted">{t({ zh: '已列为任务', en: 'Made a task' })}</small> : null}
    </>
  )
}

type RowsProps = { readonly round: RoundView; readonly lines: readonly HouseholdLine[]; readonly deeds: Deeds | undefined }

const givenIn = (round: RoundView, { visit, state }: HouseholdLine) => (visit ? givenWords(visit.cash_fen, visit.goods) : state === 'refused' ? '–' : givenWords(round.cash_each_fen, round.goods_each))
const visitorsOf = ({ visit, planned }: HouseholdLine): string => (visit?.visitors ?? planned?.visitors ?? []).join('、')

function Narrow({ round, lines, deeds }: RowsProps) {
  const t = useText()
  const groupName = useGroupName()
  return (
    <ul className="homes">
      {lines.map(line => (
        <li key={line.id}>
          <div className="head"><h3>{line.head}</h3><Tag tone={HOUSEHOLD_TONES[line.state]}>{t(HOUSEHOLD_STATES[line.state])}</Tag></div>
          <p className="muted">{groupName(line.place, line.planned?.group_name)} · {line.category ? t(categoryName(line.category)) : ''} · {visitorsOf(line)}</p>
          <p>{t(givenIn(round, line))}</p><div><Came line={line} /></div>
          {deeds ? <Buttons line={line} deeds={deeds} /> : null}
        </li>
      ))}
    </ul>
  )
}

function Wide({ round, lines, deeds }: RowsProps) {
  const t = useText()
  const groupName = useGroupName()
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '走访户', en: 'Households' })}>
      <table className="plain">
        <thead><tr>
          <th scope="col">{t({ zh: '村组', en: 'Village' })}</th><th scope="col">{t({ zh: '户主', en: 'Head' })}</th><th scope="col">{t({ zh: '身份', en: 'Category' })}</th>
          <th scope="col">{t({ zh: '走访人', en: 'Visitors' })}</th><th scope="col">{t({ zh: '状态', en: 'State' })}</th>
          <th scope="col">{t({ zh: '应发、实发', en: 'To give, given' })}</th><th scope="col">{t({ zh: '走访情况', en: 'What came of it' })}</th>{deeds ? <th scope="col">{t({ zh: '办理', en: 'Do' })}</th> : null}
        </tr></thead>
        <tbody>{lines.map(line => (
          <tr key={line.id}>
            <td>{groupName(line.place, line.planned?.group_name)}</td><td className="nowrap">{line.head}</td><td>{line.category ? t(categoryName(line.category)) : ''}</td>
            <td>{visitorsOf(line) || '–'}</td><td><Tag tone={HOUSEHOLD_TONES[line.state]}>{t(HOUSEHOLD_STATES[line.state])}</Tag></td>
            <td className={line.visit ? '' : 'muted'}>{t(givenIn(round, line))}</td><td><Came line={line} /></td>{deeds ? <td><Buttons line={line} deeds={deeds} /></td> : null}
          </tr>
        ))}</tbody>
      </table>
    </div>
  )
}

/** The households of a round, those of one state or village where one was pressed. */
export function Homes({ round, place, deeds, all }: { round: RoundView; place: string; deeds: Deeds | undefined; all: () => void }) {
  const t = useText()
  const narrow = useNarrow()
  const placeName = usePlaceName()
  const [state, setState] = useState<HouseholdState>()
  const every = householdLines(round).filter(line => line.place.startsWith(place))
  const lines = every.filter(line => state === undefined || line.state === state)
  const states = (Object.keys(HOUSEHOLD_STATES) as HouseholdState[]).filter(each => every.some(line => line.state === each)) // the table's own keys
  return (
    <Card
      title={{ zh: '走访户', en: 'Households' }} note={place === '' ? t({ zh: `${every.length} 户`, en: String(every.length) }) : <>{placeName(place)} <button type="button" className="link" onClick={all}>{t({ zh: '看全部村', en: 'All villages' })}</button></>}
      more={states.length < 2 ? null : (
        <span className="picks" role="group" aria-label={t({ zh: '状态', en: 'State' })}>
          <Button size="small" aria-pressed={state === undefined} onClick={() => setState(undefined)}>{t({ zh: '全部', en: 'All' })}</Button>
          {states.map(each => <Button key={each} size="small" aria-pressed={state === each} onClick={() => setState(each)}>{t(HOUSEHOLD_STATES[each])} {every.filter(line => line.state === each).length}</Button>)}
        </span>
      )}
    >
      {lines.length === 0 ? <Empty words={{ zh: '还没有选走访户。', en: 'No household is chosen yet.' }} />
        : narrow ? <Narrow round={round} lines={lines} deeds={deeds} /> : <Wide round={round} lines={lines} deeds={deeds} />}
    </Card>
  )
}
