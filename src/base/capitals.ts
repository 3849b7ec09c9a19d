import { fen, type Fen } from './money.ts'

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const PLACES = ['', '拾', '佰', '仟']
const GROUPS = ['', '万', '亿', '万亿']

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

function wholeYuan(yuan: number): string {
  let text = ''
  for (let index = 3; index >= 0; index--) {
    const part = Math.floor(yuan / 10_000 ** index) % 10_000
    if (part === 0) continue
    text += (text !== '' && part < 1000 ? '零' : '') + group(part) + GROUPS[index]!
  }
  return text
}

/** 角 and 分. A 零 stands wherever the digit before them is a nought (正确填写票据和结算凭证的基本规定). */
function parts(yuan: number, jiao: number, cents: number): string {
  const gap = yuan > 0 && (jiao === 0 || yuan % 10 === 0) ? '零' : ''
  return gap + (jiao > 0 ? `${DIGITS[jiao]!}角` : '') + (cents > 0 ? `${DIGITS[cents]!}分` : '')
}

/**
 * An amount in the capitals that cheques and vouchers ask for: `140950` -> 壹仟肆佰零玖元伍角.
 * 整 after 元 alone. From 0 to below 10^15 fen; the amount must not be negative.
 */
export function capitals(amount: Fen): string {
  const whole = fen(amount)
  if (whole < 0) throw new Error(`no capitals for a negative amount: ${amount}`)
  if (whole === 0) return '零元整'
  const yuan = Math.floor(whole / 100)
  const cents = whole % 100
  const head = yuan > 0 ? `${wholeYuan(yuan)}元` : ''
  return cents === 0 ? `${head}整` : head + parts(yuan, Math.floor(cents / 10), cents % 10)
}

/** The same with 人民币 directly in front, as a receipt writes it. */
export const renminbi = (amount: Fen): string => `人民币${capitals(amount)}`
