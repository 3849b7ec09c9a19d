import { useSyncExternalStore } from 'react'
import type { Refusal } from '../base/result.ts'
import { Refused, send } from './api.ts'
import { allKept, discard, discardAll, keep } from './kept.ts'

/** Something written where there may be no signal: kept on this device until the server has it. The key makes a repeat harmless. */
export type Parcel = {
  readonly key: string
  /** Whose it is: nobody else sees or sends it. */
  readonly account: string
  /** What it is about, as its page finds it again. */
  readonly subject: string
  readonly label: string
  readonly path: string
  /** Undefined once it was sent: nothing of it stays but that it was. */
  readonly body?: unknown
  readonly state: 'waiting' | 'sending' | 'sent' | 'refused'
  readonly refusals: readonly Refusal[]
  /** When it was written, in milliseconds. */
  readonly at: number
}

let parcels: readonly Parcel[] = []
const listeners = new Set<() => void>()

function show(next: readonly Parcel[]): void {
  parcels = next.toSorted((one, other) => one.at - other.at)
  for (const listener of listeners) listener()
}

async function put(parcel: Parcel): Promise<void> {
  show([...parcels.filter(each => each.key !== parcel.key), parcel])
  await keep('parcels', parcel.key, parcel)
}

export async function drop(key: string): Promise<void> {
  show(parcels.filter(each => each.key !== key))
  await discard('parcels', key)
}

const SENT_KEPT_MILLISECONDS = 86_400_000

/** Brings what this device keeps into sight; what was sent long ago is forgotten. A browser that keeps nothing has nothing. */
export async function lookInto(): Promise<void> {
  const found = await allKept<Parcel>('parcels').catch(() => [])
  const old = found.filter(each => each.state === 'sent' && Date.now() - each.at > SENT_KEPT_MILLISECONDS)
  for (const each of old) await discard('parcels', each.key)
  // A page that was closed while it sent does not know whether it arrived: it is sent again under its key.
  show(found.filter(each => !old.includes(each)).map(each => (each.state === 'sending' ? { ...each, state: 'waiting' } : each)))
}

/** Whether it was the way that failed, not the thing: then it is tried again. A session that ended is one such, and the same key under way elsewhere. */
const isLater = (error: unknown): boolean => !(error instanceof Refused) || [0, 401, 429].includes(error.status) || error.status >= 500
  || error.refusals.some(refusal => refusal.code === 'conflict')

/** Sends one. @returns what the server refused, if it did */
async function post(parcel: Parcel): Promise<Refused | undefined> {
  const { body, ...rest } = parcel
  await put({ ...parcel, state: 'sending', refusals: [] })
  try {
    await send('POST', parcel.path, body, parcel.key)
  } catch (error) {
    const later = isLater(error)
    await put({ ...parcel, state: later ? 'waiting' : 'refused', refusals: error instanceof Refused && error.status > 0 ? error.refusals : [] })
    return !later && error instanceof Refused ? error : undefined
  }
  await put({ ...rest, state: 'sent', refusals: [] })
  return undefined
}

/** Keeps it and tries to send it at once. Throws what the server refused, and then keeps nothing: the form still has it. */
export async function entrust(parcel: Omit<Parcel, 'state' | 'refusals'>): Promise<void> {
  const refusal = await post({ ...parcel, state: 'waiting', refusals: [] })
  if (!refusal) return
  await drop(parcel.key)
  throw refusal
}

let sending: Promise<number> | undefined

async function sendEach(account: string): Promise<number> {
  let sent = 0
  for (const parcel of parcels.filter(each => each.account === account && each.state === 'waiting')) {
    await post(parcel)
    const now = parcels.find(each => each.key === parcel.key)
    if (now?.state === 'waiting') break // no signal: the others need not try
    if (now?.state === 'sent') sent += 1
  }
  return sent
}

/** Sends what waits, the oldest first, one run at a time. @returns how many arrived */
export function sendWaiting(account: string): Promise<number> {
  sending ??= sendEach(account).finally(() => { sending = undefined })
  return sending
}

/** What would be lost if this device forgot now. */
export async function unsent(account: string): Promise<number> {
  await lookInto()
  return parcels.filter(each => each.account === account && each.state !== 'sent').length
}

/** At signing out: nothing of anybody stays on this device. */
export async function forget(): Promise<void> {
  show([])
  await discardAll().catch(() => undefined)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** The parcels of this device. */
export const useParcels = (): readonly Parcel[] => useSyncExternalStore(subscribe, () => parcels)
