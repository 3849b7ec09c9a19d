import type { Formula } from './formula.ts'
import { award } from './formulas/award.ts'
import { byHand } from './formulas/by-hand.ts'
import { continuation } from './formulas/continuation.ts'
import { lumpSum } from './formulas/lump-sum.ts'
import { monthly, monthlyByServiceYears } from './formulas/monthly.ts'
import { serviceMonths } from './formulas/service-months.ts'
import { wageShare } from './formulas/wage-share.ts'

const table = {
  'monthly': monthly, 'monthly-by-service-years': monthlyByServiceYears, 'wage-share': wageShare,
  'service-months-by-year': serviceMonths, 'award': award, 'lump-sum': lumpSum, 'continuation': continuation, 'by-hand': byHand,
}

/** The closed table of formulas. Each reads only bases that it made itself. */
export const FORMULAS: Readonly<Record<string, Formula>> = table as unknown as Readonly<Record<string, Formula>>
