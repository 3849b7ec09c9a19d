import { useQuery } from '@tanstack/react-query'
import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import { counted } from '../../base/english.ts'
import { get, newKey, queryOf, send } from '../../ui/api.ts'
import { Go, useGo } from '../../ui/go.tsx'
import { Labelled } from '../../ui/labelled.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page, Tag } from '../../ui/page.tsx'
import { useMe, useYear } from '../../ui/session.ts'
import { Empty, Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useStep } from '../../ui/step.ts'
import type { DraftLine } from '../draft.ts'
import { itemTime } from './item-panel.tsx'
import { usePlanChanged } from './task-panel.tsx'
import { ownerWords } from './words.ts'
import './plan.css'

type Draft = { readonly place: string; readonly year: number; readonly adopted: boolean; readonly lines: readonly DraftLine[] }

/** What became of the line last year. */
function Last({ line, year }: { line: DraftLine; year: number }) {
  const t = useText()
  if (line.last === null) return <span className="muted">{t({ zh: '去年没有', en: 'Not last year' })}</span>
  const { done, total, missing } = line.last
  if (missing.length === 0) return <Tag tone="ok">{t({ zh: `${year - 1} 年办结 ${done}/${total}`, en: `${done}/${total} done in ${year - 1}` })}</Tag>
  return (
    <>
      <Tag tone="late">{t({ zh: `${year - 1} 年办结 ${done}/${total}`, en: `${done}/${total} done in ${year - 1}` })}</Tag>
      <ul className="missing">{missing.map(title => <li key={title.zh}>{t({ zh: '未办结：', en: 'Not done: ' })}{t(title)}</li>)}</ul>
    </>
  )
}

function Line({ line, year, taken, take }: { line: DraftLine; year: number; taken: boolean; take: (taken: boolean) => void }) {
  const t = useText()
  return (
    <li>
      <span className="n">{line.number}</span>
      <div>
        {line.kind === 'own' ? <Checkbox checked={taken} onChange={event => take(event.target.checked)}><b>{t(line.title)}</b> <span className="muted">{t({ zh: '（本地项目，勾选就延续）', en: '(ours: goes on when ticked)' })}</span></Checkbox> : <b>{t(line.title)}</b>}
        <p>{t(line.sentence)}</p>
        <small className="muted">{t(itemTime(line, year))} · {t(ownerWords(line.owner, line.owner_name))} · {t({ zh: `任务 ${line.tasks.length} 件`, en: `${counted(line.tasks.length, 'task')}` })}</small>
      </div>
      <div><Last line={line} year={year} /></div>
    </li>
  )
}

function Adopt({ draft }: { draft: Draft }) {
  const t = useText()
  const go = useGo()
  const changed = usePlanChanged()
  const [key] = useState(newKey)
  const own = draft.lines.filter(line => line.kind === 'own').map(line => line.key)
  const [carry, setCarry] = useState<readonly string[]>(own)
  const [document, setDocument] = useState('')
  const { busy, refusals, take } = useStep()
  const adopt = async () => {
    await send('POST', '/plan', { place: draft.place, year: draft.year, document: document.trim() || null, carry }, key)
    await changed()
    go(`/plan?year=${draft.year}`)
  }
  const choose = (id: string) => (taken: boolean) => setCarry(taken ? [...carry, id] : carry.filter(each => each !== id))
  return (
    <>
      <Card title={{ zh: '计划内容', en: 'What it holds' }} note={t({ zh: '十项年年有，时段按当年的历法；本地项目勾选才延续', en: 'Ten duties of every year in that year’s calendar; our own items go on when ticked' })}>
        <ol className="draft">{draft.lines.map(line => <Line key={line.key} line={line} year={draft.year} taken={carry.includes(line.key)} take={choose(line.key)} />)}</ol>
      </Card>
      <Card title={{ zh: '制定', en: 'Adopt it' }}>
        <div className="stack">
          <Labelled label={{ zh: '文号（可以以后再有）', en: 'Number of its document (it may come later)' }} refusals={refusals}>{bound => (
            <Input {...bound} maxLength={200} value={document} onChange={event => setDocument(event.target.value)} />
          )}</Labelled>
          <p className="muted">{t({ zh: '制定以后仍可以新增项目、换牵头人、改期限；不办的任务写明理由取消。', en: 'Items may be added, owners and times changed later; a task that is not to be done is dropped with a reason.' })}</p>
          <div><StepButton type="primary" busy={busy} onClick={() => void take(adopt)}>{t({ zh: `制定 ${draft.year} 年计划`, en: `Adopt the plan of ${draft.year}` })}</StepButton></div>
        </div>
      </Card>
    </>
  )
}

/** A year's plan before it is adopted: the duties, and what last year left. */
export function PlanDraftPage() {
  const t = useText()
  const year = useYear()
  const { place } = useMe()
  const asked = useQuery({ queryKey: ['plan', 'draft', year], queryFn: () => get<Draft>(`/plan/draft${queryOf({ place, year })}`), staleTime: 0 })
  return (
    <Page title={{ zh: `起草 ${year} 年计划`, en: `Draft the plan of ${year}` }} note={t({ zh: '从上一年接着来', en: 'It goes on from the year before' })}>
      <Shown asked={asked}>{draft => (draft.adopted
        ? <Card><Empty words={{ zh: `${year} 年的计划已经制定。`, en: `The plan of ${year} is adopted.` }}><Go to={`/plan?year=${year}`}>{t({ zh: '打开计划', en: 'Open it' })}</Go></Empty></Card>
        : <Adopt draft={draft} />)}</Shown>
    </Page>
  )
}
