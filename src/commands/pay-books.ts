import { writeFile } from 'node:fs/promises'
import { yuanGrouped } from '../base/money.ts'
import { compare, differences } from '../payment/consistency/actions.ts'
import { proofBoard } from '../payment/proof/actions.ts'
import { CELL_STATES, type Standings } from '../payment/proof/proof.ts'
import { closings, decideClosing, proposeClosing, receivables } from '../payment/recovery/actions.ts'
import { CLOSING_NAMES } from '../payment/recovery/recovery.ts'
import type { ClosingInput } from '../payment/recovery/schemas.ts'
import { householdStatement, personReceipts, personStatement } from '../payment/statements/actions.ts'
import { required, wholeNumber } from './arguments.ts'
import { subjectOf, tell, type Call } from './pay-call.ts'

const yearOf = ({ values }: Call): number => wholeNumber(required(values.year, 'year'), 'year', 1950, 2200)!

const standings = ({ persons, entitled_fen, arrived_fen, share, states }: Standings): string => {
  const troubled = CELL_STATES.filter(state => states[state] > 0).map(state => `${state} ${states[state]}`).join('，')
  return `${persons} 人  应发 ${yuanGrouped(entitled_fen)}  到账 ${yuanGrouped(arrived_fen)}  按时足额 ${share.on_time}/${share.due}  ${troubled}`
}

async function board(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  return tell(out, await proofBoard(opened.house, actor, { year: yearOf(call), place: values.place }), value => [
    `${value.year} 年  ${standings(value.total)}`, ...value.benefits.map(one => `  ${value.names[one.benefit]!.zh}  ${standings(one.total)}`),
    ...value.villages.map(one => `  ${value.villages_named[one.place]!.zh}  ${standings(one.total)}`),
  ].join('\n'))
}

/** Of a person, or with `--household` of everybody of a household. */
async function statement(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const ask = values.household ? householdStatement : personStatement
  return tell(out, await ask(opened.house, actor, subjectOf(call, '人员或户的编号'), yearOf(call)), value => [
    `${value.persons.map(one => one.name).join('、')}  ${value.year} 年  审批 ${yuanGrouped(value.total.owed_fen)}  到账 ${yuanGrouped(value.total.arrived_fen)}${value.total.deducted_fen > 0 ? `  抵扣 ${yuanGrouped(value.total.deducted_fen)}` : ''}  应收回 ${yuanGrouped(value.total.back_fen)}`,
    ...value.rows.map(row => `  ${row.period}  ${row.name}  ${row.benefit_name.zh}  ${yuanGrouped(row.amount_fen)}${row.offset_fen > 0 ? `（抵扣 ${yuanGrouped(row.offset_fen)}）` : ''}  ${row.arrived_on ?? row.state}  ${row.run}`),
  ].join('\n'))
}

/** What the codes of a person's slip say, signed. */
async function slips(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const answer = await personReceipts(opened.house, actor, subjectOf(call, '人员编号'), yearOf(call))
  if (answer.ok && values.out !== undefined) await writeFile(values.out, answer.value.map(one => `${one.text}\n`).join(''), { mode: 0o600 })
  return tell(out, answer, value => value.map(one => one.text).join('\n'))
}

async function compareBooks({ opened, actor, values, out }: Call): Promise<number> {
  const compared = await compare(opened.house, actor, { key: values.key })
  if (!compared.ok) return tell(out, compared, () => '')
  return tell(out, await differences(opened.house, actor), value => [
    `核对了 ${compared.value.lines} 行，再算了 ${compared.value.replayed} 行，不一致 ${compared.value.differences} 处`, ...value.rows.map(row => `  ${row.id}  ${row.owner}  ${row.text.zh}`),
  ].join('\n'))
}

const listReceivables = async ({ opened, actor, values, out }: Call): Promise<number> =>
  tell(out, await receivables(opened.house, actor, { size: 1000, place: values.place }), value => value.rows.map(row =>
    `${row.run} ${row.number}  ${row.name}  ${row.benefit_name.zh} ${row.period}  应收 ${yuanGrouped(row.amount_fen)}  已办 ${yuanGrouped(row.closed_fen)}  待定 ${yuanGrouped(row.proposed_fen)}`).join('\n'))

/** `RUN/NUMBER`, as `pay receivables` and lines are told apart. */
function placed(text: string, what: string): { run: string; number: number } {
  const [run = '', number] = text.split('/')
  return { run, number: wholeNumber(number, what, 1, 999_999)! }
}

async function close(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const common = {
    ...placed(subjectOf(call, '应收（批次号/序号）'), 'receivable'), amount_fen: wholeNumber(required(values.amount, 'amount'), 'amount', 1, 1e12)!,
    document: required(values.document, 'document'), reason: required(values.reason, 'reason'),
  }
  const kind = required(values.kind, 'kind')
  const input = kind === 'refund' ? { ...common, kind, fund: required(values.fund, 'fund') } : kind === 'offset' ? { ...common, kind, line: placed(required(values.line, 'line'), 'line') } : { ...common, kind }
  // The schema tells which kinds there are.
  return tell(out, await proposeClosing(opened.house, actor, input as ClosingInput, { key: values.key }), id => id)
}

const answer = async (call: Call): Promise<number> => {
  const { opened, actor, values, out } = call
  const accept = required(values.decision, 'decision') === 'accept'
  return tell(out, await decideClosing(opened.house, actor, subjectOf(call, '办理编号'), { accept, answer: values.reason }, { key: values.key }), state => state)
}

const listClosings = async ({ opened, actor, out }: Call): Promise<number> =>
  tell(out, await closings(opened.house, actor, null), value => value.map(one => `${one.id}  ${CLOSING_NAMES[one.kind].zh}  ${yuanGrouped(one.amount_fen)}  ${one.state}  ${one.document}  ${one.reason}`).join('\n'))

/** `pay` beyond the runs: proof, statements, comparison, receivables. */
export const BOOKS: Readonly<Record<string, (call: Call) => Promise<number>>> = {
  board, statement, slips, compare: compareBooks, receivables: listReceivables, close, closings: listClosings, answer,
}
