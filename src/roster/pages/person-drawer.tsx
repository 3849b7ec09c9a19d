import { useQuery } from '@tanstack/react-query'
import { get } from '../../ui/api.ts'
import { Shown } from '../../ui/states.tsx'
import { ProposeAccount } from '../accounts/pages/propose-account.tsx'
import type { PersonCard } from '../roster.ts'
import type { FactStart } from './fact-forms.ts'
import { RecordFact } from './record-fact.tsx'

/** What a page of a higher room opens about a person: a fact to record, or another account to propose. */
export function PersonDrawer({ id, start, close, changed }: { id: string; start: FactStart; close: () => void; changed: () => void }) {
  const asked = useQuery({ queryKey: ['person', id], queryFn: () => get<PersonCard>(`/people/${encodeURIComponent(id)}`) })
  return (
    <Shown asked={asked}>{person => (start.form === 'account'
      ? <ProposeAccount person={person} close={close} changed={changed} />
      : <RecordFact person={person} start={start} close={close} changed={changed} />)}</Shown>
  )
}
