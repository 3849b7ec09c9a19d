import type { Role } from '../../base/actor.ts'
import { counted } from '../../base/english.ts'
import { sum, yuan, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Cell, CellState } from '../proof/proof.ts'

/** Something that is not as something else says it is. `kind` and `subject` name it for ever: found again, it is the same. */
export type Difference = {
  readonly kind: DifferenceKind
  readonly subject: string
  readonly place: string
  readonly text: Text
  readonly stated_fen: Fen | null
  readonly found_fen: Fen | null
}

/** `books`: lines, ledger, bank files and funds against each other; `replay`: a line against the law asked again; the rest are states of the proof board. */
export const DIFFERENCE_KINDS = ['books', 'replay', 'duplicate', 'over', 'unpaid', 'short', 'unclaimed', 'overdue'] as const
export type DifferenceKind = typeof DIFFERENCE_KINDS[number]

/** Whose it is to settle: books that do not balance are above the township; what was not paid is the clerk's. */
export const OWNERS: Readonly<Record<DifferenceKind, Role>> = {
  books: 'county-office', replay: 'reviewer', duplicate: 'county-office', over: 'reviewer', unpaid: 'clerk', short: 'clerk', unclaimed: 'clerk', overdue: 'clerk',
}

const STATE_WORDS: Readonly<Partial<Record<CellState, Text>>> = {
  duplicate: { zh: '一行到账两次', en: 'one line arrived twice' },
  over: { zh: '多发，还没有收回', en: 'more was paid than is owed, and has not come back' },
  unpaid: { zh: '过了应发日，没有发', en: 'its day has passed and nothing was paid' },
  short: { zh: '过了应发日，发得不足', en: 'its day has passed and less was paid than is owed' },
  unclaimed: { zh: '银行退回，还没有重发到账', en: 'the bank sent it back and it has not been paid again' },
  overdue: { zh: '审批了，过了应发日还没有到账', en: 'approved, its day has passed, and it has not arrived' },
}

/** What of the proof board asks for somebody, village by village, benefit by benefit and month by month. */
export function differencesOfCells(cells: readonly Cell[], nameOf: (benefit: string) => Text): Difference[] {
  const asking = cells.filter(cell => STATE_WORDS[cell.state] !== undefined)
  const groups = Map.groupBy(asking, ({ state, place, benefit, period }) => `${place}|${benefit}|${period}|${state}`)
  return [...groups].map(([key, those]): Difference => {
    const [{ state, place, benefit, period }, persons] = [those[0]!, new Set(those.map(one => one.person)).size]
    const [stated_fen, found_fen] = [sum(those.map(one => one.entitled_fen)), sum(those.map(one => one.arrived_fen - one.back_fen))]
    const [words, name] = [STATE_WORDS[state]!, nameOf(benefit)]
    return {
      kind: state as DifferenceKind, // the states that have words
      subject: key.slice(0, key.lastIndexOf('|')), place, stated_fen, found_fen,
      text: {
        zh: `${period} ${name.zh}：${persons} 人${words.zh}；应 ${yuan(stated_fen)} 元，到账 ${yuan(found_fen)} 元`,
        en: `${period} ${name.en}: ${words.en}, ${counted(persons, 'person')}; ${yuan(stated_fen)} yuan owed, ${yuan(found_fen)} arrived`,
      },
    }
  })
}

type Key = Pick<Difference, 'kind' | 'subject'>
const keyOf = ({ kind, subject }: Key): string => `${kind}|${subject}`

/** What is new, what stands still, and what is found no more. */
export function compared<Standing extends Key & { readonly id: string }>(standing: readonly Standing[], found: readonly Difference[]) {
  const [before, now] = [new Map(standing.map(one => [keyOf(one), one])), new Map(found.map(one => [keyOf(one), one]))]
  return {
    added: [...now].flatMap(([key, one]) => (before.has(key) ? [] : [one])),
    again: [...now].flatMap(([key, one]) => (before.has(key) ? [{ id: before.get(key)!.id, found: one }] : [])),
    gone: [...before].flatMap(([key, one]) => (now.has(key) ? [] : [one.id])),
  }
}
