import type { Page } from 'playwright-core'
import { TOWNSHIP } from '../../demo/places.ts'
import { DECIDING_KINDS, type ExceptionKind } from '../../src/payment/exceptions/exceptions.ts'

/** Reads as the page's own person, for what a journey must know and no page shows in one number. */
export const get = <T>(page: Page, path: string): Promise<T> => page.evaluate(async path => (await fetch(`/api${path}`)).json(), path) as Promise<T>

/** Writes as the page's own person: steps that another journey takes in the browser. A refusal throws. */
export const post = <T>(page: Page, path: string, body?: unknown): Promise<T> => page.evaluate(async ([path, body]) => {
  const guard = { 'x-tongxin': '1' }
  const sent = body === undefined ? { headers: guard } : { headers: { ...guard, 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const answer = await fetch(`/api${path as string}`, { method: 'POST', ...sent })
  if (!answer.ok) throw new Error(await answer.text())
  return answer.json()
}, [path, body] as const) as Promise<T>

/** A month's run of the township, prepared, its exceptions decided, and checked. */
export async function checkedRun(clerk: Page, reviewer: Page, month: string): Promise<string> {
  const { id } = await post<{ id: string }>(clerk, '/runs', { place: TOWNSHIP, from: month, to: month })
  const found = await get<{ number: number; kind: ExceptionKind }[]>(reviewer, `/runs/${id}/exceptions`)
  for (const { number, kind } of found.filter(one => DECIDING_KINDS.includes(one.kind))) {
    await post(reviewer, `/runs/${id}/decide`, { exceptions: [number], decision: kind === 'provisional' ? 'leave-out' : 'pay', reason: '已核实' })
  }
  await post(reviewer, `/runs/${id}/check`)
  return id
}
