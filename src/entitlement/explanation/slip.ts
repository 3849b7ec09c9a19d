import { addMonths, type Day, type Month } from '../../base/day.ts'
import { sum, yuanGrouped, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { factName } from '../../law/fact-names.ts'
import type { Benefit, Category, RatePeriod } from '../../law/facts.ts'
import type { LawBook } from '../../law/law.ts'
import type { Decision, Line, Reason, RefusedLine } from '../decision.ts'
import { clauseIn } from './clauses.ts'
import { named } from './named.ts'

/** Months one after another under one rate and state. `once`: one sum, not one a month. */
export type SlipSpan = {
  readonly from: Month
  readonly to: Month
  readonly state: Line['state'] | RefusedLine['state']
  readonly once: boolean
  /** What a month brings; a yearly standard that twelve does not divide brings a fen more in some. */
  readonly least_fen: Fen
  readonly most_fen: Fen
  /** The standard it follows, or why there is nothing. */
  readonly text: Text
}

export type SlipBenefit = {
  readonly benefit: Benefit
  readonly name: Text
  readonly category_name: Text
  readonly spans: readonly SlipSpan[]
  /** Since when, in the words of the condition that says so. */
  readonly since: Text | null
  readonly law: { readonly title: Text; readonly article: string; readonly text: Text }
  readonly total_fen: Fen
}

/** A person's own paper for a year: what the law owes, in plain words. */
export type Slip = {
  readonly name: string
  readonly account_tail: string | null
  readonly bank_name: string | null
  readonly village: Text
  /** The township whose station answers questions. */
  readonly station: Text
  readonly year: number
  readonly known_on: Day
  readonly benefits: readonly SlipBenefit[]
  readonly total_fen: Fen
  /** Of it, what rests on no notice yet. */
  readonly provisional_fen: Fen
  readonly by_hand: readonly { readonly name: Text; readonly text: Text; readonly decided_by: Text }[]
  readonly missing: readonly { readonly name: Text; readonly facts: readonly Text[] }[]
}

export type SlipSubject = Pick<Slip, 'name' | 'bank_name' | 'village' | 'station' | 'year' | 'known_on'> & { readonly account: string | null }

/** Surnames of two characters that are common enough to be met. */
const COMPOUND = ['欧阳', '上官', '司马', '诸葛', '皇甫', '尉迟', '公孙', '慕容', '令狐', '夏侯', '东方', '长孙', '宇文', '司徒', '司空', '端木', '轩辕', '南宫', '闻人', '赫连', '澹台', '申屠']

/** 田明远 -> 田**: the surname alone. */
export function surnameOnly(name: string): string {
  const points = [...name]
  const kept = points.length > 2 && COMPOUND.includes(points.slice(0, 2).join('')) ? 2 : 1
  return points.slice(0, kept).join('') + '*'.repeat(Math.max(0, points.length - kept))
}

/** The last four digits of an account that is already masked. */
const tailOf = (masked: string | null): string | null => /\d{4}$/.exec(masked ?? '')?.[0] ?? null

const ONCE = ['service-months-by-year', 'award', 'lump-sum']
const SINCE = ['graded', 'approved', 'service-months', 'continuation-over', 'age-at-least']

type Entry = { readonly period: Month; readonly line: Line | undefined; readonly refused: RefusedLine | undefined }

/** 2024-09-01 -> 2024年9月1日, and months alike: days as people say them. */
export const plainDays = (text: string): string => text
  .replaceAll(/\b(\d{4})-0?(\d{1,2})-0?(\d{1,2})\b/g, '$1年$2月$3日').replaceAll(/\b(\d{4})-0?(\d{1,2})\b/g, '$1年$2月')

function textOf(book: LawBook, { text, text_en }: Pick<Reason, 'text' | 'text_en'>): Text {
  const { zh, en } = named(book, { zh: text, en: text_en })
  return { zh: plainDays(zh), en }
}

const PERS: Readonly<Record<RatePeriod, Text>> = {
  'year': { zh: '每年', en: 'a year' }, 'month': { zh: '每月', en: 'a month' }, 'once': { zh: '一次', en: 'once' },
  'year-per-service-year': { zh: '服役一年，每年', en: 'a year for each year of service' }, 'month-per-service-year': { zh: '服役一年，每月', en: 'a month for each year of service' },
}

/** Entries that read as one span have the same key. */
const keyOf = ({ line, refused }: Entry): string => (line ? [line.state, line.rate.amount_fen, line.rate.from, line.rate.source].join() : [refused!.state, refused!.reasons[0]?.code].join())

function wordsOf(book: LawBook, { line, refused }: Entry): Text {
  if (!line) return textOf(book, refused!.reasons[0]!)
  const { amount_fen, per, from, source } = line.rate
  const [each, amount] = [PERS[per], yuanGrouped(amount_fen).replace(/\.00$/, '')]
  const derived = line.state === 'provisional'
  return {
    zh: `标准${each.zh} ${amount} 元，${plainDays(from)}起（${source}）${derived ? '；这是推算的数，以文件为准' : ''}`,
    en: `standard ${amount} yuan ${each.en}, from ${from} (${source})${derived ? '; this is derived, the notice decides' : ''}`,
  }
}

function spansOf(book: LawBook, entries: readonly Entry[], once: boolean): SlipSpan[] {
  const groups: [Entry, ...Entry[]][] = []
  for (const entry of entries) {
    const group = groups.at(-1)
    const last = group?.at(-1)
    if (group && last && !once && addMonths(last.period, 1) === entry.period && keyOf(last) === keyOf(entry)) group.push(entry)
    else groups.push([entry])
  }
  return groups.map(group => {
    const amounts = group.map(({ line }) => line?.amount_fen ?? 0)
    return {
      from: group[0].period, to: group.at(-1)!.period, state: group[0].line?.state ?? group[0].refused!.state, once,
      least_fen: Math.min(...amounts), most_fen: Math.max(...amounts), text: wordsOf(book, group[0]),
    }
  })
}

/** A month that is worth a word: one of no rate or of a suspension, or an end of what was drawn. */
const isTold = (refused: RefusedLine, first: Month | undefined): boolean =>
  refused.state === 'no-rate' || refused.state === 'suspended' || (first !== undefined && refused.period > first)

/** What one identity draws of a benefit in the year; undefined where there is nothing to say. */
function benefitOf(book: LawBook, lines: readonly Line[], refused: readonly RefusedLine[]): SlipBenefit | undefined {
  const told = refused.filter(one => isTold(one, lines[0]?.period))
  const entries = [...lines.map((line): Entry => ({ period: line.period, line, refused: undefined })), ...told.map((one): Entry => ({ period: one.period, line: undefined, refused: one }))]
    .toSorted((one, other) => (one.period < other.period ? -1 : 1))
  const any = lines.at(-1) ?? told[0]
  if (!any) return undefined
  const entry = book.benefits.get(any.benefit)!
  const { title, article } = clauseIn(book, entry, entry.ground.cite, any.period)
  const since = SINCE.flatMap(code => any.reasons.find(reason => reason.code === code) ?? [])[0]
  return {
    benefit: any.benefit, name: entry.name, category_name: book.categories.get(any.category)!.name, spans: spansOf(book, entries, ONCE.includes(entry.formula)),
    since: since ? textOf(book, since) : null, law: { title, article, text: named(book, entry.ground.text) }, total_fen: sum(lines.map(({ amount_fen }) => amount_fen)),
  }
}

const byClaim = ({ benefit, category }: { readonly benefit: Benefit; readonly category: Category | null }): string => `${benefit}|${category}`

const deciderOf = (decided_by: string): Text => (decided_by === 'township' ? { zh: '乡镇', en: 'the township' }
  : decided_by.length === 2 ? { zh: '省级退役军人事务部门', en: 'the province’s veterans department' } : { zh: '县级退役军人事务部门', en: 'the county’s veterans department' })

/** Facts that the person or the village can bring; a notice that is missing is the office's to find. */
function missingOf(book: LawBook, decision: Decision): Slip['missing'] {
  const theirs = decision.missing.filter(({ fact }) => fact !== 'rate' && !fact.startsWith('parameters.'))
  return [...Map.groupBy(theirs, ({ benefit }) => benefit)].map(([benefit, all]) => ({ name: book.benefits.get(benefit)!.name, facts: all.map(({ fact }) => factName(fact)) }))
}

/** The paper of a year from what the law owes in its months. */
export function slipOf(book: LawBook, { name, account, ...about }: SlipSubject, decision: Decision): Slip {
  const lines = Map.groupBy(decision.lines, byClaim)
  const refused = Map.groupBy(decision.refused, byClaim)
  return {
    ...about, name: surnameOnly(name), account_tail: tailOf(account),
    benefits: [...new Set([...lines.keys(), ...refused.keys()])].flatMap(key => benefitOf(book, lines.get(key) ?? [], refused.get(key) ?? []) ?? []),
    total_fen: sum(decision.lines.map(({ amount_fen }) => amount_fen)),
    provisional_fen: sum(decision.lines.filter(({ state }) => state === 'provisional').map(({ amount_fen }) => amount_fen)),
    by_hand: decision.by_hand.map(({ benefit, text, text_en, decided_by }) => ({ name: book.benefits.get(benefit)!.name, text: textOf(book, { text, text_en }), decided_by: deciderOf(decided_by) })),
    missing: missingOf(book, decision),
  }
}
