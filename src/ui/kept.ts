/** What this browser keeps for times without signal, in IndexedDB: copies of answers, and what waits to be sent. */
const NAME = 'tongxin'
const VERSION = 1
export type Shelf = 'copies' | 'parcels'
const SHELVES: readonly Shelf[] = ['copies', 'parcels']

const settled = <T>(request: IDBRequest<T>): Promise<T> => new Promise((resolve, reject) => {
  request.addEventListener('success', () => resolve(request.result))
  request.addEventListener('error', () => reject(request.error ?? new Error('the browser keeps nothing')))
})

let opening: Promise<IDBDatabase> | undefined

function database(): Promise<IDBDatabase> {
  opening ??= (async () => {
    const request = indexedDB.open(NAME, VERSION)
    request.addEventListener('upgradeneeded', () => { for (const shelf of SHELVES) request.result.createObjectStore(shelf) })
    return settled(request)
  })()
  return opening
}

const shelfOf = async (shelf: Shelf, mode: IDBTransactionMode): Promise<IDBObjectStore> => (await database()).transaction(shelf, mode).objectStore(shelf)

/** Rejects where the browser keeps nothing (private windows). */
export const keep = async (shelf: Shelf, key: string, value: unknown): Promise<void> => { await settled((await shelfOf(shelf, 'readwrite')).put(value, key)) }
export const kept = async <T>(shelf: Shelf, key: string): Promise<T | undefined> => settled<T | undefined>((await shelfOf(shelf, 'readonly')).get(key))
export const allKept = async <T>(shelf: Shelf): Promise<T[]> => settled<T[]>((await shelfOf(shelf, 'readonly')).getAll())
export const discard = async (shelf: Shelf, key: string): Promise<void> => { await settled((await shelfOf(shelf, 'readwrite')).delete(key)) }
/** Nothing stays on this device. */
export const discardAll = async (): Promise<void> => { for (const shelf of SHELVES) await settled((await shelfOf(shelf, 'readwrite')).clear()) }
