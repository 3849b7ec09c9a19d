import type { LawBook } from '../../src/law/law.ts'

/**
 * The benefits that outside checks rely on, and all that the slow reckoning knows. A place may have more: adding one is
 * adding a file, and its own cases are its proof.
 */
export const CONTRACT_BENEFITS: readonly string[] = [
  'disability-pension', 'nursing-allowance', 'survivor-pension', 'red-army-allowance', 'demobilized-allowance', 'ill-veteran-allowance',
  'combat-veteran-allowance', 'nuclear-test-allowance', 'rural-veteran-allowance', 'martyr-child-allowance', 'conscript-family-allowance',
  'merit-award', 'martyr-commendation', 'death-lump-sum', 'funeral-allowance',
]

const isOfContract = (benefit: string): boolean => CONTRACT_BENEFITS.includes(benefit)

/** A law without the benefits that a place has added. */
export const ofContract = (book: LawBook): LawBook => ({
  ...book,
  benefits: new Map([...book.benefits].filter(([id]) => isOfContract(id))),
  categories: new Map([...book.categories].map(([id, entry]) =>
    [id, { ...entry, benefits: entry.benefits.filter(isOfContract) }])),
})
