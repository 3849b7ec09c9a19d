import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { getCopied } from './copied.ts'

/** What the pages need of GET /api/places. */
export type PlaceLine = {
  readonly code: string; readonly name: string; readonly name_en: string; readonly level: string; readonly parent: string | null
  readonly from: string; readonly to: string | null; readonly successor: string | null; readonly version: number
}

export const usePlaces = () => useQuery({ queryKey: ['places'], queryFn: () => getCopied<PlaceLine[]>('/places'), staleTime: 300_000 })

/** The name of a place by its code; the code itself until it is known. */
export function usePlaceName(): (code: string) => string {
  const { data } = usePlaces()
  return useCallback((code: string) => data?.find(place => place.code === code)?.name ?? code, [data])
}
