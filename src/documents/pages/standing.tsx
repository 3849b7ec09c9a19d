import { useQueryClient } from '@tanstack/react-query'
import { Button, Modal } from 'antd'
import { useState } from 'react'
import { newKey, send } from '../../ui/api.ts'
import { Fingerprint } from '../../ui/fingerprint.tsx'
import { useText, type Words } from '../../ui/language.ts'
import { Card, Tag, type Tone } from '../../ui/page.tsx'
import { Refusals } from '../../ui/states.tsx'
import { StepButton } from '../../ui/step-button.tsx'
import { useStep } from '../../ui/step.ts'
import type { FigureValue } from '../../figures/figures.ts'
import type { DocumentState, DocumentStep, DocumentView } from '../documents.ts'
import { valueWords } from './values.ts'

type Pressed = 'prepare' | DocumentStep

const STATE_NAMES: Readonly<Record<DocumentState, { readonly words: Words; readonly tone: Tone }>> = {
  draft: { words: { zh: '已送审，待核稿', en: 'Put forward, to be checked' }, tone: 'warn' }, checked: { words: { zh: '已核稿，待签发', en: 'Checked, to be issued' }, tone: 'warn' },
  issued: { words: { zh: '已签发', en: 'Issued' }, tone: 'ok' }, discarded: { words: { zh: '已作废', en: 'Discarded' }, tone: 'plain' },
}

const STEP_WORDS: Readonly<Record<Pressed, { readonly name: Words; readonly effect: Words }>> = {
  prepare: { name: { zh: '送审', en: 'Put forward' }, effect: { zh: '按现在的记录和文字定下一稿，交另一个人核稿、签发。定下以后文字不能改，要改先作废。', en: 'The text as it stands is put before another person to be checked and issued. Until then its words stand; to change them, discard it first.' } },
  check: { name: { zh: '核稿', en: 'Check' }, effect: { zh: '您已逐段看过，数字与记录相符。', en: 'You have read every paragraph, and its figures fit the records.' } },
  issue: { name: { zh: '签发', en: 'Issue' }, effect: { zh: '写上今天的日期，文字、数字和校验值从此固定；记录以后再变，签发的不变。', en: 'Today’s date is written in; words, figures and hash are fixed from now on, whatever the records say later.' } },
  discard: { name: { zh: '作废', en: 'Discard' }, effect: { zh: '这一稿不再往下走，可以改好重新送审。', en: 'This one goes no further; it can be put forward anew.' } },
}

/** A step, asked about once more. */
function ConfirmStep({ view, step, close }: { view: DocumentView; step: Pressed; close: () => void }) {
  const t = useText()
  const client = useQueryClient()
  const [key] = useState(newKey)
  const { busy, refusals, take } = useStep()
  const act = async () => {
    if (await take(() => send('POST', `/documents/annual/${step}`, { year: view.year, place: view.place }, key))) close()
    void Promise.all(['annual', 'annual-frozen', 'desk'].map(name => client.invalidateQueries({ queryKey: [name] })))
  }
  const name = t(STEP_WORDS[step].name)
  return (
    <Modal
      open onCancel={close} title={name} mask={{ closable: false }}
      footer={<>
        <Button onClick={close}>{t({ zh: '不办了', en: 'Cancel' })}</Button>
        <StepButton type="primary" danger={step === 'discard'} busy={busy} onClick={() => void act()}>{t({ zh: `确定${name}`, en: `${name} now` })}</StepButton>
      </>}
    >
      <p lang="zh-CN"><b>{view.title}</b></p>
      <p>{t(STEP_WORDS[step].effect)}</p>
      <Refusals refusals={refusals} />
    </Modal>
  )
}

/** Figures whose records changed since the document was put forward. */
function Changed({ view, figures }: { view: DocumentView; figures: readonly FigureValue[] }) {
  const t = useText()
  const named = new Map(figures.map(figure => [figure.id, figure]))
  const { changed, current, state } = view.standing!
  if (current) return <Tag tone="ok">{t({ zh: '与现在的记录一致', en: 'The records still say the same' })}</Tag>
  return (
    <div>
      <p className="doc-caution">{state === 'issued'
        ? t({ zh: '签发以后记录有变化；签发的原文不变。', en: 'The records have changed since it was issued; what was issued stands.' })
        : t({ zh: '送审以后记录或文字有变化，不能签发：请作废后重新送审。', en: 'Records or words have changed since it was put forward: it cannot be issued. Discard it and put it forward anew.' })}</p>
      <ul className="changed-figures">{changed.map(({ figure, stated, now }) => {
        const found = named.get(figure)
        const words = (value: number) => (found ? t(valueWords(value, found.unit)) : String(value))
        return <li key={figure}>{found ? t(found.name) : figure} <span className="num nowrap">{words(stated)} → <b>{words(now)}</b></span></li>
      })}</ul>
    </div>
  )
}

type StandingProps = { readonly view: DocumentView; readonly figures: readonly FigureValue[]; readonly frozen: boolean; readonly showFrozen: (frozen: boolean) => void }

/** How far the year's document has come, who took it there, and what the asking person may do next. */
export function Standing({ view, figures, frozen, showFrozen }: StandingProps) {
  const t = useText()
  const [step, setStep] = useState<Pressed>()
  const { standing, allowed } = view
  const steps = allowed.filter((one): one is Pressed => one !== 'revise')
  const taken: readonly (readonly [Words, string | null])[] = standing
    ? [[{ zh: '送审', en: 'Put forward' }, standing.prepared_by], [{ zh: '核稿', en: 'Checked' }, standing.checked_by], [{ zh: '签发', en: 'Issued' }, standing.issued_by && `${standing.issued_by}，${standing.issued_on}`]] : []
  return (
    <Card
      className="doc-standing" title={{ zh: '办理', en: 'Its way' }}
      note={standing ? <Tag tone={STATE_NAMES[standing.state].tone}>{t(STATE_NAMES[standing.state].words)}</Tag> : t({ zh: '还没有送审，文字随记录变化', en: 'Not put forward yet: the text follows the records' })}
      more={<>
        {standing ? <button type="button" className="btn" aria-pressed={frozen} onClick={() => showFrozen(!frozen)}>{frozen ? t({ zh: '看现在的文稿', en: 'As the records are now' }) : standing.state === 'issued' ? t({ zh: '看签发的原文', en: 'As it was issued' }) : t({ zh: '看送审的原文', en: 'As it was put forward' })}</button> : null}
        {steps.map(one => <button type="button" key={one} className={one === 'discard' ? 'btn' : 'btn go'} onClick={() => setStep(one)}>{t(STEP_WORDS[one].name)}</button>)}
      </>}
    >
      {standing ? (
        <div className="cols c2">
          <dl className="pairs">{taken.map(([name, who]) => <div key={t(name)} style={{ display: 'contents' }}><dt>{t(name)}</dt><dd>{who ?? '—'}</dd></div>)}
            <dt>{t({ zh: '校验值', en: 'Hash' })}</dt><dd><Fingerprint value={standing.text_hash} /></dd></dl>
          <Changed view={view} figures={figures} />
        </div>
      ) : null}
      {step ? <ConfirmStep view={view} step={step} close={() => setStep(undefined)} /> : null}
    </Card>
  )
}
