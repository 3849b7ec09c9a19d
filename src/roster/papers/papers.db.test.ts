import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testHouse, VILLAGES, type TestHouse } from '../../../tests/harness/database.ts'
import { must, type Result } from '../../base/result.ts'
import { keepEvidence, openEvidence } from '../../evidence/actions.ts'
import { addPerson } from '../actions.ts'
import { openPaper } from './actions.ts'
import { PAPER_KIND } from './papers.ts'

let test: TestHouse
beforeAll(async () => { test = await testHouse() })
afterAll(() => test.close())

const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`))

describe('证件与照片', () => {
  it('只能在本人卡片上写明事由打开；不能直接打开，别人名下打不开，领导没有这个权限', async () => {
    const { house, actors } = test
    const [one, other] = [
      must(await addPerson(house, actors.clerk, { place: VILLAGES[0]!, name: '证件甲', identity_number: '990101195503020016' })),
      must(await addPerson(house, actors.clerk, { place: VILLAGES[0]!, name: '证件乙', identity_number: '990101195503020032' })),
    ]
    const file = must(await keepEvidence(house, actors.clerk, {
      kind: 'scan', title: '残疾军人证', place: VILLAGES[0]!, taken_on: '2022-05-01', media_type: 'text/plain', bytes: new TextEncoder().encode('证件'), subject: { kind: PAPER_KIND, id: one },
    }))
    expect(refusals(await openEvidence(house, actors.clerk, file))).toEqual(['forbidden id'])
    expect(refusals(await openPaper(house, actors.clerk, other, file, { reason: '核对' }))).toEqual(['not-found file'])
    expect(refusals(await openPaper(house, actors.leader, one, file, { reason: '核对' }))).toEqual(['forbidden roster.reveal'])
    expect(new TextDecoder().decode(must(await openPaper(house, actors.clerk, one, file, { reason: '核对等级' })).bytes)).toBe('证件')
  })
})
