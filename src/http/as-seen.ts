import type { HonoRequest } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { asSeen } from '../base/unseen.ts'

/** The words of a form without what nobody sees; its files byte for byte. */
async function formOf(request: HonoRequest): Promise<FormData> {
  const sent = await request.raw.formData().catch(() => { throw new HTTPException(400) })
  const form = new FormData()
  for (const [name, value] of sent) form.append(name, asSeen(name, value))
  return form
}

/**
 * Whatever was typed, in a body or after `?`, loses the marks that nobody sees before any schema looks at it: a pasted name is
 * found like a typed one, and nothing but such marks is nothing. Hashes, chains and answers kept under an idempotency key (which
 * rides in a header) are all made behind this, so they know the cleaned value alone.
 */
export function readAsSeen(request: HonoRequest): void {
  request.json = async () => JSON.parse(await request.text(), asSeen)
  let form: Promise<FormData> | undefined
  // Where hono's validator of forms looks first.
  Object.defineProperty(request.bodyCache, 'formData', { get: () => (form ??= formOf(request)) })
  const all = request.queries()
  const seen = Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values.map(value => asSeen(name, value))]))
  request.queries = ((name?: string) => (name === undefined ? seen : seen[name])) as typeof request.queries
}
