import { useQuery } from '@tanstack/react-query'
import { useEffect, type ComponentType } from 'react'
import { inSentence } from '../../base/english.ts'
import { yuanGrouped } from '../../base/money.ts'
import { get, queryOf } from '../../ui/api.ts'
import { Go, usePart, useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { useMe, useYear } from '../../ui/session.ts'
import { LanguageSwitch } from '../../ui/shell.tsx'
import { Shown } from '../../ui/states.tsx'
import { plainDays, type Slip, type SlipBenefit, type SlipSpan } from '../explanation/slip.ts'
import { useKnownOn } from './known-on.tsx'
import { monthShort } from './words.ts'
import './slip.css'

const months = ({ from, to }: SlipSpan): Words => {
  const [first, last] = [monthShort(from), monthShort(to)]
  return from === to ? first : { zh: `${first.zh}到${last.zh}`, en: `${first.en} to ${last.en}` }
}

const STOPPED: Readonly<Record<string, Words>> = {
  'no-rate': { zh: '新标准的文件还没有收到，收到后补发', en: 'The new figures have not come yet; the difference is paid later' },
  'suspended': { zh: '中止，不发', en: 'Suspended: nothing' },
  'ended': { zh: '停发', en: 'Ended' },
  'not-entitled': { zh: '不发', en: 'Nothing' },
}

function Amount({ span: { state, once, least_fen, most_fen } }: { span: SlipSpan }) {
  const t = useText()
  const stopped = STOPPED[state]
  if (stopped) return <b>{t(stopped)}</b>
  const other = least_fen === most_fen ? '' : t({ zh: `（有的月份 ${yuanGrouped(least_fen)} 元）`, en: ` (some months ${yuanGrouped(least_fen)})` })
  return <>{t(once ? { zh: '一次发', en: 'Once' } : { zh: '每月', en: 'Every month' })} <b className="num">{yuanGrouped(most_fen)}</b> {t({ zh: '元', en: 'yuan' })}{other}</>
}

function Benefit({ benefit: { name, category_name, spans, since, law, total_fen } }: { benefit: SlipBenefit }) {
  const t = useText()
  return (
    <section>
      <h2>{t(name)}<small>{t(category_name)}</small></h2>
      <ul className="spans">
        {spans.map(span => <li key={span.from}><span className="when">{t(months(span))}</span><span><Amount span={span} /><small>{t(span.text)}</small></span></li>)}
      </ul>
      {since ? <p><span className="label">{t({ zh: '从哪天起', en: 'Since' })}</span>{t(since)}</p> : null}
      <p><span className="label">{t({ zh: '凭哪条政策', en: 'By which law' })}</span>{t(law.title)} <span lang="zh-CN">{law.article}</span>{t({ zh: '：', en: ': ' })}{t(law.text)}</p>
      {total_fen > 0 ? <p><span className="label">{t({ zh: '全年', en: 'In the year' })}</span><b className="num">{yuanGrouped(total_fen)}</b> {t({ zh: '元', en: 'yuan' })}</p> : null}
    </section>
  )
}

function Open({ slip: { by_hand, missing } }: { slip: Slip }) {
  const t = useText()
  return (
    <>
      {missing.length > 0 ? (
        <section className="open"><h2>{t({ zh: '还缺材料', en: 'Still missing' })}</h2>
          <ul>{missing.map(({ name, facts }) => <li key={t(name)}>{t({ zh: `${name.zh}：请告诉我们${facts.map(({ zh }) => zh).join('、')}，才能算`, en: `${name.en}: please tell us ${facts.map(({ en }) => inSentence(en)).join(', ')}` })}</li>)}</ul>
        </section>
      ) : null}
      {by_hand.length > 0 ? (
        <section className="open"><h2>{t({ zh: '要由人来定的', en: 'Settled by people' })}</h2>
          <ul>{by_hand.map(({ name, text, decided_by }, index) => <li key={index}><b>{t(name)}</b>{t({ zh: `（由${decided_by.zh}定）`, en: ` (by ${decided_by.en})` })}<small>{t(text)}</small></li>)}</ul>
        </section>
      ) : null}
    </>
  )
}

/** What higher rooms put on the paper. */
export type SlipSlots = { readonly Receipts?: ComponentType<{ person: string; year: number }> }

function Paper({ slip, size, id, Receipts }: { slip: Slip; size: string; id: string } & SlipSlots) {
  const t = useText()
  const me = useMe()
  const account = slip.account_tail === null ? { zh: '还没有登记银行账户，请带存折来登记', en: 'No account is registered yet: please bring your passbook' }
    : { zh: `发到您尾号 ${slip.account_tail} 的账户${slip.bank_name ? `（${slip.bank_name}）` : ''}`, en: `Paid to your account ending in ${slip.account_tail}${slip.bank_name ? ` (${slip.bank_name})` : ''}` }
  return (
    <article className={`slip ${size}`}>
      {me.demo ? <p className="invented">{t({ zh: '示例，人物和数额均为虚构', en: 'A demo: person and amounts are invented' })}</p> : null}
      <h1>{t({ zh: '优抚待遇明白卡', en: 'Your benefits in plain words' })}</h1>
      <p className="whose"><b>{slip.name}</b><span>{t(slip.village)}</span><span>{t({ zh: `${slip.year} 年`, en: String(slip.year) })}</span></p>
      {slip.benefits.length === 0 ? <p className="none">{t({ zh: '按现在登记的情况，这一年没有应发的抚恤补助。', en: 'By what is registered now, nothing is due in this year.' })}</p> : slip.benefits.map((benefit, index) => <Benefit key={index} benefit={benefit} />)}
      {slip.total_fen > 0 ? (
        <p className="total">{t({ zh: `${slip.year} 年一共`, en: `${slip.year} in all` })} <b className="num">{yuanGrouped(slip.total_fen)}</b> {t({ zh: '元', en: 'yuan' })}
          {slip.provisional_fen > 0 ? <small>{t({ zh: `其中 ${yuanGrouped(slip.provisional_fen)} 元是推算的，以正式文件为准`, en: `of which ${yuanGrouped(slip.provisional_fen)} yuan is derived: the notice decides` })}</small> : null}
        </p>
      ) : null}
      {slip.benefits.length > 0 ? <p className="account">{t(account)}</p> : null}
      {Receipts ? <Receipts person={id} year={slip.year} /> : null}
      <Open slip={slip} />
      <footer>
        <p>{t({ zh: `有不明白的，请问村（社区）专干，或者到${slip.station.zh}退役军人服务站。`, en: `Questions: ask your village worker, or the veterans service station of ${slip.station.en}.` })}</p>
        <p><small>{t({ zh: `按 ${plainDays(slip.known_on)}登记的情况算出；情况有变，请来登记。`, en: `Reckoned from what was registered on ${slip.known_on}; if anything changes, let us know.` })}</small></p>
      </footer>
    </article>
  )
}

/** A person's paper to print, without the program around it: A4, or A5 for a pocket. */
export function SlipPage({ slots = {} }: { slots?: SlipSlots }) {
  const t = useText()
  const id = usePart(2)
  const year = useYear()
  const known_on = useKnownOn()
  const setSearch = useSetSearch()
  const size = useSearchWords()['paper'] === 'a5' ? 'a5' : 'a4'
  const asked = useQuery({ queryKey: ['person', id, 'slip', year, known_on], queryFn: () => get<Slip>(`/people/${encodeURIComponent(id)}/slip${queryOf({ year, known_on })}`) })
  useEffect(() => { document.title = `${t({ zh: '明白卡', en: 'Slip' })} · 同心` }, [t])
  return (
    <main className="paper-page">
      <div className="paper-tools">
        <Go className="btn" to={`/people/${id}?year=${year}`}>{t({ zh: '返回', en: 'Back' })}</Go>
        <span role="group" aria-label={t({ zh: '年度', en: 'Year' })}>
          <button type="button" className="btn" onClick={() => setSearch({ year: String(year - 1) }, { replace: true })}>{t({ zh: `${year - 1} 年`, en: String(year - 1) })}</button>
          <button type="button" className="btn" onClick={() => setSearch({ year: String(year + 1) }, { replace: true })}>{t({ zh: `${year + 1} 年`, en: String(year + 1) })}</button>
        </span>
        <span role="group" aria-label={t({ zh: '纸张', en: 'Paper' })}>
          {['a4', 'a5'].map(each => <button key={each} type="button" className="btn" aria-pressed={each === size} onClick={() => setSearch({ paper: each }, { replace: true, stay: true })}>{each.toUpperCase()}</button>)}
        </span>
        <LanguageSwitch />
        <button type="button" className="btn go" onClick={() => print()}>{t({ zh: '打印', en: 'Print' })}</button>
      </div>
      <Shown asked={asked}>{slip => <Paper slip={slip} size={size} id={id} Receipts={slots.Receipts} />}</Shown>
    </main>
  )
}
