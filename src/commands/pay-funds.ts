import { writeFile } from 'node:fs/promises'
import { isMonth } from '../base/day.ts'
import { yuanGrouped } from '../base/money.ts'
import { refused, type Refusal } from '../base/result.ts'
import { isId } from '../evidence/within.ts'
import { refusalsOf } from '../http/router.ts'
import { addFund, creditFund, funds } from '../ledger/actions.ts'
import { addBudget } from '../ledger/budgets/actions.ts'
import type { BudgetInput } from '../ledger/budgets/schemas.ts'
import { noSuchFund } from '../ledger/ledger.ts'
import { decide, proposals, proposeCount, proposeTransfer } from '../ledger/proposals/actions.ts'
import { noSuchProposal, PROPOSAL_KINDS, PROPOSAL_STATES, STEPS, type FundProposal, type ProposalStep } from '../ledger/proposals/proposals.ts'
import { rejectInput, type CountInput, type TransferInput } from '../ledger/proposals/schemas.ts'
import type { CreditInput, FundInput } from '../ledger/schemas.ts'
import { fundLines, fundStatement, fundStatementFile, placeStatement, placeStatementFile } from '../ledger/statements/actions.ts'
import type { Statement } from '../ledger/statements/statements.ts'
import { addItem, items, movements, receive } from '../ledger/stock/actions.ts'
import type { ItemInput, ReceiptInput } from '../ledger/stock/schemas.ts'
import { noSuchItem, STOCK_KINDS, stockTotals, type StockItem } from '../ledger/stock/stock.ts'
import { LEVEL_NAMES } from '../ledger/words.ts'
import { outsidePlaces } from '../payment/refusals.ts'
import { required, wholeNumber } from './arguments.ts'
import { BadArguments, refuse } from './command.ts'
import { subjectOf, tell, type Call } from './pay-call.ts'

/** A number as it was typed; what is none is refused by the action, with everything else that is wrong. */
const numberOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : /^-?\d{1,15}$/.test(text) ? Number(text) : Number.NaN)

/** The id that follows the word; another text belongs to nothing. */
function idOf(call: Call, what: string, absent: (id: string) => Refusal): { id: string; faults: Refusal[] } {
  const id = subjectOf(call, what)
  return { id, faults: isId(id) ? [] : [absent(id)] }
}

/** A place under which the asking person sees nothing is a slip of the pen, not an empty list. */
const placeFaults = ({ actor, values }: Call): Refusal[] =>
  (values.place === undefined || actor.scope.some(prefix => values.place!.startsWith(prefix) || prefix.startsWith(values.place!)) ? [] : [outsidePlaces(values.place, actor.scope)])

/** A year or a month. */
function spanOf({ values }: Call): string {
  if (values.month !== undefined && !isMonth(values.month)) throw new BadArguments(`--month ${values.month}：应写作 2026-03 / a month, 2026-03`)
  return values.month ?? String(wholeNumber(required(values.year, 'year 或 --month'), 'year', 1950, 2199))
}

/** With a year what each received and spent in it, and its budget; without one what is left. */
async function listFunds(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const faults = placeFaults(call)
  if (faults.length > 0) return refuse(out, faults)
  if (values.year !== undefined || values.month !== undefined) {
    return tell(out, await fundLines(opened.house, actor, values.place ?? '', spanOf(call)), rows => rows.map(row => [
      `${row.id}  ${row.name}  收到 ${yuanGrouped(row.received_fen)}  支出 ${yuanGrouped(row.spent_fen)}  结余 ${yuanGrouped(row.balance_fen)}`, ...row.warnings.map(one => `  ${one.message.zh}`),
    ].join('\n')).join('\n'))
  }
  const all = await funds(opened.house, actor)
  return tell(out, all.ok ? { ok: true, value: all.value.filter(fund => fund.place.startsWith(values.place ?? '')) } : all, rows =>
    rows.map(row => `${row.id}  ${row.year}  ${row.name}  ${LEVEL_NAMES[row.level].zh}  ${row.source}  结余 ${yuanGrouped(row.balance_fen)}`).join('\n'))
}

const statementLine = ({ from, to, opening_fen, totals, closing_fen }: Statement): string =>
  `${from} 至 ${to}  期初 ${yuanGrouped(opening_fen)}  收到 ${yuanGrouped(totals.received)}  支出 ${yuanGrouped(totals.spent)}  退回 ${yuanGrouped(totals.returned)}  期末 ${yuanGrouped(closing_fen)}`

/** Of one fund, or without one of all funds of a place; with `--out` as a workbook. */
async function statement(call: Call): Promise<number> {
  const { opened: { house }, actor, values, subject, out } = call
  const [asked, place] = [spanOf(call), values.place ?? '']
  const faults = [...placeFaults(call), ...(subject === undefined ? [] : idOf(call, '', noSuchFund).faults)]
  if (faults.length > 0) return refuse(out, faults)
  if (values.out !== undefined) {
    const file = subject === undefined ? await placeStatementFile(house, actor, place, asked) : await fundStatementFile(house, actor, subject, asked)
    if (!file.ok) return refuse(out, file.refusals)
    await writeFile(values.out, file.value.bytes, { mode: 0o600 })
    out.print({ file: values.out, bytes: file.value.bytes.byteLength }, values.out)
    return 0
  }
  if (subject === undefined) {
    return tell(out, await placeStatement(house, actor, place, asked), value => [...value.funds.map(one => `${one.fund.name}  ${statementLine(one.statement)}`), `合计  ${statementLine(value.total)}`].join('\n'))
  }
  return tell(out, await fundStatement(house, actor, subject, asked), value => [
    `${value.fund.name}  ${statementLine(value.statement)}`, ...value.movements.map(one => `  ${one.on}  ${one.into ? '+' : '-'}${yuanGrouped(one.amount_fen)}  ${one.memo}`),
    ...value.warnings.map(one => one.message.zh),
  ].join('\n'))
}

// What is missing or wrong in these is told by the action's own schema, all of it at once.
async function add({ opened, actor, values, out }: Call): Promise<number> {
  const input = {
    place: values.place ?? actor.place, name: values.name, source: values.source, year: numberOf(values.year), purpose: values.purpose, level: values.level, donor: values.donor,
  } as FundInput
  return tell(out, await addFund(opened.house, actor, input, { key: values.key }), id => id)
}

async function credit(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const { id, faults } = idOf(call, '资金编号', noSuchFund)
  const input = { amount_fen: numberOf(values.amount), document: values.document, on: values.on } as CreditInput
  return tell(out, faults.length > 0 ? refused(...faults) : await creditFund(opened.house, actor, id, input, { key: values.key }), balance => `结余 ${yuanGrouped(balance)}`)
}

async function budget(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const { id, faults } = idOf(call, '资金编号', noSuchFund)
  const input = { kind: values.kind, purpose: values.purpose, change_fen: numberOf(values.amount), document: values.document, decided_on: values.on } as BudgetInput
  return tell(out, faults.length > 0 ? refused(...faults) : await addBudget(opened.house, actor, id, input, { key: values.key }), number => `第 ${number} 行`)
}

async function transfer(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const input = { fund: subjectOf(call, '调出资金的编号'), fund_to: values.to, amount_fen: numberOf(values.amount), document: values.document, reason: values.reason, happens_on: values.on } as TransferInput
  return tell(out, await proposeTransfer(opened.house, actor, input, { key: values.key }), id => id)
}

const proposalLine = (one: FundProposal): string => [
  one.id, PROPOSAL_KINDS[one.kind].zh, one.kind === 'transfer' ? `${yuanGrouped(one.amount_fen)} 元` : `账面 ${one.quantity_booked} 清点 ${one.quantity_counted}`,
  PROPOSAL_STATES[one.state].zh, `${one.proposed_by_name}：${one.reason}`, one.decided_by_name ?? '',
].join('  ')

const listProposals = async ({ opened, actor, out }: Call): Promise<number> => tell(out, await proposals(opened.house, actor), rows => rows.map(proposalLine).join('\n'))

const isStep = (text: string): text is ProposalStep => Object.hasOwn(STEPS, text)

async function answer(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const step = required(values.decision, 'decision')
  if (!isStep(step)) throw new BadArguments(`--decision ${step}：应为 ${Object.keys(STEPS).join('、')} / must be one of these`)
  const { id, faults } = idOf(call, '提议编号', noSuchProposal)
  const why = step === 'reject' ? rejectInput.safeParse({ answer: values.reason }) : undefined
  if (why?.success === false) faults.push(...refusalsOf(why.error.issues))
  return tell(out, faults.length > 0 ? refused(...faults) : await decide(opened.house, actor, id, step, values.reason, { key: values.key }), () => PROPOSAL_STATES[STEPS[step].to].zh)
}

/** Without an item all of them, with what came in, went out and is left; with one every movement of it. */
async function stock(call: Call): Promise<number> {
  const { opened: { house }, actor, subject, out } = call
  const faults = [...placeFaults(call), ...(subject === undefined ? [] : idOf(call, '', noSuchItem).faults)]
  const all = await items(house, actor)
  if (!all.ok || faults.length > 0) return refuse(out, all.ok ? faults : all.refusals)
  const asked = all.value.filter(item => (subject === undefined ? item.place.startsWith(call.values.place ?? '') : item.id === subject))
  if (subject !== undefined && asked.length === 0) return refuse(out, [noSuchItem(subject)])
  const rows: (StockItem & ReturnType<typeof stockTotals> & { movements?: unknown })[] = []
  for (const item of asked) {
    const moved = await movements(house, actor, item.id)
    if (!moved.ok) return refuse(out, moved.refusals)
    rows.push({ ...item, ...stockTotals(moved.value), ...(subject === undefined ? {} : { movements: moved.value }) })
    if (subject !== undefined) for (const one of moved.value) out.log(`  ${one.moved_on}  ${STOCK_KINDS[one.kind].zh} ${one.quantity_change}  余 ${one.quantity_left}  ${one.document}`)
  }
  const line = (one: typeof rows[number]) => `${one.id}  ${one.name}  每${one.unit} ${yuanGrouped(one.unit_price_fen)} 元  入库 ${one.received}  发出 ${one.given}  结存 ${one.quantity_left}`
  out.print(subject === undefined ? rows : rows[0], rows.map(line).join('\n'))
  return 0
}

async function newItem({ opened, actor, values, out }: Call): Promise<number> {
  const input = { fund: values.fund, name: values.name, unit: values.unit, unit_price_fen: numberOf(values.amount) } as ItemInput
  return tell(out, await addItem(opened.house, actor, input, { key: values.key }), id => id)
}

async function received(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const { id, faults } = idOf(call, '物品编号', noSuchItem)
  const input = { quantity: numberOf(values.quantity), document: values.document, on: values.on } as ReceiptInput
  return tell(out, faults.length > 0 ? refused(...faults) : await receive(opened.house, actor, id, input, { key: values.key }), left => `结存 ${left}`)
}

async function counted(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const input = { item: subjectOf(call, '物品编号'), quantity_counted: numberOf(values.quantity), document: values.document, reason: values.reason, happens_on: values.on } as CountInput
  return tell(out, await proposeCount(opened.house, actor, input, { key: values.key }), id => id)
}

/** `pay` about funds: what there is, their statements and budgets, transfers and counts that another person decides, goods in store. */
export const FUNDS: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  funds: listFunds, 'fund-statement': statement, 'fund-add': add, 'fund-credit': credit, 'fund-budget': budget, 'fund-transfer': transfer, 'fund-proposals': listProposals, 'fund-decide': answer,
  stock, 'stock-add': newItem, 'stock-receive': received, 'stock-count': counted,
}

export const FUNDS_USAGE = `    funds [--place CODE] [--year Y] · fund-statement [FUND] --year Y | --month YYYY-MM [--place CODE] [--out FILE.xlsx]
    fund-add --name N --source S --year Y [--place CODE] [--purpose any|benefits|condolence|hardship] [--level central|provincial|county|township|donated] [--donor D]
    fund-credit FUND --amount FEN --document D --on DAY · fund-budget FUND --kind budget|allocation|adjustment --amount=FEN [--purpose P] --document D --on DAY
    fund-transfer FUND --to FUND --amount FEN --document D --reason WHY --on DAY · fund-proposals · fund-decide ID --decision approve|reject|withdraw [--reason WHY]
    stock [ITEM] [--place CODE] · stock-add --fund FUND --name N --unit U --amount FEN · stock-receive ITEM --quantity N --document D --on DAY
    stock-count ITEM --quantity N --document D --reason WHY --on DAY`
