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
/** Of a write nobody knows whether it arrived before the line broke: it is sent again under its key, and acts once. */
const unanswered: Refusal = {
  code: 'invalid', place: '',
  message: { zh: '没有等到服务器的回答，不知道存上了没有。', en: 'The server did not answer: nobody knows yet whether it was saved.' },
  next: { zh: '您填的还在。等连上以后原样再按一次：存上过的不会存第二次。', en: 'What you typed is still here. When the connection is back press the same button again: what was saved is not saved twice.' },
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

const ANSWER_LATE_MILLISECONDS = 10_000
const late = new Set<symbol>()
const lateListeners = new Set<() => void>()
/** Tells when the server has not answered for long, and when it has. @returns what ends the telling */
export function onLate(listener: () => void): () => void {
  lateListeners.add(listener)
  return () => void lateListeners.delete(listener)
}
export const isLate = (): boolean => late.size > 0

/** Waits for an answer as long as it takes; whoever looks at the page is told when that is long. */
async function answerTo(path: string, init: RequestInit): Promise<Response> {
  const mark = Symbol(path)
  const tell = () => { for (const listener of lateListeners) listener() }
  const timer = setTimeout(() => { late.add(mark); tell() }, ANSWER_LATE_MILLISECONDS)
  try {
    return await fetch(`/api${path}`, { credentials: 'same-origin', ...init })
  } finally {
    clearTimeout(timer)
    if (late.delete(mark)) tell()
  }
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  const response = await answerTo(path, init).catch(() => {
    throw new Refused(0, [init.method === undefined ? unreachable : unanswered])
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

const writeListeners = new Set<(isTaken: boolean) => void>()
/** Tells whether the server took what was written, each time. @returns what ends the telling */
export function onWritten(listener: (isTaken: boolean) => void): () => void {
  writeListeners.add(listener)
  return () => void writeListeners.delete(listener)
}
/** What keeps somebody signed in, or out, says nothing of what they typed. */
const isOwnSession = (path: string): boolean => path === '/session' || path === '/own/stay'

const underWay = new Map<string, Promise<unknown>>()
const withoutAnswer = new Map<string, string>()
/** Only a refusal is an answer: a broken line, a gateway's page or half an answer leaves open what became of the write. */
const isAnswered = (error: unknown): boolean => error instanceof Refused && error.status >= 400 && error.status < 500

/**
 * The same write is under way once: whoever presses twice waits for the one answer. What was sent and never answered goes
 * again under the key that it had, so that the server does it once.
 */
function once<T>(path: string, what: string, given: string | undefined, write: (key: string) => Promise<T>): Promise<T> {
  const id = `${given ?? ''} ${what}`
  const running = underWay.get(id)
  if (running) return running as Promise<T> // the same write, so the same answer
  const key = given ?? withoutAnswer.get(id) ?? newKey()
  const told = (isTaken: boolean) => { if (!isOwnSession(path)) for (const listener of writeListeners) listener(isTaken) }
  const work = write(key).then(answer => {
    withoutAnswer.delete(id)
    told(true)
    return answer
  }, (error: unknown) => {
    if (isAnswered(error)) withoutAnswer.delete(id)
    else withoutAnswer.set(id, key)
    told(false)
    throw error
  }).finally(() => underWay.delete(id))
  underWay.set(id, work)
  return work
}

/** Writes JSON. Throws `Refused`. */
export const send = <T>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, body?: unknown, key?: string): Promise<T> => {
  const text = body === undefined ? undefined : JSON.stringify(body)
  return once(path, `${method} ${path} ${text ?? ''}`, key, async under => readJson<T>(await ask(path, {
    method, headers: text === undefined ? headersOf(under) : { ...headersOf(under), 'content-type': 'application/json' }, body: text,
  })))
}

/** Asks with a body for a file, to be shown by the page itself. Throws `Refused`. */
export const sendForFile = async (path: string, body: unknown): Promise<Blob> =>
  (await ask(path, { method: 'POST', headers: { ...headersOf(undefined), 'content-type': 'application/json' }, body: JSON.stringify(body) })).blob()

/** Sends one file as a form, with what is said of it. Throws `Refused`. */
export const upload = <T>(path: string, file: File, said: Readonly<Record<string, string>> = {}, key?: string): Promise<T> => {
  const form = new FormData()
  for (const [name, value] of Object.entries(said)) form.append(name, value)
  form.append('file', file)
  const what = JSON.stringify([path, said, file.name, file.size, file.lastModified])
  return once(path, what, key, async under => readJson<T>(await ask(path, { method: 'POST', headers: headersOf(under), body: form })))
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
