import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { foundHouse, TOWNSHIP, VILLAGES, testDatabase, type TestActors } from '../../tests/harness/database.ts'
import { imageBytes } from '../../tests/harness/image.ts'
import { act, foundCounty, foundInstallation, insertAccountIn, readInstallation } from '../access/actions.ts'
import { done, must, type Result } from '../base/result.ts'
import { scoped, type Database } from '../db/db.ts'
import { openEmbedded } from '../db/embedded.ts'
import { applied, migrate, MIGRATIONS } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { allPages, Counting, shapesIn, type Sums } from '../db/rows.ts'
import { schemaOf } from '../db/schema.ts'
import { evidenceOf, keepEvidence, openEvidence } from '../evidence/actions.ts'
import { journalHead, verifyChain } from '../journal/actions.ts'
import { newApplication } from '../http/server.ts'
import { fileStore } from '../vault/files.ts'
import { createKeys, openWithFile } from '../vault/keys.ts'
import { Backups } from './actions.ts'
import { backupHead, checkBackup, writeBackup } from './archive/actions.ts'
import type { BackupState } from './backup.ts'
import type { BackupHouse } from './house.ts'
import { backupJob } from './jobs.ts'
import { moveTo } from './move/actions.ts'
import { restoreBackup, type RestoreInput } from './restore/actions.ts'
import { backupRoutes } from './routes.ts'

/** A restored directory is a first start, which really waits for the disk; a busy machine takes its time. */
vi.setConfig({ testTimeout: 180_000 })

const COUNTY = '990101'
const NOW = Date.parse('2024-06-30T09:00:00+08:00')

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'tongxin-backup-'))
  onTestFinished(() => rmSync(path, { recursive: true, force: true }))
  return path
}

type Office = { readonly house: BackupHouse; readonly actors: TestActors; readonly directory: string; readonly keyFile: string }

/** An office with its places, accounts and one piece of evidence. */
async function officeOn(database: Database): Promise<Office> {
  const directory = folder()
  let now = NOW
  const { house, actors } = await foundHouse(database, directory, () => now++)
  must(await keepEvidence(house, actors.villageWorker, {
    kind: 'sign-in', title: '座谈会签到表', place: VILLAGES[0]!, taken_on: '2024-06-30', media_type: 'text/plain',
    bytes: new TextEncoder().encode('到会：王某、李某'), file_name: '签到表.txt', subject: { kind: 'activity', id: 'a-1' },
  }))
  const { wrapped } = (await readInstallation(database))!
  return { house: { ...house, installation: { files: join(directory, 'files'), wrapped, demo: true, program: '0.0.0' } }, actors, directory, keyFile: join(directory, 'key') }
}

async function office(): Promise<Office> {
  const { database, close } = await testDatabase()
  onTestFinished(close)
  return officeOn(database)
}

const sumsOf = (database: Database): Promise<Sums> => database.transaction(async session => {
  const counting = new Counting()
  for await (const page of allPages(session, await shapesIn(session))) counting.add(page)
  return counting.sums()
})
/** The keys are wrapped anew wherever an office goes: that one row differs. */
const withoutKeys = ({ installation: _, ...sums }: Sums) => sums
const within = <T>(database: Database, work: Parameters<typeof scoped<T>>[2]) => scoped(database, { county: COUNTY, places: [COUNTY] }, work)
const codes = (result: Result<unknown>) => (result.ok ? [] : result.refusals.map(refusal => `${refusal.code} ${refusal.place}`))

/** An empty database of this run's kind, to restore into, and how it is opened afterwards. */
async function emptyTarget(): Promise<{ target: RestoreInput['target']; files: string; open(): Promise<Database> }> {
  const directory = join(folder(), 'restored')
  const server = process.env['TONGXIN_TEST_DATABASE'] === 'server' ? inject('server') : undefined
  if (server === undefined) {
    return { target: { directory, replace: false }, files: join(directory, 'files'), open: () => openDatabase({ data: join(directory, 'database') }) }
  }
  const { url, close } = await testDatabase()
  onTestFinished(close)
  return { target: { url: url!, files: join(directory, 'files') }, files: join(directory, 'files'), open: () => openDatabase({ url: url! }) }
}

const restoring = (file: string, target: RestoreInput['target'], keyFile: string, more: Partial<RestoreInput> = {}) =>
  restoreBackup({ file, target, keyFile, phrase: undefined, now: NOW, log: () => undefined, ...more })

describe('备份与恢复', () => {
  test('恢复出来的和备份时一样：每张表、每个附件、日志链头；表结构也一样', async () => {
    const { house, actors, keyFile } = await office()
    // Whatever people may have typed.
    const names = fc.sample(fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }).filter(name => !name.includes('\0')), { numRuns: 40, seed: 7 })
    must(await act(house, actors.security, 'accounts.manage', async work => {
      for (const [index, name] of [...names, '"\\N\t\n\r', '𬍛', '{a,b}', 'null'].entries()) must(await insertAccountIn(work, { place: TOWNSHIP, login: `odd-${index}`, name, role: 'clerk', password: null }))
      return done(null)
    }))
    const file = join(folder(), 'one.backup')
    const made = must(await writeBackup(house, file, { reason: 'command' }))
    const head = await within(house.database, session => journalHead(session, COUNTY))
    expect(made.holds).toEqual([{ county: COUNTY, name: '云岭县', journal: head, runs: 0, last_run: null, last_serial: null }])
    expect(made.files).toBe(1)

    const { target, files, open } = await emptyTarget()
    expect(must(await restoring(file, target, keyFile))).toMatchObject({ sha256: made.sha256, holds: made.holds })
    const restored = await open()
    onTestFinished(() => restored.close())
    expect(withoutKeys(await sumsOf(restored))).toEqual(withoutKeys(await sumsOf(house.database)))
    expect(await schemaOf(restored)).toBe(await schemaOf(house.database))
    expect(await within(restored, session => journalHead(session, COUNTY))).toEqual(head)
    expect(await within(restored, session => verifyChain(session, COUNTY, [head]))).toEqual({ rows: head.number })
    const vault = await openWithFile((await readInstallation(restored))!.wrapped, keyFile)
    const again = { ...house, database: restored, vault, files: fileStore(files, vault) }
    const [evidence] = must(await evidenceOf(again, actors.clerk, { kind: 'activity', id: 'a-1' }))
    expect(new TextDecoder().decode(must(await openEvidence(again, actors.clerk, evidence!.id)).bytes)).toBe('到会：王某、李某')
  })

  test('备份里没有密钥：没有密钥文件就打不开，别的密钥文件、不对的口令也打不开', async () => {
    const { house, directory } = await office()
    const file = join(folder(), 'one.backup')
    must(await writeBackup(house, file, { reason: 'command' }))
    const { target } = await emptyTarget()
    expect(codes(await restoring(file, target, join(directory, 'no-key')))).toEqual(['missing key'])
    const stranger = join(directory, 'stranger')
    writeFileSync(stranger, Buffer.alloc(32, 7))
    expect(codes(await restoring(file, target, stranger))).toEqual(['invalid key'])
    expect(codes(await restoring(file, target, stranger, { phrase: '2222-2222-2222-2222-2222-2222-2222-2222' }))).toEqual(['invalid phrase'])
    if ('directory' in target) expect(existsSync(target.directory)).toBe(false)
    for (const secret of [readFileSync(join(directory, 'key')).toString('base64'), '王某']) expect(readFileSync(file).toString('utf8')).not.toContain(secret)
  })

  test('坏了的、截短的、别的文件、更新版本做的备份都说清楚，什么也不恢复', async () => {
    const { house, keyFile } = await office()
    const file = join(folder(), 'one.backup')
    must(await writeBackup(house, file, { reason: 'command' }))
    const { target } = await emptyTarget()
    const spoiled = (change: (bytes: Buffer) => Buffer) => {
      const path = join(folder(), 'spoiled.backup')
      writeFileSync(path, change(Buffer.from(readFileSync(file))))
      return path
    }
    const size = readFileSync(file).length
    for (const at of [3, 500, Math.floor(size / 2), size - 40, size - 1]) {
      expect(codes(await restoring(spoiled(bytes => { bytes[at]! ^= 4; return bytes }), target, keyFile)), `byte ${at}`).toEqual(['unreadable file'])
    }
    expect(codes(await restoring(spoiled(bytes => bytes.subarray(0, size - 100)), target, keyFile))).toEqual(['unreadable file'])
    expect(codes(await restoring(spoiled(() => Buffer.from('什么也不是')), target, keyFile))).toEqual(['unreadable file'])
    expect(codes(await restoring(join(folder(), 'nothing.backup'), target, keyFile))).toEqual(['not-found file'])
    const newer = spoiled(bytes => {
      const body = Buffer.from(bytes.toString('latin1').replace('0002-journal.sql 1', '9999-journal.sql 1'), 'latin1').subarray(0, -32)
      return Buffer.concat([body, createHash('sha256').update(body).digest()])
    })
    expect(codes(await restoring(newer, target, keyFile))).toEqual(['state file'])
    if ('directory' in target) expect(existsSync(target.directory)).toBe(false)
    expect(codes(await writeBackup(house, file, { reason: 'command' }))).toEqual(['duplicate out'])
    expect(readdirSync(join(file, '..'))).toEqual(['one.backup'])
  })

  test('不是空的地方不恢复，原来的一点不动', async () => {
    const { house, keyFile } = await office()
    const file = join(folder(), 'one.backup')
    must(await writeBackup(house, file, { reason: 'command' }))
    const { target, open } = await emptyTarget()
    must(await restoring(file, target, keyFile))
    expect(codes(await restoring(file, target, keyFile))).toEqual(['directory' in target ? 'state data' : 'state to'])
    const restored = await open()
    onTestFinished(() => restored.close())
    expect(withoutKeys(await sumsOf(restored))).toEqual(withoutKeys(await sumsOf(house.database)))
  })

  test('旧版本做的备份在新版本上恢复：先照旧的表结构装入，再升级', async () => {
    const older = await openEmbedded({ data: 'memory' })
    onTestFinished(() => older.close())
    const { database, close } = await testDatabase()
    onTestFinished(close)
    const all = await database.transaction(applied)
    const last = [...all.keys()].map(step => step.split(' ')[0]!).toSorted().at(-1)!
    await migrate(older, MIGRATIONS, new Map([...all].filter(([step]) => !step.startsWith(last))))
    const directory = folder()
    const { vault, wrapped } = await createKeys(join(directory, 'key'))
    await foundInstallation(older, { demo: false, wrapped, now: NOW })
    await foundCounty(older, { code: COUNTY, name: '云岭县', name_en: 'Yunling County' })
    const house = { database: older, vault, files: fileStore(join(directory, 'files'), vault), clock: () => NOW, random: () => new Uint8Array(), installation: { files: join(directory, 'files'), wrapped, demo: false, program: '0.0.0' } }
    const file = join(folder(), 'older.backup')
    must(await writeBackup(house, file, { reason: 'command' }))
    const { target, open } = await emptyTarget()
    if ('url' in target) {
      // The tables of this program are there already: a backup of other tables does not go into them.
      expect(codes(await restoring(file, target, join(directory, 'key')))).toEqual(['state to'])
      const client = new pg.Client({ connectionString: target.url })
      await client.connect()
      await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
      await client.end()
    }
    must(await restoring(file, target, join(directory, 'key')))
    const restored = await open()
    onTestFinished(() => restored.close())
    expect(await restored.transaction(applied)).toEqual(all)
    expect(await readInstallation(restored)).toMatchObject({ demo: false, counties: [{ code: COUNTY, name: '云岭县' }] })
  })

  test('备份时别人接着写，备份里仍是同一时刻的样子', async () => {
    const { house, actors } = await office()
    const file = join(folder(), 'one.backup')
    const note = () => act(house, actors.clerk, 'plan.write', async work => { work.record({ action: 'test.note', subject: 'x', place: TOWNSHIP }); return done(null) })
    const [made, ...noted] = await Promise.all([writeBackup(house, file, { reason: 'command' }), note(), note(), note()])
    expect(noted.every(result => result.ok)).toBe(true)
    const { contents } = must(await checkBackup(file, house.vault))
    expect(contents.tables['journal']!.rows).toBe(must(made).holds[0]!.journal.number)
  })
})

describe('运行中的程序自己备份', () => {
  const opened = async (kept: number) => {
    const made = await office()
    const place = join(made.directory, 'backups')
    return { ...made, place, backups: new Backups(made.house, { folder: place, kept, log: text => { throw new Error(text) } }) }
  }

  test('管理员在页面上开始备份，看得到进度和结果，能下载，能核验；留下日志', async () => {
    const { house, actors, backups, place } = await opened(3)
    const app = newApplication(() => undefined)
    app.use('*', (context, next) => { context.set('actor', actors.system); return next() })
    app.route('/api', backupRoutes(backups))
    const ask = (path: string, method = 'GET') => app.request(`/api/backups${path}`, { method, headers: { 'x-tongxin': '1' } })
    const state = async () => await (await ask('')).json() as BackupState
    expect(await state()).toEqual({ folder: place, kept: 3, running: null, last: null, backups: [] })
    expect((await ask('', 'POST')).status).toBe(202)
    expect((await state()).running).not.toBeNull()
    expect((await ask('', 'POST')).status).toBe(423)
    await backups.settled()
    const after = await state()
    expect(after).toMatchObject({ running: null, last: { fault: null }, backups: [{ reason: 'asked', holds: [{ county: COUNTY }] }] })
    const [{ name, bytes }] = after.backups as [BackupState['backups'][number]]
    const file = await ask(`/${name}`)
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(new Uint8Array(readFileSync(join(place, name))))
    expect(file.headers.get('content-length')).toBe(String(bytes))
    expect(await (await ask(`/${name}/check`, 'POST')).json()).toMatchObject({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    writeFileSync(join(place, name), readFileSync(join(place, name)).subarray(0, -1))
    expect((await ask(`/${name}/check`, 'POST')).status).toBe(415)
    for (const other of ['tongxin-20200101-000000-asked.backup', '..%2Fkey']) expect((await ask(`/${other}`)).status).toBe(404)
    const { rows } = await within(house.database, session => session.query<{ subject: string }>(`SELECT subject FROM journal WHERE action = 'backup.make'`))
    expect(rows).toEqual([{ subject: name }])
  })

  test('不是系统管理员的人看不到，也做不了', async () => {
    const { actors, backups } = await opened(3)
    for (const actor of [actors.clerk, actors.security, actors.countyOffice]) {
      expect(codes(await backups.begin(actor))).toEqual(['forbidden backup.make'])
      expect(codes(await backups.state(actor))).toEqual(['forbidden backup.make'])
    }
  })

  test('每夜一次，一天只做一份，只留最近几份', async () => {
    const { house, place, backups } = await opened(2)
    mkdirSync(place)
    writeFileSync(join(place, 'tongxin-20240630-010000-nightly.backup.1.part'), 'half')
    let now = NOW
    const said: string[] = []
    const clocked = { ...house, clock: () => now }
    const job = backupJob(new Backups(clocked, { folder: place, kept: 2, log: () => undefined }), clocked, text => said.push(text))
    for (const day of ['2024-07-01', '2024-07-02', '2024-07-03']) {
      now = Date.parse(`${day}T00:30:00+08:00`)
      await job.run()
      now = Date.parse(`${day}T01:00:00+08:00`)
      await job.run()
      now = Date.parse(`${day}T13:00:00+08:00`)
      await job.run()
    }
    expect(readdirSync(place)).toEqual(['tongxin-20240702-010000-nightly.backup', 'tongxin-20240703-010000-nightly.backup'])
    expect(said).toHaveLength(3)
    expect(await backups.madeOn('2024-07-03')).toBe(true)
    expect((await backupHead(join(place, 'tongxin-20240703-010000-nightly.backup'))).reason).toBe('nightly')
  })
})

/** Where there is no server there is nowhere to go. */
const SERVERS = process.env['TONGXIN_TEST_DATABASE'] === 'server' ? ['PostgreSQL'] : []

describe.each(SERVERS)('搬到县里的服务器 %s', () => {
  test('嵌入式数据库整个搬过去：行数和校验和相同，附件和链头相同；不是空的不搬', async () => {
    const source = await openDatabase({ data: 'memory', image: await imageBytes() })
    onTestFinished(() => source.close())
    const { house, keyFile } = await officeOn(source)
    const { url, close } = await testDatabase()
    onTestFinished(close)
    const place = folder()
    const input = { url: url!, files: join(place, 'files'), keyFile: join(place, 'server.key'), sourceKeyFile: keyFile, progress: () => undefined }
    const moved = must(await moveTo(house, input))
    expect(moved).toMatchObject({ files: 1 })
    const target = await openDatabase({ url: url! })
    onTestFinished(() => target.close())
    expect(withoutKeys(await sumsOf(target))).toEqual(withoutKeys(await sumsOf(source)))
    const head = moved.holds[0]!.journal
    expect(await within(target, session => verifyChain(session, COUNTY, [head]))).toEqual({ rows: head.number })
    const fresh = await testDatabase()
    onTestFinished(fresh.close)
    expect(await schemaOf(target)).toBe(await schemaOf(fresh.database))
    const vault = await openWithFile((await readInstallation(target))!.wrapped, join(place, 'server.key'))
    expect(await fileStore(join(place, 'files'), vault).all()).toHaveLength(1)
    expect(codes(await moveTo(house, input))).toEqual(['state to'])
  })
})
