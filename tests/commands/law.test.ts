import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { LawStanding } from '../../src/law/house.ts'
import { ROOT } from '../harness/database.ts'
import { copyProgram, type ProgramCopy } from '../harness/program-copy.ts'
import { command, type Ran } from './program.ts'

vi.setConfig({ testTimeout: 180_000 })

let program: ProgramCopy
let copy: string
const edit = (file: string, from: string | RegExp, to: string): number => program.edit(file, from, to)
beforeEach(context => {
  program = copyProgram()
  copy = program.root
  context.onTestFinished(() => program.remove())
})

const start = (...args: readonly string[]) => spawn(process.execPath, [join(copy, 'src/cli.ts'), ...args], {
  cwd: copy, stdio: ['ignore', 'pipe', 'pipe'], env: Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'DATABASE_URL' && !name.startsWith('TONGXIN_'))),
})

async function run(...args: readonly string[]): Promise<Ran> {
  const child = start(...args)
  const said = { out: '', log: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said.out += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said.log += text })
  return new Promise((resolve, reject) => { child.on('error', reject).on('close', code => resolve({ code, ...said })) })
}

const unknownKey = () => edit('benefits/disability-pension.yaml', 'formula: monthly', 'formula: monthly\ncolour: red')

/** One of each fault that the law can have; answers the places. */
function spoil(): string[] {
  const rates = readFileSync(join(copy, 'law/benefits/combat-veteran-allowance.yaml'), 'utf8').split('\nrates:')[1]!
  const [first, second] = [...rates.matchAll(/- from: (\S+)/g)].map(match => match[1]!)
  const overlapping = edit('benefits/combat-veteran-allowance.yaml', `- from: ${second}`, `- from: ${first}`)
  const unsourced = edit('benefits/rural-veteran-allowance.yaml', /source: standards-\S+/, 'source: no-such-notice')
  const wrongSum = edit('benefits/conscript-family-allowance.cases.yaml', 'amount_fen: 500000', 'amount_fen: 500001')
  const start = edit('benefits/martyr-child-allowance.yaml', '  - from:', '  - from:')
  edit('benefits/martyr-child-allowance.yaml', / {4}clause: .*\n/, '')
  return [
    `law/benefits/combat-veteran-allowance.yaml:${overlapping} rates[1].from`,
    `law/benefits/disability-pension.yaml:${unknownKey() + 1} colour`,
    `law/benefits/martyr-child-allowance.yaml:${start} rates[0].clause`,
    `law/benefits/rural-veteran-allowance.yaml:${unsourced} rates[0].source`,
    `law/benefits/conscript-family-allowance.cases.yaml:${wrongSum} [0].lines[0]`,
  ]
}

describe('law check', () => {
  test('随程序的政策没有错误', async () => {
    const { code, out } = await command('law', 'check', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ files: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  })

  test('不认识的一项、日期重叠、没有的出处、没有条款、算不出来的例子：一次全部指出文件和行；decide 也拒绝，说的一样', async () => {
    const places = spoil()
    const checked = await run('law', 'check', '--json')
    expect(checked.code).toBe(2)
    const { error } = JSON.parse(checked.out) as { error: { place: string }[] }
    expect(error.map(fault => fault.place)).toEqual(places)
    for (const place of places) expect(checked.log).toContain(place)
    writeFileSync(join(copy, 'facts.json'), JSON.stringify({ county: '990101' }))
    const decided = await run('decide', '--facts', 'facts.json', '--from', '2024-09', '--to', '2024-09', '--json')
    expect(decided.code).toBe(2)
    expect(JSON.parse(decided.out)).toEqual({ error })
  })

  test('别的文件夹也能检查；没有的文件夹、空的文件夹、写错的词都拒绝', async () => {
    unknownKey()
    expect((await command('law', 'check', '--dir', join(copy, 'law'))).log).toMatch(/law\/benefits\/disability-pension\.yaml:\d+ colour/)
    expect((await command('law', 'check', '--dir', join(ROOT, 'law'))).code).toBe(0)
    for (const args of [['check', '--dir', join(copy, 'nowhere')], ['check', '--dir', join(copy, 'src')], ['chek'], []]) expect((await command('law', ...args)).code).toBe(2)
  })

  test('doctor 说出政策有错', async () => {
    unknownKey()
    const law = (JSON.parse((await run('doctor', '--json')).out) as { name: string; found: boolean; version: string }[]).find(finding => finding.name === 'law')
    expect(law).toMatchObject({ found: false, version: expect.stringMatching(/disability-pension\.yaml:\d+ colour/) })
  })
})

const LOOK_MILLISECONDS = 100

/** Waits until something is so. */
async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let found = await look(); ; found = await look()) {
    if (found !== undefined) return found
    await new Promise(resolve => setTimeout(resolve, LOOK_MILLISECONDS))
  }
}

/** The copy's server, its lines so far, and its end. */
async function serve() {
  const child = start('serve', '--data', join(copy, 'data'), '--port', '0')
  onTestFinished(() => { child.kill('SIGKILL') })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) createInterface({ input: stream }).on('line', line => lines.push(line))
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  const line = (pattern: RegExp) => until(() => Promise.resolve(lines.find(text => pattern.test(text))))
  return { lines, line, ended, address: async () => (await line(/^listening /)).slice('listening '.length), stop: async () => { child.kill('SIGTERM'); await ended } }
}

const PASSWORD = 'Right-Words-7'
const places = { county: { code: '990101', name: '云岭县' }, township: { code: '990101101', name: '青松镇' } }

type Send = (path: string, body: object, cookie?: string) => Promise<Response>

const signedIn = async (send: Send, login: string, password = PASSWORD) => (await send('/session', { login, password })).headers.get('set-cookie')!.split(';')[0]!

/** A system administrator, whom the first administrator lets in with the code that the console printed, and who takes a password of their own. */
async function addKeeper(send: Send, code: string): Promise<void> {
  expect((await send('/first-administrator', { code, ...places, login: 'first', name: '安全员', password: PASSWORD })).status).toBe(200)
  const added = await send('/administration/accounts', { place: places.township.code, login: 'keeper', name: '系统员', role: 'system-administrator' }, await signedIn(send, 'first'))
  expect(added.status).toBe(200)
  const { password: current } = await added.json() as { password: string } // as the accounts' routes answer
  expect((await send('/own/password', { current, password: PASSWORD }, await signedIn(send, 'keeper', current))).status).toBe(200)
}

/** What the server says of its law to whoever keeps its files. */
async function standingAt(address: string, code?: string): Promise<() => Promise<LawStanding>> {
  const send: Send = (path, body, cookie = '') => fetch(`${address}/api${path}`, { method: 'POST', headers: { 'x-tongxin': '1', 'content-type': 'application/json', cookie }, body: JSON.stringify(body) })
  if (code !== undefined) await addKeeper(send, code)
  const cookie = await signedIn(send, 'keeper')
  return async () => (await fetch(`${address}/api/law/standing`, { headers: { cookie } })).json() as Promise<LawStanding>
}

/** The database is open: the state no longer says how far its making is. */
const isOpen = (address: string) => until(async () => {
  const state = await (await fetch(`${address}/api/state`)).json() as { progress?: object } // as the desk's routes answer
  return state.progress ? undefined : true
})

describe('serve', () => {
  test('服务时、启动时政策坏了都沿用上一次无误的，并说明；改好就采用；从没有过无误的就不启动', async () => {
    const first = await serve()
    const address = await first.address()
    const code = /(\d{8})$/.exec(await first.line(/one-time code/))![1]!
    await isOpen(address)
    const standing = await standingAt(address, code)
    const good = await standing()
    expect(good.faults).toEqual([])
    const line = unknownKey()
    await first.line(new RegExp(`law/benefits/disability-pension\\.yaml:${line + 1} colour`))
    expect(await standing()).toMatchObject({ hash: good.hash, faults: [{ code: 'unknown-key', value: 'colour' }] })
    await first.stop()

    const second = await serve()
    await second.line(new RegExp(`law/benefits/disability-pension\\.yaml:${line + 1} colour`))
    await isOpen(await second.address())
    const again = await standingAt(await second.address())
    expect(await again()).toMatchObject({ hash: good.hash, faults: [{ code: 'unknown-key' }] })
    edit('benefits/disability-pension.yaml', 'formula: monthly\ncolour: red', 'formula: monthly')
    await second.line(/the law was taken/)
    expect(await again()).toMatchObject({ hash: good.hash, faults: [] })
    await second.stop()

    unknownKey()
    rmSync(join(copy, 'data'), { recursive: true })
    rmSync(join(copy, 'data.key'))
    const third = await serve()
    expect(await third.ended).toBe(2)
    expect(third.lines.join('\n')).toMatch(/disability-pension\.yaml:\d+ colour/)
  })
})
