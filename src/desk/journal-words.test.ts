import { expect, test } from 'vitest'
import { saidOf } from '../access/audit/audit.ts'
import { PRIVATE_SUBJECTS } from '../evidence/evidence.ts'
import { planLaw } from '../plan/load.ts'
import { JOURNAL_WORDS } from './journal-words.ts'

const said = (after: object) => saidOf(undefined, after, JOURNAL_WORDS).said.map(({ field, after: words }) => `${field.zh}：${words?.zh}`)
const ID = '019f160d-44e3-726f-8aea-32b34ba55e1f'

test('日志里的值按它那一栏的意思说：同一个词，原因和方式各是各的', () => {
  expect(said({ reason: 'other', way: 'telephone', level: 'county', kind: 'budget' })).toEqual(['原因：其他情形', '方式：电话', '级别：县级财政', '种类：年度预算'])
})

test('编号只留末尾，长的名单只列前几个，后面说一共多少', () => {
  expect(said({ household: ID, number: `${ID}/2026-05` })).toEqual(['户：…a55e1f', '号：…a55e1f/2026-05'])
  expect(said({ households: Array.from({ length: 8 }, () => ID), benefits: [] })).toEqual(['户：…a55e1f、…a55e1f、…a55e1f、…a55e1f、…a55e1f、…a55e1f 等 8 项'])
})

test('办结任务的每一种记录、个人的每一种佐证都有说法；活动按它的类别说', () => {
  const records = planLaw().duties.flatMap(duty => duty.tasks.flatMap(task => task.closes_by)).filter(kind => !kind.startsWith('activity.'))
  expect(records.length).toBeGreaterThan(3)
  expect([...records, ...PRIVATE_SUBJECTS].filter(kind => !JOURNAL_WORDS.has(`kind=${kind}`) || !JOURNAL_WORDS.has(`subject_kind=${kind}`))).toEqual([])
})

test('没有说法的词照样写出来', () => expect(said({ way: 'by-pigeon' })).toEqual(['方式：by-pigeon']))
