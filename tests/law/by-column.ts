import { VERDICT } from '../../src/entitlement/columns/amounts.ts'
import { runTable, type Compile, type ShelfRun } from '../../src/entitlement/columns/run.ts'
import { TableLoader, type Table } from '../../src/entitlement/columns/table.ts'
import { claimsOf, type Claim } from '../../src/entitlement/claims.ts'
import { decide } from '../../src/entitlement/decide.ts'
import { monthAt, monthIndex } from '../../src/entitlement/measures.ts'
import type { Facts } from '../../src/law/facts.ts'
import type { LawBook } from '../../src/law/law.ts'

/**
 * What the law says of every claim in every month, a line each: what is owed, or the state and the first condition that fails; and of every claim the
 * facts that are missing. Once from decisions, once from the bytes that a run over columns leaves.
 */

export type Asked = { readonly from: string; readonly to: string }

/** Facts of a person, not figures of a place. */
const isFact = (fact: string): boolean => /^(identities|merit|person)\b/.test(fact)

export function toldByPerson(book: LawBook, persons: readonly Facts[], { from, to }: Asked): string[] {
  return persons.flatMap((facts, person) => {
    const { lines, refused, missing } = decide(book, facts, from, to)
    return [
      ...lines.map(({ benefit, category, period, state, amount_fen }) => `${person} ${benefit} ${category} ${period} ${state} ${amount_fen}`),
      ...refused.map(({ benefit, category, period, state, reasons }) => `${person} ${benefit} ${category} ${period} ${state} ${reasons[0]!.code}`),
      ...missing.filter(({ fact }) => isFact(fact)).map(({ benefit, category, fact }) => `${person} ${benefit} ${category} ${fact}`),
    ]
  }).toSorted()
}

function verdictLine({ shelf: { rule }, amounts }: ShelfRun, verdict: number, place: number): string {
  if (verdict >= VERDICT.refused) {
    const { fails, kind } = rule.conditions[verdict - VERDICT.refused]!
    return `${fails} ${kind}`
  }
  return verdict === VERDICT['no-rate'] ? 'no-rate no-rate' : `${verdict === VERDICT.owed ? 'owed' : 'provisional'} ${amounts.fen[place]}`
}

/** A run of so many months from one on. Its rows say nothing of months in which nothing is due, or that a person settles. */
function windowLines(table: Table, claims: readonly (readonly Claim[])[], first: number, months: number, compile: Compile): string[] {
  return runTable(table, { first, months }, compile).flatMap(run => {
    const { shelf, verdicts, amounts, total_fen } = run
    let total = 0
    const said = Array.from(verdicts).flatMap((verdict, place): string[] => {
      const [row, index] = [Math.floor(place / months), place % months]
      const person = shelf.person[row]!
      const claim = claims[person]![shelf.claim[row]!]!
      const named = `${person} ${shelf.rule.entry.id} ${claim.identity.category}`
      if (verdict === VERDICT.missing) return shelf.lacks.map(fact => `${named} ${fact.includes('.') ? fact : `${claim.place}.${fact}`}`)
      if (verdict === VERDICT.nothing || verdict === VERDICT['by-hand']) return []
      const amount = shelf.basis[row]! * months + index
      if (verdict === VERDICT.owed || verdict === VERDICT.provisional) total += amounts.fen[amount]!
      return [`${named} ${monthAt(first + index)} ${verdictLine(run, verdict, amount)}`]
    })
    if (total !== total_fen) throw new Error(`${shelf.rule.entry.id}: a total of ${total_fen}, and ${total} written`)
    return said
  })
}

export function loaded(book: LawBook, persons: readonly Facts[], { from, to }: Asked): Table {
  const loader = new TableLoader(book, from, to)
  for (const facts of persons) loader.add(facts)
  return loader.done()
}

/** The same lines from a run over columns, so many months at a time. */
export function toldByColumn(book: LawBook, persons: readonly Facts[], { from, to }: Asked, months: number, compiles: readonly Compile[]): string[][] {
  const table = loaded(book, persons, { from, to })
  const claims = persons.map(facts => claimsOf(book, facts))
  const unreckoned = table.unreckoned.flatMap(({ person, claim, rule, lacks }) => {
    const { identity, place } = claims[person]![claim]!
    return lacks.map(fact => `${person} ${rule.entry.id} ${identity.category} ${place}.${fact}`)
  })
  const firsts = Array.from({ length: Math.ceil((monthIndex(to) - monthIndex(from) + 1) / months) }, (_, index) => monthIndex(from) + index * months)
  return compiles.map(compile => {
    const lines = firsts.flatMap(first => windowLines(table, claims, first, months, compile))
    // A fact that is missing in many months is told once.
    const [facts, others] = [lines.filter(line => isFact(line.split(' ')[3]!)), lines.filter(line => !isFact(line.split(' ')[3]!))]
    return [...others, ...new Set([...facts, ...unreckoned])].toSorted()
  })
}

/** Lines that one has and the other has not. */
export const differing = (one: readonly string[], other: readonly string[]): string[] => {
  const count = (lines: readonly string[]) => lines.reduce((counts, line) => counts.set(line, (counts.get(line) ?? 0) + 1), new Map<string, number>())
  const [ones, others] = [count(one), count(other)]
  return [...new Set([...one, ...other])].filter(line => ones.get(line) !== others.get(line))
    .map(line => `${line}: ${ones.get(line) ?? 0} / ${others.get(line) ?? 0}`)
}
