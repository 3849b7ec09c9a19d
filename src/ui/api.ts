import type { Refusal } from '../base/result.ts'

/** What the server refused, with its sentences; status 0 when it could not be reached. */
export class Refused extends Error {
  readonly status: number
  readonly refusals: readonly Refusal[]
  constructor(status: number, refusals: readonly Refusal[]) {
    super(refusals.map(refusal => refusal.message.zh).join('\n'))
    this.status = status
    this.refusals = refusals
  }
}

const unreachable: Refusal = {
  code: 'invalid', place: '',
  message: { zh: '连不上服务器，没有保存任何内容。', en: 'The server cannot be reached; nothing was saved.' },
  next: { zh: '请看一看程序是否还在运行，再试一次。', en: 'See whether the program is still running, then try again.' },
}
const unclear: Refusal = {
  code: 'invalid', place: '',
  message: { zh: '服务器的回答读不出来。', en: 'The answer of the server could not be read.' },
  next: { zh: '请刷新页面；再出现请联系管理员。', en: 'Reload the page; if it happens again, tell the administrator.' },
}

type Problem = { refusals?: readonly Refusal[] }

const listeners = new Set<() => void>()
/** Tells when the server answers that nobody is signed in here any more. @returns what ends the telling */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const isSignedOut = (refusal: Refusal): boolean => refusal.code === 'signed-out' && refusal.place === 'session'

async function ask(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(`/api${path}`, { credentials: 'same-origin', ...init }).catch(() => {
    throw new Refused(0, [unreachable])
  })
  if (response.ok) return response
  const problem: Problem = await response.json().catch(() => ({}))
  if (problem.refusals?.some(isSignedOut)) for (const listener of listeners) listener()
  throw new Refused(response.status, problem.refusals?.length ? problem.refusals : [unclear])
}

const readJson = async <T>(response: Response): Promise<T> =>
  await response.json().catch(() => { throw new Refused(response.status, [unclear]) }) as T // the shape is the server's promise

/** Reads JSON. Throws `Refused`. */
export const get = async <T>(path: string): Promise<T> => readJson<T>(await ask(path, { headers: { accept: 'application/json' } }))

/** Reads bytes. Throws `Refused`. */
export const getBytes = async (path: string): Promise<ArrayBuffer> => (await ask(path, {})).arrayBuffer()

/** Every write carries the guard header, which another site's form cannot send; with a key, a repeat of it acts once. */
const headersOf = (key: string | undefined): Record<string, string> => ({ 'x-tongxin': '1', ...(key === undefined ? {} : { 'idempotency-key': key }) })

/** A key for one thing that somebody means to do once. Not `randomUUID`: an office's own network is not a secure context. */
export const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')

/** Writes JSON. Throws `Refused`. */
export const send = async <T>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown, key?: string): Promise<T> =>
  readJson<T>(await ask(path, {
    method,
    headers: body === undefined ? headersOf(key) : { ...headersOf(key), 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  }))

/** Asks with a body for a file, to be shown by the page itself. Throws `Refused`. */
export const sendForFile = async (path: string, body: unknown): Promise<Blob> =>
  (await ask(path, { method: 'POST', headers: { ...headersOf(undefined), 'content-type': 'application/json' }, body: JSON.stringify(body) })).blob()

/** Sends one file as a form, with what is said of it. Throws `Refused`. */
export const upload = async <T>(path: string, file: File, said: Readonly<Record<string, string>> = {}, key?: string): Promise<T> => {
  const form = new FormData()
  for (const [name, value] of Object.entries(said)) form.append(name, value)
  form.append('file', file)
  return readJson<T>(await ask(path, { method: 'POST', headers: headersOf(key), body: form }))
}

const nameIn = (disposition: string | null): string | undefined => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  return encoded ? decodeURIComponent(encoded) : /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1]
}

/** Saves what the page itself has made. */
export function saveAs(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** Saves a file of the server under its name. Throws `Refused` instead of leaving the page. */
export async function download(path: string, fallback: string): Promise<void> {
  const response = await ask(path, {})
  saveAs(await response.blob(), nameIn(response.headers.get('content-disposition')) ?? fallback)
}

/** The same of an answer that is asked for with a body: what is said in it stands in no address. */
export async function downloadBy(path: string, body: unknown, fallback: string): Promise<void> {
  const response = await ask(path, { method: 'POST', headers: { ...headersOf(undefined), 'content-type': 'application/json' }, body: JSON.stringify(body) })
  saveAs(await response.blob(), nameIn(response.headers.get('content-disposition')) ?? fallback)
}

/** `?a=1&b=2` of what is not empty. */
export function queryOf(values: Readonly<Record<string, string | number | null | undefined>>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) if (value !== null && value !== undefined && value !== '') query.set(key, String(value))
  return query.size === 0 ? '' : `?${query}`
}
