import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '../../tests/harness/database.ts'
import { newApplication } from './server.ts'

describe('what PostgreSQL cannot hold', () => {
  let opened: Awaited<ReturnType<typeof testDatabase>>
  beforeAll(async () => { opened = await testDatabase() })
  afterAll(() => opened.close())

  test.each([
    ['a zero character', 'text', '林\u0000', '重新填写'],
    ['a zero character', 'jsonb', JSON.stringify({ note: '林\u0000' }), '重新填写'],
    ['half of a character', 'jsonb', JSON.stringify({ note: '林\ud83d' }), '重新填写'],
    ['a great number', 'integer', 2_147_483_648, '核对'],
    ['a far day', 'date', '100000000000-01-01', '核对'],
  ])('%s sent as %s is the sender’s mistake: refused, not logged as a fault', async (_, type, value, next) => {
    const logged: string[] = []
    const app = newApplication(text => { logged.push(text) })
    app.get('/api/zero', async context => {
      await opened.database.transaction(session => session.query(`SELECT $1::${type}`, [value]))
      return context.body(null, 204)
    })
    const answer = await app.request('/api/zero')
    expect([answer.status, logged]).toEqual([422, []])
    expect(await answer.json()).toMatchObject({ code: 'invalid', refusals: [{ next: { zh: expect.stringContaining(next) } }] })
  })
})
