import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { identify } from '../../src/access/actions.ts'
import { must, RefusedInput } from '../../src/base/result.ts'
import { openHouse } from '../../src/commands/house.ts'
import { readTls } from '../../src/commands/tls.ts'
import { scoped } from '../../src/db/db.ts'
import { ownDatabase } from '../../src/db/own-database.ts'
import { readSheet } from '../../src/sheets/read.ts'
import { ROOT } from '../harness/database.ts'
import { MACHINE } from '../harness/machine.ts'
import { startPostgres } from '../harness/postgres.ts'
import { runFile } from '../harness/process.ts'
import { answer, command, commandIn, temporaryFolder } from './program.ts'

/** Each command opens a database anew; a busy machine takes its time. */
vi.setConfig({ testTimeout: 300_000 })

const CERT = join(ROOT, 'tests/harness/tls/cert.pem')
const KEY = join(ROOT, 'tests/harness/tls/key.pem')
const folder = temporaryFolder()
const data = join(folder, 'office')
const template = join(folder, '辖区表.xlsx')
let phrase = ''

beforeAll(async () => {
  await answer('init', '--template', template)
  const { code, out, log } = await command('init', '--data', data, '--places', template, '--json')
  expect({ code, log: code === 0 ? '' : log }).toEqual({ code: 0, log: '' })
  expect(JSON.parse(out)).toMatchObject({ county: '990101', townships: 1, villages: 2 })
  phrase = /(?:[2-9A-Z]{4}-){7}[2-9A-Z]{4}/.exec(log)?.[0] ?? ''
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

type Answered = { status: number; headers: Readonly<Record<string, string | string[] | undefined>>; body: unknown }

/** Over HTTPS, trusting the certificate of the tests and no other. */
function ask(address: string, method: string, path: string, body?: object): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(`${address}/api${path}`, { method, ca: readFileSync(CERT), headers: { 'content-type': 'application/json', 'x-tongxin': '1' } }, response => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => { text += part }).on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: JSON.parse(text) }))
    })
    asked.on('error', reject)
    asked.end(body === undefined ? undefined : JSON.stringify(body))
  })
}

describe('a real office is set up', () => {
  test('the directory is whole, the key file beside it is the owner’s alone, and the recovery phrase was shown once', () => {
    expect(readdirSync(folder).toSorted()).toEqual(['office', 'office.key', '辖区表.xlsx'])
    expect(statSync(`${data}.key`).mode & 0o777).toBe(0o600)
    expect(phrase).not.toBe('')
  })

  test('a sheet with faults: exit 2, every fault with row and column, and nothing is made', async () => {
    const bad = join(folder, 'bad.csv')
    writeFileSync(bad, '区划代码,名称\n990101,云岭县\n99010110,短码镇\n990101101,\n')
    onTestFinished(() => rmSync(bad))
    const { code, out } = await command('init', '--data', join(folder, 'other'), '--places', bad, '--json')
    expect(code).toBe(2)
    expect((JSON.parse(out) as { error: { place: string }[] }).error.map(refusal => refusal.place)).toEqual(['第 3 行 区划代码', '第 4 行 名称'])
    expect(readdirSync(folder).filter(name => name.startsWith('other'))).toEqual([])
  })

  test('a directory that has a database is refused, and so is one that has anything', async () => {
    const again = await command('init', '--data', data, '--places', template)
    expect(again.code).toBe(2)
    expect(again.log).toContain('这里已经有数据库，没有改动')
    const filled = await command('init', '--data', folder, '--places', template)
    expect(filled.code).toBe(2)
    expect(filled.log).toContain('不是空的')
  })

  test('the template is a sheet that offices open: three headings, and examples beginning with 99', async () => {
    const { rows } = must(await readSheet(readFileSync(template)))
    expect(rows[0]!.cells.map(cell => cell?.text)).toEqual(['区划代码', '名称', '英文名称'])
    expect(rows.slice(1).every(row => row.cells[0]?.text.startsWith('99'))).toBe(true)
  })
})

describe('an office serves over HTTPS, and its administrator is recovered at the machine', () => {
  test('its places are there already; the cookie is for HTTPS alone; an administrator who lost the password gets one for one use, and the journal says so', async () => {
    const program = runFile(join(ROOT, 'src/cli.ts'), ['serve', '--data', data, '--port', '0', '--tls-cert', CERT, '--tls-key', KEY])
    const address = (await program.line(/^listening /)).slice('listening '.length)
    const code = /(\d{8})$/.exec(await program.line(/one-time code/))![1]!
    expect(address).toMatch(/^https:/)
    const { body, headers } = await ask(address, 'GET', '/state')
    expect(body).toEqual({ set_up: false, demo: false, signed_in: false, places: { code: '990101', county: '云岭县', townships: 1, villages: 2 } })
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    // Its places are there: nobody types them again.
    expect(await ask(address, 'POST', '/first-administrator', { code, login: 'first', name: '示例管理员', password: 'Tongxin-2026' })).toMatchObject({ status: 200 })
    const session = await ask(address, 'POST', '/session', { login: 'first', password: 'Tongxin-2026' })
    expect(session.status).toBe(200)
    expect(String(session.headers['set-cookie'])).toMatch(/; Secure/)
    program.process.kill('SIGTERM')
    await program.ended
    const refused = await command('admin', 'reset', '--data', data, '--login', 'nobody')
    expect(refused.code).toBe(2)
    expect(refused.log).toContain('first（安全管理员）')
    const { password } = await answer<{ login: string; password: string }>('admin', 'reset', '--data', data)
    const opened = await openHouse({ data, log: () => undefined })
    try {
      expect((await identify(opened.house, false, 'first', 'Tongxin-2026')).ok).toBe(false)
      expect((await identify(opened.house, false, 'first', password)).ok).toBe(true)
      const { rows } = await scoped(opened.house.database, { county: '990101', places: ['990101'] }, session => session.query<{ actor: string; once: boolean }>(
        `SELECT j.actor, a.password_once AS once FROM journal j JOIN account a ON a.county_code = j.county_code AND a.id::text = j.subject WHERE j.action = 'access.password.recover'`))
      expect(rows).toEqual([{ actor: '命令行', once: true }])
    } finally {
      await opened.close()
    }
  })

  test('on a machine that lost the key file the recovery phrase restores a backup, and makes a key file anew', async () => {
    const other = temporaryFolder()
    onTestFinished(() => rmSync(other, { recursive: true, force: true }))
    const file = join(other, 'office.backup')
    await answer('backup', '--data', data, '--out', file)
    const target = join(other, 'data')
    expect((await command('restore', '--data', target, file)).log).toContain('TONGXIN_RECOVERY_PHRASE')
    const restored = await commandIn({ TONGXIN_RECOVERY_PHRASE: phrase.toLowerCase() }, 'restore', '--data', target, file)
    expect({ code: restored.code, log: restored.code === 0 ? '' : restored.log }).toEqual({ code: 0, log: '' })
    expect(readFileSync(`${target}.key`)).not.toEqual(readFileSync(`${data}.key`))
    expect((await answer<{ ok: boolean }>('verify', '--data', target)).ok).toBe(true)
  })
})

describe.skipIf(MACHINE.postgres === undefined)('an office goes on at the county’s server', () => {
  test('moved whole and verified there; the old directory is kept and not opened any more; a server that has an office takes no second', async () => {
    const { url, stop } = await startPostgres(MACHINE.postgres!)
    const place = temporaryFolder()
    onTestFinished(() => { stop(); rmSync(place, { recursive: true, force: true }) })
    const { url: there } = await ownDatabase(url, 'county_office')
    const [office, other] = [join(place, 'office'), join(place, 'other')]
    for (const copy of [office, other]) {
      cpSync(data, copy, { recursive: true })
      cpSync(`${data}.key`, `${copy}.key`)
    }
    const at = (key: string) => ({ TONGXIN_FILES: join(place, 'files'), TONGXIN_KEY_FILE: `${key}.key` })
    const { ok, heads } = await answer<{ ok: boolean; heads: { number: number; hash: string }[] }>('verify', '--data', office)
    expect(ok).toBe(true)

    const moved = await commandIn(at(office), 'move', '--data', office, '--to', there, '--json')
    expect({ code: moved.code, log: moved.code === 0 ? '' : moved.log }).toEqual({ code: 0, log: '' })
    const said = JSON.parse(moved.out) as { rows: number; holds: { county: string; journal: { hash: string } }[] }
    expect(said.rows).toBeGreaterThan(3)
    expect(said.holds).toMatchObject([{ county: '990101', journal: { hash: heads[0]!.hash } }])

    const again = await command('verify', '--data', office)
    expect(again.code).toBe(2)
    expect(again.log).toContain('已经搬到')
    const verified = await commandIn({ ...at(office), DATABASE_URL: there }, 'verify', '--head', heads[0]!.hash, '--json')
    expect({ code: verified.code, log: verified.code === 0 ? '' : verified.log }).toEqual({ code: 0, log: '' })
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true, heads: [{ number: heads[0]!.number, hash: heads[0]!.hash }] })

    const second = await commandIn(at(other), 'move', '--data', other, '--to', there)
    expect(second.code).toBe(2)
    expect(existsSync(join(other, 'moved.json'))).toBe(false)
  })
})

describe('beyond this machine HTTPS only', () => {
  const faults = (work: () => unknown): string[] => {
    try {
      work()
      return []
    } catch (error) {
      if (error instanceof RefusedInput) return error.refusals.map(refusal => `${refusal.code} ${refusal.place}`)
      throw error
    }
  }
  const now = Date.parse('2027-01-01T00:00:00Z')
  const quiet = () => undefined

  test('a certificate and its key are taken', () => {
    expect(readTls(CERT, KEY, now, quiet).cert).toContain('BEGIN CERTIFICATE')
  })

  test.each([
    ['files that are not there', join(folder, 'no.pem'), join(folder, 'no-key.pem'), ['not-found --tls-cert', 'not-found --tls-key']],
    ['the two the wrong way round', KEY, CERT, ['invalid --tls-cert', 'invalid --tls-key']],
  ])('%s: both faults at once', (_, cert, key, told) => {
    expect(faults(() => readTls(cert, key, now, quiet))).toEqual(told)
  })

  test('one that has ended, or has not begun, is refused; one that ends soon is told of', () => {
    expect(faults(() => readTls(CERT, KEY, Date.parse('2200-01-01T00:00:00Z'), quiet))).toEqual(['invalid --tls-cert'])
    expect(faults(() => readTls(CERT, KEY, Date.parse('2000-01-01T00:00:00Z'), quiet))).toEqual(['invalid --tls-cert'])
    const said: string[] = []
    readTls(CERT, KEY, Date.parse('2126-10-20T00:00:00Z'), text => said.push(text))
    expect(said.join()).toContain('到期')
  })

  test.each([
    ['without a certificate', ['--host', '0.0.0.0'], 'HTTPS'],
    ['with half of one', ['--host', '127.0.0.1', '--tls-cert', CERT], '一起给出'],
    ['a demo', ['--demo', '--host', '0.0.0.0', '--tls-cert', CERT, '--tls-key', KEY], '只在本机'],
    ['an address that this machine has not', ['--host', '203.0.113.9', '--port', '0', '--tls-cert', CERT, '--tls-key', KEY], '没有地址 203.0.113.9'],
  ])('%s: exit 2 and a sentence, before any database is made', async (_, args, words) => {
    const { code, log } = await command('serve', '--data', join(folder, 'unmade'), ...args)
    expect(code).toBe(2)
    expect(log).toContain(words)
    expect(readdirSync(folder)).not.toContain('unmade')
  })
})
