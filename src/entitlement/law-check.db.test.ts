import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { COUNTY, testHouse, type TestHouse } from '../../tests/harness/database.ts'
import { read } from '../access/actions.ts'
import { must, RefusedInput } from '../base/result.ts'
import { openLaw, reopenLaw, withLaw, type LawPlace } from '../law/actions.ts'
import { lawJob } from '../law/jobs.ts'
import { lawFaults } from './law-check.ts'
import { approveProposal, enterProposal } from './proposals/actions.ts'

const PACKAGE = resolve(import.meta.dirname, '../../law')
let opened: TestHouse
let folder: string
let place: LawPlace
let day = 0

beforeAll(async () => { opened = await testHouse() })
afterAll(() => opened.close())
beforeEach(context => {
  folder = mkdtempSync(join(tmpdir(), 'tongxin-law-'))
  cpSync(PACKAGE, join(folder, 'law'), { recursive: true })
  context.onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  place = { database: opened.house.database, directories: [join(folder, 'law')], check: lawFaults, now: () => Date.parse('2024-06-30T09:00:00+08:00') + 86_400_000 * ++day }
})

const edit = (file: string, from: string, to: string): void => {
  const path = join(folder, 'law', file)
  const text = readFileSync(path, 'utf8')
  expect(text).toContain(from)
  writeFileSync(path, text.replace(from, to))
}
const PENSION = 'benefits/disability-pension.yaml'
const spoil = () => edit(PENSION, 'formula: monthly', 'formula: monthly\ncolour: red')
const mend = () => edit(PENSION, 'formula: monthly\ncolour: red', 'formula: monthly')
const placesOf = (faults: readonly { readonly place: string }[]) => faults.map(fault => fault.place.replace(/:\d+/, ''))

test('服务中改坏一个文件：沿用内存里的政策并说明哪个文件哪一行；改好以后自动采用', async () => {
  const inUse = await openLaw(place, { fallBack: true })
  const said: string[] = []
  const job = lawJob(place, inUse, text => void said.push(text))
  const good = inUse.standing.hash
  spoil()
  await job.run()
  expect(inUse.standing).toMatchObject({ hash: good, faults: [{ code: 'unknown-key', value: 'colour' }] })
  expect(said.join('\n')).toMatch(/law\/benefits\/disability-pension\.yaml:\d+ colour/)
  await job.run()
  expect(said).toHaveLength(1)
  mend()
  edit('sources/standards-unknown.yaml', 'zh:', 'zh: ')
  await job.run()
  expect(inUse.standing.faults).toEqual([])
  expect(inUse.standing.hash).not.toBe(good)
})

test('一个例子的金额错了，政策也不采用', async () => {
  const inUse = await openLaw(place, { fallBack: true })
  edit('benefits/conscript-family-allowance.cases.yaml', 'amount_fen: 500000', 'amount_fen: 500001')
  expect(await reopenLaw(place, inUse)).toBe('kept')
  expect(placesOf(inUse.standing.faults)).toEqual(['law/benefits/conscript-family-allowance.cases.yaml [0].lines[0]'])
})

test('启动时文件是坏的：用数据库里保存的上一次无误的政策；不许沿用的命令则全部拒绝', async () => {
  const good = (await openLaw(place, { fallBack: true })).standing.hash
  spoil()
  const started = await openLaw(place, { fallBack: true })
  expect(started.standing).toMatchObject({ hash: good, faults: [{ code: 'unknown-key' }] })
  expect(started.law.files.some(file => file.path === `law/${PENSION}`)).toBe(true)
  await expect(openLaw(place, { fallBack: false })).rejects.toThrow(RefusedInput)
  mend()
  expect((await openLaw(place, { fallBack: false })).standing).toMatchObject({ hash: good, faults: [] })
})

test('整个文件夹不见了，不会变成一部空的政策', async () => {
  const inUse = await openLaw(place, { fallBack: true })
  rmSync(join(folder, 'law'), { recursive: true })
  expect(await reopenLaw(place, inUse)).toBe('kept')
  expect(inUse.law.book.benefits.size).toBeGreaterThan(10)
  expect(inUse.standing.faults[0]).toMatchObject({ code: 'not-found', place: 'law' })
})

test('新的政策与县里录入的合不到一起，也不采用', async () => {
  const inUse = await openLaw(place, { fallBack: true })
  const house = withLaw(opened.house, inUse)
  const row = `- {from: 2030-01-01, where: '${COUNTY}', benefits: [martyr-child-allowance, rural-veteran-allowance], advice: check, text: {zh: 核对, en: check}, source: 云政〔2024〕9号, confidence: sourced}\n`
  const { id } = must(await enterProposal(house, opened.actors.clerk, { title: '兼领', reason: '县里规定', files: [{ path: 'overlaps.yaml', text: row }] }))
  must(await approveProposal(house, opened.actors.leader, id))
  const mine = () => read(house, opened.actors.clerk, 'law.read', work => house.lawOf(work)).then(must)
  expect((await mine()).overlaps.at(-1)).toMatchObject({ source: '云政〔2024〕9号' })
  for (const name of ['martyr-child-allowance.yaml', 'martyr-child-allowance.cases.yaml']) rmSync(join(folder, 'law/benefits', name))
  const text = readFileSync(join(folder, 'law/overlaps.yaml'), 'utf8').split(/^(?=- )/m).filter(part => !part.includes('martyr-child-allowance')).join('')
  writeFileSync(join(folder, 'law/overlaps.yaml'), text)
  expect(await reopenLaw(place, inUse)).toBe('kept')
  expect(placesOf(inUse.standing.faults)).toContainEqual(expect.stringMatching(new RegExp(`^${COUNTY}/1/overlaps\\.yaml`)))
  expect((await mine()).overlaps.at(-1)).toMatchObject({ source: '云政〔2024〕9号' })
})
