import { addDays, yearOf, type Day } from '../src/base/day.ts'
import { done, must } from '../src/base/result.ts'
import { keepEvidenceIn } from '../src/evidence/actions.ts'
import { read } from '../src/access/actions.ts'
import type { Work } from '../src/access/house.ts'
import { festivalDay } from '../src/plan/windows.ts'
import { factsOfIn } from '../src/roster/actions.ts'
import { writeWorkbook } from '../src/sheets/write.ts'
import { moveRoundIn, openRound, openRoundIn, recordVisitIn } from '../src/visits/actions.ts'
import { assignVisitors, planHouseholds, suggestions } from '../src/visits/planned/actions.ts'
import type { Festival, Goods } from '../src/visits/visits.ts'
import { yuan } from '../src/base/money.ts'
import { condolenceFund, goodsInStore } from './history-money.ts'
import { TOWNSHIP } from './places.ts'
import type { Scene, Stage } from './stage.ts'

type RoundPlan = { readonly festival: Festival; readonly year: number; readonly name: string; readonly from: Day; readonly households: number; readonly cash_fen: number; readonly goods: readonly Goods[] }

/** The seed's own year: five households and 1,000 yuan at each of the two holidays. */
const SEED_YEAR = 2023
const SEED_ROUND = { households: 5, cash_fen: 20_000, goods: [] }
const DAYS = 10
/** New Year's visits are made in its first days. */
const NEW_YEAR_DAYS = 3
const GOODS: readonly Goods[] = [{ name: '大米一袋', value_fen: 6_800 }, { name: '食用油一桶', value_fen: 7_500 }, { name: '棉被一床', value_fen: 12_800 }, { name: '春联和年画', value_fen: 1_200 }]

function roundsOf(stage: Stage, year: number): RoundPlan[] {
  const dice = stage.dice(`rounds ${year}`)
  const size = () => (year === SEED_YEAR ? SEED_ROUND : { households: dice.between(6, 14), cash_fen: dice.pick([20_000, 30_000, 50_000]), goods: dice.some(GOODS, dice.between(0, 2)) })
  return [
    { festival: 'spring-festival', year, name: `${year}年春节走访慰问`, from: addDays(festivalDay('spring-festival', year), -12), ...size() },
    { festival: 'army-day', year, name: `${year}年“八一”走访慰问`, from: `${year}-07-20`, ...size() },
    ...(year > SEED_YEAR ? [{ festival: 'new-year' as const, year, name: `${year}年元旦走访慰问`, from: `${year}-01-01`, ...size() }] : []),
  ]
}

const SIGNED_SHEET = ['序号', '村组', '姓名', '优抚对象类别', '慰问金(元)', '慰问品', '领取人签字(手印)', '日期']

type Visited = { readonly person: string; readonly name: string; readonly place: string; readonly on: Day }

/** The sheet on which every household signed (office-practice 2.3), kept with each of the visits. */
function signedSheet(plan: RoundPlan, visited: readonly Visited[]): Promise<Uint8Array> {
  const goods = plan.goods.map(each => each.name).join('、')
  const rows = visited.map((each, index) => [String(index + 1), each.place, each.name, '', yuan(plan.cash_fen), goods, `${each.name}（已签）`, each.on])
  return writeWorkbook({ name: '慰问签领表', headings: SIGNED_SHEET, rows })
}

async function choose(stage: Stage, work: Work, plan: RoundPlan): Promise<Visited[]> {
  const known = await factsOfIn(work, { place: TOWNSHIP, knownOn: plan.from })
  const living = known.filter(each => !each.facts.person?.died).toSorted((one, other) => (one.person < other.person ? -1 : 1))
  const dice = stage.dice(`visited ${plan.festival} ${plan.year}`)
  return dice.some(living, plan.households).map((each, index) => ({ ...each, on: addDays(plan.from, index % (plan.festival === 'new-year' ? NEW_YEAR_DAYS : DAYS)) }))
}

const giverOf = (stage: Stage): string => `${stage.ground.places[1]!.name}人民政府`

async function visit(stage: Stage, work: Work, plan: RoundPlan, round: string, sheet: Uint8Array, each: Visited, index: number): Promise<void> {
  const id = must(await recordVisitIn(work, {
    round, person: each.person, visited_on: each.on, visitors: [stage.nameOf('clerk'), stage.nameOf(index % 2 === 0 ? 'leader' : 'reviewer')],
    giver: giverOf(stage), cash_fen: plan.cash_fen, goods: [...plan.goods],
    receipt: { signed_by: each.name, voucher: `${plan.year}-${String(index + 1).padStart(3, '0')}` },
  }))
  must(await keepEvidenceIn(work, {
    kind: 'receipt', title: `${plan.name}签领表`, place: each.place, taken_on: each.on, bytes: sheet,
    media_type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', subject: { kind: 'visit', id },
  }))
}

/** A round is entered when it is over, from the signed sheet. */
const scene = (planned: RoundPlan): Scene => ({
  day: addDays(planned.from, DAYS),
  play: stage => stage.as('clerk', 'visits.write', async work => {
    const plan = { ...planned, goods: [...planned.goods, ...await goodsInStore(work)] }
    const fund = await condolenceFund(work, yearOf(plan.from))
    const round = must(await openRoundIn(work, { place: TOWNSHIP, festival: plan.festival, year: plan.year, name: plan.name, from: plan.from, to: addDays(plan.from, DAYS), fund, giver: giverOf(stage), cash_each_fen: plan.cash_fen, goods_each: [...plan.goods] }))
    const visited = await choose(stage, work, plan)
    const sheet = await signedSheet(plan, visited)
    for (const [index, each] of visited.entries()) await visit(stage, work, plan, round, sheet, each, index)
    // The two of the seed stay open: whoever tries the program adds a sixth household to them.
    if (plan.year > SEED_YEAR) must(await moveRoundIn(work, round, { state: 'closed' }))
    return done(round)
  }),
})

/** How many households are planned all over the township, and how many in the village whose worker signs in first. */
const PLANNED = { township: 6, village: 3 }

/** Before Army Day a round is under way: the standard is set, households are chosen, and nobody has been there yet. */
const underWay = ({ options: { until } }: Stage): Scene => ({
  day: addDays(until, -1),
  play: async stage => {
    const [clerk, year, village] = [await stage.actor('clerk'), yearOf(until), stage.ground.villages[0]!.code]
    const { fund, goods_each } = must(await read(stage.house, clerk, 'ledger.read', async work => ({ fund: await condolenceFund(work, year), goods_each: await goodsInStore(work) })))
    const id = must(await openRound(stage.house, clerk, {
      place: TOWNSHIP, festival: 'army-day', year, from: addDays(until, -1), to: `${year}-08-01`, fund, giver: giverOf(stage), cash_each_fen: 30_000, goods_each,
    }))
    const first = async (place: string, count: number) => must(await suggestions(stage.house, clerk, id, { place, category: null, count })).rows.map(row => row.household)
    const households = [...new Set([...await first('', PLANNED.township), ...await first(village, PLANNED.village)])]
    must(await planHouseholds(stage.house, clerk, id, { households, visitors: [stage.nameOf('clerk'), stage.nameOf('leader')] }))
    must(await assignVisitors(stage.house, clerk, id, { place: village, visitors: [stage.nameOf('village')] }))
  },
})

const isUnderWay = (until: Day): boolean => until.slice(5) > '06-20' && until.slice(5) < '07-30'

/** The holiday rounds of some years. */
export const visitScenes = (stage: Stage, years: readonly number[]): Scene[] => [
  ...years.flatMap(year => roundsOf(stage, year).map(scene)), ...(isUnderWay(stage.options.until) ? [underWay(stage)] : []),
]
