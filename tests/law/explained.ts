import { must, type Text } from '../../src/base/result.ts'
import { decide } from '../../src/entitlement/decide.ts'
import { explain } from '../../src/entitlement/explanation/explain.ts'
import { readable } from '../../src/entitlement/explanation/named.ts'
import { plainDays, slipOf, surnameOnly } from '../../src/entitlement/explanation/slip.ts'
import { readFacts } from '../../src/entitlement/facts.ts'
import type { LawBook } from '../../src/law/law.ts'
import { ASKED_IN_FULL } from './asked-in-full.ts'
import { ofContract } from './contract.ts'

/** One in so many of the facts that are told in full is explained in full. */
const EVERY = 3

const subject = {
  name: '田明远', account: '***************4321', bank_name: '农商行', village: { zh: '松岭村', en: 'Songling' },
  station: { zh: '青松镇', en: 'Qingsong Town' },
}
const both = ({ zh, en }: Text): string => `${zh} | ${en}`

/** A month's answer with every condition, and the year as a person's paper: as an official and a person read them. */
function told(book: LawBook, { title, facts: given, from, known_on }: typeof ASKED_IN_FULL[number]): string {
  const [facts, year, knownOn] = [must(readFacts(given)), Number(from.slice(0, 4)), known_on ?? '2026-10-01']
  const explained = [...book.benefits.keys()].map(benefit => explain(book, facts, { benefit, period: from, knownOn })).filter(({ claims }) => claims.length > 0)
  const decision = decide(book, facts, `${year}-01`, `${year}-12`, { knownOn })
  const slip = slipOf(book, { ...subject, year, known_on: knownOn }, decision)
  return [
    `# ${title}`,
    ...explained.flatMap(({ claims, law_hash: _, name, ...about }) => [`${both(name)} ${JSON.stringify(about)}`, ...claims.flatMap(({ steps, by_hand, ...claim }) => [
      `  ${JSON.stringify(claim)}`,
      ...steps.map(({ outcome, code, text, clause: { cite, article, until, ours, before, after } }) =>
        `    ${outcome} ${code} ${both(text)} ${[cite, article, until, ours, before?.cite, after?.cite, after?.from].join()}`),
      ...by_hand.map(({ code, decided_by, text, clause }) => `    ${decided_by} ${code} ${both(text)} ${clause.cite}`),
    ])]),
    ...slip.benefits.flatMap(({ spans, name, since, ...about }) => [`${both(name)} ${since && both(since)} ${JSON.stringify(about)}`,
      ...spans.map(({ text, ...span }) => `  ${Object.values(span).join(' ')} ${both(text)}`)]),
    JSON.stringify({ ...slip, benefits: slip.benefits.length }),
    ...readable(book, decision).warnings.map(warning => both({ zh: warning.text, en: warning.text_en })),
  ].join('\n')
}

const YEARS_OF_SERVICE = { enlisted_on: '1960-03-03', discharged_on: '1963-03-03' }
/** Standards that no notice prints: a month's, and a month's for each year of service. */
const MONTHLY = [
  { rate: { benefit: 'ill-veteran-allowance', per: 'month' }, identity: { category: 'ill-veteran' } },
  { rate: { benefit: 'rural-veteran-allowance', per: 'month-per-service-year' }, identity: { category: 'rural-veteran-60', ...YEARS_OF_SERVICE } },
]

/** Names and accounts as far as a slip shows them, days as people say them, standards that no other slip follows. */
function shown(book: LawBook): string[] {
  const slip = (facts: unknown, account: string | null) =>
    slipOf(book, { ...subject, account, year: 2025, known_on: '2026-01-01' }, decide(book, must(readFacts(facts)), '2025-01', '2025-12'))
  const standards = MONTHLY.flatMap(({ rate, identity }) => slip({
    county: '990101', person: { born: '1940-05-20' }, identities: [{ ...identity, approved_on: '2010-01-01' }],
    rates: [{ ...rate, county: '990101', from: '2024-01-01', amount_fen: 123_450 }],
  }, null).benefits.flatMap(({ spans }) => spans.map(({ text }) => both(text))))
  return [
    ['田明远', '李明', '欧阳明', '欧阳', '某'].map(surnameOnly).join(' '),
    ['2024-10-02 起', '2024-01-31 起', '2024-12-09', '自 2024-11 起', '990101-12'].map(plainDays).join(' '),
    JSON.stringify([null, '****4321', '4321****', '无'].map(account => slip({ county: '990101' }, account).account_tail)), ...standards,
  ]
}

export function explainedInFull(book: LawBook): string {
  const contract = ofContract(book)
  return `${[...shown(contract), ...ASKED_IN_FULL.filter((_, index) => index % EVERY === 0).map(asked => told(contract, asked))].join('\n\n')}\n`
}
