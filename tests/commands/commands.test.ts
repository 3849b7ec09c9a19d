import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { checkCharacter } from '../../src/base/identity-number.ts'
import { openDatabase } from '../../src/db/open.ts'
import { readSheet } from '../../src/sheets/read.ts'
import { writeWorkbook } from '../../src/sheets/write.ts'
import { answer, command, copyOf, temporaryFolder, unzipped } from './program.ts'

type Opened = { value: number; unit: string; records: { value: number; happened_on: string; detail: Record<string, unknown> }[] }
type Report = { title: string; text_hash: string; figures: { figure: string; value: number }[] }

/** Each command opens the database anew; a busy machine takes its time. */
vi.setConfig({ testTimeout: 180_000 })

const folder = temporaryFolder()
const town = join(folder, 'town')
const otherTown = join(folder, 'other')

beforeAll(async () => {
  await Promise.all([
    answer('demo', '--data', town, '--until', '2023-12-31'),
    answer('demo', '--data', otherTown, '--until', '2023-12-31', '--seed', 'another'),
  ])
}, 180_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the year by command', () => {
  test('春节、“八一”各五户一千元：四个口径都在，元以分计', async () => {
    const figures = await answer<{ id: string; value: number; unit: string; records: number }[]>('figures', '--data', town, '--year', '2023')
    const four = figures.filter(({ id }) => /^visits\.(spring-festival|army-day)\.(households|cash)$/.test(id)).map(({ id, value, unit, records }) => ({ id, value, unit, records }))
    expect(four.toSorted((one, other) => (one.id < other.id ? -1 : 1))).toEqual([
      { id: 'visits.army-day.cash', value: 100_000, unit: 'fen', records: 5 },
      { id: 'visits.army-day.households', value: 5, unit: '户', records: 5 },
      { id: 'visits.spring-festival.cash', value: 100_000, unit: 'fen', records: 5 },
      { id: 'visits.spring-festival.households', value: 5, unit: '户', records: 5 },
    ])
  })

  test.each(['spring-festival', 'army-day'])('the cash of %s opens onto five records that add up to it', async festival => {
    const opened = await answer<Opened>('figures', '--data', town, '--year', '2023', '--open', `visits.${festival}.cash`)
    expect(opened.records).toHaveLength(5)
    expect(opened.records.reduce((total, record) => total + record.value, 0)).toBe(opened.value)
    expect(opened).toMatchObject({ value: 100_000, unit: 'fen' })
    for (const record of opened.records) {
      expect(record.happened_on).toMatch(/^2023-/)
      for (const key of ['走访人', '签收', '凭证', '资金', '佐证']) expect(record.detail[key], key).toBeTruthy()
    }
  })

  test('a figure that does not exist is refused with those that do', async () => {
    const { code, log } = await command('figures', '--data', town, '--year', '2023', '--open', 'visits.no-such.figure')
    expect(code).toBe(2)
    expect(log).toContain('visits.spring-festival.cash')
  })

  test('the report is a .docx in which every figure of the four is marked', async () => {
    const file = join(folder, 'report.docx')
    const report = await answer<Report>('report', '--data', town, '--year', '2023', '--out', file)
    expect(report.figures).toContainEqual({ figure: 'visits.spring-festival.cash', value: 100_000 })
    const body = unzipped(readFileSync(file), 'word/document.xml').toString('utf8')
    const text = body.replaceAll(/<[^>]+>/g, '')
    expect(text).toContain('5户1000元')
    expect(body.match(/<w:bookmarkStart /g)?.length).toBe(report.figures.length)
  })

  test('another seed is another township: another report, the same four figures', async () => {
    const [one, other] = await Promise.all([town, otherTown].map((data, index) =>
      answer<Report>('report', '--data', data, '--year', '2023', '--out', join(folder, `seed-${index}.docx`))))
    expect(one!.text_hash).not.toBe(other!.text_hash)
    const visits = (report: Report) => report.figures.filter(({ figure }) => /^visits\.(spring-festival|army-day)\.(households|cash)$/.test(figure))
    expect(visits(other!)).toEqual(visits(one!))
    expect(visits(one!)).toHaveLength(4)
  })
})

describe('what the command line refuses', () => {
  test('an unknown command: exit 2, and the commands that there are', async () => {
    const { code, out, log } = await command('no-such-command')
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(log).toContain('verify')
  })

  test.each(['serve', 'init', 'backup', 'restore', 'move', 'admin', 'pack', 'demo', 'decide', 'screen', 'import', 'pay', 'figures', 'report', 'verify', 'bench', 'doctor', 'start'])(
    'an unknown option of %s: exit 2, its name and the usage, no stack', async name => {
      const { code, out, log } = await command(name, '--no-such-option')
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(log).toContain('--no-such-option')
      expect(log).toContain(`\n${name}`)
      expect(log).not.toMatch(/\n\s+at /)
    })

  test('a directory without a database: exit 2 and a sentence, and nothing is made there', async () => {
    const { code, log } = await command('figures', '--data', join(folder, 'nothing'), '--year', '2023')
    expect(code).toBe(2)
    expect(log).toContain('这里没有数据库')
  })

  test('a directory that another process has open: exit 2, and the sentence names that process', async () => {
    const data = copyOf(town)
    const database = await openDatabase({ data: join(data, 'database') })
    onTestFinished(() => database.close())
    const { code, out, log } = await command('verify', '--data', data)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(log).toContain(`正被另一个进程（${process.pid}）使用`)
    expect(log).toContain('is open in another process')
  })

  test('a demo over a demo: refused, and the township is as it was', async () => {
    const figure = () => answer<Opened>('figures', '--data', town, '--year', '2023', '--open', 'visits.army-day.cash')
    const before = await figure()
    const { code, log } = await command('demo', '--data', town, '--seed', 'a third')
    expect(code).toBe(2)
    expect(log).toContain('这里已经有数据库，没有改动')
    expect(await figure()).toEqual(before)
  })
})

describe('a month’s payment by command', () => {
  type Run = { id: string; state: string; lines: number; amount_fen: number; prepared_by: string; checked_by: string; approved_by: string }

  test('编制、复核、审批、送银行、到账；编制人不能复核，也不能审批', async () => {
    const data = copyOf(town)
    const pay = (...args: string[]) => answer<Run>('pay', ...args, '--data', data)
    const prepared = await pay('prepare', '--as', 'clerk', '--from', '2024-01', '--to', '2024-01')
    expect(prepared).toMatchObject({ state: 'draft' })
    expect(prepared.amount_fen).toBeGreaterThan(0)
    const refuse = async (word: string, sentence: string) => {
      const { code, log } = await command('pay', word, prepared.id, '--data', data, '--as', 'clerk')
      expect(code).toBe(2)
      expect(log).toContain(sentence)
    }
    await refuse('check', '经办不能做这件事')
    expect(await pay('check', prepared.id, '--as', 'reviewer')).toMatchObject({ state: 'checked' })
    await refuse('approve', '经办不能做这件事')
    // Which fund pays is asked before, and one benefit's is chosen.
    const { needs: [need], funds } = await answer<{ needs: { benefit: string; fund: string }[]; funds: { id: string; name: string }[] }>('pay', 'choices', prepared.id, '--data', data)
    const other = funds.find(one => one.id !== need!.fund)!
    expect(await command('pay', 'approve', prepared.id, '--data', data, '--as', 'leader', '--funds', need!.benefit)).toMatchObject({ code: 2, log: expect.stringContaining('BENEFIT=FUND') })
    const approved = await pay('approve', prepared.id, '--as', 'leader', '--funds', `${need!.benefit}=${other.id}`)
    expect((await answer<{ groups: { fund: { id: string; lines: number }[] } }>('pay', 'show', prepared.id, '--data', data)).groups.fund.find(one => one.id === other.id)!.lines).toBeGreaterThan(0)
    expect(approved).toMatchObject({ state: 'approved', lines: prepared.lines, amount_fen: prepared.amount_fen })
    expect([approved.checked_by, approved.approved_by]).not.toContain(approved.prepared_by)
    await pay('send', prepared.id, '--as', 'clerk')
    expect(await pay('confirm', prepared.id, '--as', 'reviewer')).toMatchObject({ state: 'confirmed' })
    expect((await command('verify', '--data', data)).code).toBe(0)
  })

  test('看板、对账单、明白卡上的文字、核对，都用命令看得到', async () => {
    const data = copyOf(town)
    const { total, benefits } = await answer<{ total: { share: { due: number; on_time: number } }; benefits: { benefit: string }[] }>('pay', 'board', '--year', '2023', '--data', data)
    expect(total.share.due).toBeGreaterThan(0)
    expect(total.share.on_time).toBeLessThanOrEqual(total.share.due)
    expect(benefits.map(one => one.benefit)).toContain('disability-pension')
    const [last] = await answer<{ rows: Run[] }>('pay', 'list', '--data', data).then(({ rows }) => rows.filter(run => run.state === 'confirmed'))
    const { line_list: [paid] } = await answer<{ line_list: { person: string; period: string }[] }>('pay', 'show', last!.id, '--data', data)
    const [person, year] = [paid!.person, paid!.period.slice(0, 4)]
    const statement = await answer<{ total: { owed_fen: number; arrived_fen: number; under_way_fen: number } }>('pay', 'statement', person, '--year', year, '--data', data)
    expect(statement.total.owed_fen).toBe(statement.total.arrived_fen + statement.total.under_way_fen)
    const [slip] = await answer<{ text: string }[]>('pay', 'slips', person, '--year', year, '--data', data, '--as', 'clerk')
    expect(slip!.text).toMatch(/^TX1\|.{8}\|.*\|\d+\.\d\d\|\d+\|[\w-]{86}$/)
    expect(await answer('pay', 'compare', '--data', data, '--as', 'clerk')).toMatchObject({ last: { by: expect.any(String), lines: expect.any(Number) } })
    expect((await command('pay', 'board', '--year', '2023', '--place', '880101', '--data', data)).code).toBe(2)
  })

  test('选定待遇的批次，例外列出来、处理掉；到账日录进去、列出来', async () => {
    const data = copyOf(town)
    const wrong = await command('pay', 'prepare', '--data', data, '--as', 'clerk', '--from', '2024-01', '--to', '2024-01', '--benefits', 'bonus')
    expect([wrong.code, wrong.log.includes('没有这样的待遇：bonus')]).toEqual([2, true])
    await answer('pay', 'settings', '--data', data, '--as', 'leader', '--kind', 'due-day', '--day', '25', '--from', '2024-01-01', '--document', '示例办〔2024〕1号')
    expect(await answer('pay', 'settings', '--data', data, '--as', 'auditor')).toMatchObject([
      { kind: 'due-day', place: '990101', value: { day: 15 } }, { kind: 'paying-account', place: '990101101', value: { account_masked: '************0001' } }, { kind: 'due-day', place: '990101101', value: { day: 25, month_offset: 0 } },
    ])
    const { id } = await answer<Run>('pay', 'prepare', '--data', data, '--as', 'clerk', '--from', '2024-01', '--to', '2024-01', '--benefits', 'demobilized-allowance,disability-pension')
    expect(await answer('pay', 'exceptions', id, '--data', data)).toEqual(expect.arrayContaining([expect.objectContaining({ number: 1, kind: 'by-hand', decision: null })]))
    const decide = (number: string) => command('pay', 'decide', id, '--data', data, '--as', 'reviewer', '--exception', number, '--decision', 'leave-out', '--reason', '等县里答复', '--json')
    expect((await decide('9999')).log).toContain('这一批没有例外“9999”')
    expect(JSON.parse((await decide('1')).out)).toMatchObject({ run: { state: 'draft' }, exceptions: expect.arrayContaining([expect.objectContaining({ number: 1, decision: 'leave-out' })]) })
    const { line_list } = await answer<{ line_list: { due_on: string }[] }>('pay', 'show', id, '--data', data)
    expect(new Set(line_list.map(line => line.due_on))).toEqual(new Set(['2024-01-25']))
  })
})

describe('screening by command', () => {
  type Finding = { kind: string; person: { id: string; name: string; place: string }; benefit: string | null; month: string; reason: string; source: string; action: { do: string } }
  type Screened = { as_of: string; findings: Finding[]; counts: Record<string, number> }

  test('每一类都有，姓名遮住，每条有理由和下一步；日期可以是过去', async () => {
    const now = await answer<Screened>('screen', '--data', town, '--as-of', '2023-12-31')
    expect(now.as_of).toBe('2023-12-31')
    for (const kind of ['not-enrolled', 'no-longer-entitled', 'drawn-twice', 'missing-fact', 'coming-change']) {
      expect(now.counts[kind], kind).toBeGreaterThan(0)
      expect(now.findings.filter(finding => finding.kind === kind), kind).toHaveLength(now.counts[kind]!)
    }
    for (const finding of now.findings) {
      expect(finding.person.name).toMatch(/^.\*+.?$/)
      expect(finding.person.place).toMatch(/^990101/)
      expect([finding.reason, finding.action.do]).not.toContain('')
    }
    const before = await answer<Screened>('screen', '--data', town, '--as-of', '2023-10-01')
    expect(before.counts['not-enrolled']).toBe(0)
  })

  test('死亡名单比对：在世的指出来，名单不留下；不存在的日期、名单都退回', async () => {
    const data = copyOf(town)
    const file = join(data, '..', 'deaths.csv')
    writeFileSync(file, '姓名,身份证号,死亡日期,火化时间\n示例,990101195408060028,2023-12-01,\n错号,990101195408060029,2023-12-01,\n')
    const held = await answer<{ rows_read: number; counts: Record<string, number>; refusals: { row: number }[] }>('screen', '--data', data, '--list', 'deaths', file)
    expect(held).toMatchObject({ rows_read: 2, counts: { unknown: 1 }, refusals: [{ row: 3 }] })
    const noList = await command('screen', '--data', data, '--list', 'nobody', file)
    const noDay = await command('screen', '--data', data, '--as-of', '2023-02-30')
    expect([noList.code, noDay.code]).toEqual([2, 2])
    expect(noList.log).toContain('minimum-allowance')
  })
})

describe('a sheet by command', () => {
  const HEADINGS = ['退役士兵身份证号', '姓名', '性别', '户籍类别', '户口薄行政区划代码', '批准日期', '入伍时间', '退役时间']
  const number = (sequence: string): string => `99010119580704${sequence}${checkCharacter(`99010119580704${sequence}`)}`
  const wrong = (right: string): string => right.slice(0, 17) + (right.endsWith('1') ? '2' : '1')
  const row = (identity: string, name: string, approved = '2020-03-10'): string[] =>
    [identity, name, '男', '农村', '990101101201', approved, '1976-11-03', '1981-01-05']
  type Imported = { committed: boolean; rows_read: number; accepted: number; refused: number; errors: { row: number; column: string }[]; failed_rows?: string }

  test('two good rows go in, three bad ones come back with every error; a preview saves nothing', async () => {
    const data = copyOf(town)
    const file = join(data, '..', 'sheet.xlsx')
    writeFileSync(file, await writeWorkbook({
      name: '花名册', headings: HEADINGS,
      rows: [row(number('001'), '甲示例'), row(wrong(number('003')), '乙示例'), row(number('005'), '丙示例', '2020-02-30'), row(number('007'), ''), row(number('009'), '戊示例')],
    }))
    const bring = (...more: string[]) => answer<Imported>('import', '--data', data, '--form', 'rural-veteran-60', file, ...more)
    const preview = await bring()
    expect(preview).toMatchObject({ committed: false, rows_read: 5, accepted: 2, refused: 3 })
    expect(preview.errors.map(({ row: line, column }) => [line, column])).toEqual([[3, '退役士兵身份证号'], [4, '批准日期'], [5, '姓名']])
    const imported = await bring('--commit')
    expect(imported).toMatchObject({ committed: true, rows_read: 5, accepted: 2, refused: 3, errors: preview.errors })
    const failed = await readSheet(readFileSync(imported.failed_rows!))
    if (!failed.ok) throw new Error('the failed rows cannot be read')
    expect(failed.value.rows.slice(1).map(({ cells }) => cells.some(cell => cell?.text === '乙示例' || cell?.text === '丙示例' || cell?.text === number('007')))).toEqual([true, true, true])
    // Who is in the roster now is known there: the same sheet again brings nobody.
    expect(await bring('--commit')).toMatchObject({ accepted: 0, refused: 5 })
  })

  test('a file that is no sheet, a form that does not exist: exit 2 and a sentence', async () => {
    const file = join(folder, 'no-sheet.xlsx')
    writeFileSync(file, 'no sheet')
    const noSheet = await command('import', '--data', town, '--form', 'rural-veteran-60', file)
    const noForm = await command('import', '--data', town, '--form', 'no-such-form', file)
    const noFile = await command('import', '--data', town, '--form', 'rural-veteran-60', join(folder, 'absent.xlsx'))
    expect([noSheet.code, noForm.code, noFile.code]).toEqual([2, 2, 2])
    expect(noForm.log).toContain('rural-veteran-60')
    expect(noFile.log).toContain('没有这个文件')
  })
})
