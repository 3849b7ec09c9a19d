import type { Refusal } from '../../base/result.ts'

export const noSuchRoster = (form: string, legal: readonly string[]): Refusal => ({
  code: 'invalid', place: 'form', value: form, legal,
  message: { zh: `没有“${form}”这种名册。`, en: `There is no roster "${form}".` },
})

export const emptyRoster = (name: { zh: string; en: string }, legal: readonly string[]): Refusal => ({
  code: 'state', place: 'form', value: name.zh, legal,
  message: { zh: `这一批里没有“${name.zh}”要列的人。`, en: `Nobody of this run stands on the roster "${name.en}".` },
  next: { zh: '请选这一批有人的名册。', en: 'Choose a roster that this run fills.' },
})

export const discardedRun = (number: string): Refusal => ({
  code: 'state', place: 'run.state', value: 'discarded',
  message: { zh: `批次 ${number} 已作废，不出名册。`, en: `Run ${number} was discarded; no roster is made of it.` },
})
