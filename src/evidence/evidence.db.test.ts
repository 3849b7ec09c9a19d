import { describe, expect, it } from 'vitest'
import { testHouse, VILLAGES } from '../../tests/harness/database.ts'
import { must, type Result } from '../base/result.ts'
import { read } from '../access/actions.ts'
import { evidenceOf, keepEvidence, openEvidence, verifyEvidenceIn } from './actions.ts'
import { newApplication } from '../http/server.ts'
import { evidenceRoutes } from './routes.ts'
import type { EvidenceInput } from './evidence.ts'

const input = (change: Partial<EvidenceInput> = {}): EvidenceInput => ({
  kind: 'sign-in', title: '座谈会签到表', place: VILLAGES[0]!, taken_on: '2024-06-30', media_type: 'text/plain',
  bytes: new TextEncoder().encode('到会：王某、李某'), file_name: '签到表.txt', subject: { kind: 'activity', id: 'a-1' }, ...change,
})
const refusals = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`))

describe('佐证', () => {
  it('保存后按对象查到，下载与原文相同', async () => {
    const { house, actors } = await testHouse()
    const id = must(await keepEvidence(house, actors.villageWorker, input()))
    expect(must(await evidenceOf(house, actors.clerk, { kind: 'activity', id: 'a-1' }))).toMatchObject([{ id, title: '座谈会签到表', size: 24 }])
    expect(must(await evidenceOf(house, actors.clerk, { kind: 'visit', id: 'a-1' }))).toEqual([])
    const file = must(await openEvidence(house, actors.auditor, id))
    expect([file.name, new TextDecoder().decode(file.bytes)]).toEqual(['签到表.txt', '到会：王某、李某'])
  })

  it('一次说出所有不对之处，什么也不留下', async () => {
    const { house, actors } = await testHouse()
    const bad = await keepEvidence(house, actors.villageWorker, input({ title: '慰问第54旅', taken_on: '2024-07-01', place: VILLAGES[1]!,
      media_type: 'text/html' }))
    expect(refusals(bad)).toEqual(['secret title', 'invalid taken_on', 'forbidden place', 'unreadable file'])
    expect(must(await evidenceOf(house, actors.clerk, { kind: 'activity', id: 'a-1' }))).toEqual([])
  })

  it('别村的佐证看不到，也下载不了', async () => {
    const { house, actors } = await testHouse()
    const id = must(await keepEvidence(house, actors.clerk, input({ place: VILLAGES[1]! })))
    expect(must(await evidenceOf(house, actors.villageWorker, { kind: 'activity', id: 'a-1' }))).toEqual([])
    expect(refusals(await openEvidence(house, actors.villageWorker, id))).toEqual(['not-found id'])
    expect(refusals(await openEvidence(house, actors.clerk, 'no-such-id'))).toEqual(['not-found id'])
    expect(refusals(await openEvidence(house, actors.system, id))).toEqual(['forbidden evidence.read'])
  })

  it('文件缺失或被换过，核验指出是哪一份', async () => {
    const { house, actors } = await testHouse()
    const id = must(await keepEvidence(house, actors.clerk, input()))
    const verify = (files = house.files) => read({ ...house, files }, actors.auditor, 'evidence.read', verifyEvidenceIn)
    expect(must(await verify())).toEqual([])
    expect(must(await verify({ ...house.files, open: async () => new Uint8Array([1]) }))).toEqual([id])
    expect(must(await verify({ ...house.files, open: () => Promise.reject(new Error('gone')) }))).toEqual([id])
  })

  it('经网页上传和下载；同一次上传重发不会有两份', async () => {
    const { house, actors } = await testHouse()
    const app = newApplication(() => {})
    app.use('*', (context, next) => {
      context.set('actor', actors.clerk)
      return next()
    })
    app.route('/api', evidenceRoutes(house))
    const send = (change: Record<string, string | File> = {}) => {
      const form = new FormData()
      const fields = { kind: 'sign-in', title: '签到表', place: VILLAGES[0]!, taken_on: '2024-06-30', subject_kind: 'activity', subject: 'a-2' }
      for (const [name, value] of Object.entries({ ...fields, file: new File(['到会：王某'], '签到 表.txt', { type: 'text/plain' }), ...change })) form.set(name, value)
      return app.request('/api/evidence', { method: 'POST', body: form, headers: { 'x-tongxin': '1', 'idempotency-key': 'phone-0001' } })
    }
    const [first, again] = [await (await send()).json(), await (await send()).json()]
    expect(again).toEqual(first)
    expect(must(await evidenceOf(house, actors.clerk, { kind: 'activity', id: 'a-2' }))).toHaveLength(1)
    const file = await app.request(`/api/evidence/${first.id}`)
    expect([await file.text(), file.headers.get('content-disposition')]).toEqual(['到会：王某', `attachment; filename*=UTF-8''${encodeURIComponent('签到 表.txt')}`])
    expect((await send({ kind: 'film', file: 'no file' })).status).toBe(422)
    expect((await app.request('/api/evidence/0189f000-0000-7000-8000-000000000000')).status).toBe(404)
  })
})
