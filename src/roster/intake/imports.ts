import type { Text } from '../../base/result.ts'

/** What a row of an import became. */
export const IMPORTED_KINDS = ['person', 'identity', 'change'] as const
export type ImportedKind = typeof IMPORTED_KINDS[number]

export const IMPORTED_KIND_NAMES: Readonly<Record<ImportedKind, Text>> = {
  person: { zh: '新增人员', en: 'A new person' },
  identity: { zh: '加一个身份', en: 'One more identity' },
  change: { zh: '改了卡片', en: 'Changes of the card' },
}

/** One import of the list; `standing` rows of it are on the roster, `undone` were taken back. */
export type ImportLine = {
  readonly id: string
  readonly form: string
  readonly form_name: Text
  readonly imported_at: string
  readonly imported_by_name: string | null
  readonly rows_read: number
  readonly rows_accepted: number
  readonly rows_refused: number
  readonly failed_rows: boolean
  readonly standing: number
  readonly undone: number
}

/** One row of an import that put something on the roster. */
export type ImportedRow = {
  readonly row: number
  readonly person: string
  readonly name: string
  readonly place: string
  readonly kind: ImportedKind
  readonly undone_at: string | null
  readonly undone_by_name: string | null
  readonly undone_reason: string | null
}

/** A row that stays although its import is taken back, and everything that rests on it. */
export type KeptRow = Pick<ImportedRow, 'row' | 'person' | 'name'> & { readonly reasons: readonly Text[] }

export type UndoAnswer = { readonly committed: boolean; readonly undone: number; readonly kept: readonly KeptRow[] }

/** What may rest on a person, by what the record of it is called; the last three are the roster's own. */
export const RESTING = {
  payment: { zh: '已在发放批次里', en: 'Stands in a payment run' },
  posting: { zh: '已有资金记账', en: 'Money has been posted' },
  visit: { zh: '已有走访慰问记录', en: 'Has been visited' },
  activity: { zh: '已记在一次活动里', en: 'Stands in an activity' },
  evidence: { zh: '名下存了佐证材料', en: 'Evidence is kept for this person' },
  confirmation: { zh: '已做过年度确认', en: 'Has been confirmed' },
  suspension: { zh: '有中止、恢复的提议', en: 'A suspension or resumption was proposed' },
  account: { zh: '有账户变更的提议', en: 'A change of the account was proposed' },
  changed: { zh: '导入之后又改过', en: 'Was changed after the import' },
  gone: { zh: '已不在您的辖区', en: 'Is no longer in your area' },
} as const satisfies Readonly<Record<string, Text>>
export type Resting = keyof typeof RESTING
