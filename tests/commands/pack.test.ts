import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { fileInTar, tarOf, type Packed } from '../../src/commands/pack/tarball.ts'
import { zipOf } from '../../src/commands/pack/zip.ts'
import { packageFolders, programFiles, reached } from '../../src/commands/pack/contents.ts'
import { zipDirectory } from '../../src/sheets/zip.ts'
import { ROOT } from '../harness/database.ts'
import { answer, command, temporaryFolder, unzipped } from './program.ts'

vi.setConfig({ testTimeout: 300_000 })

const folder = temporaryFolder()
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function* from(files: readonly Packed[]): AsyncGenerator<Packed> { yield* files }
async function joined(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const part of parts) all.push(part)
  return Buffer.concat(all)
}

const path = fc.stringMatching(/^[a-z][a-z0-9-]{0,40}(\/[a-z][a-z0-9-]{0,40}){0,4}\.txt$/)
const files = fc.uniqueArray(fc.record({ path, bytes: fc.uint8Array({ maxLength: 1500 }), executable: fc.boolean() }), { selector: file => file.path, maxLength: 8 })

describe('archives', () => {
  test('a tar gives back each file that went in, and only those', () => fc.assert(fc.asyncProperty(files, async all => {
    const tar = await joined(tarOf(from(all)))
    for (const file of all) expect(Uint8Array.from(fileInTar(tar, file.path)!)).toEqual(file.bytes)
    expect(fileInTar(tar, 'no-such.txt')).toBeUndefined()
  }), { numRuns: 50 }))

  test('a zip lists and gives back each file that went in', () => fc.assert(fc.asyncProperty(files, async all => {
    const zip = await joined(zipOf(from(all)))
    expect(zipDirectory(zip)?.map(entry => entry.name)).toEqual(all.map(file => file.path))
    for (const file of all) expect(unzipped(zip, file.path)).toEqual(Buffer.from(file.bytes))
  }), { numRuns: 50 }))
})

describe('what is packed', () => {
  test('the program as far as the command line reaches it, the packages those files name, the data; no tests, no pages’ sources', () => {
    const { files: own, packages } = reached(ROOT)
    expect(own).toEqual(expect.arrayContaining(['src/cli.ts', 'src/main.ts', 'src/db/embedded-worker.ts', 'demo/fill.ts']))
    expect(packages).toEqual(expect.arrayContaining(['@electric-sql/pglite', 'hono', 'pg', 'zod']))
    expect(packages.filter(name => ['react', 'antd', 'vite', 'vitest', 'fast-check', 'typescript'].includes(name))).toEqual([])
    const all = programFiles(ROOT)
    expect(all).toEqual(expect.arrayContaining(['law/glossary.yaml', 'forms/places/places.yaml', 'db/migrations/0002-journal.sql', 'dist/index.html']))
    expect(all.filter(file => /\.test\.|\.tsx$|\.d\.ts$/.test(file))).toEqual([])
  })

  test('a package that only another one needs comes along, one that is nested from where it is nested', () => {
    const packages = { 'node_modules/a': { dependencies: { b: '1', c: '1' } }, 'node_modules/b': { dependencies: { c: '2' } }, 'node_modules/b/node_modules/c': {}, 'node_modules/c': {}, 'node_modules/d': {} }
    expect(packageFolders({ packages }, ['a'])).toEqual(['node_modules/a', 'node_modules/b', 'node_modules/b/node_modules/c', 'node_modules/c'])
  })

  test.each([
    ['an unknown platform', ['--platform', 'solaris', '--out', 'x.zip'], 'linux-arm64'],
    ['the wrong ending', ['--platform', 'win-x64', '--out', 'x.tar.gz'], '.zip'],
    ['a runtime that is not there', ['--platform', 'win-x64', '--out', join(folder, 'x.zip'), '--runtime', 'none.tgz'], 'none.tgz'],
    ['a runtime that the lockfile does not name', ['--platform', 'win-x64', '--out', join(folder, 'y.zip'), '--runtime', join(ROOT, 'package.json')], 'package-lock.json'],
  ])('%s: exit 2, a sentence, and nothing written', async (_, args, words) => {
    const { code, log } = await command('pack', ...args)
    expect({ code, said: log.includes(words) }).toEqual({ code: 2, said: true })
    expect(readdirSync(folder).filter(name => /^[xy]\.zip/.test(name))).toEqual([])
  })
})

const canUnshare = process.platform === 'linux' && process.arch === 'x64' && existsSync('/usr/bin/unshare') && spawnSync('unshare', ['-n', 'ip', 'link', 'set', 'lo', 'up']).status === 0

describe.skipIf(!canUnshare)('unpacked on a machine without network, Node or packages', () => {
  let top = ''

  beforeAll(async () => {
    const file = join(folder, 'tongxin.tar.gz')
    const { bytes } = await answer<{ bytes: number }>('pack', '--platform', 'linux-x64', '--out', file)
    expect(bytes).toBeLessThan(100 << 20)
    mkdirSync(join(folder, 'empty'))
    expect(spawnSync('tar', ['xzf', file, '-C', join(folder, 'empty')]).status).toBe(0)
    top = join(folder, 'empty', readdirSync(join(folder, 'empty'))[0]!)
  }, 300_000)

  /** In a network of its own that has only itself, with nothing of this machine's settings. */
  const alone = (script: string) => spawnSync('unshare', ['-n', 'sh', '-c', `ip link set lo up; ${script}`], { cwd: top, encoding: 'utf8', env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' } })

  test('it sets an office up and serves its page', () => {
    const looked = alone(`
      ./tongxin init --template places.xlsx && ./tongxin init --data data/office --places places.xlsx || exit 9
      PORT=4699 ./start.sh > out.log 2>&1 & server=$!
      for turn in $(seq 300); do
        runtime/node -e 'fetch("http://127.0.0.1:4699/api/state").then(a => a.json()).then(s => { if (s.progress) process.exit(1); console.log(JSON.stringify(s)) }).catch(() => process.exit(1))' && break
        sleep 0.5
      done
      runtime/node -e 'fetch("http://127.0.0.1:4699/").then(a => a.text()).then(t => console.log(t))'
      kill $server; wait $server`)
    expect(looked.stdout, looked.stderr).toContain('"places":{"code":"990101"')
    expect(looked.stdout).toContain('<div id="root">')
    expect(readdirSync(join(top, 'data')).toSorted()).toEqual(['office', 'office.key'])
  })

  test('help says the name by which it was called, and so does what is refused', () => {
    const { stdout } = alone('./tongxin help')
    expect(stdout.split('\n')[0]).toBe('./tongxin <command> [--json]')
    expect(stdout).not.toContain('run.mjs')
  })

  test('the texts say the version and both languages', () => {
    const text = readFileSync(join(top, 'README.txt'), 'utf8')
    expect(text).not.toContain('{version}')
    expect(text).toContain('恢复口令')
    expect(text).toContain('recovery phrase')
  })
})
