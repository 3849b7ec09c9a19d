import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testHouse, type TestHouse } from '../../tests/harness/database.ts'
import { done } from '../base/result.ts'
import { act } from './actions.ts'

describe('act', () => {
  let tested: TestHouse
  beforeAll(async () => { tested = await testHouse() })
  afterAll(() => tested.close())

  test('work that records nothing is a bug', async () => {
    await expect(act(tested.house, tested.actors.clerk, 'roster.write', async () => done(1))).rejects.toThrow('nothing into the journal')
  })
})
