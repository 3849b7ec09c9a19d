import type { RefusalCode } from '../base/result.ts'

/** The one table from refusals to HTTP. A fault of the program is never among them. */
export const STATUS: Readonly<Record<RefusalCode, 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 423 | 429>> = {
  invalid: 422,
  'unknown-key': 422,
  missing: 422,
  contradiction: 422,
  duplicate: 409,
  conflict: 409,
  state: 409,
  'same-person': 403,
  'no-evidence': 409,
  secret: 422,
  forbidden: 403,
  'signed-out': 401,
  throttled: 429,
  'not-found': 404,
  'too-large': 413,
  unreadable: 415,
  insufficient: 409,
  'in-use': 423,
}
