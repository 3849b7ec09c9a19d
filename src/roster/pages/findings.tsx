import { useQuery } from '@tanstack/react-query'
import { get } from '../../ui/api.ts'
import { useText } from '../../ui/language.ts'
import { Tag, type Tone } from '../../ui/page.tsx'
import { Shown } from '../../ui/states.tsx'
import { STATE_RULES, WAY_RULES, type ConfirmationState, type FindingEntry } from '../confirmation/confirmation.ts'
import './confirmation.css'

const TONES: Readonly<Record<ConfirmationState, Tone>> = { open: 'plain', confirmed: 'ok', away: 'warn', 'not-found': 'late', deceased: 'plain' }

export function StateTag({ state }: { state: ConfirmationState }) {
  const t = useText()
  return <Tag tone={TONES[state]}>{t(STATE_RULES[state].name)}</Tag>
}

function Evidence({ ids }: { ids: readonly string[] }) {
  const t = useText()
  return ids.map((id, index) => (
    <span key={id}> · <a href={`/api/evidence/${id}`} download>{t({ zh: `佐证 ${index + 1}`, en: `evidence ${index + 1}` })}</a></span>
  ))
}

/** Everything that was found of a person, year by year; what was corrected is struck out. */
export function Findings({ person }: { person: string }) {
  const t = useText()
  const asked = useQuery({ queryKey: ['person', person, 'confirmations'], queryFn: () => get<FindingEntry[]>(`/people/${person}/confirmations`) })
  return (
    <Shown asked={asked}>{entries => (entries.length === 0 ? <p className="muted">{t({ zh: '还没有确认过。', en: 'Never confirmed yet.' })}</p> : (
      <ul className="findings">
        {entries.map(entry => (
          <li key={entry.id}>
            <b className="num">{entry.year}</b> {entry.superseded_by ? <span className="gone">{t(STATE_RULES[entry.result].name)}</span> : <StateTag state={entry.result} />}
            {' '}{entry.on} {t(WAY_RULES[entry.way].name)}<Evidence ids={entry.evidence} />
            <small>{entry.note ? `${entry.note} · ` : ''}{t({ zh: `${entry.by} 登记`, en: `${entry.note ? 'entered' : 'Entered'} by ${entry.by}` })}{entry.superseded_by ? t({ zh: ' · 已被后来的结果取代', en: ' · superseded' }) : ''}</small>
          </li>
        ))}
      </ul>
    ))}</Shown>
  )
}
