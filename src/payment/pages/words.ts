import { dayOf } from '../../base/day.ts'
import { yuanGrouped, type Fen } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Words } from '../../ui/language.ts'
import type { Tone } from '../../ui/page.tsx'
import type { FailureState, WaitingReason } from '../banks/failures/failures.ts'
import type { LineState, RunEvent, RunState } from '../payment.ts'

export const RUN_TONES: Readonly<Record<RunState, Tone>> = {
  draft: 'warn', checked: 'warn', approved: 'warn', sent: 'warn', returned: 'late', confirmed: 'ok', discarded: 'plain',
}

export const LINE_STATE_NAMES: Readonly<Record<LineState, { readonly words: Text; readonly tone: Tone }>> = {
  open: { words: { zh: '编制中', en: 'Prepared' }, tone: 'plain' }, approved: { words: { zh: '待送银行', en: 'To be sent' }, tone: 'warn' },
  sent: { words: { zh: '在银行', en: 'With the bank' }, tone: 'warn' }, returned: { words: { zh: '退票', en: 'Returned' }, tone: 'late' },
  withdrawn: { words: { zh: '已撤销', en: 'Withdrawn' }, tone: 'plain' },
  confirmed: { words: { zh: '已到账', en: 'Arrived' }, tone: 'ok' }, discarded: { words: { zh: '作废', en: 'Discarded' }, tone: 'plain' },
}
export const LINE_KIND_NAMES: Readonly<Record<'regular' | 'arrears', Text>> = { regular: { zh: '正常', en: 'Regular' }, arrears: { zh: '补发', en: 'Arrears' } }

export const FAILURE_STATE_NAMES: Readonly<Record<FailureState, { readonly words: Text; readonly tone: Tone }>> = {
  open: { words: { zh: '待更正', en: 'To be corrected' }, tone: 'late' }, ready: { words: { zh: '可重发', en: 'Ready to go again' }, tone: 'ok' },
  'under-way': { words: { zh: '已重发', en: 'Sent again' }, tone: 'plain' },
}
export const WAITING_NAMES: Readonly<Record<WaitingReason, Text>> = {
  'died': { zh: '编制以后得知已去世：在“应收”里记下并抵掉', en: 'Died, as was learned since: close it with its receivable' }, 'no-account': { zh: '没有账号', en: 'No account' }, 'holder-differs': { zh: '户名不是本人，没有写明关系', en: 'Somebody else’s account, unexplained' },
  'not-corrected': { zh: '退票后账户没有更正', en: 'Not corrected since it came back' },
}

/** What is shown where the bank wrote nothing beside a payment that came back. */
export const NO_REASON: Text = { zh: '银行没有写原因', en: 'The bank gave no reason' }
export const TAKEN_BACK: Text = { zh: '到账后被银行退汇', en: 'Taken back by the bank after it arrived' }

/** The steps that are one press and one answer; the others have a part of the page to themselves. */
export const PRESSED_STEPS = ['check', 'approve', 'send', 'reissue', 'confirm', 'discard'] as const satisfies readonly RunEvent[]
export type PressedStep = typeof PRESSED_STEPS[number]

type StepWords = { readonly name: Text; readonly effect: Text }
export const STEP_WORDS: Readonly<Record<PressedStep, StepWords>> = {
  check: { name: { zh: '复核通过', en: 'Check' }, effect: { zh: '从现在起这一批的内容不再变动；有改动只能作废重编。', en: 'From now on nothing in this run changes; a change means a new run.' } },
  approve: { name: { zh: '审批', en: 'Approve' }, effect: { zh: '钱从下面选定的资金中划出，每一行记账。审批以后不能作废。', en: 'The money is set aside from the funds chosen below and every line is posted. An approved run cannot be discarded.' } },
  send: { name: { zh: '送银行', en: 'Send' }, effect: { zh: '每一行得到一个流水号。然后在“文件”里导出代发文件交给银行。', en: 'Every line gets a serial. Then take the bank file from the files below.' } },
  reissue: { name: { zh: '重发', en: 'Reissue' }, effect: { zh: '按现在的账户再送一次，金额不变。账户有误、还没有更正的留下。', en: 'They go again to the account as it stands, for the same amount. Whose account was at fault and is not corrected stays behind.' } },
  confirm: { name: { zh: '确认全部到账', en: 'Confirm' }, effect: { zh: '银行没有退票时才用。有退票的，请登记回盘文件。', en: 'Only if the bank returned nothing; otherwise enter its return file.' } },
  discard: { name: { zh: '作废', en: 'Discard' }, effect: { zh: '这一批不再办理，里面的人下次编制时会再出现。', en: 'This run ends here; its people come again with the next one.' } },
}

/** The way of a run, and whose each step is. */
export const WAY = ['prepare', 'check', 'approve', 'send', 'confirm'] as const
export const WAY_WORDS: Readonly<Record<typeof WAY[number], { readonly name: Text; readonly who: Text }>> = {
  prepare: { name: { zh: '编制', en: 'Prepared' }, who: { zh: '经办', en: 'Clerk' } },
  check: { name: { zh: '复核', en: 'Checked' }, who: { zh: '复核，不得为编制人', en: 'Reviewer, not the preparer' } },
  approve: { name: { zh: '审批', en: 'Approved' }, who: { zh: '镇领导或县双拥办，不得为编制人', en: 'Leader or county office, not the preparer' } },
  send: { name: { zh: '代发', en: 'Sent' }, who: { zh: '经办送银行', en: 'Clerk, to the bank' } },
  confirm: { name: { zh: '到账', en: 'Arrived' }, who: { zh: '凭银行回盘', en: 'By the bank’s answer' } },
}

const HOURS_EAST = 8 * 3_600_000
/** `2026-11-06 09:12`, at the office. */
export const instant = (at: string): string => {
  const milliseconds = Date.parse(at)
  return `${dayOf(milliseconds)} ${new Date(milliseconds + HOURS_EAST).toISOString().slice(11, 16)}`
}

export const monthsWords = (from: string, to: string): Words => (from === to ? from : { zh: `${from} 至 ${to}`, en: `${from} to ${to}` })

/** A sum as a person writes it: `16,488.00 × 3/12`. */
export const times = (arithmetic: string): string => arithmetic.replaceAll(' * ', ' × ')

/** An amount with its sign, as a difference is told. */
export const signed = (amount: Fen): string => (amount > 0 ? `+${yuanGrouped(amount)}` : amount < 0 ? `−${yuanGrouped(-amount)}` : '0.00')
export const yuanWords = (amount: Fen): Text => ({ zh: `${yuanGrouped(amount)} 元`, en: `${yuanGrouped(amount)} yuan` })
