import { useId } from 'react'
import { DateInput } from '../../ui/inputs/date-input.tsx'
import { useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { useMe } from '../../ui/session.ts'
import './known-on.css'

/** The day whose knowledge the page answers with; undefined for today's. */
export const useKnownOn = (): string | undefined => useSearchWords()['known_on']

/** The second clock: answers as of what the office knew on a day. */
export function KnownOn() {
  const t = useText()
  const id = useId()
  const { today } = useMe()
  const known = useKnownOn()
  const setSearch = useSetSearch()
  const set = (day: string | undefined) => setSearch({ known_on: day }, { replace: true, stay: true })
  return (
    <span className="known-on">
      <label htmlFor={id}>{t({ zh: '按某日所知', en: 'As known on' })}</label>
      <DateInput id={id} most={today} required value={known ?? today} onChange={day => set(day === today ? undefined : day)} />
      {known ? <button type="button" className="link" onClick={() => set(undefined)}>{t({ zh: '回到今天', en: 'Back to today' })}</button> : null}
    </span>
  )
}
