import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { get } from '../../ui/api.ts'
import type { Words } from '../../ui/language.ts'
import type { PurposeName } from '../statements/actions.ts'
import { PURPOSE_NAMES } from '../words.ts'

export const usePurposes = () => useQuery({ queryKey: ['funds', 'purposes'], queryFn: () => get<readonly PurposeName[]>('/funds/purposes'), staleTime: 300_000 })

/** What money was spent on, by name; its id until the names are known. */
export function usePurposeName(): (purpose: string) => Words {
  const { data } = usePurposes()
  return useCallback((purpose: string) => data?.find(one => one.id === purpose)?.name ?? PURPOSE_NAMES[purpose] ?? { zh: purpose, en: purpose }, [data])
}
