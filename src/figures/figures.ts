import type { Text } from '../base/result.ts'

/** What a figure counts: fen for money, else the measure word that follows the number in a sentence. */
export type Unit = 'fen' | '户' | '户次' | '人' | '人次' | '次' | '场' | '件' | '项' | '份' | '名' | '处' | '亩' | '个' | '篇' | '条' | '笔'

/**
 * A figure is a query for its records, and its value is the sum of their values:
 * it opens onto exactly what it counts, because it is nothing else.
 */
export type Figure = {
  readonly id: string
  readonly name: Text
  readonly unit: Unit
  /** The sentence of a report that quotes this figure alone, `{}` where the value stands. */
  readonly sentence: Text
  /**
   * SQL whose rows are the records. $1 county, $2 place prefix, $3 first day, $4 last day.
   * Columns: record text, value bigint, happened_on date, place_code text, title text,
   * detail jsonb (label -> what the opened page shows). No ORDER BY.
   */
  readonly records: string
  /** What follows as $5 and on. */
  readonly parameters?: readonly unknown[]
  /** Labels and words of its records' details that RECORD_WORDS does not know. */
  readonly words?: readonly Text[]
}

export type FigureValue = {
  readonly id: string
  readonly name: Text
  readonly unit: Unit
  readonly sentence: Text
  readonly value: number
  readonly records: number
}

export type FigureRecord = {
  readonly record: string
  readonly value: number
  readonly happened_on: string
  readonly place_code: string
  readonly title: string
  readonly detail: Readonly<Record<string, string | number | null>>
}
