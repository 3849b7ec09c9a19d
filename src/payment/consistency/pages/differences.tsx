import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useState } from 'react'
import { actorName } from '../../../base/actor.ts'
import { ROLE_NAMES } from '../../../access/refusals.ts'
import { counted, inSentence } from '../../../base/english.ts'
import { yuanGrouped } from '../../../base/money.ts'
import { get, send } from '../../../ui/api.ts'
import { Go } from '../../../ui/go.tsx'
import { useText, type Words } from '../../../ui/language.ts'
import { Card, Page, Tag, type Tone } from '../../../ui/page.tsx'
import { usePlaceName } from '../../../ui/places.ts'
import { useMay } from '../../../ui/session.ts'
import { Empty, Refusals, Shown } from '../../../ui/states.tsx'
import { StepButton } from '../../../ui/step-button.tsx'
import { useStep } from '../../../ui/step.ts'
import type { Differences } from '../actions.ts'
import type { DifferenceKind } from '../consistency.ts'
import './differences.css'

const KINDS: Readonly<Record<DifferenceKind, { readonly words: Words; readonly tone: Tone }>> = {
  books: { words: { zh: '账不平', en: 'Books' }, tone: 'late' }, replay: { words: { zh: '再算不符', en: 'Replay' }, tone: 'late' },
  duplicate: { words: { zh: '重复到账', en: 'Twice' }, tone: 'late' }, over: { words: { zh: '多发', en: 'Over' }, tone: 'late' }, unpaid: { words: { zh: '未发', en: 'Unpaid' }, tone: 'late' },
  short: { words: { zh: '不足', en: 'Short' }, tone: 'late' }, unclaimed: { words: { zh: '退回未领', en: 'Came back' }, tone: 'warn' }, overdue: { words: { zh: '逾期在途', en: 'Overdue' }, tone: 'warn' },
}

type Row = Differences['rows'][number]

function Note({ row, kept }: { row: Row; kept: () => void }) {
  const t = useText()
  const may = useMay('payment.compare')
  const [text, setText] = useState<string>()
  const { busy, refusals, take } = useStep()
  const keep = async () => {
    await send('POST', `/differences/${row.id}/note`, { note: text })
    setText(undefined)
    kept()
  }
  if (text === undefined) {
    return <>{row.note ? <span>{row.note} <small>{row.noted_by_name}</small></span> : null} {may ? <button type="button" className="link" onClick={() => setText(row.note ?? '')}>{t({ zh: '写明怎么办', en: 'Say what is done' })}</button> : null}</>
  }
  return (
    <span className="note-form">
      <Input value={text} maxLength={200} aria-label={t({ zh: '怎么办', en: 'What is done' })} onChange={event => setText(event.target.value)} onPressEnter={() => void take(keep)} />
      <StepButton busy={busy} onClick={() => void take(keep)} disabled={text.trim() === ''}>{t({ zh: '保存', en: 'Save' })}</StepButton>
      <Refusals refusals={refusals} />
    </span>
  )
}

function Line({ row, kept }: { row: Row; kept: () => void }) {
  const t = useText()
  const place = usePlaceName()
  return (
    <li>
      <div className="what"><Tag tone={KINDS[row.kind].tone}>{t(KINDS[row.kind].words)}</Tag> <b>{place(row.place)}</b> <span>{t(row.text)}</span></div>
      <div className="whose muted">
        {t({ zh: `由${ROLE_NAMES[row.owner].zh}办`, en: `For the ${inSentence(ROLE_NAMES[row.owner].en)}` })} · {t({ zh: `${row.since.slice(0, 10)} 发现`, en: `since ${row.since.slice(0, 10)}` })}
        {row.stated_fen !== null && row.found_fen !== null ? ` · ${t({ zh: '差', en: 'off by' })} ${yuanGrouped(row.found_fen - row.stated_fen)}` : ''} <Note row={row} kept={kept} />
      </div>
    </li>
  )
}

/** What the nightly comparison found, whose each is, and the comparison on demand. */
export function DifferencesPage() {
  const t = useText()
  const client = useQueryClient()
  const may = useMay('payment.compare')
  const { busy, refusals, take } = useStep()
  const asked = useQuery({ queryKey: ['differences'], queryFn: () => get<Differences>('/differences') })
  const kept = () => void client.invalidateQueries({ queryKey: ['differences'] })
  const look = () => send('POST', '/differences/compare').then(kept)
  const last = asked.data?.last
  return (
    <Page
      title={{ zh: '资金核对', en: 'Comparison of the books' }} note={<Go to="/proof">{t({ zh: '发放看板', en: 'Proof of payment' })}</Go>}
      actions={may ? <StepButton type="primary" busy={busy} onClick={() => void take(look)}>{t({ zh: '现在核对', en: 'Compare now' })}</StepButton> : null}
    >
      <Refusals refusals={refusals} />
      <Card title={{ zh: '应发、明细、账、盘、回盘', en: 'Owed, lines, ledger, bank files, returns' }} note={last ? t({ zh: `${last.at.slice(0, 10)} ${last.by}核对了 ${last.lines} 行，按当时所知再算了 ${last.replayed} 行`, en: `${last.at.slice(0, 10)}, ${actorName(last.by).en}: ${counted(last.lines, 'line')} compared, ${last.replayed} reckoned again as known then` }) : t({ zh: '还没有核对过；每天夜里自动核对', en: 'Not compared yet; it is done every night' })}>
        <Shown asked={asked}>{({ rows }) => (rows.length === 0 ? <Empty words={{ zh: '没有不一致的。', en: 'Nothing differs.' }} /> : <ul className="differences">{rows.map(row => <Line key={row.id} row={row} kept={kept} />)}</ul>)}</Shown>
      </Card>
    </Page>
  )
}
