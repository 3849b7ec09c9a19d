import { counted } from '../../base/english.ts'
import type { Refusal } from '../../base/result.ts'

export const notApproved = (state: string): Refusal => ({
  code: 'state', place: 'run.state', value: state, legal: ['approved'],
  message: { zh: '审批以后、送银行以前才公示发放名单。', en: 'The lists of a run are disclosed between its approval and its sending.' },
})

export const nothingToDisclose: Refusal = {
  code: 'state', place: 'run.disclosure',
  message: { zh: '每个村的名单都已编制、正在公示或已公示结束。', en: 'Every village has its list already: drafted, published or ended.' },
}

export const undisclosed = (number: string, waiting: number, disputed: number, places: readonly string[]): Refusal => ({
  code: 'state', place: 'run.disclosure', value: places,
  message: {
    zh: `批次 ${number} 要先公示：还有 ${waiting} 个村的名单没有公示期满${disputed > 0 ? `，其中 ${disputed} 个村有异议成立或没有答复` : ''}，不能送银行。`,
    en: `Run ${number} must be disclosed first: in ${counted(waiting, 'village')} the notice period is not over${disputed > 0 ? `; in ${disputed} of them an objection was upheld or waits for its answer` : ''}. It cannot be sent.`,
  },
  next: { zh: '在“公示”里看每个村还差什么；异议成立的，先更正情况，编一批把不该发的记为应收，从待发的行里抵掉，再重新公示。', en: 'See the notices for what each village lacks; where an objection was upheld, correct the facts, prepare a run that finds what is not owed, take it from the waiting line, and disclose anew.' },
})
