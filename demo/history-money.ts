import { read } from '../src/access/actions.ts'
import type { Work } from '../src/access/house.ts'
import { yearOf, type Month } from '../src/base/day.ts'
import { done, must } from '../src/base/result.ts'
import { addFundIn, creditFundIn, fundsIn } from '../src/ledger/actions.ts'
import { addBudgetIn } from '../src/ledger/budgets/actions.ts'
import type { Fund, FundLevel, Purpose } from '../src/ledger/ledger.ts'
import { decide, proposeTransfer } from '../src/ledger/proposals/actions.ts'
import { addItemIn, itemsIn, receiveIn } from '../src/ledger/stock/actions.ts'
import type { Goods } from '../src/visits/visits.ts'
import { TOWNSHIP } from './places.ts'
import type { Scene, Stage } from './stage.ts'

type Grant = { readonly name: string; readonly source: string; readonly purpose: Purpose; readonly level: FundLevel; readonly donor?: string; readonly amount_fen: number }

/** Comfortably more than a year costs, for each person on the roster: a demo's fund never runs dry. */
const FEN_A_PERSON = { central: 1_200_000, provincial: 400_000, county: 200_000 }
const CONDOLENCE_FEN = 5_000_000

/** What a year brings. The older of two that may pay is asked first, so the central one stands first. */
const grants = (year: number, people: number): Grant[] => [
  { name: `${year}年优抚对象补助资金`, source: '中央财政', purpose: 'benefits', level: 'central', amount_fen: FEN_A_PERSON.central * people },
  { name: `${year}年省级抚恤补助配套资金`, source: '省级财政', purpose: 'benefits', level: 'provincial', amount_fen: FEN_A_PERSON.provincial * people },
  { name: `${year}年县级优抚经费`, source: '县级财政', purpose: 'benefits', level: 'county', amount_fen: FEN_A_PERSON.county * people },
  { name: `${year}年双拥慰问经费`, source: '镇级财政', purpose: 'condolence', level: 'township', amount_fen: CONDOLENCE_FEN },
]

async function fundOf(work: Work, year: number, level: FundLevel): Promise<Fund> {
  const fund = (await fundsIn(work)).find(each => each.year === year && each.level === level)
  if (!fund) throw new Error(`no ${level} fund in ${year}`)
  return fund
}

/** The fund from which a year's condolence money comes. */
export const condolenceFund = async (work: Work, year: number): Promise<string> => (await fundOf(work, year, 'township')).id

/** The fund of a level from which a month's pensions and allowances come. */
export const benefitsFund = async (stage: Stage, month: Month, level: 'central' | 'provincial' | 'county'): Promise<string> =>
  must(await read(stage.house, await stage.actor('clerk'), 'ledger.read', work => fundOf(work, yearOf(month), level))).id

/** Money arrives with its notice, and the year's budget with it. */
async function grant(work: Work, year: number, number: number, { amount_fen, ...fund }: Grant): Promise<string> {
  const document = fund.level === 'donated' ? `捐赠收据〔${year}〕1号` : `示例财社〔${year}〕${number}号`
  const id = must(await addFundIn(work, { place: TOWNSHIP, year, ...fund }))
  must(await creditFundIn(work, id, amount_fen, { document, on: work.today }))
  must(await addBudgetIn(work, id, { kind: fund.level === 'township' || fund.level === 'donated' ? 'budget' : 'allocation', change_fen: amount_fen, document, decided_on: work.today }))
  return id
}

/** The year's money arrives. */
const arrives = (year: number): Scene => ({
  day: `${year}-01-03`,
  play: stage => stage.as('clerk', 'ledger.fund', async work => {
    for (const [index, each] of grants(year, Math.max(stage.options.people, 262)).entries()) await grant(work, year, index + 1, each)
    return done(null)
  }),
})

/** A merchant gives money for the holidays, and oil is bought from it into the store. */
const GIFT_YEAR = 2025
const OIL = { name: '食用油', unit: '桶', unit_price_fen: 7_500 }
const [GIFT_FEN, BOUGHT] = [300_000, 30]
const given: Scene = {
  day: `${GIFT_YEAR}-12-20`,
  play: stage => stage.as('clerk', 'ledger.fund', async work => {
    const fund = await grant(work, GIFT_YEAR, 1, {
      name: `${GIFT_YEAR}年拥军爱心捐款`, source: '社会捐赠', purpose: 'condolence', level: 'donated', donor: '示例粮油商行（虚构）', amount_fen: GIFT_FEN,
    })
    const item = must(await addItemIn(work, { fund, ...OIL }))
    must(await receiveIn(work, item, { quantity: BOUGHT, document: '采购发票（示例）', on: work.today }))
    return done(null)
  }),
}

/** One of what is in store, for a household; nothing while nothing is there. */
export async function goodsInStore(work: Work): Promise<Goods[]> {
  const [item] = (await itemsIn(work)).filter(each => each.quantity_left > 0)
  return item ? [{ name: item.name, value_fen: item.unit_price_fen, item: item.id, quantity: 1 }] : []
}

/** The holiday money does not reach: the clerk asks that the county's helps out, and the leader agrees. */
const transferred: Scene = {
  day: '2025-07-10',
  play: async stage => {
    const clerk = await stage.actor('clerk')
    const [fund, fund_to] = must(await read(stage.house, clerk, 'ledger.read', async work => [await fundOf(work, 2025, 'county'), await fundOf(work, 2025, 'township')]))
    const id = must(await proposeTransfer(stage.house, clerk, {
      fund: fund!.id, fund_to: fund_to!.id, amount_fen: 2_000_000, happens_on: '2025-07-10', document: '示例镇政〔2025〕12号', reason: '“八一”走访户数增加，慰问经费不足',
    }))
    stage.later({ day: '2025-07-11', play: async () => must(await decide(stage.house, await stage.actor('leader'), id, 'approve')) })
  },
}

/** What money came, passed on and was turned into goods. */
export const moneyScenes = (years: readonly number[]): Scene[] => [...years.map(arrives), transferred, given]
