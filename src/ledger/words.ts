import type { Text } from '../base/result.ts'
import type { FundLevel, Purpose } from './ledger.ts'

export const LEVEL_NAMES: Readonly<Record<FundLevel, Text>> = {
  central: { zh: '中央财政', en: 'Central' },
  provincial: { zh: '省级财政', en: 'Provincial' },
  county: { zh: '县级财政', en: 'County' },
  township: { zh: '乡镇自筹', en: 'Township' },
  donated: { zh: '社会捐赠', en: 'Donated' },
}

export const FUND_PURPOSES: Readonly<Record<Purpose, Text>> = {
  any: { zh: '不限用途', en: 'Any' },
  benefits: { zh: '抚恤优待', en: 'Benefits' },
  condolence: { zh: '走访慰问', en: 'Condolence' },
  hardship: { zh: '帮扶解困', en: 'Hardship' },
}

/** What money is spent on besides the benefits of the law. */
export const PURPOSE_NAMES: Readonly<Record<string, Text>> = {
  ...FUND_PURPOSES,
  goods: { zh: '购入慰问品', en: 'Goods bought' },
  'stock-difference': { zh: '盘点差额', en: 'Difference at a count' },
}
