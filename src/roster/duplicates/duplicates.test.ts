import { describe, expect, it } from 'vitest'
import { findPairs, oneDigitApart, type Candidate } from './duplicates.ts'

const A = '990101195807040011'

describe('证件号只差一位', () => {
  it.each([
    ['990101195807040011', false], ['990101195807050018', true], ['990101195807400019', true], ['990101195808050015', false], ['990101198507040017', true], ['990101195807041110', false],
  ])('%s：%s', (other, apart) => expect(oneDigitApart(A, other)).toBe(apart))
})

const one = (id: string, changes: Partial<Candidate & { digits: string }> = {}): Candidate =>
  ({ id, name: '田示例', born: '1958-07-04', account_index: null, own_account: true, number: () => changes.digits ?? A, ...changes })

describe('疑似重复', () => {
  it('同名同生日、同名差一位、同一账号都写本人；理由合在一对里', () => {
    expect(findPairs([
      one('a', { account_index: 'x' }), one('b', { digits: '990101195807050018', account_index: 'x' }), one('c', { born: '1958-07-05', digits: '990101195807050018' }), one('d', { name: '别人', account_index: 'x' }),
    ])).toEqual([
      { first: 'a', second: 'b', likenesses: ['birth', 'number', 'account'] }, { first: 'a', second: 'c', likenesses: ['number'] },
      { first: 'a', second: 'd', likenesses: ['account'] }, { first: 'b', second: 'd', likenesses: ['account'] },
    ])
  })

  it('账号写明是亲属或村里的，不算；不同名的不比号码；一个账号几百人用的是单位的账号', () => {
    expect(findPairs([one('a', { account_index: 'x' }), one('b', { name: '别人', account_index: 'x', own_account: false })])).toEqual([])
    expect(findPairs([one('a'), one('b', { name: '别人', number: () => { throw new Error('opened for nothing') } })])).toEqual([])
    expect(findPairs(Array.from({ length: 201 }, (_, index) => one(`p${index}`, { name: `示例${index}`, account_index: 'x' })))).toEqual([])
  })
})
