/** Whole numbers and years in Chinese numerals, for headings (一、) and dates (二〇二三). */
const DIGITS = '零一二三四五六七八九'
const PLACES = ['', '十', '百', '千']
const GROUPS = ['', '万', '亿']

/** Below ten thousand; a gap between places is one 零. */
function group(value: number): string {
  let text = ''
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(value / 10 ** place) % 10
    if (digit > 0) text += DIGITS[digit]! + PLACES[place]!
    else if (text !== '' && !text.endsWith('零') && value % 10 ** place > 0) text += '零'
  }
  return text
}

/** `12` -> 十二, `205` -> 二百零五, `10010` -> 一万零一十. Whole numbers from 0 to below 10^12. */
export function chineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value >= 1e12) throw new Error(`no Chinese numeral for ${value}`)
  if (value === 0) return '零'
  let text = ''
  for (let index = 2; index >= 0; index--) {
    const part = Math.floor(value / 10_000 ** index) % 10_000
    if (part === 0) continue
    text += (text !== '' && part < 1000 ? '零' : '') + group(part) + GROUPS[index]!
  }
  return text.replace(/^一十/, '十')
}

/** `2023` -> 二〇二三. */
export const chineseYear = (year: number): string => [...String(year)].map(digit => (digit === '0' ? '〇' : DIGITS[Number(digit)]!)).join('')

/** What stands before a level-1 heading: `1` -> 一、 */
export const headingNumber = (index: number): string => `${chineseNumeral(index)}、`
