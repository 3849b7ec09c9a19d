type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Marks that nobody sees and that come along with what is pasted: zero-width space, word joiner, byte order mark. */
const UNSEEN = /[\u200b\u2060\ufeff]/g
const seen = (value: unknown): unknown => (typeof value === 'string' ? value.replaceAll(UNSEEN, '') : value)

/** `{ county: { code: '…' } }` from `{ 'county.code': '…' }`; what is empty, or looks so, is left out, so that the schema says what is missing. */
export function nested(flat: Readonly<Fields>): Fields {
  const whole: Fields = {}
  for (const [path, given] of Object.entries(flat)) {
    const value = seen(given)
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
