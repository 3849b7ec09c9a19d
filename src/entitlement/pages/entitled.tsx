import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, type ReactNode } from 'react'
import { sum, yuanGrouped } from '../../base/money.ts'
import type { PersonCard } from '../../roster/roster.ts'
import { get, queryOf } from '../../ui/api.ts'
import { Go, useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Card } from '../../ui/page.tsx'
import { useYear } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import type { BenefitLine } from '../browsing/views.ts'
import type { Decision } from '../decision.ts'
import { gridOf, type BenefitRow, type MonthCell } from './grid.ts'
import { KnownOn, useKnownOn } from './known-on.tsx'
import { monthShort, monthWords, stateShown } from './words.ts'
import './entitled.css'

const Why = lazy(() => import('./why.tsx').then(module => ({ default: module.Why })))

/** Opens the card of a benefit and a month: the address holds it, so that it can be sent and gone back from. */
function useOpenWhy(): (benefit: string, month: string) => void {
  const setSearch = useSetSearch()
  return (benefit, month) => setSearch({ why: `${benefit}.${month}` }, { stay: true })
}

/** An amount that says why when it is clicked. */
export function WhyAmount({ benefit, period, name, children }: { benefit: string; period: string; name: Words; children: ReactNode }) {
  const t = useText()
  const open = useOpenWhy()
  return (
    <button type="button" className="why-amount" onClick={() => open(benefit, period)}>
      {children}<span className="hidden"> {t({ zh: `${monthWords(period).zh}${t(name)}，为什么`, en: `${t(name)} ${period}: why` })}</span>
    </button>
  )
}

function Month({ benefit, name, cell: { period, state, amount_fen } }: { benefit: string; name: string; cell: MonthCell }) {
  const t = useText()
  const open = useOpenWhy()
  const { words } = stateShown(state)
  if (state === 'nothing') return <li className={state}><span>{t(monthShort(period))}</span></li>
  return (
    <li className={state}>
      <button type="button" onClick={() => open(benefit, period)} title={t(words)}>
        <span>{t(monthShort(period))}</span>
        <b>{amount_fen === null ? t(words) : yuanGrouped(amount_fen)}</b>
        <span className="hidden">{`${name} ${t(monthWords(period))} ${t(words)}`}</span>
      </button>
    </li>
  )
}

function Row({ row, name }: { row: BenefitRow; name: string }) {
  const t = useText()
  return (
    <section className="owed-row">
      <h3>{name}{row.total_fen > 0 ? <span className="num">{t({ zh: `全年 ${yuanGrouped(row.total_fen)} 元`, en: `${yuanGrouped(row.total_fen)} yuan in the year` })}</span> : null}</h3>
      <ol className="months">{row.months.map(cell => <Month key={cell.period} benefit={row.benefit} name={name} cell={cell} />)}</ol>
    </section>
  )
}

/** What is not owed all year, and what a person must settle: a line each, and why. */
function Rest({ quiet, decision, nameOf, year }: { quiet: readonly BenefitRow[]; decision: Decision; nameOf: (benefit: string) => string; year: number }) {
  const t = useText()
  const settled = [...new Set(decision.by_hand.filter(({ line }) => !line).map(({ benefit }) => benefit))].filter(benefit => !decision.lines.some(line => line.benefit === benefit))
  const quietWithout = quiet.filter(({ benefit }) => !settled.includes(benefit))
  const month = (row: BenefitRow) => row.months.findLast(({ state }) => state !== 'nothing')?.period ?? `${year}-12`
  if (quietWithout.length + settled.length + decision.warnings.length === 0) return null
  return (
    <ul className="owed-rest">
      {quietWithout.map(row => <li key={row.benefit}>{nameOf(row.benefit)}{t({ zh: '：这一年不发', en: ': nothing this year' })} <WhyAmount benefit={row.benefit} period={month(row)} name={nameOf(row.benefit)}>{t({ zh: '为什么', en: 'Why' })}</WhyAmount></li>)}
      {settled.map(benefit => <li key={benefit}>{nameOf(benefit)}{t({ zh: '：由人核定', en: ': settled by a person' })} <WhyAmount benefit={benefit} period={`${year}-12`} name={nameOf(benefit)}>{t({ zh: '为什么', en: 'Why' })}</WhyAmount></li>)}
      {decision.warnings.filter(({ code }) => code !== 'floor').map(({ code, text, text_en }, index) => <li key={`${code}${index}`} className="caution">{t({ zh: text, en: text_en })}</li>)}
    </ul>
  )
}

function Year({ decision, year }: { decision: Decision; year: number }) {
  const t = useText()
  const benefits = useQuery({ queryKey: ['law', 'benefits'], queryFn: () => get<BenefitLine[]>('/law/benefits'), staleTime: 300_000 })
  const nameOf = (id: string) => { const found = benefits.data?.find(benefit => benefit.id === id); return found ? t(found.name) : id }
  const rows = gridOf(decision, year)
  const loud = rows.filter(({ quiet }) => !quiet)
  return (
    <>
      {loud.length === 0 ? <Empty words={{ zh: '按现在的身份，这一年没有应发的。', en: 'By the present identities nothing is owed this year.' }} /> : loud.map(row => <Row key={row.benefit} row={row} name={nameOf(row.benefit)} />)}
      {loud.length > 1 ? <p className="owed-total">{t({ zh: '全年合计', en: 'The whole year' })} <b className="num">{yuanGrouped(sum(rows.map(({ total_fen }) => total_fen)))}</b> {t({ zh: '元', en: 'yuan' })}</p> : null}
      <Rest quiet={rows.filter(({ quiet }) => quiet)} decision={decision} nameOf={nameOf} year={year} />
    </>
  )
}

/** What the law owes a person in the year, month by month; every month opens onto why. */
export function Entitled({ person, changed }: { person: PersonCard; changed: () => void }) {
  const t = useText()
  const year = useYear()
  const known_on = useKnownOn()
  const why = useSearchWords()['why']
  const setSearch = useSetSearch()
  const asked = useQuery({
    queryKey: ['person', person.id, 'decision', year, known_on],
    queryFn: () => get<Decision>(`/people/${person.id}/decision${queryOf({ from: `${year}-01`, to: `${year}-12`, known_on })}`),
  })
  return (
    <Card
      title={{ zh: '依法应得', en: 'Owed by law' }} note={t({ zh: `${year} 年，单位：元`, en: `${year}, yuan` })} className="owed"
      more={<><KnownOn /><Go className="btn" to={`/people/${person.id}/slip${queryOf({ year, known_on })}`}>{t({ zh: '明白卡', en: 'Slip' })}</Go></>}
    >
      <Shown asked={asked}>{decision => <Year decision={decision} year={year} />}</Shown>
      {why ? <Suspense fallback={null}><Why person={person} what={why} close={() => setSearch({ why: undefined }, { stay: true })} recorded={changed} /></Suspense> : null}
    </Card>
  )
}
