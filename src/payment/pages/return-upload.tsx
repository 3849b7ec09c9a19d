import { useState } from 'react'
import { counted } from '../../base/english.ts'
import { newKey, upload } from '../../ui/api.ts'
import { Go } from '../../ui/go.tsx'
import { FileInput } from '../../ui/inputs/file-input.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Refusals, refusalsIn } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import type { ReturnOutcome } from '../banks/actions.ts'
import { RUN_STATE_NAMES } from '../payment.ts'
import { useRunChanged } from './run-step.tsx'

/** What a return file settled, in sentences; what it says nothing of is left unsaid. */
function settledWords({ confirmed, returned, reversed, unchanged, outstanding, pending }: ReturnOutcome): Words[] {
  const told: [number, Words][] = [
    [confirmed, { zh: `${confirmed} 笔到账`, en: `${confirmed} arrived` }],
    [returned, { zh: `${returned} 笔退票${reversed > 0 ? `（其中 ${reversed} 笔是到账后退汇）` : ''}`, en: `${returned} came back${reversed > 0 ? ` (${reversed} of them had arrived)` : ''}` }],
    [unchanged, { zh: `${unchanged} 笔以前登记过，没有变`, en: `${unchanged} were entered before and stand` }],
    [pending, { zh: `${pending} 笔银行还在处理`, en: `${pending} are still with the bank, it says` }],
    [outstanding, { zh: `${outstanding} 笔还没有回音`, en: `${outstanding} are not answered yet` }],
  ]
  return told.filter(([count]) => count > 0).map(([, words]) => words)
}

function Outcome({ outcome }: { outcome: ReturnOutcome }) {
  const t = useText()
  return (
    <div className="notice" role="status">
      <p>{t({ zh: `按“${outcome.format.zh}”读出：`, en: `Read as “${outcome.format.en}”: ` })}{settledWords(outcome).map(t).join(t({ zh: '，', en: ', ' }))}{t({ zh: '。', en: '.' })}</p>
      <ul>{outcome.runs.map(run => <li key={run.id}><Go to={`/runs/${run.id}`}>{t(run.title)}</Go> · {t(RUN_STATE_NAMES[run.state])}</li>)}</ul>
      {outcome.returned > 0 ? <p><Go to="/failures">{t({ zh: '看退票', en: 'See what came back' })}</Go></p> : null}
    </div>
  )
}

/** Brings the bank's return file; of a file with anything wrong nothing is entered, and all that is wrong is said. */
export function ReturnUpload() {
  const t = useText()
  const changed = useRunChanged()
  const [chosen, setChosen] = useState<{ readonly file: File; readonly key: string }>()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<ReturnOutcome>()
  const [error, setError] = useState<unknown>()
  const choose = (file: File | undefined) => {
    setChosen(file && { file, key: newKey() })
    setOutcome(undefined)
    setError(undefined)
  }
  const enter = async () => {
    if (!chosen) return
    setBusy(true)
    setError(undefined)
    try {
      setOutcome(await upload<ReturnOutcome>('/runs/return', chosen.file, {}, chosen.key))
      changed()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
    }
  }
  const refusals = error === undefined ? [] : refusalsIn(error)
  return (
    <div className="stack">
      <FileInput
        label={{ zh: '银行回盘文件', en: 'The bank’s return file' }} note={{ zh: '表格、文本或 pain.002；同一个文件重复登记也不会记两次', en: 'Sheet, text or pain.002; the same file twice counts once' }}
        chosen={chosen ? [chosen.file] : []} choose={([file]) => choose(file)}
      >
        <StepButton type="primary" busy={busy} disabled={!chosen} onClick={() => void enter()}>{t({ zh: '登记回盘', en: 'Enter it' })}</StepButton>
      </FileInput>
      {refusals.length > 0 ? <><p>{t({ zh: `文件有 ${refusals.length} 处不对，什么也没有登记：`, en: `${counted(refusals.length, 'thing is', 'things are')} wrong with the file; nothing was entered:` })}</p><Refusals refusals={refusals} /></> : null}
      {outcome ? <Outcome outcome={outcome} /> : null}
    </div>
  )
}
