import type { ReactNode } from 'react'
import type { Refusal } from '../base/result.ts'
import { Refused } from './api.ts'
import { useText, type Words } from './language.ts'
import { Page, useHeaded } from './page.tsx'

/** Every refusal with what to do next: the sentences are the server's. */
export function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  const t = useText()
  if (refusals.length === 0) return null
  return (
    <div className="refusals" role="alert">
      {refusals.map((refusal, index) => (
        <p key={index}><b>{t(refusal.message)}</b>{refusal.next ? <><br /><span>{t(refusal.next)}</span></> : null}</p>
      ))}
    </div>
  )
}

const broken: Refusal = {
  code: 'invalid', place: '',
  message: { zh: '页面出了故障。', en: 'This page failed.' }, next: { zh: '请刷新；再出现请联系管理员。', en: 'Reload it; if it happens again, tell the administrator.' },
}

export const refusalsIn = (error: unknown): readonly Refusal[] => (error instanceof Refused ? error.refusals : [broken])

/** What went wrong, and a way to try again; with a first heading where the page failed before it had one. */
export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useText()
  const refusals = refusalsIn(error)
  // What is not there is not there the next time either.
  const mayComeBack = refusals.some(refusal => refusal.code !== 'not-found')
  const said = (
    <div className="state">
      <Refusals refusals={refusals} />
      {retry && mayComeBack ? <button type="button" className="btn" onClick={retry}>{t({ zh: '再试一次', en: 'Try again' })}</button> : null}
    </div>
  )
  return useHeaded() ? said : <Page title={{ zh: '打不开这一页', en: 'This page cannot be shown' }}>{said}</Page>
}

export function Loading({ words = { zh: '正在读取…', en: 'Loading…' } }: { words?: Words }) {
  const t = useText()
  return <div className="state" role="status"><span className="spinner" aria-hidden />{t(words)}</div>
}

/** Nothing here, and what to do about it. */
export function Empty({ words, children }: { words: Words; children?: ReactNode }) {
  const t = useText()
  return <div className="state muted"><p>{t(words)}</p>{children}</div>
}

type Asked<T> = { readonly data: T | undefined; readonly error: unknown; readonly isPending: boolean; readonly refetch: () => unknown }

/** Waiting, failed or there: the one way pages show what they asked for. */
export function Shown<T>({ asked, children }: { asked: Asked<T>; children: (value: T) => ReactNode }) {
  if (asked.data !== undefined) return <>{children(asked.data)}</>
  if (asked.error) return <Failed error={asked.error} retry={() => void asked.refetch()} />
  return <Loading />
}
