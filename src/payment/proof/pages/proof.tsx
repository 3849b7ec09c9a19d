import { useQuery } from '@tanstack/react-query'
import { monthsFrom } from '../../../base/day.ts'
import { monthShortly } from '../../../base/english.ts'
import { yuanGrouped } from '../../../base/money.ts'
import { get, queryOf } from '../../../ui/api.ts'
import { Go, useSearchWords, useSetSearch } from '../../../ui/go.tsx'
import { PlaceSelect } from '../../../ui/inputs/place-select.tsx'
import { useText, type Words } from '../../../ui/language.ts'
import { Card, Page, Tag } from '../../../ui/page.tsx'
import { QueryTable } from '../../../ui/query-table.tsx'
import { useMe, useYear } from '../../../ui/session.ts'
import { Empty, Shown } from '../../../ui/states.tsx'
import type { CellList, ProofBoard } from '../actions.ts'
import { CELL_STATES, type CellState, type Standings } from '../proof.ts'
import { percent, STATES, worstOf } from './words.ts'
import './proof.css'

/** Addresses keep what is looked at: `?year=2026&benefit=…&month=2026-03` opens the list at a square of the picture. */
function useShow(): (words: Readonly<Record<string, string>>) => void {
  const setSearch = useSetSearch()
  return words => setSearch({ state: '', benefit: '', month: '', page: '', ...words }, { stay: true })
}

function Square({ name, period, worst, standings, open }: { name: string; period: string; worst: CellState; standings: Standings; open: () => void }) {
  const t = useText()
  const troubled = standings.persons - standings.states['on-time'] - standings.states['pending']
  const said = t(STATES[worst].words)
  return <button type="button" onClick={open} title={`${name} ${period} ${said}`}><b>{troubled > 0 ? troubled : standings.persons}</b><span>{said}</span></button>
}

function HeatMap({ board }: { board: ProofBoard }) {
  const t = useText()
  const show = useShow()
  const months = monthsFrom(`${board.year}-01`, `${board.year}-12`)
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '全年发放情况', en: 'The year in squares' })}>
      <table className="heat">
        <thead><tr><th scope="col">{t({ zh: '待遇', en: 'Benefit' })}</th>{months.map(month => <th scope="col" key={month}>{t({ zh: `${Number(month.slice(5))}月`, en: monthShortly(Number(month.slice(5))) })}</th>)}<th scope="col" className="n">{t({ zh: '按时足额', en: 'On time' })}</th></tr></thead>
        <tbody>
          {board.benefits.map(({ benefit, total, months: those }) => {
            const name = t(board.names[benefit]!)
            return (
              <tr key={benefit}>
                <th scope="row">{name}</th>
                {months.map(month => {
                  const standings = those.find(one => one.period === month)?.standings
                  const worst = standings && worstOf(standings)
                  return (
                    <td key={month} className={worst ? `square ${worst}` : 'nothing'}>
                      {worst ? <Square name={name} period={month} worst={worst} standings={standings} open={() => show({ benefit, month })} /> : '·'}
                    </td>
                  )
                })}
                <td className="n">{percent(total.share.on_time, total.share.due)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Summary({ total }: { total: Standings }) {
  const t = useText()
  const show = useShow()
  const sums: readonly (readonly [Words, number])[] = [
    [{ zh: '应发', en: 'Owed' }, total.entitled_fen], [{ zh: '已审批', en: 'Approved' }, total.approved_fen], [{ zh: '在银行', en: 'With the bank' }, total.sent_fen], [{ zh: '已到账', en: 'Arrived' }, total.arrived_fen],
  ]
  return (
    <div className="proof-sum">
      <div className="share"><b>{percent(total.share.on_time, total.share.due)}</b><span>{t({ zh: `按时足额：应发的 ${total.share.due} 人次中 ${total.share.on_time} 人次`, en: `In full and on time: ${total.share.on_time} of ${total.share.due} person-months due` })}</span></div>
      <dl className="pairs">{sums.map(([words, fen], index) => <div key={index}><dt>{t(words)}</dt><dd className="num">{yuanGrouped(fen)}</dd></div>)}</dl>
      <ul className="proof-counts">
        {CELL_STATES.filter(state => total.states[state] > 0).map(state => (
          <li key={state}><button type="button" onClick={() => show({ state })}><Tag tone={STATES[state].tone}>{t(STATES[state].words)}</Tag> <b className="num">{total.states[state]}</b></button></li>
        ))}
      </ul>
    </div>
  )
}

function Villages({ board }: { board: ProofBoard }) {
  const t = useText()
  return (
    <Card title={{ zh: '各村', en: 'By village' }}>
      <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '各村', en: 'By village' })}>
        <table className="plain">
          <thead><tr>
            <th scope="col">{t({ zh: '村', en: 'Village' })}</th><th scope="col" className="n">{t({ zh: '人数', en: 'People' })}</th><th scope="col" className="n">{t({ zh: '应发（元）', en: 'Owed (yuan)' })}</th>
            <th scope="col" className="n">{t({ zh: '到账（元）', en: 'Arrived (yuan)' })}</th><th scope="col" className="n">{t({ zh: '按时足额', en: 'On time' })}</th>
          </tr></thead>
          <tbody>{board.villages.map(({ place, total }) => (
            <tr key={place}>
              <td className="nowrap">{t(board.villages_named[place]!)}</td><td className="n">{total.persons}</td><td className="n">{yuanGrouped(total.entitled_fen)}</td>
              <td className="n">{yuanGrouped(total.arrived_fen)}</td><td className="n">{percent(total.share.on_time, total.share.due)}</td>
            </tr>
          ))}</tbody>
        </table>
      </div>
    </Card>
  )
}

type Row = CellList['rows'][number]

function List({ board }: { board: ProofBoard }) {
  const t = useText()
  const words = useSearchWords()
  const [place, year] = [words['place'] ?? '', String(board.year)]
  return (
    <QueryTable<Row, CellList>
      key={['state', 'benefit', 'month', 'place', 'year'].map(name => words[name] ?? '').join('|')}
      id="proof" label={{ zh: '逐人', en: 'Person by person' }} path="/proof/cells" fixed={{ place, year }}
      filters={[
        { name: 'state', label: { zh: '情况', en: 'State' }, kind: 'choice', choices: CELL_STATES.map(state => ({ value: state, label: STATES[state].words })) },
        { name: 'benefit', label: { zh: '待遇', en: 'Benefit' }, kind: 'choice', choices: board.benefits.map(({ benefit }) => ({ value: benefit, label: board.names[benefit]! })) },
        { name: 'month', label: { zh: '月份', en: 'Month' }, kind: 'choice', choices: monthsFrom(`${board.year}-01`, `${board.year}-12`).map(month => ({ value: month, label: { zh: month, en: month } })) },
      ]}
      columns={[
        { id: 'name', title: { zh: '姓名', en: 'Name' }, show: row => <Go to={`/people/${row.person}`}>{row.name}</Go> },
        { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: row => t(row.benefit_name) },
        { id: 'period', title: { zh: '月份', en: 'Month' }, show: row => row.period },
        { id: 'state', title: { zh: '情况', en: 'State' }, card: 'corner', show: row => <Tag tone={STATES[row.state].tone}>{t(STATES[row.state].words)}</Tag> },
        { id: 'entitled', title: { zh: '应发', en: 'Owed' }, number: true, show: row => yuanGrouped(row.entitled_fen) },
        { id: 'approved', title: { zh: '已审批', en: 'Approved' }, number: true, show: row => yuanGrouped(row.approved_fen) },
        { id: 'arrived', title: { zh: '到账', en: 'Arrived' }, number: true, show: row => yuanGrouped(row.arrived_fen) },
        { id: 'due', title: { zh: '应发日', en: 'Due on' }, show: row => row.due_on },
        { id: 'arrived_on', title: { zh: '到账日', en: 'Arrived on' }, show: row => row.arrived_on ?? '—' },
      ]}
      rowKey={row => `${row.person}|${row.benefit}|${row.period}`} empty={{ zh: '没有这样的人次。', en: 'There is none.' }}
    />
  )
}

/** Whether everybody was paid in full and on time: a year of a place, down to each person and month. */
export function ProofPage() {
  const t = useText()
  const me = useMe()
  const year = useYear()
  const words = useSearchWords()
  const setSearch = useSetSearch()
  const place = words['place'] || me.place
  const asked = useQuery({ queryKey: ['proof', place, year], queryFn: () => get<ProofBoard>(`/proof${queryOf({ place, year })}`) })
  return (
    <Page
      title={{ zh: '发放看板', en: 'Proof of payment' }} note={t({ zh: '依法应发的，是不是按时足额到了每个人手里', en: 'Whether what the law owes reached each person, whole and on time' })}
      actions={<>
        <Go className="btn" to="/differences">{t({ zh: '资金核对', en: 'Compare the books' })}</Go>
        {[year - 1, year + 1].map(each => <button key={each} type="button" className="btn" onClick={() => setSearch({ year: String(each) })}>{t({ zh: `${each} 年`, en: String(each) })}</button>)}
        <label className="inline" htmlFor="proof-place">{t({ zh: '辖区', en: 'Place' })} <PlaceSelect id="proof-place" value={place} onChange={next => setSearch({ place: next ?? '' })} /></label>
      </>}
    >
      <Shown asked={asked}>{board => (board.benefits.length === 0 ? <Card><Empty words={{ zh: '这一年没有应发的，也没有发放。', en: 'Nothing was owed or paid in this year.' }} /></Card> : (
        <>
          <Card title={{ zh: `${board.year} 年`, en: String(board.year) }}><Summary total={board.total} /></Card>
          <Card title={{ zh: '逐月', en: 'Month by month' }} note={t({ zh: '格子里是最要紧的情况和人数；点开看名单', en: 'The state that most asks for somebody, and how many; open for the list' })}><HeatMap board={board} /></Card>
          <List board={board} />
          <Villages board={board} />
        </>
      ))}</Shown>
    </Page>
  )
}
