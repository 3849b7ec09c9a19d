import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { must } from '../src/base/result.ts'
import { classOf } from '../src/payment/banks/failures/failures.ts'
import { failureRulesOf } from '../src/payment/banks/failures/load.ts'
import { openReturnFile, writeBankFile } from '../src/payment/banks/files/load.ts'
import { exportFormats } from '../src/payment/banks/format.ts'
import { loadBankFormats } from '../src/payment/banks/load.ts'
import { coderOf } from '../src/sheets/encoding.ts'

/** docs/how-to/add-a-bank.md, done word for word. */

const ROOT = resolve(import.meta.dirname, '..')
const pageIn = (language: string): string => readFileSync(join(ROOT, 'docs/how-to', `add-a-bank${language}.md`), 'utf8')
const [english, chinese] = [pageIn(''), pageIn('.zh-CN')]

const blocksIn = (page: string) => [...page.matchAll(/(?:^`([^`\n]+)`\n)?^```\w+\n([\s\S]*?)^```$/gm)].map(([, path, text]) => ({ path, text: text! }))
const mistakesIn = (page: string) => [...page.matchAll(/^\| `(.+?)` \| `(.+?)` \| `(.+?)` \|$/gm)].map(([, right, wrong, says]) => ({ right: right!, wrong: wrong!, says: says! }))
const textOf = (path: string): string => blocksIn(english).find(block => block.path === path)!.text
const FILE = 'forms/bank/harvest-separated.yaml'

const folder = mkdtempSync(join(tmpdir(), 'tongxin-how-to-bank-'))
afterAll(() => rmSync(folder, { recursive: true }))
cpSync(join(ROOT, 'forms/bank'), folder, { recursive: true })
const write = (text: string) => writeFileSync(join(folder, 'harvest-separated.yaml'), text)

test('两种文字的步骤、代码和错误表相同', () => {
  expect(blocksIn(chinese)).toEqual(blocksIn(english))
  expect(mistakesIn(chinese)).toEqual(mistakesIn(english))
  const steps = (page: string) => [...page.matchAll(/^## (\d)\. /gm)].map(([, number]) => number)
  expect(steps(chinese)).toEqual(steps(english))
})

describe('照着做', () => {
  test('放进一个文件，就多一种代发文件；送出的与说明里一字不差', async () => {
    write(textOf(FILE))
    const formats = loadBankFormats(folder)
    expect(formats).toHaveLength(loadBankFormats().length + 1)
    const output = exportFormats(formats).find(one => one.id === 'harvest-separated-txt')!
    const line = { bank: '', holder: '田明远', account: '6227000000000001', serial: '240001000001255', amount_fen: 558_600, summary: '残疾抚恤金2024-09' }
    const lines = [line, { ...line, holder: '林好', account: '6227000000000002', serial: '240001000002255', amount_fen: 12_000, summary: '立功奖励金' }]
    const file = must(await writeBankFile(output, { run: '2024-0001', day: '2024-09-10', lines }, { id: '', created_at: '' }))
    expect(new TextDecoder('gbk').decode(file.bytes)).toBe(textOf('harvest-out.txt'))
  })

  test('回来的：一笔到账，一笔退回，归类和责任人如说明所写；少一行就拒绝', async () => {
    write(textOf(FILE))
    const formats = loadBankFormats(folder)
    const back = textOf('harvest-back.txt')
    const { format, rows } = must(await openReturnFile(coderOf('gbk').encode(back), formats))
    expect(format.zh).toBe('示例丰收银行代发')
    expect(rows.map(({ serial, result, reason, amount_fen }) => [serial, result, reason, amount_fen])).toEqual([
      ['240001000001255', 'succeeded', null, 558_600], ['240001000002255', 'failed', '账户已销户', 12_000],
    ])
    const failure = classOf(failureRulesOf(), rows[1]!.reason!)
    expect(chinese).toContain(failure.name.zh)
    expect(failure.owner).toBe('clerk')
    expect(must(await openReturnFile(coderOf('gbk').encode(back.split('\n').slice(0, 2).join('\n')), formats)).faults).not.toEqual([])
  })
})

describe('写错了，说出错在哪里', () => {
  test('错误表不空', () => expect(mistakesIn(english).length).toBeGreaterThan(5))

  test.each(mistakesIn(english))('$right 写成 $wrong', ({ right, wrong, says }) => {
    expect(textOf(FILE)).toContain(right)
    write(textOf(FILE).replace(right, wrong))
    expect(() => loadBankFormats(folder)).toThrow(says)
  })
})

test('说明里提到的文件和文件夹都在', () => {
  const paths = [...`${english}${chinese}`.matchAll(/`((?:forms|src|tests|docs)\/[\w./-]+)`/g)].map(([, path]) => path!)
  expect(paths.filter(path => path !== FILE && !existsSync(join(ROOT, path)))).toEqual([])
})
