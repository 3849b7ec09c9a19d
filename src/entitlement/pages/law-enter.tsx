import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Segmented, Select } from 'antd'
import { useId, useState } from 'react'
import type { Refusal, Text } from '../../base/result.ts'
import { get, send } from '../../ui/api.ts'
import { useGo, useSearchWords } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { Card, Page } from '../../ui/page.tsx'
import { Empty, Refusals, refusalsIn, Shown } from '../../ui/states.tsx'
import { useMay } from '../../ui/session.ts'
import { StepButton } from '../../ui/step-button.tsx'
import { faultsByFile } from '../proposals/lines.ts'
import { emptyNotice, faultsByField, noticeFiles, type EditorFacts, type NoticeForm } from '../proposals/notice.ts'
import type { CheckedFiles, ProposalLine, ProposalView } from '../proposals/proposals.ts'
import { startingFile, STARTS } from '../proposals/starts.ts'
import { LawAdditions } from './law-additions.tsx'
import { NoticeFormFields } from './law-form.tsx'
import { KeptFiles, LawText, type LawFileShown } from './law-text.tsx'
import './law-editor.css'

type Entered = { readonly title: string; readonly reason: string }

const LENGTHS_MOST = { title: 120, reason: 1000 } as const
type WordsProps = { readonly entered: Entered; readonly faults: readonly Refusal[]; readonly set: (part: Partial<Entered>) => void }

function Words({ entered, faults, set }: WordsProps) {
  const t = useText()
  const id = useId()
  const field = (name: keyof Entered, label: Text) => {
    const fault = faults.find(({ place }) => place === name)
    return (
      <div>
        <label htmlFor={id + name}>{t(label)}</label>
        <Input
          id={id + name} maxLength={LENGTHS_MOST[name]} autoComplete="off" value={entered[name]} status={fault ? 'error' : ''} aria-invalid={fault !== undefined}
          aria-describedby={fault ? `${id}${name}-fault` : undefined} onChange={event => set({ [name]: event.target.value })}
        />
        {fault ? <p id={`${id}${name}-fault`} className="fault" role="alert">{t(fault.message)}</p> : null}
      </div>
    )
  }
  return <div className="law-fields words">{field('title', { zh: '名称', en: 'Title' })}{field('reason', { zh: '为什么录入（给批准的人看）', en: 'Why (for whoever approves)' })}</div>
}

/** The files as they will be kept: written by the form, or typed. */
function Files({ files, faults, change }: { files: readonly LawFileShown[]; faults: readonly Refusal[]; change?: (files: readonly LawFileShown[]) => void }) {
  const { files: byFile } = faultsByFile(faults)
  return (
    <>
      {files.map((file, index) => (
        <LawText
          key={index} {...file} faults={byFile.get(file.path) ?? []} change={change && (next => change(files.with(index, next)))}
          remove={change && files.length > 1 ? () => change(files.toSpliced(index, 1)) : undefined}
        />
      ))}
    </>
  )
}

function AddFile({ county, files, change }: { county: string; files: readonly LawFileShown[]; change: (files: readonly LawFileShown[]) => void }) {
  const t = useText()
  const left = STARTS.filter(start => start.id !== 'overlaps' || !files.some(file => file.path === 'overlaps.yaml'))
  return (
    <Select
      className="add-file" value={null} placeholder={t({ zh: '再加一个文件…', en: 'Add a file…' })} aria-label={t({ zh: '再加一个文件', en: 'Add a file' })}
      options={left.map(start => ({ value: start.id, label: t(start.name) }))} onChange={(id: string | null) => { if (id !== null) change([...files, startingFile(id, county)]) }}
    />
  )
}

type EditorProps = { readonly facts: EditorFacts; readonly draft?: ProposalView | undefined }

/** Asks the server: what stands against the files, and what they would add. */
function useCheck() {
  const [faults, setFaults] = useState<readonly Refusal[]>([])
  const [checked, setChecked] = useState<CheckedFiles>()
  const [busy, setBusy] = useState(false)
  const ask = async (work: () => Promise<void>) => {
    setBusy(true)
    try {
      await work()
    } catch (error) {
      setFaults(refusalsIn(error))
      setChecked(undefined)
    } finally {
      setBusy(false)
    }
  }
  const check = (files: readonly LawFileShown[]) => ask(async () => {
    const answer = await send<CheckedFiles>('POST', '/law/proposals/check', { files })
    setFaults(answer.faults)
    setChecked(answer)
  })
  const forget = () => { setFaults([]); setChecked(undefined) }
  return { faults, checked, busy, ask, check, forget }
}

type Way = 'form' | 'text'
type CheckProps = {
  readonly way: Way; readonly others: readonly Refusal[]; readonly checked: CheckedFiles | undefined; readonly busy: boolean
  readonly check: () => void; readonly save: (asDraft: boolean) => void
}

const MARKED: Readonly<Record<Way, Text>> = { form: { zh: '已标在各栏下面', en: 'each under its field' }, text: { zh: '已标在文件的行上', en: 'each at its line' } }

function Check({ way, others, checked, busy, check, save }: CheckProps) {
  const t = useText()
  const found = checked?.faults.length ?? 0
  return (
    <Card title={{ zh: '检查和提交', en: 'Check and put forward' }} note={t({ zh: '与政策和全部例子核对', en: 'Held against the law and every case' })}>
      <div className="law-check">
        <Refusals refusals={others} />
        {checked ? <p className={found > 0 ? 'refusals' : 'notice'} role="status">{found > 0 ? t({ zh: `有要改的，${MARKED[way].zh}。`, en: `Something is wrong, ${MARKED[way].en}.` }) : t({ zh: '没有错误，可以提交。', en: 'No fault: it can be put forward.' })}</p> : null}
        {checked ? <LawAdditions additions={checked.additions} /> : null}
        <div className="buttons">
          <StepButton onClick={check} busy={busy}>{t({ zh: '检查', en: 'Check' })}</StepButton>
          <Button type="primary" onClick={() => save(false)} disabled={busy}>{t({ zh: '提交，请人批准', en: 'Put forward for approval' })}</Button>
          <Button onClick={() => save(true)} disabled={busy}>{t({ zh: '存草稿', en: 'Keep as a draft' })}</Button>
        </div>
      </div>
    </Card>
  )
}

function Editor({ facts, draft }: EditorProps) {
  const t = useText()
  const go = useGo()
  const client = useQueryClient()
  const asked = useSearchWords()
  const [form, setForm] = useState<NoticeForm>(() => emptyNotice(facts, asked))
  const [typed, setTyped] = useState<readonly LawFileShown[] | undefined>(draft?.files)
  const [way, setWay] = useState<Way>(draft ? 'text' : 'form')
  const [words, setWords] = useState<Entered>({ title: draft?.title ?? '', reason: draft?.reason ?? '' })
  const { faults, checked, busy, ask, check, forget } = useCheck()
  const written = noticeFiles(facts.county, form)
  const files = way === 'text' ? typed ?? written : written
  const { others } = faultsByFile(faults)
  const atFields = faultsByField(faults)
  const save = (asDraft: boolean) => ask(async () => {
    const body = { ...words, files, ...(asDraft ? { draft: true } : {}) }
    const made = draft ? await send<ProposalLine>('PUT', `/law/proposals/${draft.id}`, body) : await send<ProposalLine>('POST', '/law/proposals', body)
    await Promise.all([['law-proposals'], ['law-proposal', made.id]].map(queryKey => client.invalidateQueries({ queryKey })))
    go(`/law/proposals/${made.id}`)
  })
  const edit = (change: () => void) => { forget(); change() }
  const type = (next: readonly LawFileShown[]) => edit(() => setTyped(next))
  // Whoever goes on with the form has its files written anew; who only looks at it finds the typed ones again.
  const fill = (part: Partial<NoticeForm>) => edit(() => { setForm({ ...form, ...part }); setTyped(undefined) })
  return (
    <>
      <Card>
        <Words entered={words} faults={others} set={part => setWords({ ...words, ...part })} />
        <Segmented<Way>
          value={way} options={[{ value: 'form', label: t({ zh: '填表', en: 'Form' }) }, { value: 'text', label: t({ zh: '直接写 YAML', en: 'YAML itself' }) }]}
          onChange={next => edit(() => setWay(next))}
        />
      </Card>
      {way === 'form' ? (
        <>
          <NoticeFormFields facts={facts} form={form} set={fill} faults={atFields.fields} />
          <KeptFiles open={atFields.others.some(fault => !others.includes(fault))}><Files files={files} faults={faults} /></KeptFiles>
        </>
      ) : (
        <Card title={{ zh: '存成的文件', en: 'The files as kept' }} note={t({ zh: '与 law/ 里的文件一个样子', en: 'The same as those under law/' })}>
          <Files files={files} faults={faults} change={type} />
          <AddFile county={facts.county} files={files} change={type} />
        </Card>
      )}
      <Check way={way} others={others.filter(({ place }) => !(place in words))} checked={checked} busy={busy} check={() => void check(files)} save={asDraft => void save(asDraft)} />
    </>
  )
}

const factsQuery = { queryKey: ['law-editor'], queryFn: () => get<EditorFacts>('/law/editor'), staleTime: 60_000 } as const

/** Enters a notice, of the `benefit` and `from` of the address where it has them; `draft` goes on with one that was put aside. */
export function EnterLaw({ draft }: { draft?: ProposalView }) {
  const t = useText()
  const may = useMay('law.propose')
  const asked = useQuery({ ...factsQuery, enabled: may })
  return (
    <Page title={draft ? { zh: '修改草稿', en: 'Change a draft' } : { zh: '录入一份文件', en: 'Enter a notice' }} note={t({ zh: '只能增加带日期的新行；另一人批准后生效', en: 'Dated lines are added; they hold when another person has approved them' })}>
      {may ? <Shown asked={asked}>{facts => <Editor facts={facts} draft={draft} />}</Shown> : <Empty words={{ zh: '录入标准由经办或复核人办理。', en: 'Clerks and reviewers enter rates.' }} />}
    </Page>
  )
}
