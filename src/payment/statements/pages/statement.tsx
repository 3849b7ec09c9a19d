import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { counted } from '../../../base/english.ts'
import { yuanGrouped } from '../../../base/money.ts'
import { get, queryOf } from '../../../ui/api.ts'
import { Go, usePart, useSetSearch } from '../../../ui/go.tsx'
import { useText } from '../../../ui/language.ts'
import { useYear } from '../../../ui/session.ts'
import { LanguageSwitch } from '../../../ui/shell.tsx'
import { Shown } from '../../../ui/states.tsx'
import type { LineState } from '../../payment.ts'
import { CLOSING_NAMES } from '../../recovery/recovery.ts'
import { leftOf, paidOf, type Statement, type StatementReturn, type StatementRow, type Sums } from '../statement.ts'
import './statement.css'

const STATES: Readonly<Record<LineState, { readonly zh: string; readonly en: string }>> = {
  open: { zh: '编制中', en: 'Prepared' }, approved: { zh: '待送银行', en: 'Approved' }, sent: { zh: '已送银行', en: 'Sent' },
  returned: { zh: '银行退回，待重发', en: 'Returned, to be sent again' }, withdrawn: { zh: '没有发出，已撤销', en: 'Never sent, withdrawn' }, confirmed: { zh: '已到账', en: 'Arrived' }, discarded: { zh: '作废', en: 'Discarded' },
}

/** A deduction stands there only where there was one. */
function SumRow({ name, sums, deducted, strong }: { name: string; sums: Sums; deducted: boolean; strong?: boolean }) {
  const cells = [sums.owed_fen, sums.arrived_fen, ...(deducted ? [sums.deducted_fen] : []), sums.under_way_fen, sums.back_fen]
  return <tr className={strong ? 'total' : undefined}><th scope="row">{name}</th>{cells.map((fen, index) => <td className="n" key={index}>{yuanGrouped(fen)}</td>)}</tr>
}

function SumTable({ statement, by }: { statement: Statement; by: 'benefits' | 'persons' }) {
  const t = useText()
  const named = by === 'benefits' ? statement.benefits.map(one => ({ key: one.benefit, name: t(one.name), sums: one })) : statement.persons.map(one => ({ key: one.person, name: one.name, sums: one }))
  const deducted = statement.total.deducted_fen > 0
  return (
    <table className="plain">
      <thead><tr>
        <th scope="col">{by === 'benefits' ? t({ zh: '待遇', en: 'Benefit' }) : t({ zh: '姓名', en: 'Name' })}</th>
        <th scope="col" className="n">{t({ zh: '审批', en: 'Approved' })}</th><th scope="col" className="n">{t({ zh: '到账', en: 'Arrived' })}</th>
        {deducted ? <th scope="col" className="n">{t({ zh: '抵扣', en: 'Deducted' })}</th> : null}
        <th scope="col" className="n">{t({ zh: '在途', en: 'Under way' })}</th><th scope="col" className="n">{t({ zh: '应收回', en: 'To come back' })}</th>
      </tr></thead>
      <tbody>{named.map(({ key, name, sums }) => <SumRow key={key} name={name} sums={sums} deducted={deducted} />)}<SumRow name={t({ zh: '合计', en: 'Total' })} sums={statement.total} deducted={deducted} strong /></tbody>
    </table>
  )
}

function Row({ row, several }: { row: StatementRow; several: boolean }) {
  const t = useText()
  const [off, paid] = [yuanGrouped(row.offset_fen), yuanGrouped(paidOf(row))]
  const deducted = { zh: `抵扣 ${off}，实发 ${paid}`, en: `${off} deducted, ${paid} paid` }
  return (
    <tr>
      <td className="nowrap">{row.period}{row.kind === 'arrears' ? <small>{t({ zh: ' 补发', en: ' arrears' })}</small> : null}</td>
      {several ? <td>{row.name}</td> : null}
      <td>{t(row.benefit_name)}<small>{` ${row.source} ${row.article}`}</small></td>
      <td className="n">{yuanGrouped(row.amount_fen)}{row.offset_fen > 0 && row.state !== 'withdrawn' ? <small className="below">{t(deducted)}</small> : null}</td>
      <td className="nowrap">{t(STATES[row.state])}<small>{row.arrived_on ? ` ${row.arrived_on}` : ''}</small></td>
      <td className="nowrap">{row.run}{row.journal_number === null ? null : <small>{` №${row.journal_number}`}</small>}</td>
    </tr>
  )
}

function Rows({ statement }: { statement: Statement }) {
  const t = useText()
  const several = statement.persons.length > 1
  return (
    <table className="plain lines">
      <thead><tr>
        <th scope="col">{t({ zh: '月份', en: 'Month' })}</th>{several ? <th scope="col">{t({ zh: '姓名', en: 'Name' })}</th> : null}<th scope="col">{t({ zh: '待遇、依据', en: 'Benefit, law' })}</th>
        <th scope="col" className="n">{t({ zh: '金额（元）', en: 'Amount (yuan)' })}</th><th scope="col">{t({ zh: '状态', en: 'State' })}</th><th scope="col">{t({ zh: '批次、日志号', en: 'Run, journal' })}</th>
      </tr></thead>
      <tbody>{statement.rows.map((row, index) => <Row key={index} row={row} several={several} />)}</tbody>
    </table>
  )
}

/** What is to come back, and each part of it that came back, was deducted or let go. */
function Return({ one, several }: { one: StatementReturn; several: boolean }) {
  const t = useText()
  const parts = one.closed.map(({ kind, amount_fen, line_period }) => {
    const [amount, { zh, en }] = [yuanGrouped(amount_fen), CLOSING_NAMES[kind]]
    return t(line_period === null ? { zh: `${zh} ${amount}`, en: `${en} ${amount}` } : { zh: `从 ${line_period} 的发放中${zh} ${amount}`, en: `${en} of ${amount} from the payment of ${line_period}` })
  })
  const left = leftOf(one)
  return (
    <li>
      {one.period} {several ? `${one.name} ` : ''}{t(one.benefit_name)} <b>{yuanGrouped(one.amount_fen)}</b> <small>{one.reason}</small>
      {parts.length > 0 ? <><br />{parts.join(t({ zh: '；', en: '; ' }))}{t(left === 0 ? { zh: '；已结清', en: '; closed' } : { zh: `；还剩 ${yuanGrouped(left)}`, en: `; ${yuanGrouped(left)} left` })}</> : null}
    </li>
  )
}

function Paper({ statement }: { statement: Statement }) {
  const t = useText()
  const [first] = statement.persons
  const whose = statement.persons.length === 1 ? first!.name : t({ zh: `${first?.name ?? ''} 等 ${statement.persons.length} 人`, en: `${first?.name ?? ''} and others, ${counted(statement.persons.length, 'person')}` })
  return (
    <article className="statement">
      <h1>{t({ zh: '优抚资金对账单', en: 'Statement of benefits' })}</h1>
      <p className="whose"><b>{whose}</b> <span>{t({ zh: `${statement.year} 年各月`, en: `· months of ${statement.year}` })}</span></p>
      {statement.rows.length + statement.returns.length === 0 ? <p className="none">{t({ zh: '这一年各月没有审批过的发放。', en: 'Nothing was approved for the months of this year.' })}</p> : <>
        <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '按待遇合计', en: 'Sums by benefit' })}><SumTable statement={statement} by="benefits" /></div>
        {statement.persons.length > 1 ? <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '按人合计', en: 'Sums by person' })}><SumTable statement={statement} by="persons" /></div> : null}
        <div className="scroll" role="region" tabIndex={0} aria-label={t({ zh: '明细', en: 'Lines' })}><Rows statement={statement} /></div>
      </>}
      {statement.returns.length > 0 ? (
        <section><h2>{t({ zh: '应收回', en: 'To come back' })}</h2>
          <ul className="returns">{statement.returns.map((one, index) => <Return key={index} one={one} several={statement.persons.length > 1} />)}</ul>
        </section>
      ) : null}
    </article>
  )
}

/** What was paid to a person or a household for the months of a year: a paper to print. */
export function StatementPage() {
  const t = useText()
  const [kind, id] = [usePart(1), usePart(2)]
  const year = useYear()
  const setSearch = useSetSearch()
  const asked = useQuery({ queryKey: [kind, id, 'statement', year], queryFn: () => get<Statement>(`/${kind}/${encodeURIComponent(id ?? '')}/statement${queryOf({ year })}`) })
  useEffect(() => { document.title = `${t({ zh: '对账单', en: 'Statement' })} · 同心` }, [t])
  return (
    <main className="paper-page">
      <div className="paper-tools">
        <Go className="btn" to={kind === 'people' ? `/people/${id}?year=${year}` : '/roster'}>{t({ zh: '返回', en: 'Back' })}</Go>
        <span role="group" aria-label={t({ zh: '年度', en: 'Year' })}>
          {[year - 1, year + 1].map(each => <button key={each} type="button" className="btn" onClick={() => setSearch({ year: String(each) }, { replace: true })}>{t({ zh: `${each} 年`, en: String(each) })}</button>)}
        </span>
        <LanguageSwitch />
        <button type="button" className="btn go" onClick={() => print()}>{t({ zh: '打印', en: 'Print' })}</button>
      </div>
      <Shown asked={asked}>{statement => <Paper statement={statement} />}</Shown>
    </main>
  )
}
