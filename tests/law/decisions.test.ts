import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { lawFiles, loadLaw } from '../../src/law/load.ts'
import { CONTRACT_BENEFITS } from './contract.ts'
import { casesIn, refusalsInFull, toldInFull } from './decisions.ts'
import { explainedInFull } from './explained.ts'

const LAW = resolve(import.meta.dirname, '../../law')

test('约定的例子和各项待遇的若干例子，答复全文与存档逐字相同（改动须看过差异，再以 -u 更新）', async () => {
  await expect(toldInFull(loadLaw([LAW]), casesIn(lawFiles([LAW])))).toMatchFileSnapshot('decisions.expected.txt')
})

test('一个月的说明、一年的明白卡，全文与存档逐字相同', async () => {
  await expect(explainedInFull(loadLaw([LAW]))).toMatchFileSnapshot('explained.expected.txt')
})

test('不合要求的事实和月份，退回的全文与存档逐字相同', async () => {
  await expect(refusalsInFull(CONTRACT_BENEFITS)).toMatchFileSnapshot('refusals.expected.txt')
})
