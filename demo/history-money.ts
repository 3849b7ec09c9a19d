import type { Work } from '../src/access/house.ts'
import { done, must } from '../src/base/result.ts'
import { addFundIn, creditFundIn, fundsIn } from '../src/ledger/actions.ts'
import type { Purpose } from '../src/ledger/ledger.ts'
import { TOWNSHIP } from './places.ts'
import type { Scene, Stage } from './stage.ts'

/** Comfortably more than a year costs, for each person on the roster: a demo's fund never runs dry. */
const BENEFITS_FEN_A_PERSON = 1_200_000
const CONDOLENCE_FEN = 5_000_000

async function fundOf(work: Work, year: number, purpose: Purpose): Promise<string> {
  const fund = (await fundsIn(work)).find(each => each.year === year && each.purpose === purpose)
  if (!fund) throw new Error(`no fund for ${purpose} in ${year}`)
  return fund.id
}

/** The fund from which a year's condolence money comes. */
export const condolenceFund = (work: Work, year: number): Promise<string> => fundOf(work, year, 'condolence')
/** The fund from which a year's pensions and allowances come. */
export const benefitsFund = (work: Work, year: number): Promise<string> => fundOf(work, year, 'benefits')

async function grant(work: Work, year: number, name: string, source: string, purpose: Purpose, amount_fen: number): Promise<void> {
  const fund = must(await addFundIn(work, { place: TOWNSHIP, name, source, year, purpose }))
  must(await creditFundIn(work, fund, amount_fen, { document: `示例财社〔${year}〕${purpose === 'benefits' ? 1 : 2}号`, on: `${year}-01-03` }))
}

/** The year's money arrives. */
export const grantScenes = (stage: Stage, years: readonly number[]): Scene[] => years.map(year => ({
  day: `${year}-01-03`,
  play: () => stage.as('clerk', 'ledger.fund', async work => {
    await grant(work, year, `${year}年优抚对象补助资金`, '中央和省级财政', 'benefits', BENEFITS_FEN_A_PERSON * Math.max(stage.options.people, 262))
    await grant(work, year, `${year}年双拥慰问经费`, '镇级财政', 'condolence', CONDOLENCE_FEN)
    return done(null)
  }),
}))
