import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { COUNTY, testHouse, TOWNSHIP, VILLAGES } from '../../tests/harness/database.ts'
import { checkCharacter } from '../base/identity-number.ts'
import { must } from '../base/result.ts'
import { approveProposal, enterProposal } from '../entitlement/proposals/actions.ts'
import { LawInUse, withLaw } from '../law/actions.ts'
import { readFolders } from '../law/load.ts'
import { addPerson } from '../roster/actions.ts'
import { prepareRun, run, runLines } from './actions.ts'

const LAW = readFolders([resolve(import.meta.dirname, '../../law')])

const NOTICE = `id: ${COUNTY}-2024-3
title: {zh: 云岭县义务兵家庭优待金标准, en: Allowance of Yunling County}
cite: 云政〔2024〕3号
number: 云政〔2024〕3号
issuer: {zh: 云岭县人民政府, en: Yunling County}
published: 2024-03-01
in_force: 2023-01-01
repealed_by: null
articles: {第一条: {zh: 每户每年一万八千元, en: 18 000 yuan a family and year}}
`
const RATES = `benefit: conscript-family-allowance
rates:
  - {from: 2023-01-01, where: '${COUNTY}', per: year, due_month: 12, amount: 18000, source: ${COUNTY}-2024-3, clause: 第一条, confidence: sourced, published_on: 2024-03-01}
`

test('县里的标准没有录入时优待金“没有标准”；经办录入、领导批准以后，编制的批次就按它发，批次记下这部政策的校验值', async () => {
  const opened = await testHouse()
  opened.travel('2024-12-10')
  const { actors } = opened
  // An office's law: the package's, without the notice that the demo invents.
  const house = withLaw(opened.house, new LawInUse(LAW, '2024-12-10'))
  must(await addPerson(house, actors.clerk, {
    place: VILLAGES[0]!, name: '田望归', identity_number: `99010119700403001${checkCharacter('99010119700403001')}`, hukou: 'rural', account: '6227000000000001', bank_name: '青松农商行',
    known_on: '2023-09-10',
    facts: [{ kind: 'identity', value: { category: 'conscript-family', enlistment_approved_on: '2023-09-01', approved_by_county: COUNTY, area: 'ordinary' }, known_on: '2023-09-10' }],
  }))
  const prepare = () => prepareRun(house, actors.clerk, { place: TOWNSHIP, from: '2023-12', to: '2024-12' })
  const without = await prepare()
  expect(without.ok ? [] : without.refusals.map(({ code, place }) => [code, place])).toEqual([['state', 'run']])
  const files = [{ path: `sources/${COUNTY}-2024-3.yaml`, text: NOTICE }, { path: 'benefits/conscript-family-allowance.yaml', text: RATES }]
  const { id } = must(await enterProposal(house, actors.clerk, { title: '2024年优待金标准', reason: '云政〔2024〕3号', files }))
  expect((await prepare()).ok).toBe(false)
  must(await approveProposal(house, actors.leader, id))
  const prepared = must(await prepare())
  // 18000 * 4/12 = 6000 for September to December 2023; 18000 for 2024.
  expect(must(await runLines(house, actors.auditor, prepared.id)).rows.map(line => [line.period, line.amount_fen, line.rate_source, line.confidence])).toEqual([
    ['2023-12', 600_000, '云政〔2024〕3号', 'sourced'], ['2024-12', 1_800_000, '云政〔2024〕3号', 'sourced'],
  ])
  expect(must(await run(house, actors.auditor, prepared.id)).findings.entries.filter(one => one.kind === 'no-rate')).toEqual([])
  expect(prepared.law_hash).not.toBe(LAW.book.hash)
  expect(prepared.law_hash).toMatch(/^[0-9a-f]{64}$/)
})
