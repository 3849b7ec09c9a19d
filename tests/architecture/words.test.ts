import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { oneSided } from './languages.ts'
import { PLAIN_WORDS } from './plain-words.ts'
import { filesUnder, PROGRAM, RANKS, ROOMS, ROOT } from './sources.ts'

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')
const glossary = parse(read('law/glossary.yaml')) as { zh: string; en: string; words: string[] }[] // a file of ours, checked by tests/law.test.ts
const KNOWN = new Set([...glossary.flatMap(entry => entry.words), ...PLAIN_WORDS])

/** A word is known as it stands, or as the one of which it is the plural. */
const isKnown = (word: string): boolean => [word, word.replace(/s$/, ''), word.replace(/ies$/, 'y'), word.replace(/es$/, '')].some(form => KNOWN.has(form))
const wordsOf = (name: string): string[] => name.replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/).filter(word => word.length > 1)

/** From rank 4 on rooms speak of the work: what they export as types are its nouns. */
const DOMAIN_RANK = 4
const nouns = PROGRAM.filter(source => (RANKS[source.room ?? ''] ?? 0) >= DOMAIN_RANK && !source.inside.startsWith('pages/'))
  .flatMap(source => [...source.text.matchAll(/^export type (\w+)/gm)].map(match => ({ path: source.path, name: match[1]! })))
const idsIn = (folder: string) => filesUnder(folder, /^[a-z0-9-]+\.yaml$/).map(path => ({ path, name: path.split('/').at(-1)!.replace('.yaml', '') }))
const named = [
  ...nouns, ...ROOMS.map(room => ({ path: `src/${room}`, name: room })),
  ...['law/benefits', 'law/categories', 'law/duties', 'activities', 'forms'].flatMap(idsIn),
]

describe('words', () => {
  test('rooms, their exported nouns and the ids of data use the words of law/glossary.yaml, or plain English', () => {
    const strange = named.flatMap(({ path, name }) => wordsOf(name).filter(word => !isKnown(word)).map(word => `${path}: ${name}: ${word}`))
    expect(strange).toEqual([])
  })

  test('a plain word is there because something uses it, and the glossary has no say in it', () => {
    const used = new Set(named.flatMap(({ name }) => wordsOf(name)))
    const idle = PLAIN_WORDS.filter(word => ![word, `${word}s`, `${word}es`, word.replace(/y$/, 'ies')].some(form => used.has(form)))
    expect(idle).toEqual([])
  })

  test('what is said in one language is said in the other too, on pages as elsewhere', () => {
    expect(PROGRAM.flatMap(source => oneSided(source.text).map(line => `${source.path}:${line}`))).toEqual([])
  })

  test.each([
    ['{ zh: `共 ${count} 户` }', [1]],
    ["const a = {\n  zh: '户',\n}", [2]],
    ["{ en: 'households' }", [1]],
    ["{ zh: '户', more: { en: 'households' } }", [1, 1]],
    ["{ zh: '户', en: 'households' }", []],
    ["{\n  zh: `共 ${f({ a: 1 })} 户`,\n  en: f({ b: 2 }),\n}", []],
    ["const names: ReadonlyMap<string, { readonly zh: string }> = benefits", []],
    ["language === 'zh' ? a : b // zh: a", []],
  ])('the check itself knows %j', (text, lines) => expect(oneSided(text)).toEqual(lines))

  test('names in data folders are in both languages', () => {
    const alone = ['law', 'activities', 'forms', 'templates', 'demo'].flatMap(folder => filesUnder(folder, /\.yaml$/)).flatMap(path => {
      const missing: string[] = []
      const walk = (value: unknown): void => {
        if (typeof value !== 'object' || value === null) return
        if ('zh' in value && !('en' in value)) missing.push(`${path}: ${String(value.zh)}`)
        Object.values(value).forEach(walk)
      }
      walk(parse(read(path)))
      return missing
    })
    expect(alone).toEqual([])
  })
})
