import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TOWNSHIP, testHouse, type TestHouse } from '../../tests/harness/database.ts'
import { read } from '../access/actions.ts'
import { must } from '../base/result.ts'
import type { Figure, Unit } from '../figures/figures.ts'
import { addItem, adoptPlan } from '../plan/actions.ts'
import {
  checkDocument, discardDocument, documentAnchorsIn, documentFile, issueDocument, prepareDocument, yearDocument, yearFigure, yearFigures,
} from './actions.ts'

/** A figure whose records are the first `count` villages, each worth `each`. */
const figureOf = (id: string, unit: Unit, each: number, count: number): Figure => ({
  id, unit, name: { zh: id, en: id }, sentence: { zh: '慰问{}', en: '{} visited' }, parameters: [each, count],
  records: `SELECT place_code AS record, $5::bigint AS value, '2023-07-28'::date AS happened_on, place_code, name AS title, '{}'::jsonb AS detail
    FROM (SELECT * FROM place WHERE county_code = $1 AND level = 'village' AND starts_with(place_code, $2) ORDER BY place_code LIMIT $6::integer) AS villages
    WHERE '2023-07-28'::date BETWEEN $3 AND $4`,
})
const armyDay = (count: number) => [figureOf('visits.army-day.households', '户', 1, count), figureOf('visits.army-day.cash', 'fen', 20000, count)]

const wordsOf = (view: { blocks: readonly { runs: readonly { text: string }[] }[] }) => view.blocks.map(block => block.runs.map(run => run.text).join('')).join('\n')

describe('口径和年度文稿', () => {
  let test: TestHouse
  beforeAll(async () => { test = await testHouse() })
  afterAll(() => test.close())

  it('口径的值就是记录之和，打开就是这些记录', async () => {
    const { house, actors } = test
    const figures = armyDay(5)
    const values = must(await yearFigures(house, actors.clerk, figures, { year: 2023 }))
    expect(values.map(({ value, records }) => [value, records])).toEqual([[5, 5], [100000, 5]])
    expect(values[1]!.sentence.zh).toBe('慰问1000')
    const opened = must(await yearFigure(house, actors.clerk, figures, 'visits.army-day.cash', { year: 2023 }))
    expect(opened.records).toHaveLength(5)
    expect(opened.records.reduce((total, record) => total + record.value, 0)).toBe(opened.value)
    expect(must(await yearFigures(house, actors.clerk, figures, { year: 2022 })).map(value => value.value)).toEqual([0, 0])
  })

  it('加一户，句子随之改变；没有记录，句子就没有了', async () => {
    const { house, actors } = test
    const written = async (count: number) => wordsOf(must(await yearDocument(house, actors.clerk, armyDay(count), { year: 2023 })))
    expect(await written(5)).toContain('“八一”期间慰问优抚对象5户1000元')
    expect(await written(6)).toContain('“八一”期间慰问优抚对象6户1200元')
    const none = await written(0)
    expect(none).not.toContain('“八一”期间慰问')
    expect(none).toMatch(/未见[^。]*“八一”走访慰问/)
  })

  it('县里看只有一个镇的县，就是这个镇的文稿；不在辖区的地方和没有的口径都说明可用的', async () => {
    const { house, actors } = test
    const view = must(await yearDocument(house, actors.countyOffice, [], { year: 2023 }))
    expect([view.place, view.place_name]).toEqual([TOWNSHIP, '青松镇'])
    expect(await yearDocument(house, actors.clerk, [], { year: 2023, place: '990102101' })).toMatchObject({ ok: false, refusals: [{ code: 'not-found', legal: [TOWNSHIP] }] })
    expect(await yearFigure(house, actors.clerk, armyDay(1), 'visits.moon', { year: 2023 })).toMatchObject({ ok: false, refusals: [{ code: 'not-found' }] })
    expect(await yearDocument(house, actors.villageWorker, [], { year: 2023 })).toMatchObject({ ok: false, refusals: [{ code: 'forbidden' }] })
  })

  it('下一年的安排先按法定事项；镇里的计划定了，就是计划的各项，自己加的也在，原字照写', async () => {
    const { house, actors, close } = await testHouse()
    const written = async () => wordsOf(must(await yearDocument(house, actors.clerk, [], { year: 2023 })))
    const before = await written()
    must(await adoptPlan(house, actors.clerk, { place: TOWNSHIP, year: 2024 }))
    expect(await written()).toBe(before)
    must(await addItem(house, actors.clerk, {
      place: TOWNSHIP, year: 2024, title: '修缮荣誉墙', sentence: '9月底前修缮镇荣誉墙{place}', from: '2024-08-01', to: '2024-09-30', owner: 'clerk',
    }))
    expect(await written()).toMatch(/\d+、9月底前修缮镇荣誉墙\{place\}。$/m)
    await close()
  })

  it('文件按标题命名', async () => {
    const file = must(await documentFile(test.house, test.actors.clerk, armyDay(5), { year: 2023 }))
    expect(file.name).toBe('青松镇2023年双拥工作总结暨2024年双拥工作安排.docx')
    expect(String.fromCharCode(...file.bytes.subarray(0, 2))).toBe('PK')
  })

  it('拟制人不能核稿和签发；记录变了不能签发；签发后文字、口径和日志链都固定下来', async () => {
    const { house, actors, close } = await testHouse()
    const [asked, five, six] = [{ year: 2023 }, armyDay(5), armyDay(6)]
    expect(await issueDocument(house, actors.leader, five, asked)).toMatchObject({ ok: false, refusals: [{ code: 'state' }] })
    must(await prepareDocument(house, actors.clerk, five, asked))
    expect(await prepareDocument(house, actors.clerk, five, asked)).toMatchObject({ ok: false, refusals: [{ code: 'state' }] })
    expect(await checkDocument(house, actors.clerk, asked)).toMatchObject({ ok: false, refusals: [{ code: 'same-person' }] })
    expect(await issueDocument(house, actors.clerk, five, asked)).toMatchObject({ ok: false, refusals: [{ code: 'same-person' }] })
    must(await checkDocument(house, actors.reviewer, asked))
    expect(await issueDocument(house, actors.leader, six, asked)).toMatchObject({ ok: false, refusals: [{ code: 'conflict' }] })
    const issued = must(await issueDocument(house, actors.leader, five, asked))
    const view = must(await yearDocument(house, actors.clerk, five, asked))
    expect(view.standing).toMatchObject({ state: 'issued', current: true, changed: [], issued_on: issued.issued_on })
    expect(view.text_hash).toBe(issued.text_hash)
    const later = must(await yearDocument(house, actors.clerk, six, asked))
    expect(later.standing).toMatchObject({ current: false })
    expect(later.standing!.changed).toContainEqual({ figure: 'visits.army-day.cash', stated: 100000, now: 120000 })
    expect(must(await read(house, actors.countyOffice, 'documents.read', documentAnchorsIn))).toHaveLength(1)
    expect(await discardDocument(house, actors.clerk, asked)).toMatchObject({ ok: false, refusals: [{ code: 'state' }] })
    await close()
  })
})
