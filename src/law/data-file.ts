import { isMap, LineCounter, parseDocument, visit, type Document, type Node } from 'yaml'
import { z } from 'zod'
import { issueWords } from '../base/issue.ts'
import type { Refusal } from '../base/result.ts'

/** A data file as it stands: `law/benefits/x.yaml` and its text. */
export type DataFile = { readonly path: string; readonly text: string }

/** A data file parsed: its value, and where in the text each part of it stands. */
export type ParsedFile = {
  readonly path: string
  /** The folder that says what it is: sources, categories, benefits … */
  readonly folder: string
  /** The file's name without ending. */
  readonly name: string
  readonly value: unknown
  /** What is not YAML in it. */
  readonly faults: readonly Refusal[]
  fault(path: readonly PropertyKey[], about: About): Refusal
}

type About = Omit<Refusal, 'place' | 'code'> & { readonly code?: Refusal['code'] }

/** `['rates', 3, 'clause']` -> `rates[3].clause`. */
const written = (path: readonly PropertyKey[]): string =>
  path.map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index === 0 ? '' : '.'}${String(part)}`)).join('')

/** The node at a path, or the nearest above it that is there. */
function nodeAt(document: Document, path: readonly PropertyKey[]): Node | undefined {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true)
    if (typeof node === 'object' && node !== null && 'range' in node) return node as Node // yaml's own nodes alone carry a range
    const parent: unknown = length === 0 ? undefined : length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true)
    if (!isMap(parent)) continue
    const pair = parent.items.find(item => String((item.key as { value?: unknown } | null)?.value) === String(path[length - 1]))
    if (pair) return pair.key as Node // a pair of a parsed document has nodes
  }
  return undefined
}

/** A place in the text that is not YAML, and why. */
type Unreadable = { readonly offset: number; readonly why: string }

function unresolvedIn(document: Document): Unreadable[] {
  const found: Unreadable[] = []
  visit(document, {
    Alias(_, alias) {
      if (!alias.resolve(document)) found.push({ offset: alias.range?.[0] ?? 0, why: `unresolved alias ${alias.source}` })
    },
  })
  return found
}

/** The value, or what stands in its way: aliases to nothing, or of so many that they were made to fill the memory. */
function valueOf(document: Document): { readonly value: unknown } | { readonly unreadable: readonly Unreadable[] } {
  const unreadable = [...document.errors.map(error => ({ offset: error.pos[0], why: error.message })), ...unresolvedIn(document)]
  if (unreadable.length > 0) return { unreadable }
  try {
    return { value: document.toJS() }
  } catch (error) {
    return { unreadable: [{ offset: 0, why: error instanceof Error ? error.message : String(error) }] }
  }
}

/** Parses a file; nothing is thrown, every fault can say its line. */
export function parseFile({ path, text }: DataFile): ParsedFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true })
  const parts = path.split('/')
  const lineOf = (offset: number): number => lines.linePos(offset).line
  const found = valueOf(document)
  const faults = ('unreadable' in found ? found.unreadable : []).map(({ offset, why }): Refusal => ({
    code: 'unreadable', place: `${path}:${lineOf(offset)}`, legal: ['YAML'], message: { zh: `不是合法的 YAML：${why}`, en: `not YAML: ${why}` },
  }))
  return {
    path, folder: parts.at(-2) ?? '', name: parts.at(-1)!.replace(/\.yaml$/, ''), faults,
    value: 'value' in found ? found.value : undefined,
    fault(at, about) {
      const range = nodeAt(document, at)?.range
      return { code: 'invalid', ...about, place: `${path}:${range ? lineOf(range[0]) : 1} ${written(at)}`.trimEnd() }
    },
  }
}

/** The schema one step further in, through what is optional or has a default. */
function stepInto(schema: unknown, part: PropertyKey): unknown {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) return stepInto(schema.def.innerType, part)
  if (schema instanceof z.ZodObject) return schema.shape[String(part)]
  if (schema instanceof z.ZodArray) return schema.def.element
  if (schema instanceof z.ZodRecord) return schema.def.valueType
  return undefined
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: unknown = schema
  for (const part of path) at = stepInto(at, part)
  while (at instanceof z.ZodOptional || at instanceof z.ZodNullable || at instanceof z.ZodDefault) at = at.def.innerType
  return at instanceof z.ZodObject ? Object.keys(at.shape) : []
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = value
  for (const part of path) at = typeof at === 'object' && at !== null ? new Map<string, unknown>(Object.entries(at)).get(String(part)) : undefined
  return at
}

/** What people call the types of values that a file may hold. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: '文字 text', number: '数 number', int: '整数 whole number', boolean: 'true, false', array: '列表 list', object: '各项 keys', record: '各项 keys',
}

function issueRefusals(file: ParsedFile, schema: z.ZodType, issue: z.core.$ZodIssue): Refusal[] {
  const { path } = issue
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => file.fault([...path, key], {
      code: 'unknown-key', value: key, legal: keysAt(schema, path), message: { zh: `没有 ${key} 这一项`, en: `there is no key ${key}` },
    }))
  }
  const value = valueAt(file.value, path)
  const legal = issue.code === 'invalid_value' ? issue.values.map(String) : issue.code === 'invalid_type' ? [TYPE_NAMES[issue.expected] ?? issue.expected] : undefined
  if (value === undefined) return [file.fault(path, { code: 'missing', ...(legal ? { legal } : {}), message: { zh: '缺少必填的一项', en: 'a value is required here' } })]
  const { zh, en } = issueWords(issue)
  return [file.fault(path, { value, ...(legal ? { legal } : {}), message: { zh: `不合要求：${zh}`, en: `not legal here: ${en}` } })]
}

/** The file's value in its shape, or every offence against it. */
export function fitted<T>(file: ParsedFile, schema: z.ZodType<T>): { readonly value: T } | { readonly faults: readonly Refusal[] } {
  if (file.faults.length > 0) return { faults: file.faults }
  const result = schema.safeParse(file.value)
  return result.success ? { value: result.data } : { faults: result.error.issues.flatMap(issue => issueRefusals(file, schema, issue)) }
}
