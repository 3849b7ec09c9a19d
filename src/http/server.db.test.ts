import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/harness/database.ts'
import { newApplication } from './server.ts'

describe('a zero character, which PostgreSQL cannot hold', () => {
  let opened: Awaited<ReturnType<typeof testDatabase>>
  beforeAll(async () => { opened = await testDatabase() })
  afterAll(() => opened.close())

  test.each([['text', '林\u0000'], ['jsonb', JSON.stringify({ note: '林\u0000' })]])('sent as %s is the sender’s mistake: refused, not logged as a fault', async (type, value) => {
    const logged: string[] = []
    const app = newApplication(text => { logged.push(text) })
    app.get('/api/zero', async context => {
      await opened.database.transaction(session => session.query(`SELECT $1::${type}`, [value]))
      return context.body(null, 204)
    })
    const answer = await app.request('/api/zero')
    expect([answer.status, logged]).toEqual([422, []])
    expect(await answer.json()).toMatchObject({ code: 'invalid', refusals: [{ next: { zh: expect.stringContaining('重新填写') } }] })
  })
})
