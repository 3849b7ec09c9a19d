import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ROOT } from './sources.ts'

type Package = { readonly version?: string; readonly resolved?: string; readonly optionalDependencies?: Readonly<Record<string, string>> }
const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Readonly<Record<string, Package>> } // npm's own format
const tracked = spawnSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).stdout.split('\0').filter(path => path !== '')
const isText = (path: string): boolean => !/\.(png|docx|xlsx|ico)$/.test(path) && path !== 'package-lock.json'

describe('the lockfile', () => {
  test('every optional dependency that a package names has an entry with a version, for machines of every kind', () => {
    const names = new Set(Object.values(lock.packages).flatMap(entry => Object.keys(entry.optionalDependencies ?? {})))
    const missing = [...names].filter(name => !Object.entries(lock.packages).some(([path, entry]) => path.endsWith(`node_modules/${name}`) && entry.version !== undefined))
    expect(missing).toEqual([])
  })

  test('it records no download addresses: any registry will do', () => {
    expect(Object.entries(lock.packages).filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([])
  })

  test('what the program depends on is pinned exactly', () => {
    const own = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Record<string, Readonly<Record<string, string>>> // a file of ours
    const loose = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap(kind => Object.entries(own[kind] ?? {}).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version)))
    expect(loose).toEqual([])
  })
})

describe.skipIf(tracked.length === 0)('what is committed', () => {
  test('names no place of one machine', () => {
    const place = /(^|[^A-Za-z0-9_.])\/(tmp|work|root|home|Users)\/[A-Za-z0-9]/
    const found = tracked.filter(isText).flatMap(path =>
      readFileSync(join(ROOT, path), 'utf8').split('\n').flatMap((line, index) => (place.test(line) ? [`${path}:${index + 1}`] : [])))
    expect(found).toEqual([])
  })
})
