import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readable, withIds } from './tokens.ts'

const figures = [{ id: 'visits.army-day.households', name: { zh: '八一走访户数', en: 'households' } }, { id: 'plan.tasks.done', name: { zh: '办结任务', en: 'done' } }]

test('口径写成人读的名字，写回去一字不差', () => {
  const part = fc.oneof(fc.constantFrom('{visits.army-day.households}', '{plan.tasks.done}', '{year}', '{next-year}', '{place}', '\n'), fc.stringMatching(/^[走访慰问，。；]+$/))
  fc.assert(fc.property(fc.array(part).map(parts => parts.join('')), text => {
    const shown = readable(text, figures)
    expect(shown).not.toMatch(/[{}]/)
    expect(withIds(shown, figures)).toEqual({ text, unknown: [] })
  }))
})

test('没有的名字指出来；列不出名字的口径保留代码', () => {
  expect(withIds('走访【九一走访户数】户，办结【办结任务】项', figures)).toEqual({ text: '走访【九一走访户数】户，办结{plan.tasks.done}项', unknown: ['九一走访户数'] })
  expect(readable('走访{visits.gone}户', figures)).toBe('走访【visits.gone】户')
  expect(withIds('走访【plan.tasks.done】户', figures).text).toBe('走访{plan.tasks.done}户')
})
