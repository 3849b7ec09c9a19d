import type { Text } from '../../base/result.ts'
import type { DataFile } from '../../law/data-file.ts'

/** What a file begins as, when it is typed by hand. */

type Start = { readonly id: string; readonly name: Text; readonly path: (county: string) => string; readonly text: (county: string) => string }

const source = (county: string): string => `id: ${county}-
title: {zh: , en: }
cite: 
number: 
issuer: {zh: , en: }
published: 
in_force: 
repealed_by: null
articles:
  第一条: {zh: , en: }
`
const rates = (county: string): string => `benefit: conscript-family-allowance
rates:
  - from: 
    where: '${county}'
    per: year
    source: ${county}-
    clause: 第一条
    confidence: sourced
    published_on: 
    due_month: 12
    amount: 
`
const wage = (county: string): string => `name: local-average-wage
rows:
  - {year: , where: '${county}', amount: , source: ${county}-, clause: 第一条, confidence: sourced, published_on: }
`
const overlaps = (county: string): string => `- from: 
  where: '${county}'
  benefits: [rural-veteran-allowance, disability-pension]
  advice: check
  text: {zh: , en: }
  source: 
  confidence: sourced
`

export const STARTS: readonly Start[] = [
  { id: 'source', name: { zh: '文件（sources）', en: 'A notice (sources)' }, path: county => `sources/${county}-1.yaml`, text: source },
  { id: 'rates', name: { zh: '待遇标准（benefits）', en: 'Rates of a benefit (benefits)' }, path: () => 'benefits/conscript-family-allowance.yaml', text: rates },
  { id: 'wage', name: { zh: '当地平均工资（parameters）', en: 'Local average wage (parameters)' }, path: () => 'parameters/local-average-wage.yaml', text: wage },
  { id: 'overlaps', name: { zh: '兼领规则（overlaps）', en: 'Drawing two benefits (overlaps)' }, path: () => 'overlaps.yaml', text: overlaps },
]

/** A new file of a kind beside others. */
export function startingFile(id: string, county: string): DataFile {
  const start = STARTS.find(one => one.id === id)!
  return { path: start.path(county), text: start.text(county) }
}
