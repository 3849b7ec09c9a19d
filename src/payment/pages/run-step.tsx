import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { counted } from '../../base/english.ts'
import { sum } from '../../base/money.ts'
import { get, newKey, send } from '../../ui/api.ts'
import { useText } from '../../ui/language.ts'
import { Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import type { RunView } from '../actions.ts'
import type { HeldLines } from '../banks/failures/failures.ts'
import type { SendOutcome } from '../sending/actions.ts'
import type { FundByBenefit } from '../steps/funds.ts'
import { chosenIn, fundsQuery, refusalsElsewhere, RunFunds } from './run-funds.tsx'
import { STEP_WORDS, WAITING_NAMES, yuanWords, type PressedStep } from './words.ts'

export const runQuery = (id: string) => ({ queryKey: ['run', id], queryFn: () => get<RunView>(`/runs/${id}`) })

/** Everything that a step of a run may have changed on a page. */
export function useRunChanged(): () => void {
  const client = useQueryClient()
  return () => void Promise.all(['run', 'run-funds', 'runs', 'run-lines', 'failures', 'desk', 'funds'].map(key => client.invalidateQueries({ queryKey: [key] })))
}

/** The lines that a step concerns: all, or those that are with the bank, or those of all that wait that can go. */
function concernedBy(step: PressedStep, run: RunView): { lines: number; amount_fen: number } {
  if ((step === 'send' || step === 'reissue') && run.next_sending) return run.next_sending
  if (step !== 'confirm') return run
  const totals = run.totals.filter(total => total.state === 'sent')
  return { lines: sum(totals.map(total => total.lines)), amount_fen: sum(totals.map(total => total.amount_fen)) }
}

/** What a sending leaves behind, and why. */
function HeldBack({ held }: { held: readonly HeldLines[] }) {
  const t = useText()
  return <><dt>{t({ zh: '留下不送', en: 'Stay behind' })}</dt><dd>{held.map(({ reason, lines }) => <div key={reason}>{t(WAITING_NAMES[reason])} · {t({ zh: `${lines} 笔`, en: counted(lines, 'line') })}</div>)}</dd></>
}

/** What is about to be done, repeated in numbers. */
function Repeated({ run, step }: { run: RunView; step: PressedStep }) {
  const t = useText()
  const { lines, amount_fen } = concernedBy(step, run)
  const back = yuanWords(run.receivable_fen)
  const undisclosed = run.disclosure.villages.filter(village => village.required && !village.done)
  return (
    <>
      <dl className="pairs repeated">
        <dt>{t({ zh: '批次', en: 'Run' })}</dt><dd>{t(run.title)}</dd>
        <dt>{t({ zh: '金额', en: 'Amount' })}</dt><dd><b className="num">{t(yuanWords(amount_fen))}</b></dd>
        <dt>{t({ zh: '笔数', en: 'Lines' })}</dt><dd><b>{lines}</b></dd>
        {(step === 'send' || step === 'reissue') && run.next_sending?.held.length ? <HeldBack held={run.next_sending.held} /> : null}
        {run.receivables > 0 && step !== 'reissue' ? <><dt>{t({ zh: '应收回', en: 'To come back' })}</dt><dd>{t({ zh: `${run.receivables} 笔，${back.zh}`, en: `${run.receivables}, ${back.en}` })}</dd></> : null}
        {step === 'approve' || step === 'confirm' || step === 'reissue' ? null : <><dt>{t({ zh: '资金', en: 'Funds' })}</dt>
        <dd>{run.groups.fund.filter(fund => fund.lines > 0).map(fund => (
          <div key={fund.id ?? ''} className={fund.id === null ? 'run-caution' : undefined}>{t(fund.name)} <span className="num">{t(yuanWords(fund.amount_fen))}</span></div>
        ))}</dd></>}
      </dl>
      <p>{t(STEP_WORDS[step].effect)}</p>
      {step === 'send' && undisclosed.length > 0 ? <p className="run-caution">{t({ zh: `还有 ${undisclosed.length} 个村没有公示期满，送不出去。`, en: `The notice period is not over in ${counted(undisclosed.length, 'village')}; nothing can be sent.` })}</p> : null}
    </>
  )
}

type ConfirmStepProps = { readonly run: string; readonly step: PressedStep; readonly close: () => void; readonly taken: (outcome: SendOutcome | undefined) => void }

/** Who approves also says which fund pays: what is shown when the button is pressed is what is asked for. */
function useFunds(run: string, step: PressedStep, error: unknown) {
  const offered = useQuery({ ...fundsQuery(run), enabled: step === 'approve' })
  const [own, setOwn] = useState<FundByBenefit>({})
  const chosen = offered.data && chosenIn(offered.data, own)
  const refusals = error === undefined ? [] : refusalsIn(error)
  return {
    offered, chosen, refusals, choose: (benefit: string, fund: string) => setOwn(before => ({ ...before, [benefit]: fund })),
    elsewhere: offered.data && chosen ? refusalsElsewhere({ offer: offered.data, chosen, refusals }) : refusals,
  }
}

/** A step, asked about once more. One confirmation is one key: pressed twice, or sent again over a bad line, it acts once. */
export function ConfirmStep({ run, step, close, taken }: ConfirmStepProps) {
  const t = useText()
  const changed = useRunChanged()
  const [key] = useState(newKey)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const asked = useQuery(runQuery(run))
  const { offered, chosen, refusals, choose, elsewhere } = useFunds(run, step, error)
  const act = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const answer = await send<unknown>('POST', `/runs/${run}/${step}`, chosen && { funds: chosen }, key)
      taken(step === 'send' || step === 'reissue' ? answer as SendOutcome : undefined) // what these two routes answer
      close()
    } catch (caught) {
      setError(caught)
    } finally {
      setBusy(false)
      changed()
    }
  }
  const name = t(STEP_WORDS[step].name)
  const ready = asked.data !== undefined && (step !== 'approve' || chosen !== undefined)
  return (
    <Modal
      open onCancel={close} title={name} destroyOnHidden mask={{ closable: false }} {...(step === 'approve' ? { width: 1040 } : {})}
      footer={<>
        <Button onClick={close}>{t({ zh: '不办了', en: 'Cancel' })}</Button>
        <StepButton type="primary" danger={step === 'discard'} busy={busy} disabled={!ready} onClick={() => void act()}>{t({ zh: `确定${name}`, en: `${name} now` })}</StepButton>
      </>}
    >
      <Shown asked={asked}>{view => <Repeated run={view} step={step} />}</Shown>
      {step === 'approve' ? (
        <Shown asked={offered}>{offer => (
          <RunFunds table={{ offer, chosen: chosen ?? {}, refusals }} choose={(benefit, fund) => { setError(undefined); choose(benefit, fund) }} />
        )}</Shown>
      ) : null}
      <Refusals refusals={elsewhere} />
    </Modal>
  )
}
