import type { Day, Month } from '../../base/day.ts'
import { inSentence, standsAlone } from '../../base/english.ts'
import { sum } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Benefit, Facts } from '../../law/facts.ts'
import { factName } from '../../law/fact-names.ts'
import type { ConditionEntry, LawBook } from '../../law/law.ts'
import { Answer } from '../answer.ts'
import { conditionWords, guardWords } from '../browsing/words.ts'
import { claimsOf, type Claim } from '../claims.ts'
import { decideClaim, situationsOf } from '../decide-claim.ts'
import type { Decision, Line, Missing, Reason, ShownRate } from '../decision.ts'
import { absentFacts } from '../examine.ts'
import type { Lookup } from '../formula.ts'
import { lookupOf } from '../lookup.ts'
import { asKnown, type Situation } from '../situation.ts'
import { citedClause, clauseIn } from './clauses.ts'
import type { ExplainedClaim, ExplainedHand, ExplainedFact, ExplainedRate, ExplainedState, ExplainedStep, Explanation, StepOutcome } from './explanation.ts'
import { named } from './named.ts'

type Decided = { readonly claim: Claim; readonly situation: Situation; readonly decision: Decision }

/** Every claim of a person decided by itself in one month, in the order in which `decide` takes them. */
function decidedClaims(book: LawBook, facts: Facts, month: Month, lookup: Lookup): Decided[] {
  const holdings: Text[] = []
  return claimsOf(book, facts).map(claim => {
    const { entry } = claim.rule
    const held = [...holdings]
    const answer = new Answer()
    const months = decideClaim({ facts, months: [month], lookup, answer }, claim, () => held)
    if (months.length > 0 && entry.regular) holdings.push(entry.name)
    return { claim, situation: situationsOf(lookup, facts, claim)(month, held), decision: answer.done(book.hash) }
  })
}

/** A condition that cannot be told: what it asks, of whom, and what is lacking. */
function lackingText(declared: ConditionEntry | undefined, facts: readonly string[]): Text {
  const [names, whom, asked] = [facts.map(factName), guardWords(declared?.only), declared && conditionWords(declared)]
  const parts = [whom, asked].filter(part => part !== null && part !== undefined)
  return {
    zh: `${parts.map(({ zh }) => `${zh}：`).join('')}缺少${names.map(({ zh }) => zh).join('、')}，判断不了`,
    en: `${parts.map(({ en }, index) => `${index === 0 ? en : inSentence(en)}: `).join('')}cannot be told without ${names.map(({ en }) => inSentence(en)).join(', ')}`,
  }
}

/** Every condition that concerns the situation, met or not. */
function conditionSteps(book: LawBook, { claim, situation }: Decided): ExplainedStep[] {
  const { entry, conditions } = claim.rule
  const step = (cite: string, code: string, outcome: StepOutcome, text: Text): ExplainedStep =>
    ({ code, outcome, text: standsAlone(named(book, text)), clause: clauseIn(book, entry, cite, situation.month) })
  // What is added for a continuation stands before what the file lists.
  const added = conditions.length - entry.conditions.length
  return [step(entry.ground.cite, 'ground', 'ground', entry.ground.text), ...conditions.flatMap((condition, index) => {
    const unguarded = absentFacts(claim, situation, condition.guardNeeds)
    if (unguarded.length === 0 && !condition.concerns(situation)) return []
    const lacking = unguarded.length > 0 ? unguarded : absentFacts(claim, situation, condition.needs)
    if (lacking.length > 0) return [step(condition.cite, condition.kind, 'unknown', lackingText(entry.conditions[index - added], lacking))]
    const so = condition.met(situation)
    return [step(condition.cite, condition.kind, so ? 'holds' : 'fails', condition.sentence(situation, so))]
  })]
}

/** What a formula adds to the conditions: months counted, who pays, the notice that was not found. */
function formulaSteps(book: LawBook, reasons: readonly Reason[], known: readonly ExplainedStep[], outcome: StepOutcome): ExplainedStep[] {
  const codes = new Set(known.map(({ code }) => code))
  return reasons.filter(({ code }) => !codes.has(code)).map(({ code, text, text_en, source, article }) =>
    ({ code, outcome, text: standsAlone(named(book, { zh: text, en: text_en })), clause: citedClause(book, source, article) }))
}

const ORDER: Readonly<Record<StepOutcome, number>> = { fails: 0, unknown: 1, ground: 2, holds: 3 }

function stateOf({ lines, refused, missing, by_hand }: Decision): ExplainedState {
  return lines[0]?.state ?? refused[0]?.state ?? (missing.length > 0 ? 'missing' : by_hand.length > 0 ? 'by-hand' : 'nothing')
}

const rateOf = (book: LawBook, rate: ShownRate): ExplainedRate => {
  const origin = citedClause(book, rate.source, rate.clause)
  return { ...rate, origin, published: book.sources.get(origin.source ?? '')?.published ?? null }
}

const lackOf = ({ fact, why, why_en }: Missing): ExplainedFact => ({ fact, name: factName(fact), why: standsAlone({ zh: why, en: why_en }) })

function handsOf(book: LawBook, { claim, situation, decision }: Decided): ExplainedHand[] {
  return decision.by_hand.map(({ code, decided_by, text, text_en }) => {
    const { cite } = claim.rule.by_hand.find(hand => hand.code === code)!
    return { code, decided_by, text: standsAlone(named(book, { zh: text, en: text_en })), clause: clauseIn(book, claim.rule.entry, cite, situation.month) }
  })
}

function claimOf(book: LawBook, decided: Decided): ExplainedClaim {
  const { claim: { identity: { category } }, decision } = decided
  const [line] = decision.lines as readonly (Line | undefined)[]
  const steps = conditionSteps(book, decided)
  const added = formulaSteps(book, [...decision.lines, ...decision.refused].flatMap(({ reasons }) => reasons), steps, line ? 'holds' : 'fails')
  return {
    category, category_name: book.categories.get(category)?.name ?? { zh: category, en: category }, state: stateOf(decision),
    amount_fen: line?.amount_fen ?? null, payer_county: line?.payer_county ?? null, arithmetic: line?.arithmetic ?? null,
    rates: (line?.rates ?? (line ? [line.rate] : [])).map(rate => rateOf(book, rate)),
    steps: [...steps, ...added].toSorted((one, other) => ORDER[one.outcome] - ORDER[other.outcome]),
    by_hand: handsOf(book, decided), lacks: decision.missing.map(lackOf),
    warnings: decision.warnings.map(({ text, text_en }) => standsAlone(named(book, { zh: text, en: text_en }))),
  }
}

export type ExplanationQuestion = { readonly benefit: Benefit; readonly period: Month; readonly knownOn: Day }

/**
 * Why a benefit is owed in a month, or is not, with every condition that was asked, met or not: what `decide` says of the
 * same month, told in full. The facts must have passed `readFacts`.
 */
export function explain(book: LawBook, facts: Facts, { benefit, period, knownOn }: ExplanationQuestion): Explanation {
  const known = asKnown(facts, knownOn)
  const entry = book.benefits.get(benefit)
  if (!entry) throw new Error(`no benefit ${benefit}`)
  const all = decidedClaims(book, known, period, lookupOf(book, known, knownOn)).filter(({ claim }) => claim.rule.entry.id === benefit).map(decided => claimOf(book, decided))
  const told = all.filter(({ state }) => state !== 'nothing')
  const claims = told.length > 0 ? told : all
  return {
    benefit, name: entry.name, formula: entry.formula, period, known_on: knownOn, claims, law_hash: book.hash,
    amount_fen: sum(claims.flatMap(({ amount_fen }) => amount_fen ?? [])),
  }
}
