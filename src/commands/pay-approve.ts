import { yuanGrouped } from '../base/money.ts'
import { PURPOSE_NAMES } from '../ledger/words.ts'
import { approveRun, fundSuggestion } from '../payment/actions.ts'
import { fundOutcomes, type FundByBenefit, type FundOutcome, type FundSuggestion } from '../payment/steps/funds.ts'
import { BadArguments } from './command.ts'
import { runLine, subjectOf, tell, type Call } from './pay-call.ts'

/** `BENEFIT=FUND,BENEFIT=FUND` */
function chosenIn(text: string | undefined): FundByBenefit | undefined {
  if (text === undefined) return undefined
  const pairs = text.split(',').map(pair => pair.trim().split('='))
  const wrong = pairs.find(([benefit, fund, ...more]) => !benefit || !fund || more.length > 0)
  if (wrong) throw new BadArguments(`--funds ${wrong.join('=')}：应写作 待遇=资金编号，用逗号隔开 / write BENEFIT=FUND, separated by commas`)
  return Object.fromEntries(pairs)
}

const approve = async (call: Call): Promise<number> => {
  const { opened, actor, values, out } = call
  return tell(out, await approveRun(opened.house, actor, subjectOf(call, '批次号'), { key: values.key, fund: values.fund, funds: chosenIn(values.funds) }), runLine)
}

function afterLines({ fund, asked_fen, left_fen, short, budget }: FundOutcome, { needs }: FundSuggestion): string[] {
  const nameOf = (purpose: string) => needs.find(need => need.benefit === purpose)?.name.zh ?? PURPOSE_NAMES[purpose]?.zh ?? purpose
  return [
    `${fund.id}  ${fund.name}  结余 ${yuanGrouped(fund.balance_fen)}  本批付 ${yuanGrouped(asked_fen)}  批后剩 ${yuanGrouped(left_fen)}${short ? `  ${short.message.zh}` : ''}`,
    ...budget.map(use => `  ${use.purpose === null ? '预算' : `预算（${nameOf(use.purpose)}）`} ${yuanGrouped(use.budget_fen)}  已用 ${yuanGrouped(use.spent_fen)}  ` +
      `批后 ${yuanGrouped(use.after_fen)}${use.over_fen > 0 ? `  超出 ${yuanGrouped(use.over_fen)}（提醒，不影响审批）` : ''}`),
  ]
}

/** Which fund would pay each benefit of a run, and what that leaves; with `--funds`, as chosen there. */
async function choices(call: Call): Promise<number> {
  const { opened, actor, values, out } = call
  const chosen = chosenIn(values.funds)
  return tell(out, await fundSuggestion(opened.house, actor, subjectOf(call, '批次号')), offer => {
    const would = Object.fromEntries(offer.needs.flatMap(({ benefit, fund }) => { const pays = chosen?.[benefit] ?? fund; return pays === null ? [] : [[benefit, pays]] }))
    return [
      ...offer.needs.map(({ benefit, name, amount_fen }) => `${benefit}  ${name.zh}  ${yuanGrouped(amount_fen)} 元  ${offer.funds.find(fund => fund.id === would[benefit])?.name ?? '没有可用的资金'}`),
      ...fundOutcomes(offer, would).flatMap(after => afterLines(after, offer)),
    ].join('\n')
  })
}

/** `pay` where it asks from which funds a run is paid. */
export const APPROVAL: Readonly<Record<string, (call: Call) => Promise<number>>> = { approve, choices }
