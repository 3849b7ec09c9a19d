import { Button, Drawer } from 'antd'
import { useState } from 'react'
import { actorName } from '../../base/actor.ts'
import { momentOf } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import { CHAIN_FAULTS } from '../../journal/journal.ts'
import { send } from '../../ui/api.ts'
import { Chinese } from '../../ui/chinese.tsx'
import { Go } from '../../ui/go.tsx'
import { Fingerprint } from '../../ui/fingerprint.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { QueryTable, type Column } from '../../ui/query-table.tsx'
import type { Filter } from '../../ui/search-form.tsx'
import { Refusals } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useStep } from '../../ui/step.ts'
import { useNarrow } from '../../ui/use-narrow.ts'
import { ACTION_NAMES } from '../audit/action-names.ts'
import type { ChainAnswer, JournalLine } from '../audit/audit.ts'
import { AUDIT_YEARS_MIN } from '../passwords.ts'
import './access.css'

const FILTERS: readonly Filter[] = [
  { name: 'place', label: { zh: '辖区', en: 'Place' }, kind: 'place' },
  { name: 'from', label: { zh: '从哪天', en: 'From' }, kind: 'day' },
  { name: 'to', label: { zh: '到哪天', en: 'To' }, kind: 'day' },
  { name: 'who', label: { zh: '谁', en: 'Who' }, kind: 'text' },
  { name: 'action', label: { zh: '做了什么', en: 'What was done' }, kind: 'choice', choices: Object.entries(ACTION_NAMES).map(([value, { name }]) => ({ value, label: name })) },
  { name: 'subject', label: { zh: '对象编号', en: 'Subject’s id' }, kind: 'text' },
]

function Verdict({ answer }: { answer: ChainAnswer }) {
  const t = useText()
  const { fault, head, rows, anchors } = answer
  if (fault) {
    return (
      <div className="refusals" role="alert"><p><b>{t({ zh: `第 ${fault.number} 条不对：${CHAIN_FAULTS[fault.fault].zh}。前 ${rows} 条没有问题。`, en: `Entry ${fault.number} does not hold: ${CHAIN_FAULTS[fault.fault].en}. The first ${rows} hold.` })}</b><br />
        <span>{t({ zh: '请不要再用这个数据库办事，保留原样，报告县双拥办。', en: 'Stop working on this database, keep it as it is, and report to the county office.' })}</span></p></div>
    )
  }
  return (
    <div className="notice" role="status">
      {t({ zh: `日志链完整：从第 1 条到第 ${rows} 条，没有缺少，没有改动；与批次、公文里留存的 ${anchors} 个链头一致。`, en: `The chain holds from entry 1 to ${rows}: none missing, none changed; it agrees with the ${counted(anchors, 'head')} kept in runs and documents.` })}
      <br />{t({ zh: `第 ${head.number} 条的链头（抄下来，下次对照）：`, en: `Head at entry ${head.number} (write it down to compare next time): ` })}<code className="head-hash">{head.hash}</code>
    </div>
  )
}

/** Reckons the whole chain again, when the auditor asks. */
function Chain() {
  const t = useText()
  const [answer, setAnswer] = useState<ChainAnswer>()
  const { busy, refusals, take } = useStep()
  const check = () => void take(async () => setAnswer(await send<ChainAnswer>('POST', '/administration/journal/check')))
  return (
    <Card
      title={{ zh: '日志链', en: 'The chain' }} more={<StepButton busy={busy} onClick={check}>{t({ zh: '核对日志链', en: 'Check the chain' })}</StepButton>}
      note={t({ zh: `每条都接着前一条的校验值；只增不改不删，至少留 ${AUDIT_YEARS_MIN} 年`, en: `Each entry carries the hash of the one before; none is ever changed or deleted, and all are kept at least ${AUDIT_YEARS_MIN} years` })}
    >
      <Refusals refusals={refusals} />
      {answer ? <Verdict answer={answer} /> : null}
    </Card>
  )
}

function SaidTable({ line }: { line: JournalLine }) {
  const t = useText()
  const hasBefore = line.said.some(each => each.before !== null)
  return (
    <table className="plain entry-said">
      <thead><tr><th scope="col">{t({ zh: '项目', en: 'Field' })}</th>{hasBefore ? <th scope="col">{t({ zh: '原来', en: 'Before' })}</th> : null}<th scope="col">{t(hasBefore ? { zh: '改成', en: 'After' } : { zh: '内容', en: 'Content' })}</th></tr></thead>
      <tbody>
        {line.said.map((each, index) => (
          <tr key={index}><th scope="row">{t(each.field)}</th>{hasBefore ? <td>{each.before ? t(each.before) : '–'}</td> : null}<td>{each.after ? t(each.after) : '–'}</td></tr>
        ))}
      </tbody>
    </table>
  )
}

function Content({ line }: { line: JournalLine }) {
  const t = useText()
  if (line.covered) return <p className="notice">{t({ zh: '您的角色看不到人员和资金，这里只说做了什么，不说内容。', en: 'Your role sees no people and no money: here is what was done, not what it says.' })}</p>
  if (line.said.length === 0) return <p className="muted">{t({ zh: '这一条没有别的内容。', en: 'This entry says nothing more.' })}</p>
  return <><SaidTable line={line} />{line.more > 0 ? <p className="muted">{t({ zh: `另有 ${line.more} 项没有列出。`, en: `${line.more} more are not listed.` })}</p> : null}</>
}

function EntryDrawer({ line, close }: { line: JournalLine; close: () => void }) {
  const t = useText()
  const placeName = usePlaceName()
  return (
    <Drawer title={t({ zh: `第 ${line.number} 条：${line.name.zh}`, en: `Entry ${line.number}: ${line.name.en}` })} open onClose={close} size={620}>
      <div className="stack">
        <dl className="pairs">
          <dt>{t({ zh: '时间', en: 'When' })}</dt><dd>{momentOf(line.at)}</dd>
          <dt>{t({ zh: '谁', en: 'Who' })}</dt><dd>{t(actorName(line.actor))} · {t(line.role_name)}</dd>
          <dt>{t({ zh: '辖区', en: 'Place' })}</dt><dd>{placeName(line.place)}</dd>
          <dt>{t({ zh: '对象', en: 'Subject' })}</dt><dd>{line.title === null ? <span className="muted num" translate="no">{line.subject}</span> : <Chinese>{line.title}</Chinese>}</dd>
          <dt>{t({ zh: '校验值', en: 'Hash' })}</dt><dd><Fingerprint value={line.hash} /></dd>
        </dl>
        {line.page ? <p><Go to={line.page}>{t({ zh: '打开这件事的页面', en: 'Open its page' })}</Go></p> : null}
        <Content line={line} />
        <p><Go to={`/admin/journal?subject=${encodeURIComponent(line.subject)}`} onClick={close}>{t({ zh: '这个对象的全部日志', en: 'Every entry about this subject' })}</Go></p>
      </div>
    </Drawer>
  )
}

function useJournalColumns(open: (line: JournalLine) => void): readonly [Column<JournalLine>, ...Column<JournalLine>[]] {
  const t = useText()
  const narrow = useNarrow()
  const placeName = usePlaceName()
  return [
    { id: 'name', title: { zh: '做了什么', en: 'What was done' }, show: line => t(line.name) },
    { id: 'at', title: { zh: '时间', en: 'When' }, show: line => <span className="nowrap">{momentOf(line.at)}</span>, width: 150 },
    { id: 'actor', title: { zh: '谁', en: 'Who' }, show: line => <>{t(actorName(line.actor))} <span className="muted">{t(line.role_name)}</span></> },
    { id: 'title', title: { zh: '对象', en: 'Subject' }, show: line => (line.page ? <Go to={line.page}>{line.title === null ? t({ zh: '打开', en: 'Open' }) : <Chinese>{line.title}</Chinese>}</Go> : line.title === null ? '–' : <Chinese>{line.title}</Chinese>) },
    { id: 'place', title: { zh: '辖区', en: 'Place' }, show: line => placeName(line.place), width: 110 },
    { id: 'number', title: { zh: '编号', en: 'Number' }, show: line => line.number, number: true, width: 80 },
    {
      id: 'step', title: { zh: '内容', en: 'Content' }, card: 'corner', width: 80,
      show: line => <Button size={narrow ? 'middle' : 'small'} onClick={() => open(line)}>{t({ zh: '查看', en: 'Look' })}<span className="hidden"> {line.number}</span></Button>,
    },
  ]
}

/** Who did what to what, when, before and after: the auditor's page. */
export function JournalPage() {
  const t = useText()
  const [line, setLine] = useState<JournalLine>()
  const columns = useJournalColumns(setLine)
  return (
    <Page title={{ zh: '操作日志', en: 'Journal' }} note={t({ zh: '谁在什么时候对什么做了什么', en: 'Who did what to what, and when' })}>
      <Chain />
      <QueryTable<JournalLine>
        id="journal" label={{ zh: '操作日志', en: 'Journal' }} path="/administration/journal" exportPath="/administration/journal/export" filters={FILTERS} columns={columns} rowKey={each => String(each.number)}
      />
      {line ? <EntryDrawer line={line} close={() => setLine(undefined)} /> : null}
    </Page>
  )
}
