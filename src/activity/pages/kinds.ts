import { useQuery } from '@tanstack/react-query'
import type { Text } from '../../base/result.ts'
import { get } from '../../ui/api.ts'
import type { ActivityView } from '../actions.ts'
import type { EVIDENCE_KINDS, Field } from '../kinds.ts'

/** What GET /activity-kinds says of a kind. */
export type KindLine = {
  readonly id: string
  readonly name: Text
  readonly note: Text
  readonly fields: readonly Field[]
  readonly parties: readonly Field[]
  readonly evidence: { readonly required: readonly (typeof EVIDENCE_KINDS)[number][]; readonly welcome: readonly (typeof EVIDENCE_KINDS)[number][] }
  readonly figures: readonly { readonly id: string; readonly name: Text; readonly unit: string }[]
}

export const useKinds = () => useQuery({ queryKey: ['activity-kinds'], queryFn: () => get<readonly KindLine[]>('/activity-kinds'), staleTime: 300_000 })

export const loadActivity = (id: string) => get<ActivityView>(`/activities/${encodeURIComponent(id)}`)
