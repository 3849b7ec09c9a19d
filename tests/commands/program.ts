import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { expect, onTestFinished } from 'vitest'
import { identify } from '../../src/access/actions.ts'
import { must } from '../../src/base/result.ts'
import { readArguments } from '../../src/commands/arguments.ts'
import { commandActor, type OpenedHouse } from '../../src/commands/house.ts'
import { OPTIONS, type Call } from '../../src/commands/pay-call.ts'
import type { Session } from '../../src/db/db.ts'
import { openDatabase } from '../../src/db/open.ts'
import { ROOT } from '../harness/database.ts'

/** What one command answered. */
export type Ran = { readonly code: number | null; readonly out: string; readonly log: string }

/** The machine's own settings say nothing here: a command gets its database by `--data` alone. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => name !== 'DATABASE_URL' && !name.startsWith('TONGXIN_')))

/** Runs the real program's command line to its end. */
export const command = (...args: readonly string[]): Promise<Ran> => commandIn({}, ...args)

/** The same with variables of its own. */
export function commandIn(variables: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Ran> {
  const child = spawn(process.execPath, [join(ROOT, 'src/cli.ts'), ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...environment(), ...variables } })
  const said = { out: '', log: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said.out += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { said.log += text })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', code => resolve({ code, ...said }))
  })
}

/** The one JSON value that a command answers; a command that did not end well fails here with its own words. */
export async function answer<T>(...args: readonly string[]): Promise<T> {
  const { code, out, log } = await command(...args, '--json')
  if (code !== 0) throw new Error(`${args.join(' ')}: exit ${String(code)}\n${log}`)
  return JSON.parse(out) as T // the test says what the command answers
}

export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'tongxin-commands-'))

/** A directory of its own with its key, to be spoiled; gone with the test. */
export function copyOf(data: string): string {
  const folder = temporaryFolder()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const copy = join(folder, 'copy')
  cpSync(data, copy, { recursive: true })
  cpSync(`${data}.key`, `${copy}.key`)
  return copy
}

/** What somebody does who holds the database itself: past the program, its role and its journal. */
export async function asSuperuser<T>(data: string, work: (session: Session) => Promise<T>): Promise<T> {
  const database = await openDatabase({ data: join(data, 'database') })
  try {
    return await database.transaction(work)
  } finally {
    await database.close()
  }
}

/** One file of a zip, found in its central directory. */
export function unzipped(bytes: Buffer, name: string): Buffer {
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    if (bytes.toString('utf8', at + 46, at + 46 + bytes.readUInt16LE(at + 28)) !== name) continue
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const body = bytes.subarray(from, from + bytes.readUInt32LE(at + 20))
    return bytes.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)
  }
  throw new Error(`no ${name} in the file`)
}

type Said = { code: number; value: unknown; log: string }

/** Words of `pay` in a house that is open: a command of its own would open the database anew each time. */
export function words(house: () => OpenedHouse, actions: Readonly<Record<string, (call: Call) => Promise<number>>>) {
  /** A word as the command line runs it: `--name value` options, and a subject before them. */
  async function run(word: string, ...args: readonly string[]): Promise<Said> {
    const opened = house()
    const { values, positionals: [subject] } = readArguments([...args], OPTIONS)
    const said: Said = { code: -1, value: undefined, log: '' }
    const out = { json: true, print: (value: unknown) => { said.value = value }, log: (text: string) => { said.log += text } }
    const actor = values.as === undefined ? commandActor(opened.counties[0]!.code, 'county-office') : must(await identify(opened.house, opened.demo, values.as, undefined))
    return { ...said, code: await actions[word]!({ opened, actor, values, subject, out }), value: said.value }
  }
  async function pay<T>(word: string, ...args: readonly string[]): Promise<T> {
    const { code, value, log } = await run(word, ...args)
    expect([code, log]).toEqual([0, expect.any(String)])
    return value as T // the test says what the word answers
  }
  /** What a word refuses: code and place of each, all at once. */
  async function refusals(...args: readonly [string, ...string[]]): Promise<string[]> {
    const { code, value } = await run(...args)
    expect(code).toBe(2)
    return (value as { error: { code: string; place: string }[] }).error.map(one => `${one.code} ${one.place}`)
  }
  return { run, pay, refusals }
}
