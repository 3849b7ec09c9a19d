import { useState, type ReactNode } from 'react'
import type { Text } from '../base/result.ts'
import { ProofPicker, Proofs, useKeepProofs, useProofs, type About, type Picked } from './evidence.tsx'
import type { ProofKind } from './proof-names.ts'
import { useText } from './language.ts'
import { Card } from './page.tsx'
import { Refusals, Shown } from './states.tsx'
import { StepButton } from './step-button.tsx'
import { useStep } from './step.ts'

type ProofCardProps = {
  readonly title: Text
  readonly about: About
  /** Whether whoever looks may add to it. */
  readonly may: boolean
  readonly papers: ProofKind
  /** Told once the files are kept, with what kinds are there now. */
  readonly kept: (kinds: readonly ProofKind[]) => Promise<unknown>
  readonly more?: ReactNode
  readonly note?: ReactNode
}

/** What proves a record, and a place to add to it. */
export function ProofCard({ title, about, may, papers, kept, more, note }: ProofCardProps) {
  const t = useText()
  const keep = useKeepProofs()
  const files = useProofs(about.subject)
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const { busy, refusals, take } = useStep()
  const add = async () => {
    await keep(picked, about)
    await kept([...(files.data ?? []), ...picked].map(one => one.kind))
    setPicked([])
  }
  return (
    <Card title={title} more={more}>
      <div className="stack">
        {note}
        <Refusals refusals={refusals} />
        <Shown asked={files}>{list => (list.length === 0 ? <p className="muted">{t({ zh: '还没有。', en: 'None yet.' })}</p> : <Proofs files={list} />)}</Shown>
        {may ? <ProofPicker label={{ zh: '补佐证', en: 'Add evidence' }} picked={picked} change={setPicked} papers={papers} /> : null}
        {may && picked.length > 0 ? <div><StepButton type="primary" busy={busy} onClick={() => void take(add)}>{t({ zh: '上传', en: 'Upload' })}</StepButton></div> : null}
      </div>
    </Card>
  )
}
