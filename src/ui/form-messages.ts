import type { Text } from '../base/result.ts'

/** The parts of a zod issue that a sentence is made from. */
export type Issue = {
  readonly code?: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly input?: unknown
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly origin?: string
  readonly format?: string
}

const EMPTY: Text = { zh: '这一项要填写', en: 'This must be filled in' }

/** A schema of this program writes its own messages as `中文 / English`. */
function ownWords(message: string): Text | undefined {
  const [zh, en] = message.split(' / ')
  return en !== undefined && /[\u4e00-\u9fff]/.test(zh!) ? { zh: zh!, en } : undefined
}

/** One sentence, in both languages, for what a schema found wrong in one field. */
export function issueWords(issue: Issue): Text {
  const own = ownWords(issue.message)
  if (own) return own
  if (issue.code === 'invalid_type' && (issue.input === undefined || issue.input === null || issue.input === '')) return EMPTY
  if (issue.code === 'too_small') {
    if (Number(issue.minimum) <= 1 && issue.origin === 'string') return EMPTY
    return issue.origin === 'string'
      ? { zh: `至少 ${String(issue.minimum)} 个字`, en: `At least ${String(issue.minimum)} characters` }
      : { zh: `不能小于 ${String(issue.minimum)}`, en: `No less than ${String(issue.minimum)}` }
  }
  if (issue.code === 'too_big') {
    return issue.origin === 'string'
      ? { zh: `最多 ${String(issue.maximum)} 个字`, en: `At most ${String(issue.maximum)} characters` }
      : { zh: `不能大于 ${String(issue.maximum)}`, en: `No more than ${String(issue.maximum)}` }
  }
  return { zh: '填写的格式不对', en: 'This is not in the right form' }
}

type Fields = Record<string, unknown>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{ county: { code: '…' } }` from `{ 'county.code': '…' }`; what is empty is left out, so that the schema says what is missing. */
export function nested(flat: Readonly<Fields>): Fields {
  const whole: Fields = {}
  for (const [path, value] of Object.entries(flat)) {
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
