import { useQuery } from '@tanstack/react-query'
import { Button, Select } from 'antd'
import { useRef } from 'react'
import type { Day } from '../base/day.ts'
import type { Text } from '../base/result.ts'
import { get, queryOf, Refused, upload } from './api.ts'
import { FileInput } from './inputs/file-input.tsx'
import { useText } from './language.ts'
import { PROOF_NAMES, type ProofKind } from './proof-names.ts'
import './evidence.css'

/** What the pages need of GET /api/evidence. */
export type Proof = { readonly id: string; readonly kind: ProofKind; readonly title: string; readonly taken_on: Day; readonly media_type: string }
const KINDS = Object.keys(PROOF_NAMES) as ProofKind[] // the keys are the kinds

/** What a file is about: `{ kind: 'task', id }`. */
type Subject = { readonly kind: string; readonly id: string }

export const useProofs = (subject: Subject) => useQuery({
  queryKey: ['evidence', subject.kind, subject.id],
  queryFn: () => get<readonly Proof[]>(`/evidence${queryOf({ subject_kind: subject.kind, subject: subject.id })}`),
})

/** The files that prove something: pictures as they are, others by name; each opens. */
export function Proofs({ files }: { files: readonly Proof[] }) {
  const t = useText()
  return (
    <ul className="proofs">
      {files.map(({ id, kind, title, taken_on, media_type }) => {
        const picture = media_type.startsWith('image/')
        return (
          <li key={id}>
            <a href={`/api/evidence/${id}`} target={picture ? '_blank' : undefined} rel="noreferrer" download={picture ? undefined : true}>
              {picture ? <img src={`/api/evidence/${id}`} alt="" loading="lazy" /> : <span className="sheet" aria-hidden>{(media_type.split('/')[1] ?? '').slice(0, 3) === 'pdf' ? 'PDF' : t({ zh: '文件', en: 'File' })}</span>}
              <span>{title}</span>
            </a>
            <small className="muted">{t(PROOF_NAMES[kind])} · {taken_on}</small>
          </li>
        )
      })}
    </ul>
  )
}

/** A file that was picked and not sent yet. */
export type Picked = { readonly file: File; readonly kind: ProofKind }

const ACCEPTED = '.jpg,.jpeg,.png,.pdf,.xlsx,.docx,.txt,image/jpeg,image/png,application/pdf'

type ProofPickerProps = {
  readonly label: Text
  readonly picked: readonly Picked[]
  readonly change: (picked: readonly Picked[]) => void
  /** What a file that is no picture is taken for at first. */
  readonly papers?: ProofKind
}

/** Photos and papers to keep: each says what it is. A phone offers its camera. */
export function ProofPicker({ label, picked, change, papers = 'scan' }: ProofPickerProps) {
  const t = useText()
  const add = (files: readonly File[]) => change([...picked, ...files.map(file => ({ file, kind: file.type.startsWith('image/') ? 'photo' as const : papers }))])
  return (
    <div className="proof-picker">
      <FileInput label={label} multiple proof accept={ACCEPTED} choose={add} />
      {picked.length > 0 ? (
        <ul>
          {picked.map((one, index) => (
            <li key={index}>
              <span>{one.file.name}</span>
              <Select
                size="small" value={one.kind} aria-label={t({ zh: `${one.file.name} 是什么`, en: `What ${one.file.name} is` })} options={KINDS.map(value => ({ value, label: t(PROOF_NAMES[value]) }))}
                onChange={kind => change(picked.map((each, at) => (at === index ? { ...each, kind } : each)))}
              />
              <Button size="small" onClick={() => change(picked.filter((_, at) => at !== index))} aria-label={t({ zh: `去掉 ${one.file.name}`, en: `Remove ${one.file.name}` })}>{t({ zh: '去掉', en: 'Remove' })}</Button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

export type About = { readonly title: string; readonly place: string; readonly taken_on: Day; readonly subject: Subject }

/** Of several files the one that is not taken is named. */
const naming = (name: string) => (error: unknown): never => {
  if (!(error instanceof Refused)) throw error
  throw new Refused(error.status, error.refusals.map(refusal => (['file', 'body'].includes(refusal.place)
    ? { ...refusal, message: { zh: `${name}：${refusal.message.zh}`, en: `${name}: ${refusal.message.en}` } } : refusal)))
}

/** Keeps each picked file once, however often its form is sent; answers their ids. Throws `Refused`. */
export function useKeepProofs(): (picked: readonly Picked[], about: About) => Promise<readonly string[]> {
  const kept = useRef(new Map<File, string>())
  return async (picked, { title, place, taken_on, subject }) => {
    for (const { file, kind } of picked) {
      if (kept.current.has(file)) continue
      const said = { kind, title, place, taken_on, subject_kind: subject.kind, subject: subject.id }
      kept.current.set(file, (await upload<{ id: string }>('/evidence', file, said).catch(naming(file.name))).id)
    }
    return picked.map(({ file }) => kept.current.get(file)!) // each was kept above
  }
}
