import { useId, type ReactNode } from 'react'
import type { Refusal } from '../base/result.ts'
import { useText, type Words } from './language.ts'
import { Refusals } from './states.tsx'

/** What an input is given so that its label and its refusals are read with it. */
type Bound = { readonly id: string; readonly status?: 'error'; readonly 'aria-invalid'?: boolean; readonly 'aria-describedby'?: string }

type LabelledProps = {
  readonly label: Words
  /** What was refused of this input, or of the step that asks for it alone. */
  readonly refusals: readonly Refusal[]
  readonly children: (bound: Bound) => ReactNode
}

/** An input outside a schema's form: its label above it, and under it what was refused. */
export function Labelled({ label, refusals, children }: LabelledProps) {
  const t = useText()
  const id = useId()
  const said = `${id}refused`
  const refused = refusals.length > 0
  return (
    <div className="stack">
      <label htmlFor={id}>{t(label)}</label>
      {children({ id, ...(refused ? { status: 'error', 'aria-invalid': true, 'aria-describedby': said } : {}) })}
      {refused ? <div id={said}><Refusals refusals={refusals} /></div> : null}
    </div>
  )
}
