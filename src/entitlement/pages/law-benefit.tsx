import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { inSentence } from '../../base/english.ts'
import { get } from '../../ui/api.ts'
import { Go, usePart } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { Shown } from '../../ui/states.tsx'
import type { BenefitView, ShareLine, RuleView } from '../browsing/views.ts'
import { LawRates } from './law-rates.tsx'
import { inOrder } from './rates.ts'
import { sourceAddress } from './words.ts'
import './law.css'

/** The article of a rule in each version. What was said above already is named alone. */
function Versions({ rule, above }: { rule: RuleView; above: readonly RuleView[] }) {
  const t = useText()
  const said = new Set(above.flatMap(({ versions }) => versions.map(({ source, article }) => `${source} ${article}`)))
  return (
    <ul className="law-versions">
      {rule.versions.map(({ source, cite, article, from, to, text }, index) => (
        <li key={from}>
          <Go to={sourceAddress(source, article)}><span lang="zh-CN">{cite} {article}</span></Go>
          {rule.versions.length > 1 ? <span className="muted"> {index === 0 ? t({ zh: `${to} 以前的月份`, en: `months to ${to}` }) : t({ zh: `${from} 起的月份`, en: `months from ${from}` })}</span> : null}
          {text && !said.has(`${source} ${article}`) ? <span className="said">{t(text)}</span> : null}
        </li>
      ))}
    </ul>
  )
}

function Rules({ rules, above, more }: { rules: readonly RuleView[]; above: readonly RuleView[]; more?: (index: number) => ReactNode }) {
  const t = useText()
  return (
    <ol className="law-rules">
      {rules.map((rule, index) => (
        <li key={index}><p>{rule.whom ? <Tag wrap>{t(rule.whom)}</Tag> : null} {t(rule.text)} {more?.(index)}</p><Versions rule={rule} above={[...above, ...rules.slice(0, index)]} /></li>
      ))}
    </ol>
  )
}

function Shares({ shares }: { shares: readonly ShareLine[] }) {
  const t = useText()
  const days = [...new Set(shares.map(({ from }) => from))].toSorted().toReversed()
  const cells = inOrder([...new Map(shares.map(({ cell }) => [cell.zh, cell])).values()])
  const label = t({ zh: `上一年度${shares[0]!.of.zh}的百分比`, en: `Per cent of last year’s ${inSentence(shares[0]!.of.en)}` })
  return (
    <div className="scroll" role="region" tabIndex={0} aria-label={label}>
      <table className="plain rates">
        <caption>{label}</caption>
        <thead><tr><th scope="col">{t({ zh: '自', en: 'From' })}</th>{days.map(day => <th key={day} scope="col" className="n">{day}</th>)}</tr></thead>
        <tbody>{cells.map(cell => (
          <tr key={cell.zh}><th scope="row">{t(cell)}</th>{days.map(day => { const share = shares.find(one => one.from === day && one.cell.zh === cell.zh); return <td key={day} className="n">{share ? `${share.percent}%` : '–'}</td> })}</tr>
        ))}</tbody>
      </table>
    </div>
  )
}

function Conditions({ view }: { view: BenefitView }) {
  const t = useText()
  const asked = [...view.conditions, ...view.continues]
  return (
    <Card title={{ zh: '什么条件', en: 'Conditions' }} note={view.conditions.length > 1 ? t({ zh: '每一条都要成立', en: 'All must hold' }) : undefined}>
      <div className="lead"><p>{t(view.ground.text)}</p><Versions rule={view.ground} above={[]} /></div>
      <Rules rules={asked} above={[view.ground]} />
      {view.by_hand.length > 0 ? (
        <>
          <h3 className="apart">{t({ zh: '要由人核定的', en: 'Settled by a person' })}</h3>
          <Rules rules={view.by_hand} above={[view.ground, ...asked]} more={index => <Tag tone="warn">{t({ zh: `由${view.by_hand[index]!.decided_by.zh}核定`, en: `Settled by ${view.by_hand[index]!.decided_by.en}` })}</Tag>} />
        </>
      ) : null}
    </Card>
  )
}

function Benefit({ view }: { view: BenefitView }) {
  const t = useText()
  return (
    <>
      <Card>
        <dl className="pairs">
          <dt>{t({ zh: '谁可以领', en: 'Who' })}</dt><dd className="names">{view.categories.map(({ id, name }) => <Go key={id} to={`/law/categories/${id}`}>{t(name)}</Go>)}</dd>
          <dt>{t({ zh: '怎么发', en: 'How' })}</dt><dd>{t(view.formula)}</dd>
          <dt>{t({ zh: '标准', en: 'Standard' })}</dt><dd>{t(view.national)}</dd>
        </dl>
      </Card>
      <Card title={{ zh: '标准', en: 'Rates' }} note={view.rates.length > 0 ? t({ zh: '自何日起、多少、见于何处', en: 'From which day, how much, seen where' }) : undefined}>
        {view.rates.length > 0 ? <LawRates lines={view.rates} /> : null}
        {view.shares.length > 0 ? <Shares shares={view.shares} /> : null}
        {view.rates.length + view.shares.length === 0 ? <p className="muted">{t({ zh: `没有录入标准。要找的是：${view.notice.zh}`, en: `No rate is entered. To look for: ${view.notice.en}` })}</p> : null}
      </Card>
      <Conditions view={view} />
      <Card title={{ zh: '例子', en: 'Cases' }} note={t({ zh: `${view.cases.length} 个，每次测试都要算对`, en: `${view.cases.length}, reckoned in every test` })}>
        <details className="cases"><summary>{t({ zh: '看题目', en: 'Show their titles (in Chinese)' })}</summary><ol lang="zh-CN">{view.cases.map((title, index) => <li key={index}>{title}</li>)}</ol></details>
      </Card>
    </>
  )
}

/** A benefit as the law has it: who, conditions in words with their clauses, rates over time, cases. */
export function LawBenefitPage() {
  const t = useText()
  const id = usePart(3)
  const asked = useQuery({ queryKey: ['law', 'benefit', id], queryFn: () => get<BenefitView>(`/law/benefits/${encodeURIComponent(id)}`) })
  return (
    <Page title={asked.data?.name ?? { zh: '待遇', en: 'Benefit' }} note={<Go to="/law">{t({ zh: '回政策', en: 'Back to the law' })}</Go>}>
      <Shown asked={asked}>{view => <Benefit view={view} />}</Shown>
    </Page>
  )
}
