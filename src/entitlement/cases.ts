import { z } from 'zod'
import { isDay, isMonth } from '../base/day.ts'
import { yuan } from '../base/money.ts'
import type { Refusal } from '../base/result.ts'
import { fitted, parseFile, type DataFile, type ParsedFile } from '../law/data-file.ts'
import type { Benefit } from '../law/facts.ts'
import type { LawBook } from '../law/law.ts'
import { decide } from './decide.ts'
import type { Decision } from './decision.ts'
import { readFacts } from './facts.ts'

/** The cases beside a benefit: facts, the months asked for, and what must come out. They are the law's proof, readable by an official. */

const month = z.string().refine(isMonth, '应为月份 YYYY-MM / must be a month, YYYY-MM')
const day = z.string().refine(isDay, '应为存在的日期 YYYY-MM-DD / must be a day that exists')
const state = z.enum(['not-entitled', 'no-rate', 'suspended', 'ended'])

const caseEntry = z.strictObject({
  title: z.string().min(1), facts: z.unknown(), from: month, to: month, known_on: day.optional(),
  lines: z.array(z.strictObject({
    period: month, amount_fen: z.int(), state: z.enum(['owed', 'provisional']).optional(), payer_county: z.string().optional(),
    source: z.string().optional(), article: z.string().optional(), category: z.string().optional(),
  })).default([]),
  refused: z.array(z.strictObject({ period: month, state, reason: z.string(), category: z.string().optional() })).default([]),
  missing: z.array(z.string()).default([]),
  warnings: z.array(z.string()).default([]),
  by_hand: z.array(z.strictObject({ from: month, to: month, code: z.string().optional(), decided_by: z.string().optional() })).default([]),
})
export type Case = z.infer<typeof caseEntry>
const caseFile = z.array(caseEntry)
export type CaseFile = { readonly benefit: Benefit; readonly cases: readonly Case[]; readonly parsed: ParsedFile }

/** What a decision says of one benefit, in the terms of a case. */
function outcome(decision: Decision, benefit: Benefit) {
  return {
    lines: decision.lines.filter(line => line.benefit === benefit).map(line => {
      const [ground] = line.reasons
      return { ...line, source: ground?.source, article: ground?.article }
    }),
    refused: decision.refused.filter(line => line.benefit === benefit).map(({ period, state: refusedState, reasons, category }) => ({ period, state: refusedState, reason: reasons[0]?.code, category })),
    by_hand: decision.by_hand.filter(entry => entry.benefit === benefit),
    missing: decision.missing.map(({ fact }) => fact),
    warnings: decision.warnings.map(({ code }) => code),
  }
}

type Told = { readonly path: readonly PropertyKey[]; readonly value: unknown; readonly computed: string }

const stated = (value: unknown): string => JSON.stringify(value)
type Entry = Readonly<Record<string, unknown>>
const entryOf = (value: object): Entry => Object.fromEntries(Object.entries(value))

/** A list of a case against what came out: as many, in order, alike in all that the case states. */
function listDifferences(name: string, expected: readonly Entry[], found: readonly Entry[]): Told[] {
  const shown = (keys: readonly string[], entry: Entry | undefined) => (entry === undefined ? '（没有 / none）' : stated(Object.fromEntries(keys.map(key => [key, entry[key]]))))
  const differing = expected.flatMap((entry, index): Told[] => {
    const keys = Object.keys(entry)
    return keys.every(key => entry[key] === found[index]?.[key]) ? [] : [{ path: [name, index], value: entry, computed: shown(keys, found[index]) }]
  })
  const keys = Object.keys(expected[0] ?? { period: 0, amount_fen: 0, state: 0, reason: 0, code: 0, from: 0, to: 0 })
  return [...differing, ...found.slice(expected.length).map((entry): Told => ({ path: [name], value: expected.length, computed: shown(keys, entry) }))]
}

function differences(one: Case, decision: Decision, benefit: Benefit): Told[] {
  const found = outcome(decision, benefit)
  const lists = (['lines', 'refused', 'by_hand'] as const).flatMap(name => listDifferences(name, one[name].map(entryOf), found[name].map(entryOf)))
  const contained = (['missing', 'warnings'] as const).flatMap(name => one[name].flatMap((code, index): Told[] =>
    (found[name].includes(code) ? [] : [{ path: [name, index], value: code, computed: found[name].join(', ') || '（没有 / none）' }])))
  const sums = found.lines.flatMap((line, index): Told[] => (line.arithmetic.endsWith(` = ${yuan(line.amount_fen)}`) ? [] : [{ path: ['lines', index], value: line.arithmetic, computed: yuan(line.amount_fen) }]))
  return [...lists, ...contained, ...sums]
}

/** What does not come out of one case, with its line, what it states and what was computed. */
export function caseFaults(book: LawBook, { parsed: file, benefit, cases }: CaseFile, index: number): readonly Refusal[] {
  const one = cases[index]!
  const facts = readFacts(one.facts, [...book.benefits.keys()])
  if (!facts.ok) return facts.refusals.map(refusal => file.fault([index, 'facts'], { ...refusal, message: { zh: `${refusal.place}：${refusal.message.zh}`, en: `${refusal.place}: ${refusal.message.en}` } }))
  const decision = decide(book, facts.value, one.from, one.to, { knownOn: one.known_on })
  return differences(one, decision, benefit).map(({ path, value, computed }) => file.fault([index, ...path], {
    code: 'contradiction', value, legal: [computed], message: { zh: `“${one.title}”算出来的不是这样`, en: `“${one.title}” does not come out like this` },
  }))
}

/** A file of cases read, or what is wrong with its form. */
export function readCases(file: DataFile): CaseFile | { readonly faults: readonly Refusal[] } {
  const parsed = parseFile(file)
  const [benefit, ending] = parsed.name.split('.')
  if (ending !== 'cases' || !benefit) return { faults: [parsed.fault([], { value: parsed.name, legal: ['<benefit>.cases'], message: { zh: '例子的文件名应是待遇名加 .cases', en: 'a file of cases is named after its benefit' } })] }
  const fits = fitted(parsed, caseFile)
  return 'faults' in fits ? fits : { benefit, cases: fits.value, parsed }
}
