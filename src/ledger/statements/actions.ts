import { read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { yearOf } from '../../base/day.ts'
import { done, refused, type Result, type Text } from '../../base/result.ts'
import type { LawHouse } from '../../law/house.ts'
import { writePrinted } from '../../sheets/write.ts'
import { fundsIn } from '../actions.ts'
import { budgetUse, budgetWarnings, spentOf, type BudgetRow, type BudgetProgress, type BudgetWarning, type Spent } from '../budgets/budgets.ts'
import { fundLine, type FundLine } from '../budgets/overview.ts'
import { selectBudgets } from '../budgets/store.ts'
import { noSuchFund, type Fund } from '../ledger.ts'
import { PURPOSE_NAMES } from '../words.ts'
import { fundSheet, placeSheet } from './sheets.ts'
import { monthsOf, movementOf, spanOf, statementOf, together, type FundMonths, type FundStatement, type Movement, type Statement } from './statements.ts'
import { selectFundRows, selectFundSums, selectOpenings } from './store.ts'

/** What funds have spent by purpose, less what came back. */
export const spentIn = async (work: Work, funds: readonly string[]): Promise<Spent[]> => spentOf(await selectFundSums(work.session, work.actor.county, funds))

type Told = { readonly opening_fen: number; readonly movements: readonly Movement[] }

async function toldIn(work: Work, funds: readonly string[], span: { from: string; to: string }): Promise<(fund: string) => Told> {
  const rows = await selectFundRows(work.session, work.actor.county, funds, span.from, span.to)
  const openings = new Map((await selectOpenings(work.session, work.actor.county, funds, span.from)).map(row => [row.fund, row.opening_fen]))
  const byFund = Map.groupBy(rows.map(movementOf), movement => movement.fund)
  return fund => ({ opening_fen: openings.get(fund) ?? 0, movements: byFund.get(fund) ?? [] })
}

/** A fund's statement with the rows behind it, of a year month by month too; its budget row by row, and held against what was spent. */
export type FundStatementView = FundStatement & {
  readonly months: readonly Statement[]
  readonly movements: readonly Movement[]
  readonly budget: readonly BudgetRow[]
  readonly used: readonly BudgetProgress[]
  readonly warnings: readonly BudgetWarning[]
}

/** `asked`: a year or a month, `2026` or `2026-03`. */
export async function fundStatementIn(work: Work, id: string, asked: string): Promise<Result<FundStatementView>> {
  const fund = (await fundsIn(work)).find(one => one.id === id)
  if (!fund) return refused(noSuchFund(id))
  const span = spanOf(asked)
  const { opening_fen, movements } = (await toldIn(work, [id], span))(id)
  const statement = statementOf(opening_fen, movements, span.from, span.to)
  const budget = await selectBudgets(work.session, work.actor.county, [id])
  const used = budgetUse(budget, await spentIn(work, [id]))
  const months = asked.length === 4 ? monthsOf(opening_fen, movements, Number(asked)) : []
  return done({ fund, statement, movements, months, budget, used, warnings: budgetWarnings(fund, used) })
}

/** The statements of all funds of a place, and what they come to together. */
export type PlaceStatementView = { readonly place: string; readonly funds: readonly FundStatement[]; readonly total: Statement }

/** A fund that neither held nor moved anything has no statement. */
const isIdle = ({ statement }: FundStatement): boolean => statement.opening_fen === 0 && Object.values(statement.totals).every(amount => amount === 0)

export async function placeStatementIn(work: Work, place: string, asked: string): Promise<PlaceStatementView> {
  const span = spanOf(asked)
  const funds = (await fundsIn(work)).filter(fund => fund.place.startsWith(place))
  const told = await toldIn(work, funds.map(fund => fund.id), span)
  const stated = (fund: Fund): FundStatement => {
    const { opening_fen, movements } = told(fund.id)
    return { fund, statement: statementOf(opening_fen, movements, span.from, span.to) }
  }
  const all = funds.map(stated).filter(one => !isIdle(one) || one.fund.year === yearOf(span.from))
  return { place, funds: all, total: together(all.map(({ statement }) => statement), span) }
}

/** The funds of a place that moved in a year, each month by month. */
export async function fundMonthsIn(work: Work, place: string, year: number): Promise<FundMonths[]> {
  const funds = (await fundsIn(work)).filter(fund => fund.place.startsWith(place))
  const told = await toldIn(work, funds.map(fund => fund.id), spanOf(String(year)))
  return funds.flatMap(fund => {
    const { opening_fen, movements } = told(fund.id)
    return movements.length === 0 ? [] : [{ fund, months: monthsOf(opening_fen, movements, year) }]
  })
}

/** The funds of a place and year with what each got, spent, holds, and how far its budget is used. */
export const fundLinesIn = async (work: Work, place: string, asked: string): Promise<FundLine[]> => {
  const { funds } = await placeStatementIn(work, place, asked)
  const ids = funds.map(({ fund }) => fund.id)
  const [budget, spent] = [await selectBudgets(work.session, work.actor.county, ids), await spentIn(work, ids)]
  return funds.map(each => fundLine(each, budget, spent))
}

export const fundLines = (house: House, actor: Actor, place: string, asked: string): Promise<Result<FundLine[]>> =>
  read(house, actor, 'ledger.read', work => fundLinesIn(work, place, asked))

const flat = <T>(result: Result<Result<T>>): Result<T> => (result.ok ? result.value : result)

export const fundStatement = async (house: House, actor: Actor, id: string, asked: string): Promise<Result<FundStatementView>> =>
  flat(await read(house, actor, 'ledger.read', work => fundStatementIn(work, id, asked)))

export const placeStatement = (house: House, actor: Actor, place: string, asked: string): Promise<Result<PlaceStatementView>> =>
  read(house, actor, 'ledger.read', work => placeStatementIn(work, place, asked))

type Names = (purpose: string) => Text | undefined
const benefitNames = async (house: LawHouse, work: Work): Promise<Names> => {
  const { benefits } = await house.lawOf(work)
  const names = new Map<string, Text>([...benefits.values()].map(benefit => [benefit.id, benefit.name]))
  return purpose => names.get(purpose)
}

export type PurposeName = { readonly id: string; readonly name: Text }

/** What money may be spent on, by name: the benefits of the law, then what else there is. */
export const purposes = (house: LawHouse, actor: Actor): Promise<Result<PurposeName[]>> => read(house, actor, 'ledger.read', async work => {
  const { benefits } = await house.lawOf(work)
  return [...[...benefits.values()].map(({ id, name }) => ({ id, name })), ...Object.entries(PURPOSE_NAMES).map(([id, name]) => ({ id, name }))]
})

type File = { readonly name: string; readonly bytes: Uint8Array }

/** A fund's statement as a workbook. */
export const fundStatementFile = async (house: LawHouse, actor: Actor, id: string, asked: string): Promise<Result<File>> =>
  flat(await read(house, actor, 'ledger.read', async (work): Promise<Result<File>> => {
    const found = await fundStatementIn(work, id, asked)
    if (!found.ok) return found
    const sheet = fundSheet(found.value, asked, await benefitNames(house, work))
    return done({ name: `${sheet.title}.xlsx`, bytes: await writePrinted([sheet]) })
  }))

/** The statements of a place's funds as a workbook. */
export const placeStatementFile = (house: LawHouse, actor: Actor, place: string, asked: string): Promise<Result<File>> =>
  read(house, actor, 'ledger.read', async work => {
    const sheet = placeSheet(await placeStatementIn(work, place, asked), asked, await benefitNames(house, work))
    return { name: `${sheet.title}.xlsx`, bytes: await writePrinted([sheet]) }
  })
