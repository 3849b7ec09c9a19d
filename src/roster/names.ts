import { pinyin, polyphonic } from 'pinyin-pro'

/** How a name sorts and sounds: syllables apart so that 李明 sorts before 林; the surname read as a surname (曾 zeng). */
export type SpelledName = { readonly pinyin: string; readonly initials: string }

const MOST_READINGS = 16

const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')

const syllablesOf = (name: string): string[] =>
  pinyin(name, { type: 'array', toneType: 'none', surname: 'head', v: true }).map(letters).filter(syllable => syllable !== '')

export function spell(name: string): SpelledName {
  const syllables = syllablesOf(name)
  return { pinyin: syllables.join(' '), initials: syllables.map(syllable => syllable[0]).join('') }
}

/** Every row of initials under which somebody may look for the name: 曾乐 is zl, zy, cl and cy. */
export function initialsOf(name: string): string[] {
  const readings = polyphonic(name, { type: 'array', toneType: 'none', v: true })
  let rows = ['']
  for (const syllables of readings) {
    const firsts = [...new Set(syllables.map(letters).filter(syllable => syllable !== '').map(syllable => syllable[0]!))]
    if (firsts.length === 0) continue
    rows = rows.flatMap(row => firsts.map(first => row + first)).slice(0, MOST_READINGS)
  }
  return [...new Set([spell(name).initials, ...rows])].filter(row => row !== '')
}

/** The whole, and what is left after each part in turn: a fragment of it is the beginning of one of these. */
const endings = (parts: readonly string[]): string[] => parts.map((_, index) => parts.slice(index).join(''))

/**
 * What a name is found by: the endings of its characters, of its pinyin and of its initials.
 * Looked up by the beginning, they answer any fragment with one range of one index, and unlike array or trigram
 * operators a text comparison is leakproof, so row-level security does not turn it into a scan.
 */
export function endingsOf(name: string): string[] {
  const characters = [...name.normalize('NFKC').toLowerCase()].filter(character => /[\p{L}\p{N}\p{Co}]/u.test(character))
  const syllables = syllablesOf(name)
  const spelled = endings(syllables)
  // 吕 is lü: people type lv, and some type lu.
  const plain = spelled.some(text => text.includes('v')) ? spelled.map(text => text.replaceAll('v', 'u')) : []
  const all = [...endings(characters), ...spelled, ...plain, ...initialsOf(name).flatMap(row => endings([...row]))]
  // One Latin letter is looked for as a surname, never here.
  return [...new Set(all)].filter(ending => !/^[a-z]$/.test(ending))
}
