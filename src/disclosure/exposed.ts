import { secretIn } from '../base/secrecy.ts'
import type { Mask } from './masks.ts'

/** What must never hang on a board (政府信息公开条例 15, 个人信息保护法 28; law.md section 6.3). */
export const EXPOSURES = ['number', 'illness', 'address', 'secret'] as const
export type Exposure = typeof EXPOSURES[number]

/** Identity numbers, accounts and phones, whole or partly starred: seven places and more, whatever stands between them. */
const NUMBER = /[\dXx*](?:[\s.·_/\-—]*[\dXx*]){6,}/g
const DIGITS_FEWEST = 4
const ILLNESS = /病|癌|瘤|症|炎|瘫|结核|肝炎|精神|艾滋|尘肺|高血压|糖尿|残疾|伤残|致残|[一二三四五六七八九十\d]+级(?:残|伤|护理)/
const ADDRESS = /\d+\s*(?:号(?!文)|室|栋|幢|单元|弄)|路\d+|门牌/

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
const withoutNames = (text: string, names: readonly string[]): string => names.reduce((rest, name) => rest.replaceAll(name, ''), text)

/**
 * What a text that is to be published gives away. `names` are the law's own names of benefits and categories, which may speak of
 * disability and illness; of a person's masked name only a number would be too much.
 */
export function exposedIn(text: string, mask: Mask, names: readonly string[]): Exposure | undefined {
  const plain = text.normalize('NFKC')
  if (plain.match(NUMBER)?.some(found => count(found, /\d/g) >= DIGITS_FEWEST)) return 'number'
  if (mask === 'name' || mask === 'surname') return undefined
  if (secretIn(plain) !== undefined) return 'secret'
  if (ADDRESS.test(plain)) return 'address'
  return mask === 'village' || !ILLNESS.test(withoutNames(plain, names)) ? undefined : 'illness'
}
