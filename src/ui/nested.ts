import { asSeen } from '../base/unseen.ts'

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{ county: { code: '…' } }` from `{ 'county.code': '…' }`; what is empty, or looks so, is left out, so that the schema says what is missing. */
export function nested(flat: Readonly<Fields>): Fields {
  const whole: Fields = {}
  for (const [path, given] of Object.entries(flat)) {
    const value = asSeen(path, given)
    if (value === '' || value === undefined || value === null) continue
    const keys = path.split('.')
    let at = whole
    for (const key of keys.slice(0, -1)) {
      const below = at[key]
      at = isFields(below) ? below : (at[key] = {}) as Fields // just made
    }
    at[keys.at(-1)!] = value
  }
  return whole
}
