import { inSentence } from '../../../base/english.ts'
import type { Refusal } from '../../../base/result.ts'
import { heldByReason, type FailureRules, type WaitingReason } from './failures.ts'

/** Nothing of a run can go to the bank: how many lines are held back, and why. */
export function nothingReady(held: readonly WaitingReason[], rules: FailureRules): Refusal {
  const counted = heldByReason(held).map(({ reason, lines }) => ({ name: rules.waiting[reason].name, lines }))
  return {
    code: 'state', place: 'run.lines', value: counted.map(one => `${one.name.zh} ${one.lines}`),
    message: {
      zh: `没有可以送出的行：${counted.map(one => `${one.name.zh} ${one.lines} 行`).join('，')}。`,
      en: `No line can go: ${counted.map(one => `${inSentence(one.name.en)}, ${one.lines}`).join('; ')}.`,
    },
    next: { zh: '请在退回清单里逐行更正账户，或核实后注明原因。', en: 'Correct the accounts in the list of failures, or say why one is right as it stands.' },
  }
}

export const noSuchFailure = (serial: string): Refusal => ({
  code: 'not-found', place: 'failure', value: serial,
  message: { zh: '没有这笔退回，或不在您的辖区。', en: 'There is no such failed payment within your places.' },
})

export const notOpen = (serial: string): Refusal => ({
  code: 'state', place: 'failure', value: serial,
  message: { zh: '这笔退回已经核实过，或已经重发。', en: 'This failed payment was seen to already, or has gone again.' },
})
