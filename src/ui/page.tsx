import { createContext, useContext, useEffect, type ReactNode } from 'react'
import { langOf } from './chinese.tsx'
import { useText, type Words } from './language.ts'

const Headed = createContext(false)
/** Whether what asks stands under a first heading. */
export const useHeaded = (): boolean => useContext(Headed)
/** What has a first heading of its own, without being a `Page`: the door. */
export const UnderHeading = ({ children }: { children: ReactNode }) => <Headed value>{children}</Headed>

/** A page: its one h1, a word beside it, what can be done, and its content. Names the browser's tab too. */
export function Page({ title, note, actions, children }: { title: Words; note?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const t = useText()
  const shown = t(title)
  useEffect(() => { document.title = `${shown} · 同心` }, [shown])
  return (
    <>
      <div className="head top">
        <h1 lang={langOf(title)}>{shown}</h1>
        {note ? <span className="muted">{note}</span> : null}
        {actions ? <span className="more">{actions}</span> : null}
      </div>
      <UnderHeading>{children}</UnderHeading>
    </>
  )
}

/** A sheet of paper with a heading. */
export function Card({ title, note, more, className, children }: { title?: Words; note?: ReactNode; more?: ReactNode; className?: string; children: ReactNode }) {
  const t = useText()
  return (
    <section className={`card ${className ?? ''}`}>
      {title ? <div className="head"><h2 lang={langOf(title)}>{t(title)}</h2>{note ? <span className="muted">{note}</span> : null}{more ? <span className="more">{more}</span> : null}</div> : null}
      {children}
    </section>
  )
}

/** A name whose number, `2026-0006`, or whose day and hour do not break over two lines. */
export const numbered = (name: string): ReactNode => (
  name.split(/([（(]?\d{4}-\d+(?:-\d+)?(?: \d\d:\d\d)?[)）,]?)/).map((part, index) => <span key={index} className={index % 2 === 1 ? 'nowrap' : undefined}>{part}</span>)
)

export type Tone = 'plain' | 'ok' | 'late' | 'warn'
/** A short state or kind; `wrap` lets a long name break. */
export const Tag = ({ tone = 'plain', wrap, children }: { tone?: Tone; wrap?: boolean; children: ReactNode }) => <span className={`tag ${tone}${wrap ? ' wrap' : ''}`}>{children}</span>
