import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { endingsOf, initialsOf, spell } from './names.ts'

describe('拼写', () => {
  it.each([
    ['李明', 'li ming', 'lm'],
    ['曾乐', 'zeng le', 'zl'],
    ['吕布', 'lv bu', 'lb'],
    ['单雄', 'shan xiong', 'sx'],
  ])('%s', (name, pinyin, initials) => {
    expect(spell(name)).toEqual({ pinyin, initials })
  })

  it('多音字的首字母都算', () => {
    expect(initialsOf('曾乐')).toEqual(expect.arrayContaining(['zl', 'zy', 'cl', 'cy']))
  })

  it('李明排在林之前，因为音节分开', () => {
    expect(spell('李明').pinyin < spell('林安').pinyin).toBe(true)
  })
})

describe('片段', () => {
  const names = fc.array(fc.constantFrom(...'王李张刘陈明华国建军秀兰吕曾乐单解'), { minLength: 2, maxLength: 4 }).map(characters => characters.join(''))

  it('名字里任何一段，都是某个结尾的开头', () => {
    fc.assert(fc.property(names, fc.nat(3), fc.nat(3), (name, start, length) => {
      const fragment = [...name].slice(start, start + length + 1).join('')
      return fragment === '' || endingsOf(name).some(ending => ending.startsWith(fragment))
    }))
  })

  it('单个拉丁字母从不入索引，吕既是 lv 也是 lu', () => {
    fc.assert(fc.property(names, name => endingsOf(name).every(ending => !/^[a-z]$/.test(ending))))
    expect(endingsOf('吕布')).toEqual(expect.arrayContaining(['lvbu', 'lubu']))
  })
})
