import { addDays, firstDay, monthOf, type Day, type Month } from '../../base/day.ts'
import { asSentence, inSentence } from '../../base/english.ts'
import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import { factName } from '../../law/fact-names.ts'
import { isGiven, type Facts } from '../../law/facts.ts'
import type { LawBook } from '../../law/law.ts'
import { claimsOf, type Claim } from '../claims.ts'
import { ACCOUNT, type Found, type FoundClaim } from '../columns/screen.ts'
import { explain } from '../explanation/explain.ts'
import type { ExplainedClaim, ExplainedStep } from '../explanation/explanation.ts'
import { monthAt } from '../measures.ts'
import { adviceOn } from '../overlaps.ts'
import { FINDING_KINDS, type FindingKind } from './kinds.ts'

/** How far ahead changes are told of. */
export const DAYS_AHEAD = 90

/** The first and the last month that a screening looks at. */
export const monthsScreened = (asOf: Day): { readonly from: Month; readonly to: Month } => ({ from: monthOf(asOf), to: monthOf(addDays(asOf, DAYS_AHEAD)) })

export const ACTIONS = ['enrol', 'end', 'left', 'record', 'account', 'add', 'open'] as const
export type ActionKind = typeof ACTIONS[number]

/** What settles a finding: the one step that a person takes, and the facts it is about. */
export type ScreeningAction = { readonly do: ActionKind; readonly category: string | null; readonly facts: readonly string[]; readonly text: string; readonly text_en: string }

export type ScreenedPerson = { readonly id: string; readonly name: string; readonly place: string }

/** One finding for people to read, and to act on. */
export type ScreeningFinding = {
  readonly kind: FindingKind
  readonly person: ScreenedPerson
  /** Who has the same account. */
  readonly other: ScreenedPerson | null
  /** Null where it concerns the person and no one benefit. */
  readonly benefit: string | null
  readonly benefit_name: Text
  readonly category: string | null
  readonly month: Month
  readonly reason: string
  readonly reason_en: string
  readonly source: string
  readonly article: string
  readonly action: ScreeningAction
}

export type ScreeningCounts = Readonly<Record<FindingKind, number>>

const ACTION_NAMES: Readonly<Record<ActionKind, Text>> = {
  enrol: { zh: '登记批准', en: 'Record the approval' },
  end: { zh: '登记身份终止', en: 'Record its end' },
  left: { zh: '登记离队', en: 'Record the leaving' },
  record: { zh: '补记事实', en: 'Record the fact' },
  account: { zh: '登记账户', en: 'Enter the account' },
  add: { zh: '登记到名册', en: 'Add to the roster' },
  open: { zh: '打开核对', en: 'Open and check' },
}
export const actionOf = (kind: ActionKind, category: string | null = null, facts: readonly string[] = []): ScreeningAction =>
  ({ do: kind, category, facts, text: ACTION_NAMES[kind].zh, text_en: ACTION_NAMES[kind].en })

const joined = (texts: readonly Text[]): Text => ({ zh: texts.map(({ zh }) => zh).join('；'), en: texts.map(({ en }) => inSentence(en)).join('; ') })

type Clause = { readonly source: string; readonly article: string }
/** What is said of a finding before the person is named. */
type Said = Clause & { readonly reason: Text; readonly action: ScreeningAction; readonly other?: ScreenedPerson }
const clauseOf = (step: ExplainedStep | undefined): Clause => ({ source: step?.clause.cite ?? '', article: step?.clause.article ?? '' })

/** Said of everybody to whom nothing has happened: it tells nobody apart. */
const UNEVENTFUL = ['approved', 'graded', 'alive', 'identity-holds', 'not-suspended']

/** A person with the facts known on the day of the screening. */
export type KnownPerson = { readonly person: string; readonly name: string; readonly place: string; readonly facts: Facts }

type KnownAsked = { readonly person: string; readonly name: string; readonly place: string; readonly categories: readonly string[] }

/** Words for what was found of the persons of a table; whoever nothing was found of is never looked at. */
export class Teller {
  private readonly book: LawBook
  private readonly persons: readonly KnownPerson[]
  private readonly knownOn: Day

  constructor(book: LawBook, persons: readonly KnownPerson[], knownOn: Day) {
    this.book = book
    this.persons = persons
    this.knownOn = knownOn
  }

  private claimOf({ person, claim }: FoundClaim): Claim {
    return claimsOf(this.book, this.persons[person]!.facts)[claim]!
  }

  /** The engine's own account of the claim in the month. */
  private explained({ person, rule, month }: FoundClaim, { identity }: Claim, facts: Facts = this.persons[person]!.facts): ExplainedClaim | undefined {
    return explain(this.book, facts, { benefit: rule.entry.id, period: monthAt(month), knownOn: this.knownOn }).claims.find(({ category }) => category === identity.category)
  }

  /** As if the office had approved it on the first day of the month: why it would be paid, and how much. */
  private notEnrolled(found: FoundClaim, claim: Claim): Said {
    const facts = this.persons[found.person]!.facts
    const approved = { ...claim.identity, approved_on: firstDay(monthAt(found.month)) }
    const explained = this.explained(found, claim, { ...facts, identities: facts.identities!.map(identity => (identity === claim.identity ? approved : identity)) })
    const steps = explained?.steps ?? []
    const why = joined(steps.filter(({ outcome, code }) => outcome === 'holds' && !UNEVENTFUL.includes(code)).map(({ text }) => text))
    const amount = explained?.amount_fen ?? null
    return {
      reason: {
        zh: `符合条件，还没有批准${amount === null ? '' : `（批准后当月 ${yuanGrouped(amount)} 元）`}${why.zh === '' ? '' : `：${why.zh}`}`,
        en: `eligible and not approved${amount === null ? '' : ` (${yuanGrouped(amount)} yuan a month once approved)`}${why.en === '' ? '' : `: ${why.en}`}`,
      },
      ...clauseOf(steps.find(({ outcome }) => outcome === 'ground')), action: actionOf('enrol', claim.identity.category, ['approved_on']),
    }
  }

  private noLongerEntitled(found: FoundClaim, claim: Claim): Said {
    const failing = this.explained(found, claim)?.steps.filter(({ outcome }) => outcome === 'fails') ?? []
    return { reason: joined(failing.map(({ text }) => text)), ...clauseOf(failing[0]), action: actionOf('end', claim.identity.category, ['ended_on']) }
  }

  private drawnTwice(found: Extract<Found, { kind: 'drawn-twice' }>, claim: Claim): Said {
    if (found.by === 'account') {
      const { person: id, name, place } = this.persons[found.other.person]!
      return {
        reason: { zh: '与另一个人共用一个银行账户', en: 'another person has the same bank account' }, source: '', article: '',
        other: { id, name, place }, action: actionOf('account'),
      }
    }
    const beside = this.claimOf(found.other)
    const advice = adviceOn(this.book, found.rule.entry.id, beside.rule.entry.id, this.persons[found.person]!.facts.county, monthAt(found.month))
    const names = (...ids: string[]) => ids.map(id => this.book.categories.get(id as Claim['identity']['category'])?.name ?? { zh: id, en: id }) // an identity's category
    const [one, two] = names(claim.identity.category, beside.identity.category)
    if (found.rule.entry.id === beside.rule.entry.id || !advice) {
      const ground = this.explained(found, claim)?.steps.find(({ outcome }) => outcome === 'ground')
      return { reason: { zh: `以${one!.zh}和${two!.zh}两个身份领同一项待遇`, en: `one benefit drawn as ${one!.en} and as ${two!.en}` }, ...clauseOf(ground), action: actionOf('open') }
    }
    const name = beside.rule.entry.name
    return { reason: { zh: `同时领${name.zh}：${advice.text.zh}`, en: `draws ${name.en} too: ${advice.text.en}` }, source: advice.source, article: '', action: actionOf('open') }
  }

  private missingFact(found: Extract<Found, { kind: 'missing-fact' }>, claim: Claim): Said {
    if (found.lacks.includes(ACCOUNT)) return { reason: { zh: '有应发的钱，没有收款账户', en: 'money is owed and there is no account' }, source: '', article: '', action: actionOf('account') }
    const names = found.lacks.map(factName)
    const step = this.explained(found, claim)?.steps.find(({ outcome }) => outcome === 'unknown' || outcome === 'ground')
    return {
      reason: { zh: `缺少${names.map(({ zh }) => zh).join('、')}，判断不了`, en: `cannot be told without: ${names.map(({ en }) => inSentence(en)).join(', ')}` },
      ...clauseOf(step), action: actionOf('record', claim.identity.category, found.lacks),
    }
  }

  private comingChange(found: Extract<Found, { kind: 'coming-change' }>, claim: Claim): Said {
    const { category } = claim.identity
    const { steps = [], lacks = [] } = this.explained(found, claim) ?? {}
    const month = monthAt(found.month)
    if (found.condition === null) {
      const ground = steps.find(({ outcome }) => outcome === 'ground')
      return { reason: { zh: `${month} 是服役计发的最后一个月`, en: `${month} is the last month of service that counts` }, ...clauseOf(ground), action: actionOf('left', category, ['left_on', 'left_reason']) }
    }
    const step = steps.find(({ code }) => code === found.condition!.kind)
    const short = lacks.map(({ name: { zh, en } }): Text => ({ zh: `还缺${zh}`, en: `still lacking: ${inSentence(en)}` }))
    const why = joined([...(step ? [step.text] : []), ...short])
    const turns = found.turns === 'begins' ? { zh: `自 ${month} 起开始`, en: `begins in ${month}` } : { zh: `自 ${month} 起停止`, en: `ends from ${month}` }
    return { reason: { zh: `${turns.zh}：${why.zh}`, en: `${turns.en}: ${why.en}` }, ...clauseOf(step), action: actionOf('open', category) }
  }

  private said(found: Found, claim: Claim): Said {
    switch (found.kind) {
      case 'not-enrolled': return this.notEnrolled(found, claim)
      case 'no-longer-entitled': return this.noLongerEntitled(found, claim)
      case 'drawn-twice': return this.drawnTwice(found, claim)
      case 'missing-fact': return this.missingFact(found, claim)
      case 'coming-change': return this.comingChange(found, claim)
    }
  }

  categoryOf = (found: FoundClaim): string => this.claimOf(found).identity.category

  tell(found: Found): ScreeningFinding {
    const { person: id, name, place } = this.persons[found.person]!
    const claim = this.claimOf(found)
    const { entry } = claim.rule
    const { reason, ...said } = this.said(found, claim)
    return {
      kind: found.kind, person: { id, name, place }, other: null, benefit: entry.id, benefit_name: entry.name, category: claim.identity.category, month: monthAt(found.month),
      reason: reason.zh, reason_en: asSentence(reason.en), ...said,
    }
  }
}

/** Whether a person's death or an identity's end is past: what was never known of it no longer stands between anybody and money. */
export function isOver(book: LawBook, facts: Facts, found: Found, asOf: Day): boolean {
  if (found.kind !== 'missing-fact' || found.lacks.includes(ACCOUNT) || found.rule.continuation !== null) return false
  const { ended_on } = claimsOf(book, facts)[found.claim]!.identity
  return [facts.person?.died, ended_on].some(day => isGiven(day) && monthOf(day) < monthOf(asOf))
}

/** By kind in its order, then by place and name. */
export const inOrder = (found: readonly Found[], persons: readonly KnownPerson[]): Found[] => found.toSorted((one, other) => {
  const [left, right] = [persons[one.person]!, persons[other.person]!]
  return FINDING_KINDS.indexOf(one.kind) - FINDING_KINDS.indexOf(other.kind) || one.month - other.month
    || (left.place < right.place ? -1 : Number(left.place > right.place)) || (left.person < right.person ? -1 : Number(left.person > right.person))
})

const CONFIRMATION = { source: 'servicemen-pension-regulation-2024', article: '第八条' }

/** Somebody whom the year's confirmation has not reached, and its last day is near or past. */
export function confirmationDue(book: LawBook, asked: KnownAsked, closes: Day): ScreeningFinding {
  const { person: id, name, place, categories: [category = null] } = asked
  return {
    kind: 'coming-change', person: { id, name, place }, other: null, benefit: null, benefit_name: { zh: '年度确认', en: 'Annual confirmation' }, category, month: monthOf(closes),
    reason: `年度确认到 ${closes} 截止，还没有确认`, reason_en: `The annual confirmation closes on ${closes}; not confirmed yet`,
    source: book.sources.get(CONFIRMATION.source)?.cite ?? CONFIRMATION.source, article: CONFIRMATION.article, action: actionOf('open', category),
  }
}

/** How often each kind stands in a list. */
export const countsOf = (kinds: readonly { readonly kind: FindingKind }[]): ScreeningCounts =>
  Object.fromEntries(FINDING_KINDS.map(kind => [kind, kinds.filter(one => one.kind === kind).length])) as ScreeningCounts // one for each kind
