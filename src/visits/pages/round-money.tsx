import { useQuery } from '@tanstack/react-query'
import { counted } from '../../base/english.ts'
import { yuanGrouped, type Fen } from '../../base/money.ts'
import type { FundLine } from '../../ledger/budgets/overview.ts'
import type { StockItem } from '../../ledger/stock/stock.ts'
import { get } from '../../ui/api.ts'
import { useText } from '../../ui/language.ts'
import { useMay } from '../../ui/session.ts'
import { goodsSums, lacksFund, type GoodsSum } from '../planned/planned.ts'
import type { RoundView } from '../visits.ts'

export type OpenRound = RoundView & { readonly reserved_fen: Fen }

/** The round's fund with its budget, for whoever may see it. */
export function useFund(round: OpenRound): FundLine | undefined {
  const may = useMay('ledger.read')
  const { data } = useQuery({ queryKey: ['funds', 'lines', '', round.year], queryFn: () => get<readonly FundLine[]>(`/funds/lines?span=${round.year}`), enabled: may && round.fund !== null })
  return data?.find(fund => fund.id === round.fund)
}

/** What the round still has to give, were `households` to be given the standard. */
export type Need = { readonly households: number; readonly cash_fen: Fen; readonly goods: readonly GoodsSum[] }
export const needOf = (round: RoundView, households: number): Need =>
  ({ households, cash_fen: round.cash_each_fen * households, goods: goodsSums(round.goods_each, households) })

/** Cash of villages that is not in the ledger yet. */
export const unpostedOf = (round: RoundView): Fen => round.visits.reduce((total, visit) => total + (visit.posted ? 0 : visit.cash_fen), 0)

function Line({ label, amount_fen, over }: { label: string; amount_fen: Fen; over?: boolean }) {
  return <div><dt>{label}</dt><dd className={over ? 'round-over' : undefined}>{yuanGrouped(amount_fen)}</dd></div>
}

/** For whoever could choose one. */
export function NoFund({ round }: { round: OpenRound }) {
  const t = useText()
  const mayFund = useMay('ledger.read')
  if (!mayFund || round.state === 'removed' || !lacksFund(round)) return null
  return (
    <p className="round-warning" role="status">
      {t({ zh: '没有选资金：慰问金只登记，不入账，也不算支出。', en: 'No fund is chosen: the cash is noted, stands in no books and counts as no expense. ' })}
      {t(round.state === 'open' ? { zh: '请在“修改”里选好资金；已发的在结束这一轮时一并入账。', en: 'Choose one under "Change"; what was given is posted when the round ends.' }
        : { zh: '请重新打开这一轮，选好资金再结束。', en: 'Open the round again, choose one, and end it.' })}
    </p>
  )
}

/** What is to be given, held against the fund, its budget and the store. */
export function Means({ round, need }: { round: OpenRound; need: Need }) {
  const t = useText()
  const fund = useFund(round)
  const mayFund = useMay('ledger.read')
  const { data: stock } = useQuery({ queryKey: ['funds', 'stock'], queryFn: () => get<readonly StockItem[]>('/stock'), enabled: mayFund && round.goods_each.length > 0 })
  const unposted = unpostedOf(round)
  const left_fen = fund ? fund.balance_fen - round.reserved_fen - unposted - need.cash_fen : 0
  const budget = fund?.budget.find(row => row.purpose === 'condolence') ?? fund?.budget.find(row => row.purpose === null)
  const budgetLeft = budget ? budget.budget_fen - budget.spent_fen - unposted - need.cash_fen : undefined
  const short = need.goods.flatMap(({ name, item, quantity }) => {
    const found = stock?.find(each => each.id === item)
    return found ? [{ name, quantity, left: found.quantity_left, unit: found.unit }] : []
  })
  return (
    <div className="means">
      <dl>
        <Line label={t({ zh: `待发 ${need.households} 户（元）`, en: `To give ${counted(need.households, 'household')}` })} amount_fen={need.cash_fen} />
        {fund ? (
          <>
            <Line label={t({ zh: '资金结余', en: 'In the fund' })} amount_fen={fund.balance_fen} />
            {round.reserved_fen > 0 ? <Line label={t({ zh: '其他轮次要用', en: 'Other rounds need' })} amount_fen={round.reserved_fen} /> : null}
            {unposted > 0 ? <Line label={t({ zh: '村里已发、未入账', en: 'Given, not posted' })} amount_fen={unposted} /> : null}
            <Line label={t(left_fen < 0 ? { zh: '还差', en: 'Lacking' } : { zh: '发完还剩', en: 'Left afterwards' })} amount_fen={Math.abs(left_fen)} over={left_fen < 0} />
            {budgetLeft === undefined ? null : <Line label={t(budgetLeft < 0 ? { zh: '超出预算', en: 'Over the budget' } : { zh: '预算还剩', en: 'Left of the budget' })} amount_fen={Math.abs(budgetLeft)} over={budgetLeft < 0} />}
          </>
        ) : null}
      </dl>
      {short.map(({ name, quantity, left, unit }) => (
        <p key={name} className={left < quantity ? 'round-over' : 'muted'}>
          {t({ zh: `${name}：要 ${quantity} ${unit}，库里有 ${left} ${unit}${left < quantity ? `，还差 ${quantity - left} ${unit}` : ''}`, en: `${name}: ${quantity} needed, ${left} in store` })}
        </p>
      ))}
      {fund && left_fen < 0 ? <p className="round-over" role="status">{t({ zh: `“${fund.name}”不够，请减少户数、降低标准，或先登记拨款。`, en: `"${fund.name}" is not enough: fewer households, a lower standard, or more money first.` })}</p> : null}
    </div>
  )
}
