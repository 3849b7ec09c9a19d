import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { must } from '../../src/base/result.ts'
import { readCases, type CaseFile } from '../../src/entitlement/cases.ts'
import { decide } from '../../src/entitlement/decide.ts'
import { readFacts } from '../../src/entitlement/facts.ts'
import type { DataFile } from '../../src/law/data-file.ts'
import type { LawBook } from '../../src/law/law.ts'
import { CONTRACT_BENEFITS, ofContract } from './contract.ts'

/** The example of contracts.md: a person with four identities, a merit, a move and a suspension. */
const EXAMPLE = JSON.parse(readFileSync(resolve(import.meta.dirname, 'example.json'), 'utf8')) as unknown

/** One case in so many of each benefit is told in full. */
const EVERY = 16

/** The files of cases among these, read. */
export const casesIn = (files: readonly DataFile[]): CaseFile[] => files.filter(file => file.path.endsWith('.cases.yaml')).map(file => {
  const read = readCases(file)
  if ('faults' in read) throw new Error(read.faults.map(({ place }) => place).join(', '))
  return read
})

/** Decisions told in full, line by line: every reason, clause and sentence that an official would read. */
export function toldInFull(book: LawBook, caseFiles: readonly CaseFile[]): string {
  const contract = ofContract(book)
  const chosen = caseFiles.filter(({ benefit }) => CONTRACT_BENEFITS.includes(benefit))
    .flatMap(({ benefit, cases }) => cases.filter((_, index) => index % EVERY === 0).map(one => ({ ...one, title: `${benefit}：${one.title}` })))
  const asked = [
    { title: '约定的例子，2024年9月', facts: EXAMPLE, from: '2024-09', to: '2024-09', known_on: undefined },
    { title: '约定的例子，2023年9月至2025年9月', facts: EXAMPLE, from: '2023-09', to: '2025-09', known_on: undefined },
    ...chosen,
  ]
  return `${asked.map(({ title, facts, from, to, known_on }) => {
    // All but the hash of the law.
    const said = { ...decide(contract, must(readFacts(facts)), from, to, { knownOn: known_on }), law: [] }
    return [`# ${title}`, ...Object.entries(said).flatMap(([kind, entries]) => entries.map(entry => `${kind} ${JSON.stringify(entry)}`))].join('\n')
  }).join('\n\n')}\n`
}
