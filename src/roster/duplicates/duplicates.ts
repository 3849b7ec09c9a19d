import type { Day } from '../../base/day.ts'
import { inSentence } from '../../base/english.ts'
import type { Refusal, Text } from '../../base/result.ts'

/** Why two records look like one person. */
export const LIKENESSES = {
  birth: { zh: '同名，同一天出生', en: 'Same name, same day of birth' },
  number: { zh: '同名，证件号只差一位', en: 'Same name, numbers one digit apart' },
  account: { zh: '同一个银行账号，都写本人', en: 'Same bank account, each as its own holder' },
} as const satisfies Readonly<Record<string, Text>>
export type Likeness = keyof typeof LIKENESSES
export const LIKENESS_IDS = Object.keys(LIKENESSES) as Likeness[] // the keys are the type

export const JUDGEMENTS = ['two', 'open', 'same', 'declined'] as const
export type JudgementState = typeof JUDGEMENTS[number]

/** What is compared of two records, in the order of the page. */
export const COMPARED = ['name', 'identity_number', 'born', 'sex', 'place', 'address', 'phone', 'account', 'bank_name', 'account_holder', 'died_on'] as const
export type Compared = typeof COMPARED[number]

/** One record of a pair: numbers masked. `resting`: what stands in its name elsewhere, for which it cannot be closed. */
export type DuplicateSide = Readonly<Record<Exclude<Compared, 'name' | 'place'>, string | null>> & {
  readonly id: string; readonly name: string; readonly place: string; readonly categories: readonly string[]; readonly facts: number; readonly resting: readonly Text[]
}
export type OpenJudgement = { readonly id: string; readonly closed: string; readonly reason: string; readonly proposed_by: string; readonly proposed_by_name: string; readonly proposed_at: string }
export type DuplicatePair = {
  readonly likenesses: readonly Likeness[]
  readonly persons: readonly [DuplicateSide, DuplicateSide]
  /** What the two do not agree in, masked or not. */
  readonly differing: readonly Compared[]
  readonly proposal: OpenJudgement | null
}
export type DuplicateList = { readonly rows: readonly DuplicatePair[]; readonly total: number; readonly page: number; readonly size: number }

/** What pairs are found by. `number` opens the identity number: only where a name stands twice. */
export type Candidate = {
  readonly id: string; readonly name: string; readonly born: Day; readonly account_index: string | null; readonly own_account: boolean
  readonly number: () => string
}

const BODY = 17

/** Whether two identity numbers are one mistake apart: a digit, or two neighbours in each other's place. The last character follows from the others. */
export function oneDigitApart(a: string, b: string): boolean {
  const places = Array.from({ length: BODY }, (_, index) => index).filter(index => a[index] !== b[index])
  if (places.length === 1) return true
  const [first, second, ...more] = places
  return first !== undefined && second === first + 1 && more.length === 0 && a[first] === b[second] && a[second] === b[first]
}

export type Found = { readonly first: string; readonly second: string; readonly likenesses: readonly Likeness[] }
export const pairKey = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`)

const pairsOf = <T>(those: readonly T[]): [T, T][] => those.flatMap((one, index) => those.slice(index + 1).map((other): [T, T] => [one, other]))

/** The most that share one name or account and are still compared with one another: an office's own account is no likeness. */
const CROWD = 200

/** Every pair that looks like one person, with why. */
export function findPairs(people: readonly Candidate[]): Found[] {
  const found = new Map<string, Set<Likeness>>()
  const add = (a: Candidate, b: Candidate, likeness: Likeness) => {
    const key = pairKey(a.id, b.id)
    found.set(key, (found.get(key) ?? new Set()).add(likeness))
  }
  const crowds = (keyOf: (one: Candidate) => string | null) =>
    [...Map.groupBy(people.filter(one => keyOf(one) !== null), keyOf).values()].filter(those => those.length > 1 && those.length <= CROWD)
  for (const those of crowds(one => one.name)) {
    for (const [a, b] of pairsOf(those)) {
      if (a.born === b.born) add(a, b, 'birth')
      if (oneDigitApart(a.number(), b.number())) add(a, b, 'number')
    }
  }
  for (const those of crowds(one => (one.own_account ? one.account_index : null))) for (const [a, b] of pairsOf(those)) add(a, b, 'account')
  return [...found].map(([key, likenesses]) => {
    const [first, second] = key.split(' ') as [string, string]
    return { first, second, likenesses: LIKENESS_IDS.filter(each => likenesses.has(each)) }
  })
}

export const samePersonTwice: Refusal = { code: 'invalid', place: 'persons', message: { zh: '要选两个不同的人。', en: 'Name two different records.' } }

/** Records elsewhere stand in the name of the one that is to be closed: each is named. */
export const standsElsewhere = (name: string, resting: readonly Text[]): Refusal => ({
  code: 'state', place: 'closed', value: name,
  message: {
    zh: `“${name}”的这条记录不能关闭：${resting.map(each => each.zh).join('、')}。钱和经历不会悄悄转到另一条名下。`,
    en: `This record of ${name} cannot be closed: ${resting.map(each => inSentence(each.en)).join(', ')}. Money and history never move to the other silently.`,
  },
  next: { zh: '请留下这一条，关闭另一条；两条都有的，先在卡片上终止其中一条的身份，由发放追回多发的。', en: 'Keep this one and close the other; where both have some, end the identity of one on its card, so that payment recovers what was too much.' },
})

export const proposedAlready: Refusal = {
  code: 'duplicate', place: 'persons', message: { zh: '这两条已有人提出是同一个人，等另一人决定。', en: 'Somebody has proposed that these two are one; it waits for another person.' },
}

export const noSuchJudgement = (id: string): Refusal => ({ code: 'not-found', place: 'id', value: id, message: { zh: '您的辖区里没有这个提议。', en: 'There is no such proposal in your area.' } })

export const answeredAlready: Refusal = { code: 'state', place: 'proposal.state', legal: ['open'], message: { zh: '这个提议已经有人决定过。', en: 'Somebody has answered this proposal already.' } }
