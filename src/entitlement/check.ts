import { z } from 'zod'
import { issueWords } from '../base/issue.ts'
import type { Refusal } from '../base/result.ts'
import type { Reading } from '../law/book.ts'
import type { ParsedFile } from '../law/data-file.ts'
import type { BenefitEntry, Guard, LawBook } from '../law/law.ts'
import { CONDITIONS } from './conditions.ts'
import { FORMULAS } from './formulas.ts'
import { GUARDS } from './guards.ts'

/** What only the engines know of the law's files: the kinds of conditions and their parameters, the formulas, whom a guard can name. */

const unknown = (file: ParsedFile, path: readonly PropertyKey[], value: string, legal: readonly string[], zh: string, en: string): Refusal =>
  file.fault(path, { value, legal, message: { zh: `没有 ${value} 这一${zh}`, en: `there is no ${en} ${value}` } })

function guardFaults(file: ParsedFile, path: readonly PropertyKey[], only: Guard | undefined): Refusal[] {
  return Object.entries(only ?? {}).flatMap(([fact, values]) => {
    const legal = GUARDS[fact]
    if (!legal) return [unknown(file, [...path, fact], fact, Object.keys(GUARDS), '事实', 'fact')]
    return values.flatMap((value, index) => (legal.includes(String(value)) ? [] : [unknown(file, [...path, fact, index], String(value), legal, '取值', 'value')]))
  })
}

function conditionFaults(file: ParsedFile, { conditions, by_hand }: BenefitEntry): Refusal[] {
  const own = conditions.flatMap(({ kind, cite: _, only, ...parameters }, index) => {
    const path = ['conditions', index]
    const found = CONDITIONS[kind]
    if (!found) return [unknown(file, [...path, 'kind'], kind, Object.keys(CONDITIONS), '条件', 'kind of condition')]
    const result = z.strictObject(found.parameters.shape).safeParse(parameters)
    const wrong = result.success ? [] : result.error.issues.map(issue => file.fault([...path, ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : issue.path)], {
      legal: Object.keys(found.parameters.shape), message: { zh: `${kind} 的参数不合要求：${issueWords(issue).zh}`, en: `${kind}: ${issueWords(issue).en}` },
    }))
    return [...wrong, ...guardFaults(file, [...path, 'only'], only)]
  })
  return [...own, ...by_hand.flatMap((hand, index) => guardFaults(file, ['by_hand', index, 'only'], hand.only))]
}

/** Every fault of a book's benefits that the law room cannot see, with file and line. */
export function ruleFaults(book: LawBook, files: Reading['files']): Refusal[] {
  return [...files.values()].filter(file => file.folder === 'benefits').flatMap(file => {
    const entry = [...book.benefits.values()].find(({ id }) => id === file.name)
    if (!entry || (typeof file.value === 'object' && file.value !== null && 'benefit' in file.value)) return []
    return [
      ...(entry.formula in FORMULAS ? [] : [unknown(file, ['formula'], entry.formula, Object.keys(FORMULAS), '算法', 'formula')]),
      ...conditionFaults(file, entry),
    ]
  })
}
