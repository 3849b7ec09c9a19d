import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import { FIELD_HELP } from '../../law/field-help.ts'
import { get, send } from '../../ui/api.ts'
import { FileButton } from '../../ui/file-button.tsx'
import { FormDrawer } from '../../ui/form-drawer.tsx'
import type { Field } from '../../ui/form.tsx'
import { Go, usePart } from '../../ui/go.tsx'
import { Fingerprint } from '../../ui/fingerprint.tsx'
import { Labelled } from '../../ui/labelled.tsx'
import { useText } from '../../ui/language.ts'
import { Card, numbered, Page, Tag } from '../../ui/page.tsx'
import { Refusals, Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useStep } from '../../ui/step.ts'
import { periodWords, omittedWords, RESULT_NAMES, STEPS, type NoticeView, type Objection } from '../disclosure.ts'
import { answerInput, OBJECTION_RESULTS, objectionInput } from '../schemas.ts'
import { DaysLeft, NoticeTag, Objections } from './disclosure.tsx'
import { NoticeRows } from './notice-rows.tsx'

const noticeQuery = (id: string) => ({ queryKey: ['notice', id], queryFn: () => get<NoticeView>(`/disclosure/notices/${encodeURIComponent(id)}`), staleTime: 0 })

function useChanged(): () => Promise<unknown> {
  const client = useQueryClient()
  return () => Promise.all(['notice', 'disclosure'].map(key => client.invalidateQueries({ queryKey: [key] })))
}

/** Checking, taking down early, putting aside: what whoever opens it may do. */
function Deciding({ notice: { id, allowed, state, prepared_by } }: { notice: NoticeView }) {
  const t = useText()
  const changed = useChanged()
  const [reason, setReason] = useState('')
  const { busy, refusals, take: ask } = useStep()
  const take = (step: 'publish' | 'discard' | 'withdraw', body?: object) => void ask(() => send('POST', `/disclosure/notices/${id}/${step}`, body).then(changed))
  const may = (step: NoticeView['allowed'][number]) => allowed.includes(step)
  if (state === 'draft' && !may('publish') && !may('discard')) return null
  if (state !== 'draft' && !may('withdraw')) return null
  return (
    <Card title={state === 'draft' ? { zh: '核对张贴', en: 'Check and publish' } : { zh: '提前撤下', en: 'Take down early' }} note={state === 'draft' ? t({ zh: `${prepared_by}编制，由另一人逐行核对`, en: `Prepared by ${prepared_by}; another person checks every row` }) : null}>
      <div className="stack">
        {may('withdraw') ? (
          <Labelled label={{ zh: '理由（列错了人、泄露了隐私等）；撤下后不算公示过', en: 'Why; a list taken down early counts for nothing' }} refusals={refusals}>{bound => (
            <Input.TextArea {...bound} rows={2} maxLength={400} value={reason} onChange={event => setReason(event.target.value)} />
          )}</Labelled>
        ) : <Refusals refusals={refusals} />}
        <div className="buttons">
          {may('publish') ? <StepButton type="primary" busy={busy} onClick={() => take('publish')}>{t({ zh: '核对无误，张贴公示', en: 'Correct: publish it' })}</StepButton> : null}
          {may('discard') ? <StepButton busy={busy} onClick={() => take('discard')}>{t(STEPS.discard.name)}</StepButton> : null}
          {may('withdraw') ? <StepButton danger busy={busy} disabled={reason.trim() === ''} onClick={() => take('withdraw', { reason: reason.trim() })}>{t(STEPS.withdraw.name)}</StepButton> : null}
        </div>
      </div>
    </Card>
  )
}

const OBJECTION: readonly Field[] = [
  { name: 'raised_on', label: { zh: '提出日期', en: 'Raised on' }, about: FIELD_HELP.objection, kind: 'day' },
  { name: 'raised_by', label: { zh: '提出人', en: 'By whom' }, help: { zh: '只在内部可见，不公示。', en: 'Seen in the office alone.' } },
  { name: 'row', label: { zh: '第几行', en: 'Which row' }, help: { zh: '名单上的序号；不针对某一行就不填。', en: 'Leave it empty when it is about no single row.' } },
  { name: 'text', label: { zh: '内容', en: 'What is objected' }, kind: 'long' },
]
const ANSWER: readonly Field[] = [
  { name: 'result', label: { zh: '结果', en: 'Result' }, kind: 'choice', choices: OBJECTION_RESULTS.map(value => ({ value, label: RESULT_NAMES[value] })) },
  { name: 'text', label: { zh: '核实情况和答复', en: 'What was found and answered' }, kind: 'long' },
]

function ObjectionRow({ objection, answer }: { objection: Objection; answer: () => void }) {
  const t = useText()
  const { number, row, raised_on, raised_by, text, recorded_by, result } = objection
  return (
    <li className="objection">
      <p><b>{t({ zh: `第 ${number} 条`, en: `No. ${number}` })}</b>{row === null ? '' : t({ zh: `（第 ${row} 行）`, en: ` (row ${row})` })} <span className="muted">{raised_on} {raised_by}{t({ zh: '，登记：', en: ', recorded by ' })}{recorded_by}</span></p>
      <p>{text}</p>
      {result === null
        ? <p><Tag tone="warn">{t({ zh: '未答复', en: 'Not answered' })}</Tag> {objection.answerable ? <Button size="small" onClick={answer}>{t({ zh: '答复', en: 'Answer' })}</Button> : <span className="muted">{t({ zh: '由登记人以外的同志答复', en: 'Answered by another person than the recorder' })}</span>}</p>
        : <p><Tag tone={result === 'upheld' ? 'late' : 'ok'}>{t(RESULT_NAMES[result])}</Tag> {objection.answer} <span className="muted">{objection.answered_on} {objection.answered_by}</span></p>}
    </li>
  )
}

function ObjectionCard({ notice }: { notice: NoticeView }) {
  const t = useText()
  const changed = useChanged()
  const [writing, setWriting] = useState(false)
  const [answering, setAnswering] = useState<string>()
  return (
    <Card title={{ zh: '异议', en: 'Objections' }} more={notice.allowed.includes('object') ? <Button onClick={() => setWriting(true)}>{t(STEPS.object.name)}</Button> : null}>
      {notice.objection_list.length === 0 ? <p className="muted">{t({ zh: '没有异议。', en: 'None.' })}</p>
        : <ul>{notice.objection_list.map(one => <ObjectionRow key={one.id} objection={one} answer={() => setAnswering(one.id)} />)}</ul>}
      <FormDrawer
        id="objection" title={STEPS.object.name} open={writing} close={() => setWriting(false)} schema={objectionInput} fields={OBJECTION}
        submit={async value => { await send('POST', `/disclosure/notices/${notice.id}/objections`, value); await changed() }}
      />
      <FormDrawer
        id="answer" title={{ zh: '答复异议', en: 'Answer an objection' }} open={answering !== undefined} close={() => setAnswering(undefined)} schema={answerInput} fields={ANSWER}
        submit={async value => { await send('POST', `/disclosure/objections/${answering}/answer`, value); await changed() }}
      />
    </Card>
  )
}

function About({ notice }: { notice: NoticeView }) {
  const t = useText()
  const { content, published_on, ends_on, unknown_days } = notice
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t({ zh: '公示期', en: 'Period' }), published_on ? `${published_on} – ${ends_on}${t({ zh: `（不少于${periodWords(content.period).zh}）`, en: ` (at least ${periodWords(content.period).en})` })}` : t({ zh: `张贴后 ${periodWords(content.period).zh}`, en: `${periodWords(content.period).en} from its publishing` })],
    [t({ zh: '还有几天', en: 'Days left' }), <DaysLeft key="days" notice={notice} />],
    [t({ zh: '异议', en: 'Objections' }), <Objections key="objections" notice={notice} />],
    [t({ zh: '编制', en: 'Prepared by' }), notice.prepared_by], [t({ zh: '核对张贴', en: 'Published by' }), notice.published_by],
    [t({ zh: '张贴地点', en: 'Where' }), content.where], [t({ zh: '受理异议', en: 'Objections to' }), numbered(`${content.objections_to} ${content.phone} ${content.address}`)],
    [t({ zh: '提前撤下', en: 'Taken down early' }), notice.withdrawn_reason],
    [t({ zh: '校验值', en: 'Hash' }), <Fingerprint key="hash" value={notice.content_hash} />],
  ]
  return (
    <Card>
      <dl className="pairs">{rows.filter(([, value]) => value !== null && value !== '').map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {unknown_days.length > 0 ? <p className="refusals" style={{ marginTop: 10 }}>{t({ zh: `${unknown_days[0]} 以后的节假日安排还没有录入，只扣了周末；安排公布后请核对最后一天。`, en: `The holidays from ${unknown_days[0]} on are not entered yet: weekends alone were left out. See to the last day when they are announced.` })}</p> : null}
    </Card>
  )
}

function Exports({ id }: { id: string }) {
  const t = useText()
  const path = `/disclosure/notices/${id}/export`
  return (
    <>
      <Go to={`/disclosure/${id}/print`} className="btn go">{t({ zh: '打印', en: 'Print' })}</Go>
      <FileButton path={`${path}?format=docx`} name="notice.docx">{t({ zh: '导出 Word', en: 'As .docx' })}</FileButton>
      <FileButton path={`${path}?format=xlsx`} name="notice.xlsx">{t({ zh: '导出表格', en: 'As .xlsx' })}</FileButton>
    </>
  )
}

function Notice({ notice }: { notice: NoticeView }) {
  const t = useText()
  const { content } = notice
  return (
    <>
      <About notice={notice} />
      {notice.state === 'draft' ? <Deciding notice={notice} /> : null}
      <Card title={{ zh: '公示内容', en: 'The notice itself' }} note={t({ zh: '张贴的就是这些，一字不差地保存', en: 'Exactly what is posted, kept word for word' })}>
        <div className="stack">
          <p lang="zh-CN">{content.opening}</p>
          <div className="scroll" role="region" aria-label={t({ zh: '名单', en: 'The list' })} tabIndex={0}><NoticeRows content={content} /></div>
          <p>{content.omitted > 0 ? t(omittedWords(content.omitted)) : null}<span lang="zh-CN">{content.note}</span></p>
        </div>
      </Card>
      {notice.published_on ? <ObjectionCard notice={notice} /> : null}
      {notice.state === 'draft' ? null : <Deciding notice={notice} />}
    </>
  )
}

/** One notice: what hangs, until when, what was said against it. */
export function NoticePage() {
  const t = useText()
  const id = usePart(2)
  const asked = useQuery(noticeQuery(id))
  return (
    <Page
      title={asked.data?.title ?? { zh: '公示', en: 'Public notice' }} note={asked.data ? <NoticeTag state={asked.data.state} /> : null}
      actions={<>{asked.data?.allowed.includes('export') ? <Exports id={id} /> : null}<Go to="/disclosure">{t({ zh: '全部公示', en: 'All notices' })}</Go></>}
    >
      <Shown asked={asked}>{notice => <Notice notice={notice} />}</Shown>
    </Page>
  )
}
