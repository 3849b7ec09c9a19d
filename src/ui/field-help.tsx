import { useId, useState } from 'react'
import { Go } from './go.tsx'
import { useText, type Words } from './language.ts'
import './field-help.css'

/** What a field means, and the clause that it rests on. */
export type About = { readonly words: Words; readonly clause?: { readonly source: string; readonly article: string; readonly cite: string } }

/**
 * A 「?」 at the end of a field's label. What it opens is the field's description, which is read aloud with the field whether it is
 * open or not; the clause can be followed when it is.
 */
export function FieldHelp({ about, children }: { about: About; children?: Words | undefined }) {
  const t = useText()
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  const { clause } = about
  const rests = clause ? `${clause.cite}${clause.article === '全文' ? '' : ` ${clause.article}`}` : undefined
  return (
    <>
      {children === undefined ? null : <span>{t(children)} </span>}
      <button
        type="button" className="field-help" aria-expanded={isOpen} aria-controls={id} aria-label={t({ zh: '这一栏是什么意思', en: 'What is meant here' })}
        onClick={() => setOpen(!isOpen)} onKeyDown={event => {
          if (event.key !== 'Escape' || !isOpen) return
          // Esc closes the words, not the drawer around them.
          event.stopPropagation()
          setOpen(false)
        }}
      >?</button>
      <span id={id} className={isOpen ? 'field-words' : 'hidden'}>
        {t(about.words)}{' '}
        {clause === undefined
          ? <small>{t({ zh: '没有哪一条写到它，是办公室的做法。', en: 'No clause says this: it is how offices work.' })}</small>
          : isOpen ? <small>{t({ zh: '依据', en: 'Rests on' })} <Go to={`/law/sources/${clause.source}?article=${encodeURIComponent(clause.article)}`} lang="zh-CN">{rests}</Go></small> : <small lang="zh-CN">{rests}</small>}
      </span>
    </>
  )
}
