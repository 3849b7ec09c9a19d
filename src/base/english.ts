import type { Text } from './result.ts'

/**
 * How names and counts are written in English. A name that stands alone (label, button, tag, cell) is kept as it is shown, in sentence case;
 * a sentence that takes it in lowers it here.
 */

/** Words that keep their capital inside a sentence. */
const PROPER = new Set(['Army', 'Chinese', 'Excel', 'Lantern', 'Martyrs’', 'National', 'New', 'Qingming', 'Red', 'Spring', 'Tibet', 'West'])

/** `Write-off` -> `write-off`, as a part of a sentence; `NCO` and `Red Army veteran` stay. */
export const inSentence = (name: string): string =>
  (/^[A-Z](?![A-Z])/.test(name) && !PROPER.has(name.split(' ')[0]!) ? name[0]!.toLowerCase() + name.slice(1) : name)

/** `died on 2024-01-05` -> `Died on 2024-01-05`: a part of a sentence that has come to stand alone. */
export const asSentence = (part: string): string => (part[0] ?? '').toUpperCase() + part.slice(1)

export const standsAlone = ({ zh, en }: Text): Text => ({ zh, en: asSentence(en) })

const IRREGULAR: Readonly<Record<string, string>> = { person: 'people' }
const plural = (noun: string): string => IRREGULAR[noun] ?? (/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`)

/** The noun alone, as it agrees with the number. */
export const nounFor = (count: number, one: string, several = plural(one)): string => (count === 1 ? one : several)
/** `1 person`, `1,204 people`; `counted(n, 'row is', 'rows are')` where the sentence goes on with a verb. */
export const counted = (count: number, one: string, several = plural(one)): string => `${count.toLocaleString('en')} ${nounFor(count, one, several)}`

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']
/** 6 -> `June`. */
export const monthInEnglish = (month: number): string => MONTHS[month - 1]!
/** 6 -> `Jun`, where there is little room. */
export const monthShortly = (month: number): string => monthInEnglish(month).slice(0, 3)
