import { firstDay, type Month } from '../base/day.ts'
import type { Benefit, Identity } from '../law/facts.ts'
import type { LawBook, Overlap } from '../law/law.ts'
import type { Answer } from './answer.ts'

/** A national regular benefit of one's own that an identity holds, and in which months. */
export type Holding = { readonly identity: Identity; readonly benefit: Benefit; readonly months: ReadonlySet<Month> }

/** The nearest place's latest word on drawing two benefits together. */
export function adviceOn({ overlaps }: LawBook, one: Benefit, other: Benefit, place: string, month: Month): Overlap | undefined {
  return overlaps
    .filter(({ benefits: [left, right], where, from }) =>
      ((left === one && right === other) || (left === other && right === one)) && place.startsWith(where) && from <= firstDay(month))
    .toSorted((a, b) => b.where.length - a.where.length || (a.from < b.from ? 1 : -1))[0]
}

const UNSAID = { zh: '能否兼领没有录入规定，请按当地规定核对', en: 'no rule on drawing them together is entered; check the local one' }

/** Several regular benefits at once warn, in the words of the area's matrix, and decide nothing. */
export function warnOfOverlaps(book: LawBook, answer: Answer, holdings: readonly Holding[], months: readonly Month[], county: string): void {
  for (const [index, one] of holdings.entries()) {
    for (const other of holdings.slice(index + 1)) {
      const month = months.find(asked => one.months.has(asked) && other.months.has(asked))
      if (month === undefined) continue
      const advice = adviceOn(book, one.benefit, other.benefit, county, month)
      const names = [one, other].toSorted((a, b) => (`${a.identity.category}/${a.benefit}` < `${b.identity.category}/${b.benefit}` ? -1 : 1))
        .map(({ identity, benefit }) => ({ of: book.categories.get(identity.category)!.name, what: book.benefits.get(benefit)!.name }))
      answer.warn('overlap', null, null, {
        zh: `同时享有多项国家定期抚恤补助（${names.map(({ of, what }) => `${of.zh}的${what.zh}`).join('、')}）：${advice ? `${advice.text.zh}${advice.confidence === 'sourced' ? `（${advice.source}）` : ''}` : UNSAID.zh}`,
        en: `several national regular benefits at once (${names.map(({ of, what }) => `${what.en} as ${of.en}`).join(', ')}): ${advice ? `${advice.text.en}${advice.confidence === 'sourced' ? ` (${advice.source})` : ''}` : UNSAID.en}`,
      })
    }
  }
}
