import type { Day } from '../base/day.ts'
import { counted, inSentence } from '../base/english.ts'
import type { Refusal, Text } from '../base/result.ts'
import { NOTICE_STATE_NAMES, STEPS, type NoticeState, type NoticeStep } from './disclosure.ts'
import type { Exposure } from './exposed.ts'

export const noSuchNotice = (id: string): Refusal => ({
  code: 'not-found', place: 'notice', value: id, message: { zh: '没有这份公示，或不在您的辖区。', en: 'There is no such notice within your places.' },
})

export const noSuchObjection = (id: string): Refusal => ({
  code: 'not-found', place: 'objection', value: id, message: { zh: '没有这条异议，或不在您的辖区。', en: 'There is no such objection within your places.' },
})

export const noSuchKind = (kind: string, legal: readonly string[]): Refusal => ({
  code: 'invalid', place: 'kind', value: kind, legal, message: { zh: `没有“${kind}”这种公示。`, en: `There is no kind of notice "${kind}".` },
})

export const outsidePlaces = (place: string, legal: readonly string[]): Refusal => ({
  code: 'invalid', place: 'place', value: place, legal, message: { zh: `${place} 不在您的辖区。`, en: `${place} is not among your places.` },
})

export const noContact: Refusal = {
  code: 'missing', place: 'contact',
  message: { zh: '还没有写受理异议的电话和地址，公示上必须有。', en: 'A notice must say by which phone and at which address objections are taken.' },
  next: { zh: '填一次即可，这个镇以后的公示沿用。', en: 'Enter them once; later notices of the township take them over.' },
}

export const valueMissing = (place: string, heading: string): Refusal => ({
  code: 'missing', place, message: { zh: `“${heading}”没有填，或填的不对。`, en: `"${heading}" is missing or not one of its kind.` },
})

const EXPOSED: Readonly<Record<Exposure, Text>> = {
  number: { zh: '像是身份证号、银行账号或电话', en: 'looks like an identity number, an account or a phone' },
  illness: { zh: '说到了病情或残疾情况', en: 'speaks of an illness or a disability' },
  address: { zh: '写了住址', en: 'gives an address' },
  secret: { zh: '像是写明了部队番号、驻地、兵力或任务', en: 'seems to name a military unit, garrison, strength or task' },
}

/** The text itself is not repeated: it must not reach a log. */
export const exposedText = (place: string, heading: string, exposure: Exposure): Refusal => ({
  code: exposure === 'secret' ? 'secret' : 'invalid', place,
  message: { zh: `“${heading}”${EXPOSED[exposure].zh}，不能公示。`, en: `"${heading}" ${EXPOSED[exposure].en} and may not be published.` },
  next: { zh: '请删去这一部分，或者这一行不公示。', en: 'Take that part out, or leave the row out.' },
})

export const nothingToShow = (omitted: number): Refusal => ({
  code: 'state', place: 'rows', value: omitted,
  message: { zh: `没有可以公示的行：${omitted} 人都按规定不公示。`, en: `Nothing may be shown: everybody (${omitted}) is left out by rule.` },
})

export const wrongState = (step: NoticeStep, state: NoticeState): Refusal => ({
  code: 'state', place: 'notice.state', value: state, legal: STEPS[step].from,
  message: {
    zh: `这份公示现在是“${NOTICE_STATE_NAMES[state].zh}”，不能${STEPS[step].name.zh}。`,
    en: `This notice is ${inSentence(NOTICE_STATE_NAMES[state].en)}; "${STEPS[step].name.en}" needs: ${STEPS[step].from.map(from => inSentence(NOTICE_STATE_NAMES[from].en)).join(' or ')}.`,
  },
})

export const samePreparer = (name: string): Refusal => ({
  code: 'same-person', place: 'notice.prepared_by', value: name,
  message: { zh: `这份公示是${name}编制的，要由另一人核对后张贴。`, en: `${name} prepared this notice; another person checks and publishes it.` },
  next: { zh: '请复核或领导办理。', en: 'Ask the reviewer or the leader.' },
})

export const sameRecorder = (name: string): Refusal => ({
  code: 'same-person', place: 'objection.recorded_by', value: name,
  message: { zh: `这条异议是${name}登记的，要由另一人答复。`, en: `${name} recorded this objection; another person answers it.` },
})

export const answeredAlready = (number: number): Refusal => ({
  code: 'state', place: 'objection', value: number, message: { zh: `第 ${number} 条异议已经答复。`, en: `Objection ${number} was answered already.` },
})

export const outsidePeriod = (on: Day, from: Day, to: Day): Refusal => ({
  code: 'invalid', place: 'raised_on', value: on, legal: [`${from}..${to}`],
  message: { zh: `异议提出的日期 ${on} 不在公示的日子里（${from} 至 ${to}）。`, en: `${on} is not within the days of this notice (${from} to ${to}).` },
})

export const noSuchRow = (row: number, rows: number): Refusal => ({
  code: 'invalid', place: 'row', value: row, legal: [`1..${rows}`], message: { zh: `名单只有 ${rows} 行，没有第 ${row} 行。`, en: `The list has ${counted(rows, 'row')}; there is no row ${row}.` },
})

export const changedContent = (id: string): Refusal => ({
  code: 'conflict', place: 'notice.content', value: id,
  message: { zh: '公示内容与编制时的校验值不符，已停止办理。', en: 'The notice is not what was prepared; nothing was done.' },
  next: { zh: '请联系管理员运行 verify 查明。', en: 'Ask an administrator to run verify.' },
})

export const shownAlready = (place: string): Refusal => ({
  code: 'duplicate', place: 'notice', value: place,
  message: { zh: '同一件事在这个村已有一份待审核或公示中的名单。', en: 'The same matter already has a draft or published notice in this village.' },
})
