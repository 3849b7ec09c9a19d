import type { Text } from '../../base/result.ts'
import { partsOf, type Word } from '../template.ts'

/** A figure as a page lists it. */
export type NamedFigure = { readonly id: string; readonly name: Text }

/** The words that a paragraph may ask for besides figures, as people read them. */
const WORD_NAMES: Readonly<Record<Word, string>> = { 'year': '本年', 'next-year': '下年', 'place': '本地' }

const bracketed = (name: string): string => `【${name}】`

/** `{visits.army-day.households}` as people read it: 【八一走访户数】. A figure that nobody lists keeps its id. */
export function readable(text: string, figures: readonly NamedFigure[]): string {
  const names = new Map(figures.map(figure => [figure.id, figure.name.zh]))
  return partsOf(text).map(part => ('text' in part ? part.text : bracketed('word' in part ? WORD_NAMES[part.word] : names.get(part.figure) ?? part.figure))).join('')
}

/** The way back. @returns the text with ids, and names in brackets that are none */
export function withIds(text: string, figures: readonly NamedFigure[]): { text: string; unknown: string[] } {
  const ids = new Map<string, string>([
    ...figures.flatMap(({ id, name }): [string, string][] => [[id, id], [name.zh, id]]),
    ...Object.entries(WORD_NAMES).map(([word, name]): [string, string] => [name, word]),
  ])
  const unknown: string[] = []
  const replaced = text.replaceAll(/【([^【】]*)】/g, (whole, name: string) => {
    const id = ids.get(name.trim())
    if (id === undefined) unknown.push(name)
    return id === undefined ? whole : `{${id}}`
  })
  return { text: replaced, unknown }
}
