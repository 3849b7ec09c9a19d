import { monthOf, yearOf, type Month } from '../../base/day.ts'
import { fen, yuan } from '../../base/money.ts'
import { isGiven, SURVIVOR_CATEGORIES } from '../../law/facts.ts'
import { parameterOf } from '../../law/law.ts'
import { isProvisional, NOTHING, payerOf, type Basis, type Formula } from '../formula.ts'
import { missingParameter, shownParameter } from '../reasons.ts'

type LumpSumBasis = Basis & { readonly death: Month | null; readonly own: boolean }

const SURVIVORS: readonly string[] = SURVIVOR_CATEGORIES

/**
 * Once, in the month of death: so many times last year's urban income and so many months of base pay. For survivors the
 * death is another's, whose day and rank have no key: they have entries of `by_hand` and no line.
 */
export const lumpSum: Formula<LumpSumBasis> = {
  needs: [],
  basis(_, situation) {
    const { facts, identity } = situation
    const { payer, moved } = payerOf(situation)
    const [death, own] = [isGiven(facts.person?.died) ? monthOf(facts.person.died) : null, !SURVIVORS.includes(identity.category)]
    return { payer, moved, cell: {}, death, own, key: `${payer}|${own}|${death}` }
  },
  due: (_, { own, death }, month) => !own || death === month,
  amount({ lump_sum }, { own, payer }, month, { book, parameters: extra, knownOn }) {
    if (!own || lump_sum === null) return NOTHING
    const year = yearOf(month)
    const income = parameterOf(book, { name: 'urban-disposable-income', year: year - 1, place: payer, knownOn, extra })
    if (!income) return { kind: 'no-rate', ...missingParameter('urban-disposable-income', year - 1, payer) }
    const pay = parameterOf(book, { name: 'base-pay', year, place: payer, knownOn, extra })
    if (!pay) return { kind: 'no-rate', ...missingParameter('base-pay', year, payer) }
    const { urban_income_times: times, base_pay_months: months } = lump_sum
    const amount_fen = fen(income.amount_fen * times + pay.amount_fen * months)
    return {
      kind: 'owed', amount_fen, arithmetic: `${yuan(income.amount_fen)} * ${times} + ${yuan(pay.amount_fen)} * ${months} = ${yuan(amount_fen)}`,
      rates: [shownParameter(book, pay), shownParameter(book, income)], provisional: isProvisional([income, pay]), floor: false,
      selectedBy: [], reasons: [],
    }
  },
}
