import type { Text } from './result.ts'

/** The parts of a zod issue that a sentence is made from. */
export type Issue = {
  readonly code?: string
  readonly path: readonly PropertyKey[]
  readonly message: string
  readonly input?: unknown
  readonly minimum?: unknown
  readonly maximum?: unknown
  readonly origin?: string
}

const EMPTY: Text = { zh: '这一项要填写', en: 'This must be filled in' }
const UNCHOSEN: Text = { zh: '这一项要选择', en: 'This must be chosen' }

/** A schema of this program writes its own messages as `中文 / English`. */
function ownWords(message: string): Text | undefined {
  const [zh, en] = message.split(' / ')
  return en !== undefined && /[\u4e00-\u9fff]/.test(zh!) ? { zh: zh!, en } : undefined
}

const least = (bound: string): Readonly<Record<string, Text>> => ({
  string: { zh: `至少 ${bound} 个字`, en: `At least ${bound} characters` },
  array: { zh: `至少 ${bound} 项`, en: `At least ${bound} of them` },
})
const most = (bound: string): Readonly<Record<string, Text>> => ({
  string: { zh: `最多 ${bound} 个字`, en: `At most ${bound} characters` },
  array: { zh: `最多 ${bound} 项`, en: `At most ${bound} of them` },
})

/** One sentence, in both languages, for what a schema found wrong in one field. */
export function issueWords(issue: Issue): Text {
  const own = ownWords(issue.message)
  if (own) return own
  if (issue.code === 'unrecognized_keys') return { zh: '没有这一项', en: 'There is no such field' }
  // Zod says in its message what it received, and nothing more of it unless it was asked to.
  if (issue.code === 'invalid_type' && (issue.input === '' || /received (?:undefined|null)$/.test(issue.message))) return EMPTY
  if (issue.code === 'invalid_type' && issue.message.endsWith('expected int, received number')) return { zh: '应为整数', en: 'This must be a whole number' }
  if (issue.code === 'invalid_value' && 'input' in issue && (issue.input ?? '') === '') return UNCHOSEN
  if (issue.code === 'invalid_value') return { zh: '不在可选的值之内', en: 'This is not one of the legal values' }
  if (issue.code === 'too_small') {
    if (Number(issue.minimum) <= 1 && issue.origin === 'string') return EMPTY
    return least(String(issue.minimum))[issue.origin ?? ''] ?? { zh: `不能小于 ${String(issue.minimum)}`, en: `No less than ${String(issue.minimum)}` }
  }
  if (issue.code === 'too_big') {
    return most(String(issue.maximum))[issue.origin ?? ''] ?? { zh: `不能大于 ${String(issue.maximum)}`, en: `No more than ${String(issue.maximum)}` }
  }
  return { zh: '填写的格式不对', en: 'This is not in the right form' }
}
