import { NOTHING, payerOf, type Basis, type Formula } from '../formula.ts'

/** Never a line: its amount needs a fact that has no key, and a person settles it. */
export const byHand: Formula = {
  needs: [],
  basis(_, situation): Basis {
    const { payer, moved } = payerOf(situation)
    return { payer, moved, cell: {}, key: payer }
  },
  amount: () => NOTHING,
}
