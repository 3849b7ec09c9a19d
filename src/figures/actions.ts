import { yuanPlain } from '../base/money.ts'
import type { Session } from '../db/db.ts'
import type { Figure, FigureRecord, FigureValue } from './figures.ts'
import { selectRecords, selectSum, selectSumsBy, type FiguresAsked } from './store.ts'
import { wordsIn } from './words.ts'

/** A figure and every record behind it, oldest first. */
export type OpenedFigure = Omit<FigureValue, 'records'> & {
  readonly records: readonly FigureRecord[]
  /** The labels and values of its records that are the program's own words, in English. */
  readonly words: Readonly<Record<string, string>>
}

/** The figure's own sentence with the value in it, money in yuan. */
function filled(figure: Figure, value: number): FigureValue['sentence'] {
  const text = figure.unit === 'fen' ? yuanPlain(value) : String(value)
  return { zh: figure.sentence.zh.replaceAll('{}', text), en: figure.sentence.en.replaceAll('{}', text) }
}

const valueOf = (figure: Figure, value: number, records: number): FigureValue =>
  ({ id: figure.id, name: figure.name, unit: figure.unit, sentence: filled(figure, value), value, records })

/**
 * The figures of a place and a year, in the order given, each from one query over its own records.
 * `ids` leaves out all others; a figure without records has value 0. Sees what the session's scope sees.
 */
export async function figureValues(session: Session, figures: readonly Figure[], asked: FiguresAsked & { readonly ids?: readonly string[] }): Promise<FigureValue[]> {
  const wanted = asked.ids ? new Set(asked.ids) : undefined
  const values: FigureValue[] = []
  for (const figure of figures) {
    if (wanted && !wanted.has(figure.id)) continue
    const { value, records } = await selectSum(session, figure, asked)
    values.push(valueOf(figure, value, records))
  }
  return values
}

/** One figure with the records it counts: their values add up to its value, because it is nothing else. */
export async function openFigure(session: Session, figure: Figure, asked: FiguresAsked): Promise<OpenedFigure> {
  const records = await selectRecords(session, figure, asked)
  const value = records.reduce((total, record) => total + record.value, 0)
  return { ...valueOf(figure, value, records.length), records, words: wordsIn(figure, records) }
}

const by = (group: 'place' | 'month') => async (session: Session, figure: Figure, asked: FiguresAsked): Promise<ReadonlyMap<string, number>> =>
  new Map((await selectSumsBy(session, figure, asked, group)).map(row => [row.group, row.value]))

/** A figure's value in each place that has records of it. */
export const figureByPlace = by('place')
/** A figure's value in each month (`2026-03`) that has records of it. */
export const figureByMonth = by('month')
