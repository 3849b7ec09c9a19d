import { Select } from 'antd'
import { useId, type ReactNode } from 'react'
import { yuanGrouped } from '../../base/money.ts'
import type { Refusal } from '../../base/result.ts'
import { LEVEL_NAMES } from '../../ledger/words.ts'
import { get } from '../../ui/api.ts'
import { useText, type Words } from '../../ui/language.ts'
import { Tag } from '../../ui/page.tsx'
import type { Column } from '../../ui/query-table.tsx'
import { fundOutcomes, type BudgetOutcome, type FundByBenefit, type FundOutcome, type FundSuggestion } from '../steps/funds.ts'
import { placeOf } from '../steps/refusals.ts'
import { PlainList } from '../../ui/plain-list.tsx'
import { yuanWords } from './words.ts'

export const fundsQuery = (run: string) => ({ queryKey: ['run-funds', run], queryFn: () => get<FundSuggestion>(`/runs/${run}/funds`), staleTime: 0 })

/** The funds that would pay, unless somebody chooses others. */
export const chosenIn = (offer: FundSuggestion, own: FundByBenefit): FundByBenefit =>
  ({ ...Object.fromEntries(offer.needs.flatMap(({ benefit, fund }) => (fund === null ? [] : [[benefit, fund]]))), ...own })

type Need = FundSuggestion['needs'][number]
type Table = { readonly offer: FundSuggestion; readonly chosen: FundByBenefit; readonly refusals: readonly Refusal[] }

const isAt = ({ chosen }: Table, benefit: string) => ({ place }: Refusal): boolean =>
  place === placeOf(benefit) || place === `fund.${chosen[benefit] ?? ''}`

/** Refusals that stand at no benefit's fund. */
export const refusalsElsewhere = (table: Table): Refusal[] =>
  table.refusals.filter(refusal => !table.offer.needs.some(need => isAt(table, need.benefit)(refusal)))

/** What stands against a benefit's fund: the server's refusal, else what the numbers say already. Of several that one fund pays, the first tells it. */
function faultAt(table: Table, after: FundOutcome | undefined, benefit: string): { readonly stands: boolean; readonly told: readonly Refusal[] } {
  const server = table.refusals.filter(isAt(table, benefit))
  const refusals = server.length > 0 ? server : after?.short ? [after.short] : []
  const first = table.offer.needs.find(need => table.chosen[need.benefit] === after?.fund.id)
  return { stands: refusals.length > 0, told: refusals.filter(({ place }) => place === placeOf(benefit) || first === undefined || first.benefit === benefit) }
}

/** What the next choice would leave: beside every fund in the list. */
function useOptions({ offer, chosen }: Table, need: Need) {
  const t = useText()
  return offer.funds.map(({ id, name, level, year, balance_fen }) => {
    const { left_fen } = fundOutcomes(offer, { ...chosen, [need.benefit]: id }).find(after => after.fund.id === id)!
    const [rest, lacking] = [yuanGrouped(left_fen), yuanGrouped(-left_fen)]
    const left: Words = left_fen < 0 ? { zh: `不够，差 ${lacking}`, en: `does not reach, ${lacking} short` } : { zh: `批后剩 ${rest}`, en: `leaves ${rest}` }
    const standing = t({ zh: `结余 ${yuanGrouped(balance_fen)}，${t(left)}`, en: `holds ${yuanGrouped(balance_fen)}, ${t(left)}` })
    const kind = `${t(LEVEL_NAMES[level])} ${t({ zh: `${year} 年`, en: String(year) })}${id === need.fund ? t({ zh: ' · 默认', en: ' · by default' }) : ''}`
    return { value: id, label: name, kind, standing, isShort: left_fen < 0 }
  })
}

type Choose = (benefit: string, fund: string) => void
type Option = ReturnType<typeof useOptions>[number]

const Offered = ({ label, kind, standing, isShort }: Option) => (
  <div className="fund-option"><b>{label}</b> <small>{kind}</small><br /><span className={isShort ? 'run-caution' : 'muted'}>{standing}</span></div>
)

/** The choice of one benefit's fund, and what stands against it. */
function FundOf({ table, need, choose }: { table: Table; need: Need; choose: Choose }) {
  const t = useText()
  const id = useId()
  const fund = table.chosen[need.benefit]
  const fault = faultAt(table, fundOutcomes(table.offer, table.chosen).find(one => one.fund.id === fund), need.benefit)
  return (
    <div className="fund-choice">
      <Select
        value={fund ?? null} options={useOptions(table, need)} status={fault.stands ? 'error' : ''} onChange={(chosen: string) => choose(need.benefit, chosen)}
        aria-label={t({ zh: `${need.name.zh}由哪笔资金付`, en: `The fund that pays: ${need.name.en}` })} aria-describedby={id}
        placeholder={t({ zh: '没有可用的资金', en: 'No fund may pay this' })} popupMatchSelectWidth={false} optionRender={({ data }) => <Offered {...data} />}
      />
      <div id={id} role="alert" className="run-caution">
        {fault.told.map(({ message, next }, index) => <p key={index}>{t(message)}{next && table.refusals.length > 0 ? ` ${t(next)}` : ''}</p>)}
      </div>
    </div>
  )
}

const Left = ({ amount }: { amount: number }) => <span className={amount < 0 ? 'run-caution' : undefined}>{amount < 0 ? `−${yuanGrouped(-amount)}` : yuanGrouped(amount)}</span>

function useNeedColumns(table: Table, choose: Choose): readonly [Column<Need>, ...Column<Need>[]] {
  const t = useText()
  const all = fundOutcomes(table.offer, table.chosen)
  const ofFund = (show: (after: FundOutcome) => ReactNode) => (need: Need) => {
    const after = all.find(one => one.fund.id === table.chosen[need.benefit])
    return after ? show(after) : '–'
  }
  return [
    { id: 'benefit', title: { zh: '待遇', en: 'Benefit' }, show: need => t(need.name) },
    { id: 'amount', title: { zh: '金额（元）', en: 'Amount (yuan)' }, show: need => yuanGrouped(need.amount_fen), number: true },
    { id: 'fund', title: { zh: '由哪笔资金付', en: 'Paid from' }, show: need => <FundOf table={table} need={need} choose={choose} /> },
    { id: 'balance', title: { zh: '结余', en: 'Holds' }, show: ofFund(after => yuanGrouped(after.fund.balance_fen)), number: true },
    { id: 'left', title: { zh: '批后剩', en: 'Left after' }, show: ofFund(after => <Left amount={after.left_fen} />), number: true },
  ]
}

/** A fund's whole budget, or of a purpose that its notice names; null: no budget was entered. */
type UsedRow = { readonly after: FundOutcome; readonly use: BudgetOutcome | null }

/** The whole budget of every fund that pays, and those purposes of it that this run pays. */
const usedRows = ({ offer, chosen }: Table): UsedRow[] => fundOutcomes(offer, chosen).filter(after => after.asked_fen > 0).flatMap((after): UsedRow[] => {
  const shown = after.budget.filter(use => use.purpose === null || use.after_fen !== use.spent_fen)
  return shown.length === 0 ? [{ after, use: null }] : shown.map(use => ({ after, use }))
})

const isPart = ({ use }: UsedRow): boolean => use !== null && use.purpose !== null

/** The fund, and of a part of its budget the benefit that it is for. */
function nameOf({ after: { fund }, use }: UsedRow, offer: FundSuggestion): { readonly zh: string; readonly en: string } {
  if (use === null || use.purpose === null) return { zh: fund.name, en: fund.name }
  const name = offer.needs.find(need => need.benefit === use.purpose)?.name ?? { zh: use.purpose, en: use.purpose }
  return { zh: `${fund.name}，其中${name.zh}`, en: `${fund.name}, of it: ${name.en}` }
}

function UsedAfter({ use }: { use: BudgetOutcome | null }) {
  const t = useText()
  if (use === null) return '–'
  const over = yuanGrouped(use.over_fen)
  return <>{yuanGrouped(use.after_fen)}{use.over_fen > 0 ? <><br /><Tag tone="warn">{t({ zh: `超出预算 ${over}`, en: `${over} beyond it` })}</Tag></> : null}</>
}

function useUsedColumns(offer: FundSuggestion): readonly [Column<UsedRow>, ...Column<UsedRow>[]] {
  const t = useText()
  const none = <span className="muted">{t({ zh: '未登记', en: 'None entered' })}</span>
  return [
    { id: 'fund', title: { zh: '资金', en: 'Fund' }, show: row => <span className={isPart(row) ? 'muted' : undefined}>{t(nameOf(row, offer))}</span> },
    { id: 'asked', title: { zh: '本批付', en: 'This run' }, show: ({ after, use }) => yuanGrouped(use ? use.after_fen - use.spent_fen : after.asked_fen), number: true },
    { id: 'left', title: { zh: '批后剩', en: 'Left after' }, show: row => (isPart(row) ? '–' : <Left amount={row.after.left_fen} />), number: true },
    { id: 'budget', title: { zh: '年度预算', en: 'Budget of the year' }, show: ({ use }) => (use ? yuanGrouped(use.budget_fen) : none), number: true },
    { id: 'used', title: { zh: '已用', en: 'Used' }, show: ({ use }) => (use ? yuanGrouped(use.spent_fen) : '–'), number: true },
    { id: 'after', title: { zh: '批后用到', en: 'Used after' }, show: ({ use }) => <UsedAfter use={use} />, number: true },
  ]
}

/** Budgets that this run would pass: told, and nothing more. */
function BudgetWarning({ rows, offer }: { rows: readonly UsedRow[]; offer: FundSuggestion }) {
  const t = useText()
  const beyond = rows.flatMap(row => (row.use !== null && row.use.over_fen > 0 ? [{ name: nameOf(row, offer), over: yuanWords(row.use.over_fen) }] : []))
  if (beyond.length === 0) return null
  const words = {
    zh: `审批以后，${beyond.map(({ name, over }) => `“${name.zh}”超出预算 ${over.zh}`).join('，')}。请核对文件；超出预算只是提醒，结余不够才不能批。`,
    en: `After this run ${beyond.map(({ name, over }) => `"${name.en}" is ${over.en} beyond its budget`).join(', ')}. Check the document: a budget warns, only a balance forbids.`,
  }
  return <p className="budget-warning" role="status">{t(words)}</p>
}

/** Which fund pays each benefit, and what that leaves in the funds and of their budgets. */
export function RunFunds({ table, choose }: { table: Table; choose: Choose }) {
  const rows = usedRows(table)
  const [needColumns, usedColumns] = [useNeedColumns(table, choose), useUsedColumns(table.offer)]
  if (table.offer.needs.length === 0) return null
  return (
    <div className="run-funds">
      <PlainList label={{ zh: '各项待遇由哪笔资金付', en: 'The fund that pays each benefit' }} rows={table.offer.needs} columns={needColumns} rowKey={need => need.benefit} shown={100} />
      <PlainList label={{ zh: '各笔资金和预算', en: 'The funds and their budgets' }} rows={rows} columns={usedColumns} rowKey={({ after, use }) => `${after.fund.id} ${use?.purpose ?? ''}`} shown={100} />
      <BudgetWarning rows={rows} offer={table.offer} />
    </div>
  )
}
