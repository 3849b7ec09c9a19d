import type { Words } from '../../../ui/language.ts'
import type { Tone } from '../../../ui/page.tsx'
import { CELL_STATES, type CellState, type Standings } from '../proof.ts'

export const STATES: Readonly<Record<CellState, { readonly words: Words; readonly tone: Tone }>> = {
  'duplicate': { words: { zh: '重复', en: 'Twice' }, tone: 'late' },
  'over': { words: { zh: '多发', en: 'Over' }, tone: 'late' },
  'unpaid': { words: { zh: '未发', en: 'Unpaid' }, tone: 'late' },
  'short': { words: { zh: '不足', en: 'Short' }, tone: 'late' },
  'unclaimed': { words: { zh: '退回未领', en: 'Came back' }, tone: 'warn' },
  'overdue': { words: { zh: '逾期在途', en: 'Overdue' }, tone: 'warn' },
  'pending': { words: { zh: '未到应发日', en: 'Not due yet' }, tone: 'plain' },
  'late': { words: { zh: '逾期到账', en: 'Late' }, tone: 'warn' },
  'on-time': { words: { zh: '按时足额', en: 'On time' }, tone: 'ok' },
}

/** The state that most asks for somebody; undefined where there is nothing at all. */
export const worstOf = ({ states }: Standings): CellState | undefined => CELL_STATES.find(state => states[state] > 0)

/** 99.7%, rounded down: a hundred is only all of them. */
export const percent = (part: number, whole: number): string => (whole === 0 ? '—' : `${Math.floor((part * 1000) / whole) / 10}%`)
