import { afterAll, beforeAll, expect, test } from 'vitest'
import { testHouse, type TestHouse } from '../../../tests/harness/database.ts'
import { must, type Result } from '../../base/result.ts'
import type { Figure, Unit } from '../../figures/figures.ts'
import { frozenDocument, issueDocument, prepareDocument, yearDocument } from '../actions.ts'
import { removeRevision, saveRevision } from './actions.ts'

let opened: TestHouse
beforeAll(async () => { opened = await testHouse() })
afterAll(() => opened.close())

/** A figure of a year whose records are the first villages, each worth `each`. */
const figureOf = (id: string, unit: Unit, each: number, count: number): Figure => ({
  id, unit, name: { zh: id, en: id }, sentence: { zh: '慰问{}', en: '{} visited' }, parameters: [each, count],
  records: `SELECT place_code AS record, $5::bigint AS value, $3::date AS happened_on, place_code, name AS title, '{}'::jsonb AS detail
    FROM (SELECT * FROM place WHERE county_code = $1 AND level = 'village' AND starts_with(place_code, $2) ORDER BY place_code LIMIT $6::integer) AS villages WHERE $4::date IS NOT NULL`,
})
const figures = (count: number, donated = 0) => [figureOf('visits.army-day.households', '户', 1, count), figureOf('visits.army-day.cash', 'fen', 20_000, count), figureOf('visits.donated', '件', 1, donated)]
const SOURCE_HAS = '{visits.army-day.households}户{visits.army-day.cash}元'
const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(({ code, place }) => `${code} ${place}`))
const view = async (year: number, count = 5) => must(await yearDocument(opened.house, opened.actors.clerk, figures(count), { year }))
const textOf = async (year: number, count = 5) => (await view(year, count)).blocks.map(block => block.runs.map(run => run.text).join(''))
const sourceOf = async (year: number) => (await view(year)).paragraphs.find(one => one.source.includes(SOURCE_HAS))!.source
const save = (year: number, input: { source: string; text: string; version: number }, actor = opened.actors.clerk, count = 5) => saveRevision(opened.house, actor, figures(count), { year }, input)

test('改一段文字，数字仍跟着记录走，一处一个口径；一行是一段；恢复原文就回到底稿', async () => {
  const source = await sourceOf(2023)
  const before = await textOf(2023)
  const text = '“八一”前夕，镇村干部登门看望优抚对象{visits.army-day.households}户，送去慰问金{visits.army-day.cash}元。\n{next-year}年继续走访。'
  expect(must(await save(2023, { source, text, version: 0 }))).toMatchObject({ version: 1, text })
  const after = await view(2023)
  expect(after.figures).toMatchObject({ 'visits.army-day.households': 5, 'visits.army-day.cash': 100_000 })
  expect(await textOf(2023)).toEqual(before.flatMap(line => (line.includes('5户1000元') ? ['“八一”前夕，镇村干部登门看望优抚对象5户，送去慰问金1000元。', '2024年继续走访。'] : [line])))
  expect((await textOf(2023, 6)).join('\n')).toContain('登门看望优抚对象6户，送去慰问金1200元')
  must(await removeRevision(opened.house, opened.actors.clerk, { year: 2023 }, { source, version: 1 }))
  expect(await textOf(2023)).toEqual(before)
})

test('正文里直接写数字、写汉字数量、写没有的或没有记录的口径、写部队番号：都退回，什么也没存', async () => {
  const source = await sourceOf(2022)
  const offences = async (text: string) => codes(await save(2022, { source, text, version: 0 }))
  expect(await offences('慰问优抚对象5户。')).toEqual(['invalid text'])
  expect(await offences('慰问优抚对象五户。')).toEqual(['invalid text'])
  expect(await offences('慰问{visits.moon}户，捐赠{visits.donated}件。')).toEqual(['not-found text', 'invalid text'])
  expect(await offences('到某番号部队看望{visits.army-day.households}户，第某旅一同参加。'.replace('第某旅', '第一二三旅'))).toContain('secret text')
  expect(codes(await save(2022, { source: '没有这一段', text: '继续走访。', version: 0 }))).toEqual(['conflict source'])
  expect((await view(2022)).paragraphs.every(one => one.revision === null)).toBe(true)
})

test('两个人改同一段：后存的不覆盖，告诉他是谁改的、现在是什么', async () => {
  const source = await sourceOf(2021)
  must(await save(2021, { source, text: '看望优抚对象{visits.army-day.households}户。', version: 0 }))
  const late = await save(2021, { source, text: '走访{visits.army-day.households}户。', version: 0 }, opened.actors.reviewer)
  expect(late).toMatchObject({ ok: false, refusals: [{ code: 'conflict', place: 'version', value: '看望优抚对象{visits.army-day.households}户。' }] })
  expect(must(await save(2021, { source, text: '走访{visits.army-day.households}户。', version: 1 }, opened.actors.reviewer)).version).toBe(2)
  expect(codes(await removeRevision(opened.house, opened.actors.clerk, { year: 2021 }, { source, version: 1 }))).toEqual(['conflict version'])
})

test('口径没有记录了，先印底稿的话；底稿没有这一段了，也印不出来：改写的都留着，说明原因', async () => {
  const { house, actors } = opened
  const source = await sourceOf(2020)
  const text = '看望优抚对象{visits.army-day.households}户，捐赠慰问品{visits.donated}件。'
  must(await saveRevision(house, actors.clerk, figures(5, 3), { year: 2020 }, { source, text, version: 0 }))
  const read = async (count: number, donated: number) => must(await yearDocument(house, actors.clerk, figures(count, donated), { year: 2020 }))
  expect((await read(5, 3)).waiting).toEqual([])
  const unbacked = await read(5, 0)
  expect(unbacked.waiting).toMatchObject([{ source, text, reason: 'no-records', figures: ['visits.donated'] }])
  expect(unbacked.figures).toMatchObject({ 'visits.army-day.households': 5 })
  expect((await read(0, 3)).waiting).toMatchObject([{ source, text, reason: 'source-gone' }])
})

test('送审以后文字也定下来：不能再改；原文随时看得到，签发以后记录再变也不变', async () => {
  const { house, actors } = opened
  const source = await sourceOf(2019)
  must(await save(2019, { source, text: '看望优抚对象{visits.army-day.households}户。', version: 0 }))
  expect((await view(2019)).allowed).toEqual(['prepare', 'revise'])
  must(await prepareDocument(house, actors.clerk, figures(5), { year: 2019 }))
  expect((await view(2019)).allowed).toEqual(['discard'])
  expect(codes(await save(2019, { source, text: '走访{visits.army-day.households}户。', version: 1 }))).toEqual(['state document'])
  expect(must(await yearDocument(house, actors.reviewer, figures(5), { year: 2019 })).allowed).toEqual(['check', 'issue', 'discard'])
  must(await issueDocument(house, actors.leader, figures(5), { year: 2019 }))
  const frozen = must(await frozenDocument(house, actors.auditor, { year: 2019 }))
  expect(frozen.state).toBe('issued')
  expect(frozen.blocks.flatMap(block => block.runs.map(run => run.text)).join('')).toContain('看望优抚对象5户')
  expect((await textOf(2019, 6)).join('')).toContain('看望优抚对象6户')
  expect((await frozenDocument(house, actors.auditor, { year: 2018 })).ok).toBe(false)
})
