import { useSearchWords, useSetSearch } from '../../ui/go.tsx'
import { useText } from '../../ui/language.ts'
import { useYear } from '../../ui/session.ts'

const MONTHS = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))

type Span = { readonly year: number; readonly month: string; readonly asked: string }

/** The year of the page's head, or one of its months; both stand in the address. `asked` is what the server is asked for: `2026` or `2026-03`. */
export function useSpan(): Span {
  const year = useYear()
  const month = /^(0[1-9]|1[0-2])$/.exec(useSearchWords()['month'] ?? '')?.[0] ?? ''
  return { year, month, asked: month === '' ? String(year) : `${year}-${month}` }
}

export function SpanSelect({ span: { year, month } }: { span: Span }) {
  const t = useText()
  const setSearch = useSetSearch()
  return (
    <select
      className="year screen-only"
      aria-label={t({ zh: '期间', en: 'Span' })} value={month} onChange={event => setSearch({ month: event.target.value }, { stay: true })}
    >
      <option value="">{t({ zh: `${year} 全年`, en: `All of ${year}` })}</option>
      {MONTHS.map(each => <option key={each} value={each}>{t({ zh: `${Number(each)} 月`, en: `${year}-${each}` })}</option>)}
    </select>
  )
}
