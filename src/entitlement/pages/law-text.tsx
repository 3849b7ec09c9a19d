import { useId, type ReactNode } from 'react'
import { useText } from '../../ui/language.ts'
import type { FileFault } from '../proposals/lines.ts'

function Faults({ faults, id }: { faults: readonly FileFault[]; id: string }) {
  const t = useText()
  if (faults.length === 0) return null
  return (
    <div id={id} role="alert">
      <ul className="line-faults">{faults.map(({ line, refusal: { message, legal } }, index) => (
        <li key={index}><b>{t({ zh: `第 ${line} 行`, en: `Line ${line}` })}</b> {t(message)}{legal?.length ? <small> {t({ zh: '可用：', en: 'Legal: ' })}{legal.join(t({ zh: '、', en: ', ' }))}</small> : null}</li>
      ))}</ul>
    </div>
  )
}

export type LawFileShown = { readonly path: string; readonly text: string }
type TextProps = LawFileShown & { readonly faults: readonly FileFault[]; readonly change?: ((file: LawFileShown) => void) | undefined; readonly remove?: (() => void) | undefined }

function Name({ path, text, change, remove, id }: Pick<TextProps, 'path' | 'text' | 'change' | 'remove'> & { id: string }) {
  const t = useText()
  if (!change) return <figcaption id={id}>{path}</figcaption>
  return (
    <figcaption>
      <input className="field" id={id} aria-label={t({ zh: '文件名', en: 'Name of the file' })} value={path} spellCheck={false} onChange={event => change({ path: event.target.value, text })} />
      {remove ? <button type="button" className="link" onClick={remove} aria-label={t({ zh: `删去 ${path}`, en: `Remove ${path}` })}>{t({ zh: '删去', en: 'Remove' })}</button> : null}
    </figcaption>
  )
}

/** A data file with the numbers of its lines, those with faults marked, and what is wrong below; typed into where `change` is given. */
export function LawText({ path, text, faults, change, remove }: TextProps) {
  const t = useText()
  const id = useId()
  // What is only read ends with its last line; who types may go on after it.
  const lines = (change ? text : text.replace(/\n$/, '')).split('\n')
  const wrong = new Set(faults.map(({ line }) => line))
  const label = t({ zh: `${path} 的内容`, en: `What ${path} says` })
  return (
    <figure className="law-text">
      <Name path={path} text={text} change={change} remove={remove} id={`${id}name`} />
      <div className="sheet">
        <ol aria-hidden>{lines.map((_, index) => <li key={index} className={wrong.has(index + 1) ? 'wrong' : undefined}>{index + 1}</li>)}</ol>
        {change ? (
          <textarea
            value={text} rows={lines.length} wrap="off" spellCheck={false} aria-label={label} aria-invalid={faults.length > 0}
            aria-describedby={faults.length > 0 ? `${id}faults` : undefined} onChange={event => change({ path, text: event.target.value })}
          />
        ) : <pre role="region" tabIndex={0} aria-label={label}>{lines.map((line, index) => <span key={index} className={wrong.has(index + 1) ? 'wrong' : undefined}>{line}{'\n'}</span>)}</pre>}
      </div>
      <Faults faults={faults} id={`${id}faults`} />
    </figure>
  )
}

/** The files, folded away from whoever need not read them; `open` where something in them must be seen. */
export function KeptFiles({ open, note, children }: { open: boolean; note?: string | null; children: ReactNode }) {
  const t = useText()
  return (
    <details className="card kept-files" open={open}>
      <summary>{t({ zh: '存成的文件（YAML）', en: 'The files as kept (YAML)' })}{note ? <span className="muted">{note}</span> : null}</summary>
      {children}
    </details>
  )
}
