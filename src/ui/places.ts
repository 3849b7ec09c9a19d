import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { getCopied } from './copied.ts'
import { useLanguage } from './language.ts'

/** What the pages need of GET /api/places. */
export type PlaceLine = {
  readonly code: string; readonly name: string; readonly name_en: string; readonly level: string; readonly parent: string | null
  readonly from: string; readonly to: string | null; readonly successor: string | null; readonly version: number
}

export const usePlaces = () => useQuery({ queryKey: ['places'], queryFn: () => getCopied<PlaceLine[]>('/places'), staleTime: 300_000 })

/** The name of a place by its code, in English where it has such a name; until it is known the code itself, or what else is given. */
export function usePlaceName(): (code: string, until?: string) => string {
  const { data } = usePlaces()
  const language = useLanguage()
  return useCallback((code: string, until = code) => {
    const place = data?.find(each => each.code === code)
    return (language === 'en' && place?.name_en) || (place?.name ?? until)
  }, [data, language])
}
