import { describe, expect, test } from 'vitest'
import { CATEGORIES } from '../../law/facts.ts'
import { CORRECTED_KINDS, type FactKind } from '../kinds.ts'
import type { CardFact, PersonCard } from '../roster.ts'
import { correctionOf, formsFor, schemaOf, standingIn } from './fact-forms.ts'

const nobody = { facts: [] } as unknown as PersonCard // the forms ask for its identities alone
const named = (id: string) => schemaOf(formsFor(nobody, undefined).find(form => form.id === id)!)
const offences = (id: string, value: object | undefined): string[] => {
  const checked = named(id).safeParse({ kind: 'person', ...(value && { value }) })
  return checked.success ? [] : checked.error.issues.map(issue => issue.path.join('.'))
}

describe('记一件事', () => {
  test.each([
    ['note', ['value.text']], ['death', ['value.died']], ['merit', ['value.level', 'value.on']], ['disabled', ['value.category']], ['conscript', []],
  ])('%s：什么也没有填，缺的一次说全；死因、批准日期可以不填', (id, missing) => {
    expect(offences(id, undefined)).toEqual(missing)
    expect(offences(id, {})).toEqual(missing)
  })

  test('填了去世日期就可以记；去掉的一项当作没有填', () => {
    expect(offences('death', { died: '2026-06-01' })).toEqual([])
    expect(offences('death', { died: '' })).toEqual(['value.died'])
  })
})

describe('更正一件事', () => {
  const fact = (kind: FactKind, value: unknown): CardFact => ({ id: 'f', kind, value, known_on: '2024-01-01', document: null })
  const corrected = (stands: CardFact, changes: object): unknown => correctionOf(stands).value({ ...standingIn(stands), ...changes }, nobody)
  const regradings = [{ approved_on: '2020-01-01', grade: 5 }]

  test('等级写错了改等级；没有问到的一项（重新评定）原样不动', () => {
    const stands = fact('identity', { category: 'disabled-serviceman', cause: 'duty', grade: 6, approved_on: '2010-05-16', regradings })
    expect(corrected(stands, { grade: '7' })).toEqual({ category: 'disabled-serviceman', cause: 'duty', grade: 7, approved_on: '2010-05-16', ended_on: null, regradings })
  })
  test('清空的一项就是没有：误记的终止、误记的去世', () => {
    const { approved_on } = { approved_on: '2018-08-01' }
    expect(correctionOf(fact('identity', { category: 'combat-veteran', approved_on, ended_on: '2024-02-29' })).value({ approved_on }, nobody)).toEqual({ category: 'combat-veteran', approved_on, ended_on: null })
    expect(correctionOf(fact('person', { born: '1950-01-01', died: '2024-03-01', death_cause: 'illness' })).value({}, nobody)).toEqual({ born: '1950-01-01', died: null, death_cause: null })
  })
  test('只有一个词的，还是一个词', () => {
    expect(corrected(fact('hukou', 'rural'), { hukou: 'urban' })).toBe('urban')
    expect(standingIn(fact('note', '示例'))).toEqual({ text: '示例' })
  })
  test.each([...CORRECTED_KINDS.map(kind => [kind, {}] as const), ...CATEGORIES.map(category => ['identity', { category }] as const)])('%s %o 有更正的表，每一项有名字', (kind, value) => {
    const names = correctionOf(fact(kind, value)).fields.flatMap(({ label }) => (typeof label === 'string' ? [label] : [label.zh, label.en]))
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter(name => /^[a-z_]+$/.test(name))).toEqual([])
  })
})
