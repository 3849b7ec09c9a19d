import { useId, useState, type ReactNode } from 'react'
import type { Text } from '../../base/result.ts'
import { useText, type Words } from '../language.ts'
import { readable } from '../photo.ts'
import './file-input.css'

type FileInputProps = {
  readonly label: Words
  /** A word beside the label. */
  readonly note?: Words
  readonly accept?: string
  readonly multiple?: boolean
  /** Files that are to be kept: what cannot be is said at once, and not chosen. */
  readonly proof?: boolean
  /** The files that stand chosen, where nothing else shows them. */
  readonly chosen?: readonly File[]
  /** Told of each choosing, of the same file too: it may have been mended since. */
  readonly choose: (files: readonly File[]) => void
  /** What stands beside the button. */
  readonly children?: ReactNode
}

/** Chooses files in the words of the page: a browser's own button speaks the browser's language. */
export function FileInput({ label, note, accept, multiple = false, proof = false, chosen, choose, children }: FileInputProps) {
  const t = useText()
  const id = useId()
  const [unread, setUnread] = useState<readonly { readonly name: string; readonly why: Text }[]>([])
  const take = async (files: readonly File[]) => {
    const read = await Promise.all(files.map(async file => ({ name: file.name, got: proof ? await readable(file) : file })))
    setUnread(read.flatMap(({ name, got }) => (got instanceof File ? [] : [{ name, why: got }])))
    choose(read.flatMap(({ got }) => (got instanceof File ? [got] : [])))
  }
  return (
    <div className="file-input">
      <span id={`${id}label`}>{t(label)}</span>
      {note ? <span className="muted">{t(note)}</span> : null}
      <span className="row">
        <input
          id={id} className="hidden" type="file" accept={accept} multiple={multiple} aria-labelledby={`${id}label`}
          onChange={event => { void take([...event.target.files ?? []]); event.target.value = '' }}
        />
        <label className="btn" htmlFor={id}>{multiple ? t({ zh: '选择文件（可多选）…', en: 'Choose files…' }) : t({ zh: '选择文件…', en: 'Choose a file…' })}</label>
        {chosen ? <span className="chosen" aria-live="polite">{chosen.length > 0 ? chosen.map(file => file.name).join(t({ zh: '、', en: ', ' })) : t({ zh: '还没有选择', en: 'none chosen yet' })}</span> : null}
        {children}
      </span>
      {unread.length > 0 ? <div className="refusals" role="alert">{unread.map(({ name, why }) => <p key={name}><b>{name}</b><br /><span>{t(why)}</span></p>)}</div> : null}
    </div>
  )
}
