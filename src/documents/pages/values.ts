import { yuanGrouped } from '../../base/money.ts'
import type { Text } from '../../base/result.ts'
import type { Unit } from '../../figures/figures.ts'
import { unitName } from '../../ui/units.ts'

/** A figure's value with its measure word. */
export function valueWords(value: number, unit: Unit): Text {
  const { zh, en } = unitName(unit, value)
  const amount = unit === 'fen' ? yuanGrouped(value) : value.toLocaleString('en')
  return { zh: `${amount} ${zh}`, en: `${amount} ${en}` }
}
