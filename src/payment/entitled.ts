import type { Month } from '../base/day.ts'
import { sum } from '../base/money.ts'
import type { Decision, Line } from '../entitlement/decision.ts'
import type { Facts } from '../law/facts.ts'
import { dueKey, type DuePerson, type DueQuestion, type Entitled } from './due.ts'
import { concernsOf, lackWords, type Concern } from './exceptions/exceptions.ts'
import type { Finding } from './payment.ts'

/** A person, what is known of them, and what the law says, for the benefits that were asked about. */
export type Decided = { readonly of: DuePerson; readonly facts: Facts; readonly decision: Decision }

/** What a decision says of some benefits; null is all of them. */
export function decisionOn(decision: Decision, benefits: readonly string[] | null): Decision {
  if (benefits === null) return decision
  const asked = (one: { readonly benefit: string }): boolean => benefits.includes(one.benefit)
  return { ...decision, lines: decision.lines.filter(asked), refused: decision.refused.filter(asked), by_hand: decision.by_hand.filter(asked), missing: decision.missing.filter(asked) }
}

/** The clause by which the line is paid stands first among its reasons. */
const citation = (line: Line): { source: string; article: string } => ({ source: line.reasons[0]?.source ?? line.rate.source, article: line.reasons[0]?.article ?? line.rate.clause })

function entitledFrom(person: string, lines: readonly [Line, ...Line[]]): Entitled {
  const [first] = lines
  const single = lines.length === 1 && (first.rates?.length ?? 1) === 1
  return {
    person, benefit: first.benefit, period: first.period, category: first.category,
    amount_fen: sum(lines.map(line => line.amount_fen)), ...citation(first),
    arithmetic: lines.map(line => line.arithmetic).join('; '),
    rate_fen: single ? first.rate.amount_fen : null,
    rate_source: [...new Set(lines.map(line => line.rate.source))].join('、'),
    confidence: [...new Set(lines.map(line => line.rate.confidence))].join('、'),
    provisional: lines.some(line => line.state === 'provisional'),
  }
}

/** What this county owes one person: one entry a benefit and period, several identities added up. Another county's lines are its own to pay. */
function entitledOf({ of, decision }: Decided, county: string): Entitled[] {
  const groups = new Map<string, [Line, ...Line[]]>()
  for (const line of decision.lines) {
    if (line.payer_county !== county) continue
    const key = `${line.benefit}|${line.period}`
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  return [...groups.values()].map(lines => entitledFrom(of.person, lines))
}

/** Where the law has no answer for a person: benefits with a missing fact, periods without a rate. */
const undecidedOf = ({ of, decision }: Decided): string[] => [
  ...decision.refused.filter(refused => refused.state === 'no-rate').map(refused => dueKey({ person: of.person, benefit: refused.benefit, period: refused.period })),
  ...decision.missing.filter(missing => missing.fact !== 'rate').map(missing => `${of.person}|${missing.benefit}`),
]

/** Why a benefit is not owed in a month, in the law's words. */
const becauseOf = ({ of, decision }: Decided): [string, string][] =>
  decision.refused.filter(refused => refused.state !== 'no-rate').map(refused => [
    dueKey({ person: of.person, benefit: refused.benefit, period: refused.period }), refused.reasons.map(reason => reason.text).join('；'),
  ])

const FINDINGS_MAX = 60

type Said = Omit<Finding, 'persons'>

const saidOf = (decision: Decision): Said[] => [
  ...decision.lines.filter(line => line.state === 'provisional').map((line): Said => ({
    kind: 'provisional', benefit: line.benefit,
    text: { zh: `标准是推算的，没有文件：${line.rate.source}`, en: `The rate is derived and has no notice: ${line.rate.source}` },
  })),
  ...decision.refused.filter(refused => refused.state === 'no-rate').map((refused): Said => ({
    kind: 'no-rate', benefit: refused.benefit,
    text: { zh: refused.reasons.map(reason => reason.text).join('；'), en: refused.reasons.map(reason => reason.text_en).join('; ') },
  })),
  ...decision.missing.map((missing): Said => ({ kind: 'missing', benefit: missing.benefit, text: lackWords(missing) })),
  // What has no line at all is settled once, outside the monthly runs.
  ...decision.by_hand.filter(hand => hand.line).map((hand): Said => ({ kind: 'by-hand', benefit: hand.benefit, text: { zh: hand.text, en: hand.text_en } })),
]

/** Sentences that the law left open, and how many persons each concerns. */
class Findings {
  readonly #found = new Map<string, { said: Said; persons: number }>()

  add(decision: Decision): void {
    const own = new Map(saidOf(decision).map(said => [`${said.kind}|${said.benefit}|${said.text.zh}`, said]))
    for (const [key, said] of own) {
      const found = this.#found.get(key)
      if (found) found.persons += 1
      else this.#found.set(key, { said, persons: 1 })
    }
  }

  /** The most frequent first. */
  entries = (): Finding[] =>
    [...this.#found.values()].map(({ said, persons }) => ({ ...said, persons })).toSorted((a, b) => b.persons - a.persons).slice(0, FINDINGS_MAX)
}

type Gathered = Pick<DueQuestion, 'persons' | 'entitled' | 'undecided' | 'because'> & { readonly findings: readonly Finding[]; readonly concerns: readonly Concern[] }

/**
 * What `dueOf` asks of the law's decisions. They are taken one by one and let go: those of a whole township do not fit into a small machine
 * together. Why nothing is owed matters for `paid` persons alone, from whom money could be asked back.
 */
export function gatherDecided(decided: Iterable<Decided>, { county, paid, from, to }: { county: string; paid: ReadonlySet<string>; from: Month; to: Month }): Gathered {
  const [persons, entitled, concerns, findings]: [DuePerson[], Entitled[], Concern[], Findings] = [[], [], [], new Findings()]
  const [undecided, because] = [new Set<string>(), new Map<string, string>()]
  for (const one of decided) {
    persons.push(one.of)
    entitled.push(...entitledOf(one, county))
    findings.add(one.decision)
    concerns.push(...concernsOf(one, { from, to }))
    if (!paid.has(one.of.person)) continue
    for (const key of undecidedOf(one)) undecided.add(key)
    for (const [key, reason] of becauseOf(one)) because.set(key, reason)
  }
  return { persons, entitled, undecided, because, concerns, findings: findings.entries() }
}

/** A standing run: where, for which months, for which benefits (null is all). */
export type Covering = { readonly place: string; readonly from: Month; readonly to: Month; readonly benefits: readonly string[] | null }

/** Whether a run covered a period at a place: its place is the person's or above it. */
export const coveredBy = (runs: readonly Covering[]) => (place: string, period: Month, benefit: string): boolean =>
  runs.some(run => place.startsWith(run.place) && run.from <= period && period <= run.to && (run.benefits === null || run.benefits.includes(benefit)))
