import { get, Refused } from './api.ts'
import { discard, keep, kept } from './kept.ts'

/** Nobody's copy stays when nobody is signed in. The device does it in its own time, before whatever it is given to keep later. */
export const discardCopy = (path: string, owner = ''): void => void discard('copies', `${owner} ${path}`).catch(() => undefined)

/**
 * Reads JSON and keeps a copy on this device; without signal answers the copy. `owner`: whose copy it is. Throws `Refused`.
 * Nobody waits for the copy to be kept: a browser may take its time over it, or never answer.
 */
export async function getCopied<T>(path: string, owner = ''): Promise<T> {
  const key = `${owner} ${path}`
  try {
    const answer = await get<T>(path)
    void keep('copies', key, answer).catch(() => undefined)
    return answer
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.status === 401) discardCopy(path, owner)
    const copy = error.status === 0 ? await kept<T>('copies', key).catch(() => undefined) : undefined
    if (copy === undefined) throw error
    return copy
  }
}

/** The program's own files, for opening it without signal; `public/offline.js` answers with them. */
export async function keepProgram(): Promise<void> {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register('/offline.js')
  const loaded = performance.getEntriesByType('resource').map(entry => entry.name).filter(name => new URL(name).pathname.startsWith('/assets/'))
  const cache = await caches.open('tongxin-program')
  await cache.addAll(['/', ...new Set(loaded)])
}
