import { inSentence } from '../../base/english.ts'
import type { Refusal } from '../../base/result.ts'
import { DECISION_NAMES, EXCEPTION_NAMES, type ExceptionKind } from './exceptions.ts'
import type { ExceptionRow, OpenException } from './store.ts'

export const stillOpen = ({ number, name, kind, text }: OpenException): Refusal => ({
  code: 'state', place: `exceptions.${number}`, value: kind, legal: kind === 'provisional' ? ['leave-out'] : ['pay', 'leave-out'],
  message: {
    zh: `例外 ${number}（${name}，${EXCEPTION_NAMES[kind].zh}：${text.zh}）还没有处理，不能复核。`,
    en: `Exception ${number} (${name}, ${inSentence(EXCEPTION_NAMES[kind].en)}: ${inSentence(text.en)}) is not decided yet, so the run cannot be checked.`,
  },
  next: { zh: '请写明理由，选择照发或暂不发。', en: 'Decide to pay it or to leave it out, with a reason.' },
})

export const noSuchException = (value: string, open: readonly number[]): Refusal => ({
  code: 'not-found', place: 'exceptions', value, legal: open.map(String),
  message: { zh: `这一批没有例外“${value}”可处理。`, en: `This run has no open exception "${value}".` },
})

export const alreadyDecided = ({ number, decision, decided_by }: ExceptionRow): Refusal => ({
  code: 'state', place: `exceptions.${number}`, value: decision,
  message: {
    zh: `例外 ${number} 已由${decided_by}处理为“${DECISION_NAMES[decision!].zh}”。`, en: `${decided_by} has already decided exception ${number}: ${inSentence(DECISION_NAMES[decision!].en)}.`,
  },
  next: { zh: '要改，请作废这一批重新编制。', en: 'To change it, discard the run and prepare it anew.' },
})

export const notPayable = (number: number): Refusal => ({
  code: 'state', place: `exceptions.${number}`, value: 'pay', legal: ['leave-out'],
  message: { zh: `例外 ${number} 的标准是推算的，没有文件，不能照发。`, en: `Exception ${number} rests on a derived rate without a notice and cannot be paid.` },
  next: { zh: '请暂不发，标准录入以后再发。', en: 'Leave it out; it is due again when the rate is entered.' },
})

export const notThePreparer = (number: number, kind: ExceptionKind, name: string): Refusal => ({
  code: 'same-person', place: `exceptions.${number}`, value: name,
  message: { zh: `这一批是${name}编制的，例外 ${number}（${EXCEPTION_NAMES[kind].zh}）要由另一位同志处理。`, en: `${name} prepared this run; another person must decide exception ${number} (${inSentence(EXCEPTION_NAMES[kind].en)}).` },
})

export const nothingLeft: Refusal = {
  code: 'state', place: 'exceptions',
  message: { zh: '都暂不发，这一批就空了。', en: 'Leaving these out would leave nothing in the run.' },
  next: { zh: '请作废这一批。', en: 'Discard the run.' },
}
