import type { Month } from '../base/day.ts'
import { counted, inSentence } from '../base/english.ts'
import type { Refusal } from '../base/result.ts'
import { RUN_STATE_NAMES, WORKFLOW, type RunEvent, type RunState } from './payment.ts'

export const noSuchRun = (id: string): Refusal => ({
  code: 'not-found', place: 'run', value: id,
  message: { zh: '没有这个发放批次，或不在您的辖区。', en: 'There is no such run within your places.' },
})

export const wrongState = (event: RunEvent, state: RunState): Refusal => ({
  code: 'state', place: 'run.state', value: state, legal: WORKFLOW[event].from,
  message: {
    zh: `这一批现在是“${RUN_STATE_NAMES[state].zh}”，不能${WORKFLOW[event].name.zh}；要在“${WORKFLOW[event].from.map(from => RUN_STATE_NAMES[from].zh).join('”或“')}”时才能。`,
    en: `This run is ${inSentence(RUN_STATE_NAMES[state].en)} and cannot be taken through "${WORKFLOW[event].name.en}", which needs: ${WORKFLOW[event].from.map(from => inSentence(RUN_STATE_NAMES[from].en)).join(' or ')}.`,
  },
})

export const samePerson = (event: RunEvent, name: string): Refusal => ({
  code: 'same-person', place: 'run.prepared_by', value: name,
  message: {
    zh: `这一批是${name}编制的，不能由本人${WORKFLOW[event].name.zh}。`,
    en: `${name} prepared this run; another person must take it through "${WORKFLOW[event].name.en}".`,
  },
  next: { zh: '请另一位有权限的同志办理。', en: 'Ask another person who may do this.' },
})

export const provisional = (sources: readonly string[], lines: number): Refusal => ({
  code: 'state', place: 'run.lines', value: sources,
  message: {
    zh: `有 ${lines} 行的标准是推算的，没有文件，不能审批：${sources.join('；')}。`,
    en: `${counted(lines, 'line rests', 'lines rest')} on a derived rate without a notice and cannot be approved: ${sources.join('; ')}.`,
  },
  next: { zh: '请把正式文件的标准录入政策库，作废这一批后重新编制。', en: 'Enter the rates of the notice, discard this run, and prepare it anew.' },
})

export const nothingDue = (held: number): Refusal => ({
  code: 'state', place: 'run',
  message: held > 0
    ? { zh: `没有新的应发：这些月份应发的 ${held} 行已在另一批里，还没有审批。`, en: `Nothing new is due: ${counted(held, 'line stands', 'lines stand')} in another run that is not approved yet.` }
    : { zh: '这些月份没有应发而未发的待遇。', en: 'Nothing is due for these months.' },
  next: { zh: '可在发放批次里查看。', en: 'See the list of runs.' },
})

export const wrongMonths = (from: Month, to: Month): Refusal => ({
  code: 'invalid', place: 'to', value: `${from}..${to}`,
  message: {
    zh: `起止月份 ${from} 至 ${to} 不对：止月不能早于起月，一批最多 60 个月，止月最晚到明年今月。`,
    en: `The months ${from} to ${to} do not fit: the last not before the first, at most 60 a run, and no later than a year from now.`,
  },
})

export const outsidePlaces = (place: string, legal: readonly string[]): Refusal => ({
  code: 'invalid', place: 'place', value: place, legal,
  message: { zh: `${place} 不在您的辖区。`, en: `${place} is not among your places.` },
})

export const unknownBenefits = (unknown: readonly string[], legal: readonly string[], place = 'benefits'): Refusal => ({
  code: 'invalid', place, value: unknown, legal,
  message: { zh: `没有这样的待遇：${unknown.join('、')}。`, en: `There are no such benefits: ${unknown.join(', ')}.` },
})

export const changedLines = (number: string): Refusal => ({
  code: 'conflict', place: 'run.lines_hash', value: number,
  message: { zh: `批次 ${number} 的明细与编制时的校验值不符，已停止办理。`, en: `The lines of run ${number} are not those that were prepared; nothing was done.` },
  next: { zh: '请联系管理员运行 verify 查明。', en: 'Ask an administrator to run verify.' },
})

export const postedMeanwhile = (lines: number): Refusal => ({
  code: 'conflict', place: 'run.lines', value: lines,
  message: { zh: `编制之后，这一批中有 ${lines} 行的已发数有了变化，不能审批。`, en: `Since this run was prepared, something was posted for ${lines} of its lines.` },
  next: { zh: '请作废这一批，重新编制。', en: 'Discard this run and prepare it anew.' },
})

export const noAccounts = (names: readonly string[]): Refusal => ({
  code: 'missing', place: 'person.account', value: names,
  message: { zh: `收款人都没有银行账号：${names.join('、')}。`, en: `None of the payees has a bank account: ${names.join(', ')}.` },
  next: { zh: '请先在名册里补上账号、开户银行和户名。', en: 'Enter account, bank and holder in the roster first.' },
})

export const nothingWaiting: Refusal = {
  code: 'state', place: 'run.lines',
  message: { zh: '这一批没有退回或待发的行。', en: 'No line of this run was returned or waits to be sent.' },
}

export const noFund = (needed: string, benefit: readonly string[]): Refusal => ({
  code: 'insufficient', place: 'fund', value: benefit,
  message: { zh: `这一批需要 ${needed} 元，辖区内没有可用于发放待遇的资金。`, en: `This run needs ${needed} yuan, and no fund here may be spent on benefits.` },
  next: { zh: '请先登记一笔资金和到账文件。', en: 'Enter a fund and what it received.' },
})
