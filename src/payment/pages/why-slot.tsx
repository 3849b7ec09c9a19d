import type { ComponentType, ReactNode } from 'react'
import { useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText, type Words } from '../../ui/language.ts'

/** What higher up is put on a run's page; filled in src/pages.tsx. `what` is benefit and month. */
export type RunSlots = { readonly Why: ComponentType<{ person: string; what: string; close: () => void }> }

type WhyAmountProps = { readonly person: string; readonly benefit: string; readonly period: string; readonly said: Words; readonly children: ReactNode }

/** An amount that says why when it is clicked: the address holds it, so that it can be gone back from. */
export function WhyAmount({ person, benefit, period, said, children }: WhyAmountProps) {
  const t = useText()
  const setSearch = useSetSearch()
  return (
    <button type="button" className="link num" onClick={() => setSearch({ why: `${person}.${benefit}.${period}` }, { stay: true })}>
      {children}<span className="hidden"> {t(said)}{t({ zh: '，为什么', en: ': why' })}</span>
    </button>
  )
}

/** The card of the amount that was clicked. */
export function WhyShown({ Why }: RunSlots) {
  const setSearch = useSetSearch()
  const [person, benefit, period] = useSearchWords()['why']?.split('.') ?? []
  if (person === undefined || period === undefined) return null
  return <Why person={person} what={`${benefit}.${period}`} close={() => setSearch({ why: undefined, known_on: undefined }, { stay: true })} />
}
