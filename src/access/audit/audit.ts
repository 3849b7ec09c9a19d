import { momentOf } from '../../base/day.ts'
import { maskMiddle } from '../../base/mask.ts'
import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { ChainFault } from '../../journal/journal.ts'
import { fieldName, VALUE_NAMES } from './field-names.ts'

/** One thing that an entry says: before, after, in words. */
export type Said = { readonly field: Text; readonly before: Text | null; readonly after: Text | null }

/** One entry of the journal as a reader may see it. */
export type JournalLine = {
  readonly number: number
  readonly at: string
  readonly actor: string
  readonly role_name: Text
  readonly action: string
  readonly name: Text
  readonly subject: string
  /** By which name its reader knows the subject, where the entry says one. */
  readonly title: string | null
  readonly place: string
  /** The page that shows it, where the reader may open it. */
  readonly page: string | null
  readonly said: readonly Said[]
  /** How much more it says than is shown. */
  readonly more: number
  /** Whether the reader may only know that it was done. */
  readonly covered: boolean
  readonly hash: string
}

export type ChainAnswer = {
  readonly rows: number
  readonly head: { readonly number: number; readonly hash: string }
  /** How many heads of runs and documents it was held against. */
  readonly anchors: number
  readonly fault: { readonly number: number; readonly fault: ChainFault['fault'] } | null
}

const same = (text: string): Text => ({ zh: text, en: text })
const HASH = /^[0-9a-f]{64}$/
const HASH_SHOWN = 12
const IDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const ID_SHOWN = 6
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const TEXT_SHOWN = 300
/** Identity numbers, bank accounts and telephone numbers in free texts: the columns of their own are sealed or masked where they are written. */
const NUMBERS = /(?<![\dA-Za-z-])(?:\d{17}[\dXx]|\d{15,19}|1\d{10})(?![\dA-Za-z-])/g

/** A text as it may be shown: its long numbers covered, cut where it is long. */
export function covered(text: string): string {
  const safe = text.replaceAll(NUMBERS, number => maskMiddle(number, 3, 4))
  return [...safe].length > TEXT_SHOWN ? `${[...safe].slice(0, TEXT_SHOWN).join('')}…` : safe
}

/** What ids, codes and words of the data are called; `key=value` what a value is called under one key. */
export type Names = ReadonlyMap<string, Text>

function valueWords(key: string, value: unknown, names: Names): Text | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' }
  if (typeof value === 'number') return key.endsWith('_fen') ? { zh: `${yuanGrouped(value)} 元`, en: `${yuanGrouped(value)} yuan` } : same(String(value))
  const text = String(value)
  if (MOMENT.test(text)) return same(momentOf(text))
  if (HASH.test(text)) return same(`${text.slice(0, HASH_SHOWN)}…`)
  // An id says nothing to whoever reads; its end tells two of them apart.
  return names.get(`${key}=${text}`) ?? VALUE_NAMES[text] ?? names.get(text) ?? same(covered(text.replaceAll(IDS, id => `…${id.slice(-ID_SHOWN)}`)))
}

/** Of many things as many as are read at a glance. */
const LISTED = 6

function listWords(key: string, values: readonly unknown[], names: Names): Text | null {
  const words = values.slice(0, LISTED).flatMap(value => valueWords(key, value, names) ?? [])
  if (words.length === 0) return null
  const rest = values.length - LISTED
  return { zh: words.map(({ zh }) => zh).join('、') + (rest > 0 ? ` 等 ${values.length} 项` : ''), en: words.map(({ en }) => en).join(', ') + (rest > 0 ? ` and ${rest} more` : '') }
}

type Leaf = { readonly path: string; readonly keys: readonly string[]; readonly value: unknown }

const isFields = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isScalars = (values: readonly unknown[]): boolean => values.every(value => !isFields(value))

/** Every single thing that a value says, with the way to it. Lists of plain values are one thing. */
function leaves(value: unknown, keys: readonly string[] = []): Leaf[] {
  if (Array.isArray(value) && isScalars(value)) return [{ path: keys.join('.'), keys, value: value.length === 1 ? value[0] : value }]
  if (isFields(value)) return Object.entries(value).flatMap(([key, below]) => leaves(below, [...keys, Array.isArray(value) ? String(Number(key) + 1) : key]))
  return [{ path: keys.join('.'), keys, value }]
}

const pathName = (keys: readonly string[], known: Names): Text => {
  const names = keys.map(key => (/^\d+$/.test(key) ? same(key) : fieldName(key, known)))
  return { zh: names.map(name => name.zh).join(' · '), en: names.map(name => name.en).join(' · ') }
}

const SHOWN = 60

/** What an entry says, before and after, as words: what stayed as it was is left out. */
export function saidOf(before: unknown, after: unknown, names: Names): { said: readonly Said[]; more: number } {
  const [old, now] = [before, after].map(value => new Map((value === null || value === undefined ? [] : leaves(value)).map(leaf => [leaf.path, leaf])))
  const all = [...new Map([...old!, ...now!]).values()]
  const changed = all.filter(({ path }) => JSON.stringify(old!.get(path)?.value) !== JSON.stringify(now!.get(path)?.value))
  const words = (leaf: Leaf | undefined) => {
    if (leaf === undefined) return null
    const key = leaf.keys.findLast(each => !/^\d+$/.test(each)) ?? ''
    return Array.isArray(leaf.value) ? listWords(key, leaf.value, names) : valueWords(key, leaf.value, names)
  }
  const said = changed.map(({ path, keys }) => ({ field: pathName(keys, names), before: words(old!.get(path)), after: words(now!.get(path)) })).filter(one => one.before !== null || one.after !== null)
  return { said: said.slice(0, SHOWN), more: Math.max(0, said.length - SHOWN) }
}

const TITLES = ['name', 'head', 'title', 'number', 'login', 'topic', 'form']

/** By which name an entry knows its subject. */
export function titleOf(after: unknown, before: unknown): string | null {
  for (const said of [after, before]) {
    if (!isFields(said)) continue
    const key = TITLES.find(name => typeof said[name] === 'string' && said[name] !== '')
    if (key !== undefined) return covered(String(said[key]))
  }
  return null
}
