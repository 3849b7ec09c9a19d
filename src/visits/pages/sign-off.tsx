import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import { get } from '../../ui/api.ts'
import { Go, usePart, useSearchWords } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { useChinesePlaceName, usePlaces } from '../../ui/places.ts'
import { useMe } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { SIGN_OFF_HEADINGS, signOff, SIGNATURES } from '../sign-off.ts'
import type { RoundView } from '../visits.ts'
import './visits.css'

const AMOUNT = SIGN_OFF_HEADINGS.indexOf('慰问金（元）')

function Paper({ round, place }: { round: RoundView; place: string }) {
  const { demo } = useMe()
  const t = useText()
  const sheet = signOff(round, useChinesePlaceName(), place)
  if (sheet.rows.length === 0) return <Empty words={{ zh: '还没有要签领的户。', en: 'Nobody is to sign yet.' }} />
  return (
    <article className="sign-sheet" lang="zh-CN">
      {demo ? <p className="invented">{t({ zh: '示例，人物和数额均为虚构', en: 'A demo: people and amounts are invented' })}</p> : null}
      <h1>{sheet.title}</h1>
      <p>{sheet.above}</p>
      <div className="scroll" role="region" aria-label={t({ zh: '签领表', en: 'The sheet' })} tabIndex={0}>
        <table>
          <thead><tr>{SIGN_OFF_HEADINGS.map(heading => <th key={heading} scope="col">{heading}</th>)}</tr></thead>
          <tbody>{sheet.rows.map(row => (
            <tr key={row[0]}>{row.map((cell, index) => <td key={index} className={index === AMOUNT ? 'n' : undefined}>{typeof cell === 'number' ? yuanGrouped(cell) : cell}</td>)}</tr>
          ))}</tbody>
          <tfoot><tr><th scope="row" colSpan={AMOUNT}>合计（{sheet.rows.length} 户）</th><td className="n">{yuanGrouped(sheet.total_fen)}</td><td colSpan={SIGN_OFF_HEADINGS.length - AMOUNT - 1}>{sheet.capitals}</td></tr></tfoot>
        </table>
      </div>
      <p className="signatures">{SIGNATURES}</p>
    </article>
  )
}

/** The sheet that households sign, to print, without the program around it. */
export function SignOffPage() {
  const t = useText()
  const id = usePart(2)
  const place = useSearchWords()['place'] ?? ''
  const asked = useQuery({ queryKey: ['visits', 'round', id], queryFn: () => get<RoundView>(`/rounds/${encodeURIComponent(id)}`) })
  const places = usePlaces()
  useEffect(() => { document.title = `${asked.data?.name ?? ''}${t({ zh: '签领表', en: ' sheet' })} · 同心` }, [asked.data, t])
  return (
    <main className="paper-page">
      <div className="paper-tools">
        <Go className="btn" to={`/rounds/${id}`}>{t({ zh: '返回', en: 'Back' })}</Go>
        <button type="button" className="btn go" onClick={() => print()}>{t({ zh: '打印', en: 'Print' })}</button>
      </div>
      <Shown asked={asked}>{round => (places.isPending ? null : <Paper round={round} place={place} />)}</Shown>
    </main>
  )
}
