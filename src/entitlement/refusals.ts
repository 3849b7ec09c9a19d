import type { Refusal } from '../base/result.ts'

export const noSuchEntry = (place: string, id: string, legal: readonly string[]): Refusal => ({
  code: 'not-found', place, value: id, legal,
  message: { zh: `政策库里没有“${id}”。`, en: `The law holds no entry ${id}.` },
})

export const tooManyMonths = (to: string, last: string): Refusal => ({
  code: 'too-large', place: 'to', value: to, legal: [`<= ${last}`],
  message: { zh: '一次最多问十年。', en: 'Ten years at most in one question.' },
})
