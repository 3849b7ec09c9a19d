import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { isDay } from '../base/day.ts'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import { decide } from '../entitlement/decide.ts'
import type { Decision, DecideOptions } from '../entitlement/decision.ts'
import { readFacts, readMonths } from '../entitlement/facts.ts'
import type { LawBook } from '../law/law.ts'
import { BadArguments, refuse, type Command } from './command.ts'
import { packageLaw } from './law-folders.ts'

type Asked = { facts: unknown; from: unknown; to: unknown }

function answer(book: LawBook, asked: Asked, options: DecideOptions): Result<Decision> {
  const facts = readFacts(asked.facts, [...book.benefits.keys()])
  const months = readMonths(asked.from, asked.to)
  if (facts.ok && months.ok) return done(decide(book, facts.value, months.value.from, months.value.to, options))
  return refused(...(months.ok ? [] : months.refusals), ...(facts.ok ? [] : facts.refusals))
}

const ELEMENT_KEYS = ['id', 'facts', 'from', 'to']

function elementFaults(element: object): Refusal[] {
  return Object.keys(element).filter(key => !ELEMENT_KEYS.includes(key))
    .map(key => ({ code: 'unknown-key', place: key, legal: ELEMENT_KEYS, message: { zh: `没有 ${key} 这一项`, en: `there is no key ${key}` } }))
}

/** One element of the array form: its decision, or the error that is its own and stops no other. */
function elementAnswer(book: LawBook, element: unknown, index: number, options: DecideOptions): object {
  const fields: Record<string, unknown> = typeof element === 'object' && element !== null ? { ...element } : {}
  const id = fields['id'] ?? index
  const faults = elementFaults(fields)
  const result = faults.length > 0 ? refused(...faults) : answer(book, { facts: fields['facts'], from: fields['from'], to: fields['to'] }, options)
  if (result.ok) return { id, ...result.value }
  const errors = result.refusals.map(({ code, place, value, legal, message }) =>
    ({ code, place, value: value ?? null, legal: legal ?? [], message: `${message.zh} / ${message.en}` }))
  return { id, error: errors[0], ...(errors.length > 1 ? { errors } : {}) }
}

function readInput(path: string): Result<unknown> {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return refused({ code: 'not-found', place: '--facts', value: path, message: { zh: '读不到这个文件', en: 'this file cannot be read' } })
  }
  try {
    return done(JSON.parse(text.replace(/^\uFEFF/, '')))
  } catch (error) {
    return refused({ code: 'unreadable', place: '--facts', value: path, legal: ['JSON'], message: { zh: '文件不是 JSON',
      en: `the file is not JSON: ${error instanceof Error ? error.message : ''}` } })
  }
}

/** A decision for people: lines first, then what was refused and what is missing. */
function inWords(decision: Decision): string {
  return [
    ...decision.lines.map(({ period, benefit, arithmetic, state, reasons: [ground] }) =>
      `${period} ${benefit} ${arithmetic}（${state}，${ground?.source ?? ''}${ground?.article ?? ''}）`),
    ...decision.refused.map(line => `${line.period} ${line.benefit} ${line.state}：${line.reasons.map(reason => reason.text).join('；')}`),
    ...decision.by_hand.map(entry => `${entry.from}—${entry.to} ${entry.benefit} 待人工：${entry.text}`),
    ...decision.missing.map(entry => `缺 ${entry.benefit} ${entry.fact}：${entry.why}`),
    ...decision.warnings.map(entry => `注意 ${entry.code}：${entry.text}`),
  ].join('\n')
}

function readArguments(args: string[]) {
  try {
    return parseArgs({ args, options: { 'facts': { type: 'string' }, 'from': { type: 'string' }, 'to': { type: 'string' },
      'known-on': { type: 'string' } } }).values
  } catch (error) {
    throw new BadArguments(error instanceof Error ? error.message : String(error))
  }
}

const KNOWN_ON_FAULT = { zh: '应为存在的日期，写作 YYYY-MM-DD', en: 'must be a day that exists, YYYY-MM-DD' }

export const decideCommand: Command = {
  usage: 'decide --facts FILE --from YYYY-MM --to YYYY-MM [--known-on YYYY-MM-DD]',
  summary: { zh: '按事实计算依法应得的待遇，附理由和条款；不用数据库', en: 'what the law owes on these facts, with reasons and clauses; no database' },
  run(args, out) {
    const values = readArguments(args)
    if (values.facts === undefined) throw new BadArguments('--facts FILE 必填 / --facts FILE is required')
    const knownOn = values['known-on']
    if (knownOn !== undefined && !isDay(knownOn)) {
      return Promise.resolve(refuse(out, [{ code: 'invalid', place: '--known-on', value: knownOn, legal: ['YYYY-MM-DD'], message: KNOWN_ON_FAULT }]))
    }
    const input = readInput(values.facts)
    if (!input.ok) return Promise.resolve(refuse(out, input.refusals))
    const book = packageLaw()
    const options = { knownOn }
    if (Array.isArray(input.value)) {
      if (values.from !== undefined || values.to !== undefined) throw new BadArguments('数组形式不用 --from、--to / the array form goes without --from and --to')
      const answers = input.value.map((element, index) => elementAnswer(book, element, index, options))
      out.print(answers, JSON.stringify(answers, null, 2))
      return Promise.resolve(0)
    }
    const result = answer(book, { facts: input.value, from: values.from, to: values.to }, options)
    if (!result.ok) return Promise.resolve(refuse(out, result.refusals))
    out.print(result.value, inWords(result.value))
    return Promise.resolve(0)
  },
}
