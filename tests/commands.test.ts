import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Session } from '../src/db/db.ts'
import { openDatabase } from '../src/db/open.ts'
import { writeWorkbook } from '../src/sheets/write.ts'
import { ROOT } from './harness/database.ts'

type Ran = { readonly code: number | null; readonly out: string; readonly error: string }
const SLOW = 240_000
const folder = mkdtempSync(join(tmpdir(), 'tongxin-commands-'))
const data = join(folder, 'demo')

/** Runs a command as printed, and gives what it said. */
const command = (...args: string[]): Promise<Ran> => new Promise(resolve => {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', error: '' }
  child.stdout.on('data', text => { said.out += String(text) })
  child.stderr.on('data', text => { said.error += String(text) })
  child.on('close', code => resolve({ code, ...said }))
})
async function answer<T>(...args: string[]): Promise<T> {
  const ran = await command(...args, '--json')
  if (ran.code !== 0) throw new Error(`${args.join(' ')} ended with ${ran.code}: ${ran.error}`)
  return JSON.parse(ran.out) as T // the shape the contract gives this command
}

/** A copy of the township that a test may spoil: the data directory, its key file, and work done to it as the database's owner. */
async function spoiled(name: string, harm: (session: Session) => Promise<unknown>): Promise<string> {
  const copy = join(folder, name)
  cpSync(data, copy, { recursive: true })
  cpSync(`${data}.key`, `${copy}.key`)
  const database = await openDatabase({ data: join(copy, 'database') })
  await database.transaction(harm)
  await database.close()
  return copy
}

beforeAll(async () => { await answer('demo', '--data', data, '--until', '2023-12-31') }, SLOW)
afterAll(() => { rmSync(folder, { recursive: true, force: true }) })

describe('demo, figures, report', () => {
  type Shown = { id: string; value: number; unit: string; records: number }

  test('the four figures of the year, and five records behind each', async () => {
    const figures = await answer<Shown[]>('figures', '--data', data, '--year', '2023')
    const of = (id: string) => figures.find(figure => figure.id === id)
    for (const festival of ['spring-festival', 'army-day']) {
      expect(of(`visits.${festival}.households`)).toMatchObject({ value: 5, unit: '户', records: 5 })
      expect(of(`visits.${festival}.cash`)).toMatchObject({ value: 100_000, unit: 'fen', records: 5 })
      const opened = await answer<{ value: number; records: { value: number }[] }>('figures', '--data', data, '--year', '2023', '--open', `visits.${festival}.cash`)
      expect(opened.records).toHaveLength(5)
      expect(opened.records.reduce((total, record) => total + record.value, 0)).toBe(opened.value)
    }
  })

  test('the same seed makes the same township; another seed a visibly different one', async () => {
    const figuresOf = async (name: string, seed: string) => {
      const where = join(folder, name)
      await answer('demo', '--data', where, '--seed', seed, '--until', '2023-02-28')
      return answer<Shown[]>('figures', '--data', where, '--year', '2023')
    }
    const [one, same, other] = [await figuresOf('one', 'tongxin'), await figuresOf('same', 'tongxin'), await figuresOf('other', 'another')]
    expect(same).toEqual(one)
    expect(other).not.toEqual(one)
  }, SLOW)

  test('the report is a .docx', async () => {
    const file = join(folder, 'report.docx')
    expect((await command('report', '--data', data, '--year', '2023', '--out', file)).code).toBe(0)
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK')
  })
})

describe('verify', () => {
  type Verified = { ok: boolean; head: string; checks: { name: { en: string }; fault?: { place: string } }[] }
  const faultOf = async (where: string, ...more: string[]) => {
    const ran = await command('verify', '--data', where, ...more, '--json')
    expect(ran.code).toBe(1)
    return (JSON.parse(ran.out) as Verified).checks.find(check => check.fault)!.fault!.place
  }

  test('an untouched township passes, against its own head too', async () => {
    const { ok, head } = await answer<Verified>('verify', '--data', data)
    expect(ok).toBe(true)
    expect((await command('verify', '--data', data, '--head', head)).code).toBe(0)
  }, SLOW)

  test('one byte of a journal row changed: the row is named', async () => {
    const copy = await spoiled('byte', session => session.query(`UPDATE journal SET after = overlay(after placing 'X' from 3 for 1) WHERE number = 4 AND after IS NOT NULL`))
    expect(await faultOf(copy)).toBe('journal 990101 4')
  }, SLOW)

  test('the last ten rows deleted: the first that is missing is named', async () => {
    let first = 0
    const copy = await spoiled('cut', async session => {
      first = (await session.query<{ number: number }>(`SELECT max(number) - 9 AS number FROM journal`)).rows[0]!.number
      await session.query(`DELETE FROM journal WHERE number >= $1`, [first])
    })
    expect(await faultOf(copy)).toBe(`journal 990101 ${first}`)
  }, SLOW)

  test('a chain recomputed by a superuser, head and all, is found against an earlier head', async () => {
    const { head } = await answer<Verified>('verify', '--data', data)
    const copy = await spoiled('forged', async session => {
      await session.query(`DELETE FROM journal WHERE number = (SELECT max(number) FROM journal)`)
      await session.query(`UPDATE journal_head SET (number, hash) = (SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1)`)
    })
    expect(await faultOf(copy, '--head', head)).toContain(head)
  }, SLOW)

  test('an amount changed in a run is found by the money, and a lost file by name', async () => {
    const money = await spoiled('money', session => session.query(`UPDATE payment_line SET amount_fen = amount_fen + 1, entitled_fen = entitled_fen + 1 WHERE number = 1`))
    expect(await faultOf(money)).toMatch(/\d{4}-\d{4}/)
    const files = await spoiled('files', async () => undefined)
    rmSync(join(files, 'files'), { recursive: true })
    expect(await faultOf(files)).toMatch(/^evidence /)
  }, SLOW)
})

describe('what is refused', () => {
  test.each([
    ['an unknown command', ['nothing']], ['an unknown option', ['figures', '--data', data, '--yaer', '2023']], ['no year', ['figures', '--data', data]],
    ['a directory without a database', ['figures', '--data', join(folder, 'nowhere'), '--year', '2023']],
    ['a day that does not exist', ['demo', '--data', join(folder, 'never'), '--until', '2023-02-30']],
    ['a demo beyond this machine', ['serve', '--demo', '--host', '0.0.0.0']], ['HTTP beyond this machine', ['serve', '--host', '0.0.0.0']],
    ['a file that is no sheet', ['import', '--data', data, '--form', 'disabled', join(ROOT, 'LICENSE')]],
    ['a form that nothing has', ['import', '--data', data, '--form', 'nothing', join(ROOT, 'LICENSE')]],
  ])('%s ends with 2 and a sentence', async (_, args) => {
    const ran = await command(...args)
    expect(ran.code).toBe(2)
    expect(ran.error.length).toBeGreaterThan(10)
  }, SLOW)

  test('a directory that another process has open is named', async () => {
    const database = await openDatabase({ data: join(data, 'database') })
    try {
      const ran = await command('figures', '--data', data, '--year', '2023')
      expect(ran.code).toBe(2)
      expect(ran.error).toContain(join(data, 'database'))
    } finally {
      await database.close()
    }
  }, SLOW)
})

describe('pay and import', () => {
  test('一个月从编制到确认；编制人不得复核和审批', async () => {
    const copy = await spoiled('pay', async () => undefined)
    // The demo's clock stands at the end of its history: December 2023 is paid, so January is next.
    const drafted = await answer<{ id: string }>('pay', 'prepare', '--data', copy, '--from', '2024-01', '--to', '2024-01', '--as', 'clerk')
    const step = (word: string, login: string) => command('pay', word, drafted.id, '--data', copy, '--as', login)
    const own = await step('check', 'clerk')
    expect(own.code).toBe(2)
    for (const [word, login] of [['check', 'reviewer'], ['approve', 'leader'], ['send', 'clerk']] as const) expect((await step(word, login)).code).toBe(0)
    const bank = join(folder, 'bank.csv')
    expect((await command('pay', 'export', drafted.id, '--data', copy, '--format', 'generic-csv', '--out', bank, '--as', 'clerk')).code).toBe(0)
    expect(readFileSync(bank, 'utf8')).toContain('流水号')
    expect((await step('confirm', 'clerk')).code).toBe(0)
    expect((await answer<{ ok: boolean }>('verify', '--data', copy)).ok).toBe(true)
  }, SLOW)

  test('a sheet with three errors: the good row goes in, the failed rows have a file', async () => {
    const copy = await spoiled('import', async () => undefined)
    const headings = ['姓名', '身份证号', '户籍地', '银行帐号', '入伍时间', '领款人姓名', '开户银行']
    const row = (number: string, name: string, day: string) => [name, number, '990101101201', '6200000000000000019', day, name || '某', '示例农商银行']
    const sheet = join(folder, 'conscripts.xlsx')
    writeFileSync(sheet, await writeWorkbook({
      name: '义务兵', headings, rows: [
        row('990101200406100018', '甲示例', '2023-09-01'), row('990101200406100019', '乙示例', '2023-09-01'), row('990101200406100034', '丙示例', '2023-09-31'), row('990101200406100050', '', '2023-09-01'),
      ],
    }))
    type Intake = { rows_read: number; accepted: number; refused: number; errors: { row: number }[] }
    expect(await answer<Intake>('import', '--data', copy, '--form', 'conscript-family', sheet)).toMatchObject({ rows_read: 4, accepted: 1, refused: 3 })
    const done = await answer<Intake>('import', '--data', copy, '--form', 'conscript-family', sheet, '--commit')
    expect(done).toMatchObject({ accepted: 1, refused: 3 })
    expect(new Set(done.errors.map(error => error.row)).size).toBe(3)
    expect(existsSync(join(folder, 'conscripts.failed.xlsx'))).toBe(true)
  }, SLOW)
})
