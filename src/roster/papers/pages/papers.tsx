import { useQueryClient } from '@tanstack/react-query'
import { Button, Drawer, Input } from 'antd'
import { useEffect, useState } from 'react'
import type { Day } from '../../../base/day.ts'
import { sendForFile } from '../../../ui/api.ts'
import { ProofPicker, useKeepProofs, useProofs, type Picked, type Proof } from '../../../ui/evidence.tsx'
import { DateInput } from '../../../ui/inputs/date-input.tsx'
import { Labelled } from '../../../ui/labelled.tsx'
import { useText } from '../../../ui/language.ts'
import { ReasonDialog } from '../../../ui/masked.tsx'
import { Card } from '../../../ui/page.tsx'
import { useMay, useMe } from '../../../ui/session.ts'
import { Empty, Refusals, Shown } from '../../../ui/states.tsx'
import { useStep } from '../../../ui/step.ts'
import { PROOF_NAMES } from '../../../ui/proof-names.ts'
import { StepButton } from '../../../ui/step-button.tsx'
import type { PersonCard } from '../../roster.ts'
import { PAPER_KIND } from '../papers.ts'
import './papers.css'

/** What was opened is shown here, and gone from the page with it. */
function useOpened(person: string) {
  const [opened, setOpened] = useState<{ readonly paper: Proof; readonly url: string }>()
  useEffect(() => () => { if (opened) URL.revokeObjectURL(opened.url) }, [opened])
  const open = async (paper: Proof, reason: string) => setOpened({ paper, url: URL.createObjectURL(await sendForFile(`/people/${person}/papers/${paper.id}`, { reason })) })
  return { opened, open, cover: () => setOpened(undefined) }
}

function Line({ paper, ask }: { paper: Proof; ask: (() => void) | undefined }) {
  const t = useText()
  return (
    <li>
      <span>{paper.title} <span className="muted">{t(PROOF_NAMES[paper.kind])} · <span className="nowrap">{paper.taken_on}</span></span></span>
      {ask ? <Button size="small" onClick={ask} aria-label={t({ zh: `查看 ${paper.title}`, en: `Show ${paper.title}` })}>{t({ zh: '查看', en: 'Show' })}</Button> : null}
    </li>
  )
}

/** Keeps papers and photos of a person, under what they are. */
function KeepPapers({ person, close }: { person: PersonCard; close: () => void }) {
  const t = useText()
  const { today } = useMe()
  const client = useQueryClient()
  const keep = useKeepProofs()
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const [title, setTitle] = useState('')
  const [taken, setTaken] = useState<Day | undefined>(today)
  const { busy, refusals, take } = useStep()
  const at = (field: string) => refusals.filter(({ place }) => place === field)
  const save = async () => {
    await keep(picked, { title, place: person.place, taken_on: taken ?? '', subject: { kind: PAPER_KIND, id: person.id } })
    await client.invalidateQueries({ queryKey: ['evidence', PAPER_KIND, person.id] })
    close()
  }
  return (
    <Drawer title={t({ zh: `证件与照片：${person.name}`, en: `Papers and photos: ${person.name}` })} open onClose={close} size={460} destroyOnHidden>
      <div className="stack">
        <Labelled label={{ zh: '是什么', en: 'What it is' }} refusals={at('title')}>{bound => (
          <Input {...bound} value={title} maxLength={200} placeholder={t({ zh: '如：残疾军人证、户口簿', en: 'For example: certificate, household register' })} onChange={event => setTitle(event.target.value)} />
        )}</Labelled>
        <Labelled label={{ zh: '形成日期', en: 'Made on' }} refusals={at('taken_on')}>{bound => <DateInput {...bound} {...(taken ? { value: taken } : {})} onChange={setTaken} />}</Labelled>
        <ProofPicker label={{ zh: '照片或扫描件', en: 'Photos or scans' }} picked={picked} change={setPicked} />
        <Refusals refusals={refusals.filter(({ place }) => place !== 'title' && place !== 'taken_on')} />
        <div className="form-steps">
          <StepButton type="primary" busy={busy} disabled={picked.length === 0} onClick={() => void take(save)}>{t({ zh: '保存', en: 'Save' })}</StepButton>
          <Button onClick={close}>{t({ zh: '取消', en: 'Cancel' })}</Button>
        </div>
      </div>
    </Drawer>
  )
}

/** A person's papers and photos: named for all, opened by whoever may see numbers whole, for a reason. */
export function Papers({ person }: { person: PersonCard }) {
  const t = useText()
  const [mayOpen, mayKeep] = [useMay('roster.reveal'), useMay('evidence.write')]
  const asked = useProofs({ kind: PAPER_KIND, id: person.id })
  const [asking, setAsking] = useState<Proof>()
  const [keeping, setKeeping] = useState(false)
  const { opened, open, cover } = useOpened(person.id)
  return (
    <Card
      title={{ zh: '证件与照片', en: 'Papers and photos' }}
      more={mayKeep ? <Button size="small" onClick={() => setKeeping(true)}>{t({ zh: '添加', en: 'Add' })}</Button> : null}
    >
      <Shown asked={asked}>{papers => (papers.length === 0 ? <Empty words={{ zh: '还没有证件和照片。', en: 'No papers or photos yet.' }} /> : (
        <ul className="row-list">{papers.map(paper => <Line key={paper.id} paper={paper} ask={mayOpen ? () => setAsking(paper) : undefined} />)}</ul>
      ))}</Shown>
      {opened ? (
        <figure className="paper-opened">
          {opened.paper.media_type.startsWith('image/') ? <img src={opened.url} alt={opened.paper.title} /> : <a className="btn" href={opened.url} download={opened.paper.title}>{opened.paper.title}{t({ zh: '（下载）', en: ' (download)' })}</a>}
          <figcaption><Button size="small" onClick={cover}>{t({ zh: '收起', en: 'Close' })}</Button></figcaption>
        </figure>
      ) : null}
      {asking ? <ReasonDialog title={{ zh: `查看${asking.title}`, en: `Show ${asking.title}` }} close={() => setAsking(undefined)} ask={reason => open(asking, reason)} /> : null}
      {keeping ? <KeepPapers person={person} close={() => setKeeping(false)} /> : null}
    </Card>
  )
}
