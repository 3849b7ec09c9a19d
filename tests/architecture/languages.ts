import { blanked } from './functions.ts'

/** Where the braces around a place begin and end; the whole text when there are none. */
function around(code: string, place: number): [number, number] {
  const edge = (from: number, step: 1 | -1, opens: string, closes: string): number => {
    let depth = 0
    for (let index = from; index >= 0 && index < code.length; index += step) {
      if (code[index] === opens) depth += 1
      else if (code[index] === closes && depth-- === 0) return index
    }
    return step === 1 ? code.length : -1
  }
  return [edge(place, -1, '}', '{') + 1, edge(place, 1, '{', '}')]
}

/** A literal without the literals inside it: what stands in those speaks for itself. */
function shallow(code: string): string {
  let depth = 0
  return [...code].map(character => {
    if (character === '}') depth -= 1
    const kept = depth === 0 ? character : ' '
    if (character === '{') depth += 1
    return kept
  }).join('')
}

/** Lines with a `zh:` that has no `en:` beside it in the same braces, or an `en:` without a `zh:`. Types may ask for one alone. */
export function oneSided(text: string): number[] {
  const code = blanked(text)
  return [...code.matchAll(/\b(zh|en):(?!\s*string\b)/g)].filter(match => {
    const other = match[1] === 'zh' ? /\ben\b/ : /\bzh\b/
    return !other.test(shallow(code.slice(...around(code, match.index))))
  }).map(match => code.slice(0, match.index).split('\n').length)
}
