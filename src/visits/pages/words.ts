import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Words } from '../../ui/language.ts'
import type { Tone } from '../../ui/page.tsx'
import type { HouseholdState } from '../planned/planned.ts'
import { goodsWords } from '../sign-off.ts'
import type { Goods, RoundState } from '../visits.ts'

export const ROUND_STATES: Readonly<Record<RoundState, Text>> = {
  open: { zh: '进行中', en: 'Open' }, closed: { zh: '已结束', en: 'Ended' }, removed: { zh: '已撤销', en: 'Removed' },
}
export const ROUND_TONES: Readonly<Record<RoundState, Tone>> = { open: 'warn', closed: 'ok', removed: 'plain' }
export const HOUSEHOLD_TONES: Readonly<Record<HouseholdState, Tone>> = { planned: 'plain', visited: 'ok', absent: 'warn', refused: 'late' }

/** Cash and goods in a few words; a dash for nothing. */
export const givenWords = (cash_fen: number, goods: readonly Goods[]): Words => {
  const things = goodsWords(goods)
  const cash = cash_fen > 0 ? yuanGrouped(cash_fen) : ''
  if (cash === '' && things === '') return '–'
  const joined = (unit: string, comma: string) => [cash === '' ? '' : `${cash} ${unit}`, things].filter(part => part !== '').join(comma)
  return { zh: joined('元', '，'), en: joined('yuan', ', ') }
}
