import type { Benefit } from './facts.ts'
import type { BenefitEntry, Rate } from './law.ts'
import type { RateTable } from './schema.ts'

const FEN_A_YUAN = 100

/** The dated lines of one printed table, in fen. */
export function ratesOf(benefit: Benefit, table: RateTable): Rate[] {
  const { from, where, per, source, clause, confidence, published_on } = table
  const row = (amount: number | 'unknown', cell: Rate['cell']): Rate => ({
    benefit, from, to: table.to ?? null, where, cell, per, source, clause, confidence, published_on, due_month: table.due_month ?? null,
    amount_fen: amount === 'unknown' ? null : Math.round(amount * FEN_A_YUAN),
  })
  if (table.amount !== undefined) return [row(table.amount, {})]
  return Object.entries(table.amounts ?? {}).flatMap(([cause, grades]) =>
    Object.entries(grades).map(([grade, amount]) => row(amount, { cause, grade: Number(grade) })))
}

/** What is wrong between the files: names that nothing has, citations and rates out of order. */
export function benefitFaults(benefit: BenefitEntry, sources: ReadonlyMap<string, { articles: Readonly<Record<string, unknown>> }>): string[] {
  const faults: string[] = []
  for (const [name, citations] of Object.entries(benefit.citations)) {
    citations.forEach((citation, index) => {
      const source = sources.get(citation.source)
      if (!source) faults.push(`citations.${name}: no source ${citation.source}`)
      else if (!(citation.article in source.articles)) faults.push(`citations.${name}: ${citation.source} has no article ${citation.article}`)
      if (index > 0 && citations[index - 1]!.from >= citation.from) faults.push(`citations.${name}: not in order of days`)
    })
  }
  for (const condition of benefit.conditions) {
    if (!(condition.cite in benefit.citations)) faults.push(`conditions.${condition.kind}: no citation ${condition.cite}`)
  }
  if (!(benefit.ground.cite in benefit.citations)) faults.push(`ground: no citation ${benefit.ground.cite}`)
  for (const rate of benefit.rates) if (!sources.has(rate.source)) faults.push(`rates ${rate.from}: no source ${rate.source}`)
  return faults
}
