import { resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { DataFile } from '../../law/data-file.ts'
import { rateOn } from '../../law/law.ts'
import { readFolders, readMore } from '../../law/load.ts'
import { additionsTo } from './additions.ts'
import { faultsByFile } from './lines.ts'
import { readAdditions } from './limits.ts'
import { editorFactsOf, emptyNotice, faultsByField, noticeFiles, type NoticeForm } from './notice.ts'
import { brokenCases } from './proof.ts'
import { PROPOSAL_STATES, STEPS } from './proposals.ts'
import { startingFile, STARTS } from './starts.ts'

const COUNTY = '110105'
const TODAY = '2024-09-10'
const LAW = readFolders([resolve(import.meta.dirname, '../../../law')])
const FACTS = editorFactsOf(LAW.book, COUNTY)

const FORM: NoticeForm = {
  ...emptyNotice(FACTS), from: '2025-01-01', amounts: { ordinary: '18,000', plateau: '36000', tibet: '45000.50' },
  title: '调整义务兵家庭优待金标准的通知', number: '朝政〔2024〕12号', issuer: '示例县人民政府', published: '2024-09-02', clause: '第二条',
}
const FILES = noticeFiles(COUNTY, FORM)
const [NOTICE, RATES] = FILES as [DataFile, DataFile]
const faultsIn = (files: readonly DataFile[]) => readAdditions(LAW.book, files, { county: COUNTY, today: TODAY }).faults.map(({ code, place }) => `${code} ${place}`)
/** The rates with a part of their text changed. */
const rates = (from: string, to: string): DataFile[] => {
  expect(RATES.text).toContain(from)
  return [NOTICE, { ...RATES, text: RATES.text.replace(from, to) }]
}

describe('填表写成的文件', () => {
  test('就是政策文件的样子，读进去一格不差', () => {
    expect(faultsIn(FILES)).toEqual([])
    expect(FILES.map(file => file.path)).toEqual([`sources/${COUNTY}-2024-12.yaml`, 'benefits/conscript-family-allowance.yaml'])
    const { book } = readMore(LAW, FILES)
    const found = (area: string) => rateOn(book!, { benefit: 'conscript-family-allowance', place: COUNTY, day: '2025-03-01', cell: { area } })?.rate
    expect(['ordinary', 'plateau', 'tibet'].map(area => found(area)?.amount_fen)).toEqual([1_800_000, 3_600_000, 4_500_050])
    expect(found('ordinary')).toMatchObject({ per: 'year', due_month: 12, confidence: 'sourced', published_on: '2024-09-02', clause: '第二条' })
    expect(book!.hash).not.toBe(LAW.book.hash)
    expect(readMore(LAW, FILES).book!.hash).toBe(book!.hash)
  })

  test('每项待遇的表都能填，填满的都没有错', () => {
    for (const benefit of FACTS.benefits) {
      const paths = benefit.cells.reduce<string[]>((before, cell) => before.flatMap(path => cell.values.map(({ value }) => (path === '' ? value : `${path}/${value}`))), [''])
      const amounts = Object.fromEntries(paths.map((path, index) => [path, String(1000 + index)]))
      expect(faultsIn(noticeFiles(COUNTY, { ...FORM, benefit: benefit.id, per: benefit.per, due_month: undefined, amounts })), benefit.id).toEqual([])
    }
  })

  test('从别处带着待遇和日期来，表就从那里起；别的县才有的待遇不在表里', () => {
    expect(emptyNotice(FACTS, { benefit: 'merit-award', from: '2024-01-01' })).toMatchObject({ benefit: 'merit-award', from: '2024-01-01', per: 'once' })
    expect(emptyNotice(FACTS, { benefit: 'nothing' }).benefit).toBe('conscript-family-allowance')
    const elsewhere = { ...LAW.book.benefits.get('merit-award')!, where: '990101' }
    expect(editorFactsOf({ ...LAW.book, benefits: new Map([['merit-award', elsewhere]]) }, COUNTY).benefits).toEqual([])
  })

  test('写得出的文字都读得回来：引号、冒号、换行、井号', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), title => {
      const files = noticeFiles(COUNTY, { ...FORM, title })
      const { book } = readMore(LAW, files)
      expect(book?.sources.get(`${COUNTY}-2024-12`)?.title.zh).toBe(title)
    }))
  })

  test('不是数的金额照样写出来，由检查指出在哪一行', () => {
    expect(faultsIn(noticeFiles(COUNTY, { ...FORM, amounts: { ordinary: '一万八' } }))).toEqual([expect.stringMatching(/^invalid benefits\/conscript-family-allowance\.yaml:12 rates\[0\]\.amounts/)])
  })

  test('每一处错都指到它那一栏，同一句话只说一次；指不到栏的另说', () => {
    const faultsOf = (form: NoticeForm) => readAdditions(LAW.book, noticeFiles(COUNTY, form), { county: COUNTY, today: TODAY }).faults
    const empty = faultsByField(faultsOf(emptyNotice(FACTS)))
    expect([...empty.fields.keys()].toSorted()).toEqual(['clause', 'from', 'issuer', 'published', 'title'])
    expect(empty.fields.get('title')).toHaveLength(1)
    expect(empty.others).toEqual([])
    expect([...faultsByField(faultsOf({ ...FORM, amounts: { ordinary: '一万八', plateau: '二万' } })).fields.keys()]).toEqual(['amounts/ordinary', 'amounts/plateau'])
    expect(faultsByField([{ code: 'invalid', place: 'benefits/x.yaml:1 benefit', message: { zh: '错', en: 'wrong' } }])).toEqual({ fields: new Map(), others: [expect.objectContaining({ code: 'invalid' })] })
  })

  test('空表一填就错的地方，全部指出', () => {
    const faults = faultsIn(noticeFiles(COUNTY, emptyNotice(FACTS)))
    expect(faults.length).toBeGreaterThan(5)
    expect(faults.some(fault => fault.includes('rates[0].from'))).toBe(true)
  })

  test.each(STARTS.map(start => start.id))('手写的起头 %s 没有填完就通不过', id => {
    expect(faultsIn([startingFile(id, COUNTY)]).length).toBeGreaterThan(0)
  })
})

describe('能录什么', () => {
  test.each([
    ['别的县', rates(`where: '${COUNTY}'`, `where: '110106'`), /^invalid .*:4 rates\[0\]\.where/],
    ['全国', rates(`where: '${COUNTY}'`, `where: ''`), /^invalid .*:4 rates\[0\]\.where/],
    ['推算的', rates('confidence: sourced', 'confidence: derived'), /^invalid .*:8 rates\[0\]\.confidence/],
    ['没有公布日期', rates('published_on: 2024-09-02', 'published_on: null'), /^missing .*:9 rates\[0\]\.published_on/],
    ['还没有公布', rates('published_on: 2024-09-02', 'published_on: 2024-09-11'), /^invalid .*:9 rates\[0\]\.published_on/],
    ['没有条款', rates('    clause: 第二条\n', ''), /^missing .*:3 rates\[0\]\.clause/],
    ['没有的出处', rates(`source: ${COUNTY}-2024-12`, 'source: nowhere'), /^invalid .*:6 rates\[0\]\.source/],
    ['没有金额', rates(/amounts:[^]*/.exec(RATES.text)![0], 'amounts: {}\n'), /^missing .*:11 rates\[0\]\.amounts/],
    ['不认识的一项', rates('per: year', 'per: year\n    colour: red'), /^unknown-key .*:6 rates\[0\]\.colour/],
    ['没有的待遇', [NOTICE, { path: 'benefits/free-lunch.yaml', text: RATES.text.replace('conscript-family-allowance', 'free-lunch') }], /^invalid benefits\/free-lunch\.yaml:1 benefit/],
    ['文件名不符', [NOTICE, { ...RATES, path: 'benefits/merit-award.yaml' }], /^invalid benefits\/merit-award\.yaml:1 benefit/],
    ['不按标准表算的待遇', noticeFiles(COUNTY, { ...FORM, benefit: 'nursing-allowance', amounts: { 'war/1': '1' } }), /^invalid benefits\/nursing-allowance\.yaml:1 benefit/],
    ['别的文件', [NOTICE, RATES, { path: 'categories/veteran.yaml', text: 'id: veteran' }], /^invalid categories\/veteran\.yaml:1/],
    ['上级目录', [NOTICE, RATES, { path: '../law/benefits/merit-award.yaml', text: 'benefit: merit-award' }], /^invalid \.\.\/law/],
    ['同一个文件两次', [NOTICE, RATES, RATES], /^duplicate benefits/],
    ['已有的出处', [{ path: 'sources/standards-2024-08.yaml', text: NOTICE.text.replace(`${COUNTY}-2024-12`, 'standards-2024-08') }], /^duplicate sources\/standards-2024-08\.yaml:1 id/],
    ['不以县代码编号的出处', [{ path: 'sources/our-notice.yaml', text: NOTICE.text.replace(`${COUNTY}-2024-12`, 'our-notice') }], /^invalid sources\/our-notice\.yaml:1 id/],
    ['不是 YAML', [{ ...RATES, text: 'benefit: [' }], /^unreadable benefits/],
    ['写明番号的文字', [{ ...NOTICE, text: NOTICE.text.replace('示例县人民政府', '31608部队') }], /^secret sources/],
  ] as const)('不收%s，并指出在哪一行', (_, files, fault) => {
    expect(faultsIn(files)).toContainEqual(expect.stringMatching(fault))
  })

  test('整项待遇不能由县里改写，只能加标准', () => {
    const whole = LAW.files.find(file => file.path === 'law/benefits/merit-award.yaml')!
    expect(faultsIn([{ path: 'benefits/merit-award.yaml', text: whole.text }])).toEqual(['missing benefits/merit-award.yaml:2 id'])
  })

  test('几处错误一次指出，按文件和行的先后', () => {
    const files = [{ ...NOTICE, text: NOTICE.text.replace('published: 2024-09-02', 'published: null') }, { ...RATES, text: RATES.text.replace(`where: '${COUNTY}'`, `where: '11'`).replace('confidence: sourced', 'confidence: invented').replace('clause: 第二条', 'clause: ""').replace('36000', 'x') }]
    expect(faultsIn(files).map(fault => /(\w+)\/\S+:(\d+)/.exec(fault)!.slice(1))).toEqual([['sources', '10'], ['benefits', '4'], ['benefits', '7'], ['benefits', '8'], ['benefits', '13']])
  })

  test('已有标准的同一天不能再录；推算的、数额未见的可以由正式的补上', () => {
    const once = readMore(LAW, FILES).book!
    const again = (from: string, amounts: NoticeForm['amounts']) => {
      const files = noticeFiles(COUNTY, { ...FORM, number: '朝政〔2024〕13号', from, amounts })
      return readAdditions(once, files, { county: COUNTY, today: TODAY }).faults.map(({ code, place }) => `${code} ${place.split(':')[0]}`)
    }
    expect(again('2025-01-01', { ordinary: '1' })).toEqual(['duplicate benefits/conscript-family-allowance.yaml'])
    expect(again('2025-01-02', { ordinary: '1' })).toEqual([])
    const unknown = readMore(LAW, rates(/amounts:[^]*/.exec(RATES.text)![0], 'amount: unknown\n')).book!
    expect(readAdditions(unknown, noticeFiles(COUNTY, { ...FORM, number: '14号' }), { county: COUNTY, today: TODAY }).faults).toEqual([])
  })

  test('当地平均工资、兼领规则也只增不改', () => {
    const wage = (year: number) => ({ path: 'parameters/local-average-wage.yaml', text: `name: local-average-wage\nrows:\n  - {year: ${year}, where: '${COUNTY}', amount: 96000, source: ${COUNTY}-2024-12, clause: 第二条, confidence: sourced, published_on: 2024-06-20}\n` })
    const rule = { path: 'overlaps.yaml', text: `- {from: 2024-01-01, where: '${COUNTY}', benefits: [rural-veteran-allowance, disability-pension], advice: both, text: {zh: 可以, en: both}, source: 示例, confidence: sourced}\n` }
    expect(faultsIn([NOTICE, wage(2023), rule])).toEqual([])
    const once = readMore(LAW, [NOTICE, wage(2023), rule]).book!
    const again = readAdditions(once, [wage(2023), rule], { county: COUNTY, today: TODAY }).faults
    expect(again.map(({ code, place }) => `${code} ${place}`)).toEqual(['duplicate parameters/local-average-wage.yaml:3 rows[0].year', 'duplicate overlaps.yaml:1 [0].from'])
    expect(readAdditions(once, [wage(2024)], { county: COUNTY, today: TODAY }).faults).toEqual([])
  })

  test('乱写的文字从不让读的人出错', () => {
    fc.assert(fc.property(fc.string(), fc.constantFrom('sources/a-b.yaml', 'benefits/merit-award.yaml', 'parameters/base-pay.yaml', 'overlaps.yaml', 'x'), (text, path) => {
      expect(Array.isArray(faultsIn([{ path, text }]))).toBe(true)
    }))
    expect(faultsIn([{ ...RATES, text: `a: &a [${'x,'.repeat(9)}x]\n${'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${Array(9).fill(`*${'abcdefgh'[index]!}`).join()}]`).join('\n')}` }])[0]).toMatch(/^unreadable/)
  })
})

describe('核对例子', () => {
  const additions = (book: typeof LAW.book) => additionsTo(LAW.book, book, TODAY)

  test('县里的标准不动别处的任何一个例子', () => {
    const { book } = readMore(LAW, FILES)
    expect([...brokenCases(LAW.book, book!, LAW.files, COUNTY, additions(book!))].flat()).toEqual([])
  })

  test('动了别处的，例子会发现', () => {
    const pension = LAW.book.benefits.get('disability-pension')!
    const book = { ...LAW.book, benefits: new Map(LAW.book.benefits).set('disability-pension', { ...pension, rates: pension.rates.map(rate => ({ ...rate, amount_fen: rate.amount_fen && rate.amount_fen + 1200 })) }) }
    const broken = [...brokenCases(LAW.book, book, LAW.files, COUNTY, additions(LAW.book))].flat()
    expect(broken.length).toBeGreaterThan(10)
    expect(broken[0]).toMatchObject({ code: 'contradiction', place: expect.stringMatching(/^law\/benefits\/.*\.cases\.yaml:\d+/) })
  })
})

test('预览：一行新标准，一行此前的；过去的日子会重算', () => {
  const once = readMore(LAW, FILES).book!
  const raise = readAdditions(once, noticeFiles(COUNTY, { ...FORM, number: '15号', from: '2025-07-01', amounts: { ordinary: '20000' } }), { county: COUNTY, today: '2025-08-01' }).reading.parts
  expect(additionsTo(once, raise, '2025-08-01')).toMatchObject({
    sources: [{ id: `${COUNTY}-15`, number: '15号' }], parameters: [], overlaps: [],
    rates: [{ cell: { area: 'ordinary' }, amount_fen: 2_000_000, past: true, holds: true, before: { amount_fen: 1_800_000, from: '2025-01-01', layer: 'county' } }],
  })
})

test('错误按文件归到行上，其余另说', () => {
  const at = (place: string) => ({ code: 'invalid' as const, place, message: { zh: place, en: place } })
  const { files, others } = faultsByFile([at('benefits/a.yaml:12 rates'), at('title'), at('benefits/a.yaml:3 from'), at('sources/b.yaml:1')])
  expect([...files].map(([path, faults]) => [path, faults.map(({ line }) => line)])).toEqual([['benefits/a.yaml', [3, 12]], ['sources/b.yaml', [1]]])
  expect(others.map(({ place }) => place)).toEqual(['title'])
})

test('批准和退回总由另一人，每个状态都走得到，批准之后没有下一步', () => {
  for (const step of ['approve', 'reject'] as const) expect(STEPS[step].by).toBe('another')
  const reached = new Set(['draft', ...Object.values(STEPS).map(step => step.to)])
  expect(PROPOSAL_STATES.filter(state => !reached.has(state))).toEqual([])
  expect(Object.values(STEPS).some(step => step.from.includes('approved'))).toBe(false)
})
