import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import type { PersonCard } from '../../roster/roster.ts'
import { get } from '../../ui/api.ts'

const Why = lazy(() => import('./why.tsx').then(module => ({ default: module.Why })))

/** The card that says why, of somebody of whom the page has no more than the id. `what` is benefit and month. */
export function WhyOf({ person, what, close }: { person: string; what: string; close: () => void }) {
  const client = useQueryClient()
  const asked = useQuery({ queryKey: ['person', person], queryFn: () => get<PersonCard>(`/people/${person}`) })
  if (asked.data === undefined) return null
  return <Suspense fallback={null}><Why person={asked.data} what={what} close={close} recorded={() => void client.invalidateQueries({ queryKey: ['person', person] })} /></Suspense>
}
