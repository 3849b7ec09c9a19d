import { monthsFrom, type Month } from '../src/base/day.ts'
import { must } from '../src/base/result.ts'
import { approveRun, checkRun, confirmRun, decideExceptions, enterSetting, prepareRun, runExceptions, sendRun } from '../src/payment/actions.ts'
import { consistencyJob } from '../src/payment/consistency/jobs.ts'
import { DECIDING_KINDS, type ExceptionKind } from '../src/payment/exceptions/exceptions.ts'
import type { RunInput } from '../src/payment/schemas.ts'
import { bankAnswers } from './history-bank.ts'
import { discloseLists } from './history-disclosure.ts'
import { benefitsFund } from './history-money.ts'
import { COUNTY, TOWNSHIP } from './places.ts'
import type { Scene, Stage } from './stage.ts'

/** Notices of a rise that were announced months after it began (demo/law), and the month from which they hold. */
const LATE_NOTICES: readonly (readonly [announced: string, from: Month])[] = [['2023-10-20', '2023-08'], ['2025-10-22', '2025-08']]

/** The days of a run's steps. December's is drawn up early, so that its lists have hung by the day on which it is due. */
const STEPS = { prepare: '06', check: '07', approve: '08', send: '09', answer: '12' }
const DECEMBER_STEPS = { prepare: '01', check: '02', approve: '03', send: '13', answer: '14' }
const isDecember = (month: Month): boolean => month.endsWith('-12')

/** What the reviewer finds out about each exception; who rests on a derived rate waits for the notice. */
const FOUND_OUT: Partial<Readonly<Record<ExceptionKind, string>>> = {
  died: '死亡证明与家属说法一致，按规定发到当月，多发的收回',
  moved: '户口迁移证明已核对，今年仍由本县发放',
  provisional: '等正式标准文件到了再发',
  'payee-changed': '新存折复印件已与本人核对',
  'holder-differs': '本人委托家属代领，委托书已存档',
}

async function decideAll(stage: Stage, run: string): Promise<void> {
  const reviewer = await stage.actor('reviewer')
  const open = new Set(must(await runExceptions(stage.house, reviewer, run)).filter(one => one.decision === null).map(one => one.kind))
  for (const kind of DECIDING_KINDS.filter(each => open.has(each))) {
    must(await decideExceptions(stage.house, reviewer, run, { kind, decision: kind === 'provisional' ? 'leave-out' : 'pay', reason: FOUND_OUT[kind]! }))
  }
}

type Settle = (stage: Stage, run: string, month: Month) => Promise<unknown>

/** A run from draft to the bank's answer, each step on its own day by its own person. */
async function play(stage: Stage, month: Month, input: RunInput, settle: Settle): Promise<string> {
  const { id } = must(await prepareRun(stage.house, await stage.actor('clerk'), input))
  const days = isDecember(month) ? DECEMBER_STEPS : STEPS
  const step = (name: keyof typeof STEPS, take: () => Promise<unknown>) => stage.later({ day: `${month}-${days[name]}`, play: take })
  step('check', async () => {
    await decideAll(stage, id)
    must(await checkRun(stage.house, await stage.actor('reviewer'), id))
  })
  step('approve', async () => must(await approveRun(stage.house, await stage.actor('leader'), id)))
  step('send', async () => must(await sendRun(stage.house, await stage.actor('clerk'), id)))
  step('answer', () => settle(stage, id, month))
  return id
}

const confirmed: Settle = async (stage, run) => confirmRun(stage.house, await stage.actor('clerk'), run).then(must)

/** The county pays conscripts' families once a year, out of its own money. */
async function allowances(stage: Stage, month: Month): Promise<void> {
  const fund = await benefitsFund(stage, month, 'county')
  await play(stage, month, { place: TOWNSHIP, from: month, to: month, benefits: ['conscript-family-allowance'], fund, note: '义务兵家庭优待金' }, confirmed)
}

/** In January and July the provincial money is there first, and pays; else each benefit's fund is found at approval. */
const isProvincial = (month: Month): boolean => /-0[17]$/.test(month)

/** The month's run of everything, from the month of which something was learned late. */
async function monthly(stage: Stage, month: Month): Promise<void> {
  const fund = isProvincial(month) ? { fund: await benefitsFund(stage, month, 'provincial') } : {}
  const run = await play(stage, month, { place: TOWNSHIP, from: stage.lookBack(month), to: month, ...fund }, bankAnswers)
  if (!isDecember(month)) return
  discloseLists(stage, run, month)
  // Drawn up on its first day, it misses what the month still brings: January looks back.
  stage.learned(month)
}

const run = (month: Month): Scene => ({
  day: `${month}-${(isDecember(month) ? DECEMBER_STEPS : STEPS).prepare}`,
  play: async stage => {
    if (isDecember(month)) await allowances(stage, month)
    await monthly(stage, month)
  },
})

/** The county's notice: from 2024 on whatever is due in a month has arrived by its fifteenth. */
const dueDay: Scene = {
  day: '2023-12-20',
  play: async stage => must(await enterSetting(stage.house, await stage.actor('county'), {
    kind: 'due-day', place: COUNTY, value: { day: 15 }, from: '2024-01-01', document: '示例退役军人局〔2023〕21号：优抚资金每月15日前发放到位',
  })),
}

/** The account that the township's bank files name; its number is nobody's. */
const payingAccount: Scene = {
  day: '2023-12-21',
  play: async stage => must(await enterSetting(stage.house, await stage.actor('county'), {
    kind: 'paying-account', place: TOWNSHIP, value: { name: '示例县优抚资金专户（虚构）', account: '9900000000000001', bank: '示例农商银行营业部' }, from: '2024-01-01',
    document: '示例财〔2023〕33号：优抚资金专户',
  })),
}

/** What each night does, on the last of them. */
const compared = (stage: Stage): Scene => ({
  day: stage.options.until, play: () => consistencyJob(stage.house, () => undefined).run(),
})

/** A run each month, and what it looks back to; at the end everything is held against everything. */
export const paymentScenes = (stage: Stage, years: readonly number[]): Scene[] => [
  dueDay,
  payingAccount,
  ...LATE_NOTICES.map(([day, from]): Scene => ({ day, play: () => stage.learned(from) })),
  ...years.flatMap(year => monthsFrom(`${year}-01`, `${year}-12`).map(run)),
  compared(stage),
]
