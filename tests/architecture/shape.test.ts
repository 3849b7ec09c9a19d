import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { longFunctions } from './functions.ts'
import { filesUnder, isEffect, PROGRAM, ROOMS, ROOT, SOURCES } from './sources.ts'

const FILE_LINES_MAX = 400
const FUNCTION_LINES_MAX = 70
const README_LINES_MAX = 60

const linesOf = (text: string): number => text.trimEnd().split('\n').length

/** What a pure file must not know: the day and chance are parameters. */
const IMPURE: readonly (readonly [string, RegExp])[] = [
  ['new Date()', /new Date\(\s*\)/], ['Date.now', /\bDate\.now\b/], ['Math.random', /\bMath\.random\b/],
  ['node:', /from 'node:/], ['process', /\bprocess\.(env|cwd|exit|argv)\b/],
]
const withoutComments = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '')
const impurities = (text: string): string[] => IMPURE.flatMap(([name, pattern]) => (pattern.test(withoutComments(text)) ? [name] : []))

describe('the shape of the program', () => {
  test('the pure part compiles without Node, DOM and their types', () => {
    const run = spawnSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.pure.json'], { cwd: ROOT, encoding: 'utf8' })
    expect(run.stdout.trim()).toBe('')
    expect(run.status).toBe(0)
  })

  test('the pure compile leaves out exactly the reserved names', () => {
    const { exclude } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.pure.json'), 'utf8')) as { exclude: string[] } // a file of ours
    const reserved = ['actions', 'store', 'routes', 'figures', 'load', 'jobs'].map(name => `src/**/${name}.ts`)
    const edge = ['db', 'http', 'ui', 'sheets', 'paper', 'vault', 'jobs', 'commands'].map(room => `src/${room}`)
    const known = [...reserved, ...edge, 'src/**/pages/**', 'src/**/*.test.ts']
    expect(exclude.filter(pattern => !known.includes(pattern))).toEqual([])
  })

  test('pure files read no clock, no chance, no machine', () => {
    const faults = PROGRAM.filter(source => source.room !== undefined && !isEffect(source))
      .flatMap(source => impurities(source.text).map(name => `${source.path}: ${name}`))
    expect(faults).toEqual([])
  })

  test('use cases take the clock from the house', () => {
    const faults = PROGRAM.filter(source => /\/(actions|store|figures)\.ts$/.test(source.path))
      .flatMap(source => impurities(source.text).filter(name => ['new Date()', 'Date.now', 'Math.random'].includes(name)).map(name => `${source.path}: ${name}`))
    expect(faults).toEqual([])
  })

  test('the check itself knows an impure file', () => {
    expect(impurities('const a = new Date()\nconst b = Date.now() + Math.random()')).toEqual(['new Date()', 'Date.now', 'Math.random'])
    expect(impurities('const a = new Date(now) // not Date.now\n/** new Date() */')).toEqual([])
  })

  test('SQL stands in store.ts, figures.ts and migrations alone', () => {
    const statement = /`\s*(SELECT|INSERT INTO|UPDATE [a-z_]+ SET|DELETE FROM|WITH [a-z_]+ AS)\b/
    const elsewhere = PROGRAM.filter(source => source.room !== undefined && source.room !== 'db' && statement.test(source.text)
      && !/(^|\/)(store|figures)\.ts$/.test(source.inside) && !/^(store|sql)\//.test(source.inside) && source.inside !== 'search.ts')
    expect(elsewhere.map(source => source.path).filter(path => !/\/[a-z-]*store[a-z-]*\.ts$/.test(path))).toEqual([])
  })

  test('a year or a page in an address is bounded below, a year above too: the database counts no further than its columns', () => {
    const loose = PROGRAM.flatMap(({ path, text }) => [...text.matchAll(/(\w*year\w*|page): z\.coerce\.number\(\)\.int\(\)([.\w()]*)/gi)]
      .filter(([, name, rest]) => !rest!.includes('.min(') || (name !== 'page' && !rest!.includes('.max('))).map(([found]) => `${path}: ${found}`))
    expect(loose).toEqual([])
  })

  test(`no file is longer than ${FILE_LINES_MAX} lines`, () => {
    const all = [...SOURCES, ...[...filesUnder('tests', /\.tsx?$/), ...filesUnder('tools', /\.mjs$/)].map(path => ({ path, text: readFileSync(join(ROOT, path), 'utf8') }))]
    expect(all.filter(file => linesOf(file.text) > FILE_LINES_MAX).map(file => `${file.path}: ${linesOf(file.text)}`)).toEqual([])
  })

  test(`no function is longer than ${FUNCTION_LINES_MAX} lines`, () => {
    expect(PROGRAM.flatMap(source => longFunctions(source.text, FUNCTION_LINES_MAX).map(found => `${source.path}:${found.line} ${found.lines} lines`))).toEqual([])
  })

  test('the check itself finds a long function, and leaves a long table alone', () => {
    const body = '  work()\n'.repeat(FUNCTION_LINES_MAX)
    expect(longFunctions(`function long() {\n${body}}\n`, FUNCTION_LINES_MAX)).toEqual([{ line: 1, lines: FUNCTION_LINES_MAX + 2 }])
    expect(longFunctions(`const long = (a: { b: string }) => {\n${body}}\n`, FUNCTION_LINES_MAX)).toHaveLength(1)
    expect(longFunctions(`const table = {\n${'  a: 1,\n'.repeat(FUNCTION_LINES_MAX)}}\n`, FUNCTION_LINES_MAX)).toEqual([])
  })

  test.each(ROOMS)('the room %s explains itself on one screen', room => {
    const path = join(ROOT, 'src', room, 'README.md')
    expect(existsSync(path), `src/${room}/README.md`).toBe(true)
    expect(linesOf(readFileSync(path, 'utf8'))).toBeLessThanOrEqual(README_LINES_MAX)
  })
})
