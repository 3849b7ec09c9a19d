import { useSyncExternalStore } from 'react'

const narrow = matchMedia('(max-width: 700px)')
const subscribe = (listener: () => void) => {
  narrow.addEventListener('change', listener)
  return () => narrow.removeEventListener('change', listener)
}

/** Whether the page is as narrow as a phone: tables become cards. */
export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => narrow.matches)
