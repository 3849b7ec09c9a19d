import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { openDatabase } from '../../src/db/open.ts'
import { runFile } from '../harness/process.ts'
import { ROOT } from '../harness/database.ts'
import { answer, command, commandIn, copyOf, temporaryFolder } from './program.ts'

/** Each command opens or makes a database; a busy machine takes its time. */
vi.setConfig({ testTimeout: 300_000 })

type Made = { file: string; sha256: string; holds: { county: string; journal: { number: number; hash: string }; runs: number; last_serial: string }[] }
type Verified = { ok: boolean; heads: { county: string; number: number; hash: string }[] }

const folder = temporaryFolder()
const town = join(folder, 'town')
const file = join(folder, 'town.backup')
let made: Made

beforeAll(async () => {
  await answer('demo', '--data', town, '--people', '30', '--until', '2023-02-28')
  made = await answer<Made>('backup', '--data', town, '--out', file)
}, 300_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A place of its own, with the key file of the town beside it. */
function freshPlace(): string {
  const place = temporaryFolder()
  onTestFinished(() => rmSync(place, { recursive: true, force: true }))
  writeFileSync(join(place, 'data.key'), readFileSync(`${town}.key`), { mode: 0o600 })
  return place
}

describe('backup and restore by command', () => {
  test('a directory that is not empty: exit 2 and nothing changed; with --replace what was there is kept, and what was restored verifies with the same heads', async () => {
    const place = freshPlace()
    const data = join(place, 'data')
    mkdirSync(data)
    writeFileSync(join(data, 'notes.txt'), '不要删')
    const refused = await command('restore', '--data', data, file)
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.log).toContain('notes.txt')
    expect(refused.log).toContain('--replace')
    const restored = await answer<Made & { replaced: string }>('restore', '--data', data, file, '--replace')
    expect(restored).toMatchObject({ sha256: made.sha256, holds: made.holds })
    expect(readFileSync(join(restored.replaced, 'notes.txt'), 'utf8')).toBe('不要删')
    expect(readdirSync(data).toSorted()).toEqual(['database', 'files'])
    const [before, after] = [await answer<Verified>('verify', '--data', town), await answer<Verified>('verify', '--data', data, '--head', made.holds[0]!.journal.hash)]
    expect(after.ok).toBe(true)
    expect(after.heads).toEqual(before.heads)
    expect(made.holds).toMatchObject([{ county: '990101', journal: { number: before.heads[0]!.number, hash: before.heads[0]!.hash } }])
  })

  test('a damaged file: exit 2, a sentence, and nothing is made', async () => {
    const place = freshPlace()
    const bytes = readFileSync(file)
    bytes[Math.floor(bytes.length / 2)]! ^= 1
    writeFileSync(join(place, 'bad.backup'), bytes)
    const { code, log } = await command('restore', '--data', join(place, 'data'), join(place, 'bad.backup'))
    expect(code).toBe(2)
    expect(log).toContain('已损坏')
    expect(existsSync(join(place, 'data'))).toBe(false)
  })

  test('killed while it restores: there is no half database, and the next try clears up and succeeds', async () => {
    const place = freshPlace()
    const data = join(place, 'data')
    const begun = new Promise<void>(resolve => {
      const watcher = watch(place, (_, name) => { if (name?.startsWith('data.restoring-')) { watcher.close(); resolve() } })
    })
    const restoring = runFile(join(ROOT, 'src/cli.ts'), ['restore', '--data', data, file])
    await begun
    await restoring.kill()
    expect(existsSync(data)).toBe(false)
    expect(readdirSync(place).some(name => name.startsWith('data.restoring-'))).toBe(true)
    await answer('restore', '--data', data, file)
    expect(readdirSync(place).toSorted()).toEqual(['data', 'data.key'])
  })

  test('killed between the two renames of --replace: nothing begins anew, the sentence says what is there, and its command finishes it', async () => {
    const place = freshPlace()
    const data = join(place, 'data')
    cpSync(town, data, { recursive: true })
    // The process dies, as by a power cut, once the old directory has its other name.
    const cut = join(place, 'cut.mjs')
    writeFileSync(cut, `import promises from 'node:fs/promises'
      import { syncBuiltinESMExports } from 'node:module'
      const { rename } = promises
      promises.rename = async (from, to) => { await rename(from, to); if (to.includes('.before-')) process.kill(process.pid, 'SIGKILL') }
      syncBuiltinESMExports()`)
    expect((await commandIn({ NODE_OPTIONS: `--import ${pathToFileURL(cut).href}` }, 'restore', '--data', data, file, '--replace')).code).toBeNull()
    expect(existsSync(data)).toBe(false)
    const before = readdirSync(place).find(name => name.startsWith('data.before-'))!
    for (const words of [['serve', '--port', '0'], ['serve', '--demo', '--port', '0'], ['demo']]) {
      const refused = await command(...words, '--data', data)
      expect([words, refused.code]).toEqual([words, 2])
      for (const said of [before, `restore --data ${data}`]) expect(refused.log).toContain(said)
    }
    expect(existsSync(data)).toBe(false)
    await answer('restore', '--data', data, file)
    expect((await answer<Verified>('verify', '--data', data)).ok).toBe(true)
    expect(readdirSync(place).filter(name => name.startsWith('data')).toSorted()).toEqual(['data', before, 'data.key'])
  })

  test('a directory that another process has open is not backed up from outside: the sentence says who does it instead', async () => {
    const data = copyOf(town)
    const database = await openDatabase({ data: join(data, 'database') })
    onTestFinished(() => database.close())
    const { code, log } = await command('backup', '--data', data, '--out', join(data, '..', 'x.backup'))
    expect(code).toBe(2)
    expect(log).toContain(`正被另一个进程（${process.pid}）使用`)
    expect(log).toContain('每夜')
    expect(existsSync(join(data, '..', 'x.backup'))).toBe(false)
    const replaced = await command('restore', '--data', data, file, '--replace')
    expect(replaced.code).toBe(2)
    expect(replaced.log).toContain('正被另一个进程')
  })

  test('a file that is there is not written over', async () => {
    const { code, log } = await command('backup', '--data', town, '--out', file)
    expect(code).toBe(2)
    expect(log).toContain('没有覆盖')
  })

  test('a demo is not moved onto a server, and an address that is none is refused', async () => {
    const demo = await command('move', '--data', town, '--to', 'postgres://nobody@127.0.0.1:1/none')
    expect(demo.code).toBe(2)
    expect(demo.log).toContain('示例数据库不搬到服务器')
    const address = await command('move', '--data', town, '--to', 'mysql://here')
    expect(address.code).toBe(2)
    expect(address.log).toContain('postgres://')
  })
})
