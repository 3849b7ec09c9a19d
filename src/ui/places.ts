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

/** The Chinese name, for papers that are Chinese in either language. */
export function useChinesePlaceName(): (code: string) => string {
  const { data } = usePlaces()
  return useCallback((code: string) => data?.find(place => place.code === code)?.name ?? code, [data])
}

/** A village and its group: 云台村一组, `Yuntai 一组`. */
export function useGroupName(): (place: string, group: string | null | undefined) => string {
  const nameOf = usePlaceName()
  const language = useLanguage()
  return useCallback((place: string, group: string | null | undefined) => `${nameOf(place)}${language === 'en' && group ? ' ' : ''}${group ?? ''}`, [nameOf, language])
}

/** The name of a place by its code, in English where it has such a name; until it is known the code itself, or what else is given. */
export function usePlaceName(): (code: string, until?: string) => string {
  const { data } = usePlaces()
  const language = useLanguage()
  return useCallback((code: string, until = code) => {
    const place = data?.find(each => each.code === code)
    return (language === 'en' && place?.name_en) || (place?.name ?? until)
  }, [data, language])
}
