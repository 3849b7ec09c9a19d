import { useQuery } from '@tanstack/react-query'
import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import type { PersonCard } from '../../roster/roster.ts'
import { get, queryOf } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Tag } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { useMay } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { formulaWords, periodWords } from '../browsing/words.ts'
import type { ExplainedClaim, ExplainedRate, ExplainedStep, Explanation } from '../explanation/explanation.ts'
import { Clause, Urls } from './clause.tsx'
import { KnownOn, useKnownOn } from './known-on.tsx'
import { isRecordable, RecordMissing } from './record-missing.tsx'
import { readSum } from './sum.ts'
import { bigWords, confidenceShown, layerName, monthWords, sourceAddress, stateShown } from './words.ts'
import './why.css'

/** The sum step by step: what is counted, how it is written, what it comes to. */
function Arithmetic({ arithmetic, formula, period }: { arithmetic: string; formula: string; period: string }) {
  const t = useText()
  const { terms, total_fen } = readSum(arithmetic, formula)
  return (
    <section>
      <h3>{t({ zh: '怎么算的', en: 'How it is reckoned' })}</h3>
      <table className="sum">
        <tbody>
          {terms.map(({ minus, written, value_fen, words }, index) => (
            <tr key={index}><th scope="row">{t(words)}</th><td className="n">{written}</td><td className="n">{minus ? '− ' : ''}{yuanGrouped(value_fen)}</td></tr>
          ))}
        </tbody>
        <tfoot><tr><th scope="row" colSpan={2}>{t({ zh: `${monthWords(period).zh}应发`, en: `Owed for ${period}` })}</th><td className="n">{yuanGrouped(total_fen)}</td></tr></tfoot>
      </table>
    </section>
  )
}

function Rate({ rate }: { rate: ExplainedRate }) {
  const t = useText()
  const { tone, words, note } = confidenceShown(rate.confidence)
  const { source, urls, title } = rate.origin
  return (
    <li>
      <p className="standard"><b className="num">{yuanGrouped(rate.amount_fen)}</b> {t(periodWords(rate.per))} <Tag tone={tone}>{t(words)}</Tag></p>
      <p className="muted">{t(layerName(rate.layer))} · {t({ zh: `${rate.from} 起`, en: `from ${rate.from}` })}{rate.published ? t({ zh: ` · ${rate.published} 公布`, en: ` · published ${rate.published}` }) : null}</p>
      <p>{source === null ? t(title) : <Go to={sourceAddress(source)}>{t(title)}</Go>} <Urls urls={urls} /></p>
      <p className="muted" lang="zh-CN">{rate.clause}</p>
      {note ? <p className="caution">{t(note)}</p> : null}
    </li>
  )
}

const MARKS = {
  ground: { mark: '§', words: { zh: '依据', en: 'Ground' } }, holds: { mark: '✓', words: { zh: '符合', en: 'Met' } },
  fails: { mark: '✗', words: { zh: '不符合', en: 'Not met' } }, unknown: { mark: '?', words: { zh: '不知道', en: 'Not known' } },
} as const

/** Steps that rest on one clause stand together, in the order in which the clauses first come. */
const byClause = (steps: readonly ExplainedStep[]): ExplainedStep[][] => [...Map.groupBy(steps, ({ clause }) => `${clause.cite} ${clause.article}`).values()]

function Steps({ steps }: { steps: readonly ExplainedStep[] }) {
  const t = useText()
  return (
    <section>
      <h3>{t({ zh: '条件和条文', en: 'Conditions and clauses' })}</h3>
      <ol className="rests">
        {byClause(steps).map((those, index) => (
          <li key={index}>
            <ul>
              {those.map(({ outcome, text }, at) => (
                <li key={at} className={outcome}><span className="mark" aria-hidden>{MARKS[outcome].mark}</span><span><span className="hidden">{t(MARKS[outcome].words)}: </span>{t(text)}</span></li>
              ))}
            </ul>
            <Clause clause={those[0]!.clause} alike={those.map(({ clause }) => clause)} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Lacking({ person, claim, recorded }: { person: PersonCard; claim: ExplainedClaim; recorded: () => void }) {
  const t = useText()
  const mayWrite = useMay('roster.write')
  const mayPropose = useMay('law.propose')
  const [open, setOpen] = useState(false)
  const recordable = claim.lacks.some(({ fact }) => isRecordable(fact))
  return (
    <section className="lacking">
      <ul>{claim.lacks.map(({ fact, name, why }) => <li key={fact}><b>{t(name)}</b>{t({ zh: '：', en: ': ' })}{t(why)}</li>)}</ul>
      {recordable && mayWrite && !open ? <Button type="primary" onClick={() => setOpen(true)}>{t({ zh: '现在记上', en: 'Record it now' })}</Button> : null}
      {recordable && !mayWrite ? <p>{t({ zh: '请经办登记。', en: 'Ask the clerk to record it.' })}</p> : null}
      {claim.lacks.some(({ fact }) => !isRecordable(fact)) && mayPropose ? <Go className="btn" to="/law/proposals/new">{t({ zh: '录入标准', en: 'Enter the figures' })}</Go> : null}
      {open ? <RecordMissing person={person} claim={claim} recorded={() => { setOpen(false); recorded() }} /> : null}
    </section>
  )
}

function Hands({ claim }: { claim: ExplainedClaim }) {
  const t = useText()
  const placeName = usePlaceName()
  const decider = (by: string) => (by === 'township' ? t({ zh: '乡镇', en: 'the township' }) : by.length === 2 ? t({ zh: '省级', en: 'the province' }) : placeName(by))
  return (
    <section>
      <h3>{t({ zh: '要由人核定的', en: 'Settled by a person' })}</h3>
      <ol className="rests">
        {claim.by_hand.map(({ code, text, decided_by, clause }) => (
          <li key={code}><ul><li className="unknown"><span className="mark" aria-hidden>!</span><span>{t(text)} <Tag tone="warn">{t({ zh: `由${decider(decided_by)}核定`, en: `Settled by ${decider(decided_by)}` })}</Tag></span></li></ul><Clause clause={clause} /></li>
        ))}
      </ol>
    </section>
  )
}

function Claim({ explanation, claim, person, recorded }: { explanation: Explanation; claim: ExplainedClaim; person: PersonCard; recorded: () => void }) {
  const t = useText()
  const placeName = usePlaceName()
  const { tone, words } = stateShown(claim.state)
  return (
    <section className="claim" aria-label={t(claim.category_name)}>
      <p className="who"><b>{t(claim.category_name)}</b> <Tag tone={tone}>{t(words)}</Tag>{claim.payer_county ? <span className="muted"> {t({ zh: `由${placeName(claim.payer_county)}发放`, en: `paid by ${placeName(claim.payer_county)}` })}</span> : null}</p>
      {claim.lacks.length > 0 ? <Lacking person={person} claim={claim} recorded={recorded} /> : null}
      {claim.arithmetic ? (
        <div className="reckoned">
          <Arithmetic arithmetic={claim.arithmetic} formula={explanation.formula} period={explanation.period} />
          <section><h3>{t({ zh: '按什么标准', en: 'By which rate' })}</h3><ul className="standards">{claim.rates.map((rate, index) => <Rate key={index} rate={rate} />)}</ul></section>
        </div>
      ) : null}
      {claim.state === 'nothing' ? <p>{t(formulaWords(explanation.formula))}{t({ zh: '；这个月没有。', en: '; nothing falls to this month.' })}</p> : null}
      {claim.warnings.map((warning, index) => <p key={index} className="caution">{t(warning)}</p>)}
      {claim.by_hand.length > 0 ? <Hands claim={claim} /> : null}
      <Steps steps={claim.steps} />
    </section>
  )
}

type Paid = { readonly period: string; readonly benefit: string; readonly amount_fen: number; readonly state: string }

/** What was paid for the same month, beside what is owed. */
function PaidBeside({ person, explanation: { benefit, period, amount_fen } }: { person: string; explanation: Explanation }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['person', person, 'payments'], queryFn: () => get<Paid[]>(`/people/${person}/payments`) })
  const paid = (asked.data ?? []).filter(payment => payment.benefit === benefit && payment.period === period)
  if (paid.length === 0) return null
  const total = paid.reduce((sum, payment) => sum + payment.amount_fen, 0)
  return (
    <p className="muted">
      {t({ zh: `已编入发放 ${paid.map(payment => yuanGrouped(payment.amount_fen)).join(' + ')} 元`, en: `In payment runs: ${paid.map(payment => yuanGrouped(payment.amount_fen)).join(' + ')} yuan` })}
      {total === amount_fen ? t({ zh: '，与应发一致', en: ', as owed' }) : t({ zh: `，相差 ${yuanGrouped(amount_fen - total)} 元`, en: `, ${yuanGrouped(amount_fen - total)} yuan apart` })}
    </p>
  )
}

function Told({ explanation, person, recorded }: { explanation: Explanation; person: PersonCard; recorded: () => void }) {
  const t = useText()
  const mayLedger = useMay('payment.read')
  const known = useKnownOn()
  const { name, benefit, period, amount_fen, claims, known_on, law_hash } = explanation
  const state = claims[0]?.state
  return (
    <div className="why-card">
      <div className="sum-up">
        <div>
          <p className="big">{amount_fen > 0 || state === undefined ? <>{yuanGrouped(amount_fen)}<small>{t({ zh: '元', en: 'yuan' })}</small></> : t(bigWords(state))}</p>
          <p><Go to={`/law/benefits/${benefit}`}>{t(name)}</Go> · {t(monthWords(period))}</p>
        </div>
        <div className="beside">
          <KnownOn />
          {mayLedger ? <PaidBeside person={person.id} explanation={explanation} /> : null}
        </div>
        {known ? <p className="caution">{t({ zh: `这是按 ${known_on} 所知的答案，后来得知的没有算。`, en: `The answer as known on ${known_on}: what was learned later is left out.` })}</p> : null}
      </div>
      {claims.length === 0 ? <Empty words={{ zh: '这个人没有可以领这一项的身份。', en: 'This person has no identity that opens this benefit.' }} /> : null}
      {claims.map((claim, index) => <Claim key={index} explanation={explanation} claim={claim} person={person} recorded={recorded} />)}
      <p className="muted foot">{t({ zh: '条文是用我们自己的话写的大意，原文见出处网页。', en: 'Clauses are told in our own words; the text itself is on the pages named.' })} <span className="num">{t({ zh: '法律数据', en: 'Law data' })} {law_hash.slice(0, 12)}</span></p>
    </div>
  )
}

/** Why an amount is what it is: opened at the side of the page that shows it. `what` is benefit and month: `disability-pension.2024-09`. */
export function Why({ person, what, close, recorded }: { person: PersonCard; what: string; close: () => void; recorded: () => void }) {
  const t = useText()
  const [benefit, month] = what.split('.')
  const known_on = useKnownOn()
  const asked = useQuery({
    queryKey: ['person', person.id, 'why', what, known_on], queryFn: () => get<Explanation>(`/people/${person.id}/why${queryOf({ benefit, month, known_on })}`),
  })
  return (
    <Drawer title={t({ zh: `${person.name}：为什么`, en: `${person.name}: why` })} open onClose={close} size={980} destroyOnHidden>
      <Shown asked={asked}>{explanation => <Told explanation={explanation} person={person} recorded={recorded} />}</Shown>
    </Drawer>
  )
}
