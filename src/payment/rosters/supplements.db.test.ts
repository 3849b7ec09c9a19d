import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { COUNTY, ROOT, TOWNSHIP, VILLAGES, testHouse } from '../../../tests/harness/database.ts'
import { checkCharacter } from '../../base/identity-number.ts'
import { must } from '../../base/result.ts'
import { LawInUse, withLaw } from '../../law/actions.ts'
import { readFolders } from '../../law/load.ts'
import { addPerson } from '../../roster/actions.ts'
import { readSheet } from '../../sheets/read.ts'
import { prepareRun } from '../actions.ts'
import { exportRoster } from './actions.ts'

/** A supplement of the county's own as a county would enter it: a benefit with a place and dated rates. */
const supplement = (id: string, name: string, rates: readonly (readonly [from: string, yuan: number])[]) => `
id: ${id}
name: { zh: ${name}, en: '${id}' }
where: '${COUNTY}'
categories: [disabled-serviceman]
regular: false
formula: monthly
cells: []
national: none
notice: { zh: '${name}', en: '${id}' }
grading: null
ground: { cite: allowance, text: { zh: ${name}, en: '${id}' } }
citations:
  allowance: [{ from: 2017-10-01, source: tongxin-rules, article: 规则二 }]
conditions:
  - { kind: alive, cite: allowance }
  - { kind: identity-holds, cite: allowance }
rates:
${rates.map(([from, yuan]) => `  - { from: ${from}, where: '${COUNTY}', per: month, source: tongxin-rules, clause: 规则二, confidence: invented, published_on: null, amount: ${yuan} }`).join('\n')}
`

test('地方补贴、自然增长：县里按日期定的标准，一项一行明细，名册上各进各列，小计是它们的和', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tongxin-law-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  mkdirSync(join(folder, 'benefits'))
  writeFileSync(join(folder, 'benefits/local-supplement.yaml'), supplement('local-supplement', '地方补贴', [['2024-01-01', 100]]))
  writeFileSync(join(folder, 'benefits/natural-growth.yaml'), supplement('natural-growth', '自然增长', [['2024-01-01', 30], ['2024-06-01', 45]]))
  const opened = await testHouse()
  opened.travel('2024-06-10')
  const house = withLaw(opened.house, new LawInUse(readFolders([join(ROOT, 'law'), join(ROOT, 'demo/law'), folder]), '2024-06-10'))
  const { clerk } = opened.actors
  const digits = '99010119620403001'
  must(await addPerson(house, clerk, {
    place: VILLAGES[0]!, name: '田明远', identity_number: digits + checkCharacter(digits), hukou: 'rural', account: '6227000000000001', bank_name: '青松农商行', known_on: '2020-01-01',
    facts: [{ kind: 'identity', value: { category: 'disabled-serviceman', cause: 'war', grade: 5, approved_on: '2019-05-20' }, known_on: '2020-01-01' }],
  }))
  const run = must(await prepareRun(house, clerk, { place: TOWNSHIP, from: '2024-05', to: '2024-06' }))
  // Three benefits of two months.
  expect(run.lines).toBe(6)
  const { rows } = must(await readSheet(must(await exportRoster(house, clerk, run.id, { form: 'disability-pension' })).bytes))
  const headings = rows[3]!.cells.map(cell => cell?.text ?? '')
  const cell = (heading: string) => Number(rows[4]!.cells[headings.indexOf(heading)]!.text)
  // Growth: 30.00 in May and 45.00 in June; the supplement twice 100.00.
  expect({ growth: cell('自然增长机制'), local: cell('地方补贴小计'), grain: cell('粮油补贴') }).toEqual({ growth: 75, local: 275, grain: 0 })
  expect(Math.round((cell('发放金额') + cell('地方补贴小计')) * 100)).toBe(run.amount_fen)
})
