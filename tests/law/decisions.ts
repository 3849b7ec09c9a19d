import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { must } from '../../src/base/result.ts'
import { readCases, type CaseFile } from '../../src/entitlement/cases.ts'
import { decide } from '../../src/entitlement/decide.ts'
import { readFacts, readMonths } from '../../src/entitlement/facts.ts'
import type { DataFile } from '../../src/law/data-file.ts'
import type { LawBook } from '../../src/law/law.ts'
import { ASKED_IN_FULL } from './asked-in-full.ts'
import { BAD_FACTS } from './bad-facts.ts'
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
    ...ASKED_IN_FULL.map(one => ({ known_on: undefined, ...one })), ...chosen,
  ]
  return `${asked.map(({ title, facts, from, to, known_on }) => {
    // All but the hash of the law.
    const said = { ...decide(contract, must(readFacts(facts)), from, to, { knownOn: known_on }), law: [] }
    return [`# ${title}`, ...Object.entries(said).flatMap(([kind, entries]) => entries.map(entry => `${kind} ${JSON.stringify(entry)}`))].join('\n')
  }).join('\n\n')}\n`
}

const MONTHS_ASKED: readonly (readonly [unknown, unknown])[] = [
  ['2024-09', '2024-09'], ['2024-09', '2024-08'], ['2024-9', '2024-13'], [undefined, 9], ['1899-12', '2201-01'], ['1900-01', '2200-12'], ['2000-01', '2150-01'], ['2000-01', '2150-02'],
  [['2024-09'], ['2024-09']], ['2024-09', null], ['1900-01', '1899-12'], ['2200-12', '2201-01'],
]

/** Refusals told in full: place, value, what is legal, and the sentence in both languages. */
export function refusalsInFull(benefits: readonly string[]): string {
  const rate = { county: '990101', rates: [{ benefit: 'no-such-benefit', county: '990101', from: '2024-01-01', amount_fen: 1, per: 'moon' }, { benefit: 'no-such-benefit', county: '990101', from: '2024-01-01', amount_fen: 1, per: 'month' }] }
  const asked: (readonly [string, unknown])[] = [
    ...BAD_FACTS.map(([title, facts]) => [title, facts] as const), ['没有这项待遇的标准', { ...rate, rates: rate.rates.slice(1) }], ['标准的单位不对', rate],
    ['各处的非法取值', {
      county: '990101', hukou: 'town', person: { sex: 'x', death_cause: 'y', age: 1 }, merit: [{ level: '', on: '2024-01-01', by: '' }], hukou_moves: [{ on: '2024-01-01', to_county: '1', why: '' }],
      suspended: [{ from: '2024-01-01', decided_by: 'village', why: '' }], parameters: [{ name: 'income', year: 1, amount_fen: -1, why: '' }], draws_employee_pension: 'yes',
      identities: [{ category: 'conscript-family', area: 'moon', left_reason: 'tired', rank: 1 }, { category: 'martyr-survivor', relation: 'friend', in_school: [{ from: 'x' }] }, { category: 'disabled-police', cause: 'love', grade: 11, mental: 'no' }],
    }],
    ['旗标和起止的非法取值', {
      county: '990101', draws_employee_pension: [{ from: '2024-01-01', to: 3 }, { until: '2024-01-01' }], rates: [{ ...rate.rates[1], due_month: 13, note: '' }],
      identities: [
        { category: 'martyr-survivor', in_school: 'yes', disabled: 'no', income_above_local_average: 1 }, { category: 'duty-death-survivor', in_school: [], disabled: [true] }, { relation: 'child' }, null,
        { category: 'disabled-police', regradings: [{ approved_on: '2024-01-01', grade: 3, why: '' }] },
      ],
    }],
  ]
  const told = (result: ReturnType<typeof readFacts> | ReturnType<typeof readMonths>) => (result.ok ? [`ok${'to' in result.value ? ` ${result.value.from} ${result.value.to}` : ''}`] : result.refusals.map(refusal => JSON.stringify(refusal)))
  return `${[
    ...asked.map(([title, facts]) => [`# ${title}`, ...told(readFacts(facts, benefits))].join('\n')),
    ...MONTHS_ASKED.map(([from, to]) => [`# ${JSON.stringify([from, to])}`, ...told(readMonths(from, to))].join('\n')),
  ].join('\n\n')}\n`
}
