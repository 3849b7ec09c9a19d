import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { counted, standsAlone } from '../../base/english.ts'
import { sum, yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { Go, usePart } from '../../ui/go.tsx'
import { Fingerprint } from '../../ui/fingerprint.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Card, Page, Tag, type Tone } from '../../ui/page.tsx'
import { usePlaceName } from '../../ui/places.ts'
import { Failed, Loading } from '../../ui/states.tsx'
import type { RunView } from '../actions.ts'
import { RUN_STATE_NAMES } from '../payment.ts'
import type { SendOutcome } from '../sending/actions.ts'
import { RunChanges, RunTotals } from './run-changes.tsx'
import { RunExceptions } from './run-exceptions.tsx'
import { RunFiles } from './run-files.tsx'
import { RunLines, RunReceivables, RunReturned } from './run-lines.tsx'
import { ConfirmStep, runQuery } from './run-step.tsx'
import { SentNotice } from './sent-notice.tsx'
import { WhyShown, type RunSlots } from './why-slot.tsx'
import { instant, monthsWords, PRESSED_STEPS, RUN_TONES, STEP_WORDS, WAY, WAY_WORDS, type PressedStep } from './words.ts'
import './runs.css'

/** What the asking person can do now and what would do something: nothing goes again where nothing waits. */
function stepsNow(run: RunView): PressedStep[] {
  const waits = run.totals.some(total => total.state === 'returned' || total.state === 'approved')
  return PRESSED_STEPS.filter(step => run.allowed.includes(step) && (step !== 'reissue' || waits))
}

type Sum = { readonly name: Words; readonly amount: string; readonly note: Words; readonly tone?: 'good' | 'bad' }

function Sums({ run }: { run: RunView }) {
  const t = useText()
  const persons = sum(run.groups.village.map(one => one.persons))
  const arrears = sum(run.groups.benefit.map(one => one.arrears_fen))
  const arrived = run.totals.filter(total => total.state === 'confirmed')
  const sums: readonly Sum[] = [
    { name: { zh: '本批发放', en: 'This run' }, amount: yuanGrouped(run.amount_fen), note: { zh: `${persons} 人 ${run.lines} 笔`, en: `${counted(persons, 'person')}, ${counted(run.lines, 'line')}` } },
    { name: { zh: '其中补发', en: 'Of it arrears' }, amount: yuanGrouped(arrears), note: { zh: '以前月份少发的', en: 'For months paid short before' }, ...(arrears > 0 ? { tone: 'good' as const } : {}) },
    {
      name: { zh: '应收回', en: 'To come back' }, amount: yuanGrouped(run.receivable_fen),
      note: { zh: `${run.receivables} 笔，不抵扣`, en: `${run.receivables}, not deducted` }, ...(run.receivable_fen > 0 ? { tone: 'bad' as const } : {}),
    },
    { name: { zh: '已到账', en: 'Arrived' }, amount: yuanGrouped(sum(arrived.map(total => total.amount_fen))), note: { zh: `${sum(arrived.map(total => total.lines))} 笔`, en: `${counted(sum(arrived.map(total => total.lines)), 'line')}` } },
  ]
  return <dl className="run-sums">{sums.map(one => <div key={one.amount + t(one.name)} className="card"><dt>{t(one.name)}</dt><dd className={`num ${one.tone ?? ''}`}>{one.amount}</dd><dd>{t(one.note)}</dd></div>)}</dl>
}

/** Between approval and sending, where the place requires it. */
function Disclosed({ run: { disclosure: { required, villages } } }: { run: RunView }) {
  const t = useText()
  const [asked, done] = [villages.filter(village => village.required).length, villages.filter(village => village.required && village.done).length]
  const words: Text = required ? { zh: `${done} / ${asked} 个村公示期满`, en: `Notice period over in ${done} of ${asked} villages` } : { zh: '这里不要求', en: 'Not required here' }
  return <li><Tag tone={!required ? 'plain' : done === asked ? 'ok' : 'warn'}>{t({ zh: '公示', en: 'Disclosed' })}</Tag><span className="muted">{t(words)}</span></li>
}

/** Whose step it is, who took the ones before, and what the law leaves open. */
function Way({ run }: { run: RunView }) {
  const t = useText()
  const next = run.state === 'discarded' ? undefined : WAY.find(step => !run.steps.some(taken => taken.step === step))
  const shown = WAY.filter(step => run.state !== 'discarded' || run.steps.some(taken => taken.step === step))
  return (
    <Card title={{ zh: '流程', en: 'The way' }}>
      <ol className="way">{shown.flatMap(step => {
        const taken = run.steps.find(one => one.step === step)
        const tone: Tone = taken ? 'ok' : step === next ? 'warn' : 'plain'
        const who = taken ? <>{taken.by} <span className="muted num">{instant(taken.at)}</span></> : <span className="muted">{t(WAY_WORDS[step].who)}</span>
        const line = <li key={step}><Tag tone={tone}>{t(WAY_WORDS[step].name)}</Tag><span>{who}</span></li>
        return step === 'send' ? [<Disclosed key="disclosed" run={run} />, line] : [line]
      })}</ol>
      <div className="muted">
        {t({ zh: '批次指纹', en: 'Fingerprint' })} <Fingerprint value={run.lines_hash} />
        {' · '}{t({ zh: `按 ${run.known_on} 所知编制`, en: `as known on ${run.known_on}` })}
      </div>
    </Card>
  )
}

function Findings({ findings: { entries, held } }: { findings: RunView['findings'] }) {
  const t = useText()
  if (entries.length === 0 && held === 0) return null
  return (
    <Card title={{ zh: '法规没有给出答案的', en: 'What the law left open' }}>
      <ul className="run-findings">
        {entries.map((entry, index) => <li key={index}>{t(standsAlone(entry.text))} <span className="muted nowrap">{t({ zh: `${entry.persons} 人`, en: `${counted(entry.persons, 'person')}` })}</span></li>)}
        {held > 0 ? <li>{t({ zh: `另有 ${held} 笔已在别的未审批批次里。`, en: `${counted(held, 'more line stands', 'more lines stand')} in other runs that are not approved yet.` })}</li> : null}
      </ul>
    </Card>
  )
}

function Run({ run, slots }: { run: RunView; slots: RunSlots }) {
  const t = useText()
  const placeName = usePlaceName()
  const [step, setStep] = useState<PressedStep>()
  const [outcome, setOutcome] = useState<SendOutcome>()
  const names = new Map<string, Text>(run.groups.benefit.flatMap(one => (one.id === null ? [] : [[one.id, one.name]])))
  const nameOf = (benefit: string): Words => names.get(benefit) ?? benefit
  const steps = stepsNow(run)
  return (
    <Page
      title={run.title} note={<><Tag tone={RUN_TONES[run.state]}>{t(RUN_STATE_NAMES[run.state])}</Tag> {placeName(run.place)} · {t(monthsWords(run.from, run.to))}</>}
      actions={steps.map((one, index) => <Button key={one} type={index === 0 && one !== 'discard' ? 'primary' : 'default'} danger={one === 'discard'} onClick={() => setStep(one)}>{t(STEP_WORDS[one].name)}</Button>)}
    >
      {outcome ? <SentNotice outcome={outcome} /> : null}
      <Sums run={run} />
      {run.note ? <p>{t({ zh: '说明：', en: 'Note: ' })}{run.note}</p> : null}
      <div className="cols c2"><RunExceptionsOrChanges run={run} nameOf={nameOf} /><div className="cols"><Way run={run} /><Findings findings={run.findings} /></div></div>
      <RunTotals run={run} />
      <RunReturned run={run} nameOf={nameOf} />
      <RunReceivables run={run} nameOf={nameOf} />
      <RunFiles run={run} />
      <h2 className="section">{t({ zh: '明细', en: 'Lines' })}</h2>
      <RunLines run={run} nameOf={nameOf} />
      <WhyShown Why={slots.Why} />
      {step ? <ConfirmStep run={run.id} step={step} close={() => setStep(undefined)} taken={setOutcome} /> : null}
    </Page>
  )
}

const RunExceptionsOrChanges = ({ run, nameOf }: { run: RunView; nameOf: (benefit: string) => Words }) => (
  <div className="cols"><RunExceptions run={run} /><RunChanges run={run} nameOf={nameOf} /></div>
)

/** One run: how far it is, what must be decided, how it differs from the last, and everything in it. */
export function RunPage({ slots }: { slots: RunSlots }) {
  const id = usePart(2)
  const t = useText()
  const asked = useQuery(runQuery(id))
  if (asked.data !== undefined) return <Run key={id} run={asked.data} slots={slots} />
  return <Page title={{ zh: '发放批次', en: 'Payment run' }}>{asked.error ? <><Failed error={asked.error} /><Go to="/runs">{t({ zh: '回到批次', en: 'Back to the runs' })}</Go></> : <Loading />}</Page>
}
