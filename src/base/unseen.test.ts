import { describe, expect, test } from 'vitest'
import { asSeen, withoutUnseen } from './unseen.ts'

describe('marks that nobody sees', () => {
  test.each([
    ['从微信粘贴的零宽空格', '林\u200b青', '林青'],
    ['文件开头的字节顺序标记', '\ufeff林青', '林青'],
    ['控制字符与软连字符', '\u0000林\u0007\u000b青\u00ad\u0085', '林青'],
    ['书写方向的标记', '\u202a林青\u202c\u200e\u2066\u2069', '林青'],
  ])('%s不是字', (_, given, seen) => expect(withoutUnseen(given)).toBe(seen))

  test.each(['第一行\n第二行\r\n\t第三行', '林 青', '林　青', '👨‍👩‍👧', 'ᠮᠣᠩᠭᠣᠯ\u180e', '\u{20000}', '葛\u{e0100}'])('%j是字，留下', text => expect(withoutUnseen(text)).toBe(text))

  test('密码照原样，不是文字的值也照原样', () => {
    expect(JSON.parse(JSON.stringify({ login: 'a\u200b', password: 'p\u200b', current: '\ufeffc', list: ['\u200b', 1, null] }), asSeen))
      .toEqual({ login: 'a', password: 'p\u200b', current: '\ufeffc', list: ['', 1, null] })
  })
})
