import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { lawFiles, loadLaw } from '../../src/law/load.ts'
import { casesIn, toldInFull } from './decisions.ts'

const LAW = resolve(import.meta.dirname, '../../law')

test('约定的例子和各项待遇的若干例子，答复全文与存档逐字相同（改动须看过差异，再以 -u 更新）', async () => {
  await expect(toldInFull(loadLaw([LAW]), casesIn(lawFiles([LAW])))).toMatchFileSnapshot('decisions.expected.txt')
})
