import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { must } from '../src/base/result.ts'
import { categoryView, sourceView } from '../src/entitlement/browsing/views.ts'
import { readCases } from '../src/entitlement/cases.ts'
import { decide } from '../src/entitlement/decide.ts'
import { readFacts } from '../src/entitlement/facts.ts'
import { lawFaults } from '../src/entitlement/law-check.ts'
import type { DataFile } from '../src/law/data-file.ts'
import { inWords, lawFiles, loadLaw } from '../src/law/load.ts'
import { figures } from '../src/payment/figures.ts'
import { pointsWithoutCase } from './law/turning-points.ts'

/** docs/how-to/add-a-benefit.md, done word for word. */

const ROOT = resolve(import.meta.dirname, '..')
const pageIn = (language: string): string => readFileSync(join(ROOT, 'docs/how-to', `add-a-benefit${language}.md`), 'utf8')
const [english, chinese] = [pageIn(''), pageIn('.zh-CN')]

type Block = { readonly path: string | undefined; readonly text: string }

/** The code blocks of a page, each with the path that stands in the line before it. */
const blocksIn = (page: string): Block[] => [...page.matchAll(/(?:^`([^`\n]+)`\n)?^```\w+\n([\s\S]*?)^```$/gm)].map(([, path, text]) => ({ path, text: text! }))
/** The rows of its table of mistakes. */
const mistakesIn = (page: string) => [...page.matchAll(/^\| `(.+?)` \| `(.+?)` \| `(.+?):(\d+) (.+?)` \|$/gm)]
  .map(([, right, wrong, file, line, at]) => ({ right: right!, wrong: wrong!, path: `law/benefits/${file!}`, place: `law/benefits/${file!}:${line!} ${at!}` }))

const blocks = blocksIn(english)
const textOf = (path: string): string => blocks.find(block => block.path === path)!.text
const BENEFIT = 'combat-veteran-old-age-allowance'
const CASES = `law/benefits/${BENEFIT}.cases.yaml`

const folder = mkdtempSync(join(tmpdir(), 'tongxin-how-to-'))
afterAll(() => rmSync(folder, { recursive: true }))
cpSync(join(ROOT, 'law'), join(folder, 'law'), { recursive: true })
for (const { path, text } of blocks.filter(block => block.path?.startsWith('law/'))) {
  mkdirSync(dirname(join(folder, path!)), { recursive: true })
  writeFileSync(join(folder, path!), text)
}
const files = lawFiles([join(folder, 'law')])
const book = loadLaw([join(folder, 'law')])
/** The law, and of the cases those of the page. */
const isConcerned = ({ path }: DataFile): boolean => path === CASES || !path.endsWith('.cases.yaml')
const faultsOf = (all: readonly DataFile[]) => [...lawFaults([all])].flat()

test('两种文字的步骤、代码和错误表相同', () => {
  expect(blocksIn(chinese)).toEqual(blocks)
  expect(mistakesIn(chinese)).toEqual(mistakesIn(english))
  const steps = (page: string) => [...page.matchAll(/^## (\d)\. /gm)].map(([, number]) => number)
  expect(steps(chinese)).toEqual(steps(english))
})

test('每段代码都写明是哪个文件，命令除外；通知、待遇、例子、事实各一个', () => {
  expect(english.match(/^```/gm)).toHaveLength(2 * blocks.length)
  expect(blocks.map(({ path }) => path)).toEqual(['law/sources/example-county-notice-2025.yaml', `law/benefits/${BENEFIT}.yaml`, CASES, 'veteran.json', undefined])
})

describe('照着做', () => {
  test('整部政策没有错误', () => {
    expect(inWords(faultsOf(files))).toBe('')
  })

  test('有发的和不发的例子，每个起始日都有前一月和当月的例子', () => {
    const read = readCases({ path: CASES, text: textOf(CASES) })
    if ('faults' in read) throw new Error(inWords(read.faults))
    expect(read.cases.some(({ lines }) => lines.length > 0) && read.cases.some(({ refused }) => refused.length > 0)).toBe(true)
    const entry = book.benefits.get(BENEFIT)!
    expect(pointsWithoutCase(entry, read.cases)).toEqual([])
    expect(pointsWithoutCase(entry, read.cases.slice(1))).toEqual([{ day: '2025-01-01', where: '990101' }])
  })

  test('八十周岁的参战退役军人，2025年1月应发200元，引用第一条', () => {
    const facts = must(readFacts(JSON.parse(textOf('veteran.json')), [...book.benefits.keys()]))
    const [line, ...more] = decide(book, facts, '2025-01', '2025-01').lines.filter(({ benefit }) => benefit === BENEFIT)
    expect(more).toEqual([])
    expect(line).toMatchObject({ amount_fen: 200_00, state: 'owed', payer_county: '990101', arithmetic: '200.00 = 200.00' })
    expect(line?.reasons[0]).toMatchObject({ source: '示例县高龄补贴通知(2025)', article: '第一条' })
  })

  test('自己出现在发放口径和政策页面里', () => {
    const ids = figures(book.benefits.values()).map(({ id }) => id)
    for (const id of [`payment.${BENEFIT}.paid`, `payment.${BENEFIT}.persons`]) {
      expect(ids).toContain(id)
      expect(english).toContain(`\`${id}\``)
    }
    expect(categoryView(book, 'combat-veteran')?.benefits.map(({ id }) => id)).toContain(BENEFIT)
    expect(sourceView(book, 'example-county-notice-2025')?.articles.map(({ article, benefits }) => [article, benefits.map(({ id }) => id)])).toEqual([
      ['第一条', [BENEFIT]], ['第二条', [BENEFIT]],
    ])
  })
})

describe('写错了，指出文件和行', () => {
  test('错误表不空', () => expect(mistakesIn(english).length).toBeGreaterThan(5))

  test.each(mistakesIn(english))('$right 写成 $wrong', ({ right, wrong, path, place }) => {
    const lines = textOf(path).split('\n')
    expect(lines.filter(line => line.includes(right)).length).toBe(1)
    const broken = files.filter(isConcerned).map(file => (file.path === path ? { path, text: file.text.replace(right, wrong) } : file))
    const faults = faultsOf(broken)
    const named = faults.find(fault => fault.place === place)
    expect(named, inWords(faults)).toBeDefined()
    // What stands there and what may stand there, or that it is missing.
    expect(named!.legal ?? named!.value ?? named!.message.zh).toBeTruthy()
  })
})

test('说明里提到的文件和文件夹都在', () => {
  const paths = [...`${english}${chinese}`.matchAll(/`((?:src|law|tests|templates|docs)\/[\w./-]+)`/g)].map(([, path]) => path!)
  expect(paths.filter(path => !existsSync(join(ROOT, path)) && !existsSync(join(folder, path)))).toEqual([])
})
