import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { LawBook } from '../src/law/law.ts'
import { loadLaw } from '../src/law/load.ts'
import { loadTemplate } from '../src/documents/load.ts'
import { renderAnnual, type Material } from '../src/documents/render.ts'
import { figuresOfTemplate, templateSchema, type Template } from '../src/documents/template.ts'
import type { Figure, FigureValue, Unit } from '../src/figures/figures.ts'
import { plainText, type DocumentModel } from '../src/paper/paper.ts'

const ROOT = resolve(import.meta.dirname, '..')
const FOLDER = join(ROOT, 'templates')
const text = { zh: '', en: '' }

const unitOf = (id: string): Unit => (/\.(cash|goods|paid)$/.test(id) ? 'fen' : '次')
const valued = (id: string, value: number): FigureValue => ({ id, name: text, sentence: text, unit: unitOf(id), value, records: value > 0 ? 1 : 0 })

type Example = Omit<Material, 'values'> & { readonly values: Readonly<Record<string, number>> }
const exampleOf = (id: string): Material => {
  const example = parse(readFileSync(join(FOLDER, id, 'example.yaml'), 'utf8')) as Example
  return { ...example, values: Object.entries(example.values).map(([figure, value]) => valued(figure, value)) }
}

/** Digits outside figures, years, dates and heading numbers: there must be none. */
const strayDigits = (model: DocumentModel): string[] =>
  model.blocks.flatMap(block => block.runs).filter(run => !('figure' in run) && run.role === undefined && /\p{Nd}/u.test(run.text)).map(run => run.text)

const wordingsOf = (template: Template): string[] => [
  template.opening, template.organ, ...template.title, template.plan.heading, template.plan.opening,
  ...template.sections.flatMap(section => [section.heading, ...section.paragraphs.flatMap(paragraph => [
    ...(paragraph.opening ? [paragraph.opening] : []), ...paragraph.sentences.flatMap(sentence => sentence.clauses.flatMap(clause => clause.say)),
  ])]),
]

async function registered(): Promise<readonly Figure[] | undefined> {
  const path = join(ROOT, 'src/registry.ts')
  if (!existsSync(path)) return undefined
  const { allFigures } = await import(path) as { allFigures: (root: string, law: LawBook) => readonly Figure[] }
  return allFigures(ROOT, loadLaw([join(ROOT, 'law')]))
}

describe.each(readdirSync(FOLDER))('模板 %s', id => {
  const template = loadTemplate(id)

  it('引用的每个口径都在口径库中，单位也与占位符后的量词一致', async context => {
    const figures = await registered()
    if (!figures) return context.skip()
    const units = new Map(figures.map(figure => [figure.id, figure.unit]))
    expect(figuresOfTemplate(template).filter(figure => !units.has(figure))).toEqual([])
    const wrong = wordingsOf(template).flatMap(wording => [...wording.matchAll(/\{([a-z0-9.-]+\.[a-z0-9.-]+)\}(人次|户次|.)/g)])
      .filter(([, figure, unit]) => unit !== (units.get(figure!) === 'fen' ? '元' : units.get(figure!)))
    expect(wrong.map(([found]) => found)).toEqual([])
  })

  it('正文没有写死的数字', () => {
    expect(wordingsOf(template).filter(wording => /\p{Nd}/u.test(wording.replaceAll(/\{[^}]+\}/g, '')))).toEqual([])
  })

  it('样例写出的就是 expected.txt', async () => {
    await expect(plainText(renderAnnual(template, exampleOf(id)))).toMatchFileSnapshot(join(FOLDER, id, 'expected.txt'))
  })

  it('没有任何记录时，没有一句说做了什么', () => {
    const model = renderAnnual(template, { ...exampleOf(id), values: [], undone: [], today: '2023-12-31' })
    expect(model.blocks.map(block => block.kind)).toEqual(['title', 'paragraph', 'heading1', 'paragraph', 'paragraph', 'paragraph', 'signature', 'signature'])
  })

  it('文中每个数字不是口径，就是年份、日期或者序号；每个口径写的就是它的值', () => {
    const ids = figuresOfTemplate(template)
    const values = fc.array(fc.integer({ min: 0, max: 10 ** 9 }), { minLength: ids.length, maxLength: ids.length })
    fc.assert(fc.property(values, fc.integer({ min: 2000, max: 2100 }), fc.boolean(), (numbers, year, issued) => {
      const known = new Map(ids.map((figure, index) => [figure, numbers[index]!]))
      const material = { ...exampleOf(id), year, values: [...known].map(([figure, value]) => valued(figure, value)), issuedOn: issued ? `${year + 1}-01-05` : undefined }
      const model = renderAnnual(template, material)
      expect(strayDigits(model)).toEqual([])
      for (const run of model.blocks.flatMap(block => block.runs)) {
        if (!('figure' in run)) continue
        expect(run.value).toBe(known.get(run.figure))
        expect(run.value).toBeGreaterThan(0)
        expect(Math.round(Number(run.text) * (run.unit === 'fen' ? 100 : 1))).toBe(run.value)
      }
    }))
  })
})

describe('年度文稿', () => {
  const template = loadTemplate('annual')
  const example = exampleOf('annual')
  const written = (changes: Partial<Material>): string => plainText(renderAnnual(template, { ...example, ...changes }))
  const withValue = (figure: string, value: number): FigureValue[] => [...example.values.filter(known => known.id !== figure), valued(figure, value)]

  it('春节和“八一”各五户一千元，写成种子文稿的样子', () => {
    expect(written({})).toContain('春节期间慰问优抚对象5户1000元，“八一”期间慰问优抚对象5户1000元。')
  })

  it('“八一”轮次加到第六户，句子就是6户1200元', () => {
    const values = withValue('visits.army-day.households', 6).map(known => (known.id === 'visits.army-day.cash' ? valued(known.id, 120000) : known))
    expect(written({ values })).toContain('“八一”期间慰问优抚对象6户1200元。')
  })

  it('删去“八一”轮次，句子不再出现，不足里写明未见记录', () => {
    const values = example.values.filter(known => !known.id.startsWith('visits.army-day.'))
    const task = { duty: 'holiday-visits', title: { zh: '“八一”走访慰问', en: 'Army Day visits' }, window: 'army-day', from: '2023-07-20', to: '2023-08-05' }
    const result = written({ values, undone: [...example.undone, task] })
    expect(result).not.toContain('“八一”期间慰问')
    expect(result).toMatch(/本年度未见[^。]*“八一”走访慰问[^。]*的记录。/)
  })

  it('期限当天还不算不足，次日才算', () => {
    const task = { duty: 'holiday-visits', title: { zh: '“八一”走访慰问', en: 'Army Day visits' }, window: 'army-day', from: '2023-07-20', to: '2023-08-05' }
    const values = [valued('plan.tasks.planned', 1)]
    expect(written({ values, undone: [task], today: '2023-08-05' })).not.toContain('未见')
    expect(written({ values, undone: [task], today: '2023-08-06' })).toContain('本年度未见“八一”走访慰问的记录。')
  })

  it('没有计划的年度过完以后，模板能写而没有记录的事项列入不足', () => {
    expect(written({ values: [], undone: [], today: '2023-12-31' })).not.toContain('未见')
    expect(written({ values: [], undone: [], today: '2024-01-01' })).toMatch(/未见[^。]*春节走访慰问/)
  })

  it('不同的镇说法不同，同一个镇说法不变', () => {
    const places = ['990101102', '990101103', '990101104', '990101105'].map(code => ({ code, name: example.place.name }))
    expect(new Set(places.map(place => written({ place }))).size).toBeGreaterThan(1)
    expect(written({})).toBe(written({}))
  })

  it.each([
    ['数字', '慰问{visits.homes}户次和5户'], ['中文数量', '慰问{visits.homes}户次和五户'], ['没有口径的断言', '走访了全部优抚对象'], ['不认识的占位符', '慰问{homes}户'],
  ])('模板里写%s，读取时就拒绝', (_, say) => {
    const broken = structuredClone(template) as { sections: { paragraphs: { sentences: { clauses: { say: string[] }[] }[] }[] }[] }
    broken.sections[0]!.paragraphs[0]!.sentences[0]!.clauses[0]!.say = [say]
    expect(templateSchema.safeParse(broken).success).toBe(false)
  })

  it('同一句的两种说法不能引用不同的口径', () => {
    const broken = structuredClone(template) as Template
    broken.sections[0]!.paragraphs[0]!.sentences[0]!.clauses[0]!.say.push('另有会议{organization.meetings}次')
    expect(templateSchema.safeParse(broken).success).toBe(false)
  })
})
