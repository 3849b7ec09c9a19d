import type { Text } from '../base/result.ts'

/** One thing that was done to one subject. Sealed fields stand here masked or sealed, never plain. */
export type Entry = {
  /** room.noun.verb, e.g. `roster.person.add` */
  readonly action: string
  /** the id of what it was done to */
  readonly subject: string
  readonly place: string
  readonly before?: unknown
  readonly after?: unknown
}

/** One row of a county's chain as it is stored. `before` and `after` are canonical JSON texts. */
export type Row = {
  readonly county_code: string
  readonly number: number
  readonly place_code: string
  readonly at: Date
  readonly account: string
  readonly actor: string
  readonly role: string
  readonly action: string
  readonly subject: string
  readonly before: string | null
  readonly after: string | null
  readonly previous_hash: string
  readonly hash: string
}

/** Where a county's chain stands. */
export type Head = { readonly number: number; readonly hash: string }

/** What is wrong with a chain: the first number where it breaks, and how. */
export type ChainFault = { readonly number: number; readonly fault: 'changed' | 'missing' | 'reordered' | 'truncated' | 'other-chain' }

export const CHAIN_FAULTS: Readonly<Record<ChainFault['fault'], Text>> = {
  changed: { zh: '这一行被改动过', en: 'this row was changed' },
  missing: { zh: '这一行不见了', en: 'this row is missing' },
  reordered: { zh: '这一行没有接在前一行之后', en: 'this row does not follow the one before it' },
  truncated: { zh: '从这一行起被截去', en: 'the chain is cut off from this row on' },
  'other-chain': { zh: '这条链不是当初那一条，从这一行起被重算过', en: 'this is another chain: it was recomputed from this row on or before' },
}

/** The hash before the first row. */
export const GENESIS = '0'.repeat(64)

/** JSON with its keys in order and nothing idle: the same value is always the same text. */
export function canonical(value: unknown): string {
  if (value === undefined) return 'null'
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (value instanceof Date) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const fields = Object.entries(value).filter(([, field]) => field !== undefined).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}

/** The text whose SHA-256 is a row's hash: everything the row says, and the hash of the row before it. */
export const hashedText = (row: Omit<Row, 'hash'>): string =>
  canonical([
    row.county_code, row.number, row.place_code, row.at.toISOString(), row.account, row.actor, row.role,
    row.action, row.subject, row.before, row.after, row.previous_hash,
  ])
