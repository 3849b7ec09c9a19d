import { describe, expect, test } from 'vitest'
import { importsOf, OVER_ALL, PROGRAM, RANKS, ROOMS, SOURCES, type Source } from './sources.ts'

const roomOf = (path: string): string | undefined => {
  const [top, room, ...rest] = path.split('/')
  return top === 'src' && rest.length > 0 && !OVER_ALL.includes(room!) ? room : undefined
}

/** What a higher room may import of a lower one. Pure files always; of the effects, use cases, figures and loaders. */
const PRIVATE = /\/(store|routes|jobs)\.ts$|\/pages\//

/** Why an import is not allowed, or undefined. */
export function importFault(source: Source, target: string): string | undefined {
  const from = source.room
  const to = roomOf(target)
  if (from === undefined) return undefined
  if (to === undefined) return target.startsWith('src/') ? `${source.path} imports ${target}, which is over all rooms` : undefined
  if (to === from) return undefined
  const [rankFrom, rankTo] = [RANKS[from], RANKS[to]]
  if (rankFrom === undefined || rankTo === undefined) return `${source.path}: ${from} or ${to} has no rank`
  if (rankTo >= rankFrom) return `${source.path} (rank ${rankFrom}) imports ${target} (rank ${rankTo})`
  return PRIVATE.test(target) && rankTo !== 1 ? `${source.path} imports ${target}, which is private to ${to}` : undefined
}

describe('rooms and ranks', () => {
  test('every folder under src is a room with a rank', () => {
    expect(ROOMS.filter(room => RANKS[room] === undefined)).toEqual([])
  })

  test('a file imports only rooms of a strictly lower rank, and of those only what is public', () => {
    expect(PROGRAM.flatMap(source => importsOf(source).flatMap(target => importFault(source, target) ?? []))).toEqual([])
  })

  test('a test imports no room above its own either', () => {
    const upward = SOURCES.flatMap(source => importsOf(source).flatMap(target => {
      const to = roomOf(target)
      return source.room !== undefined && to !== undefined && RANKS[to]! > RANKS[source.room]! ? [`${source.path} imports ${target}`] : []
    }))
    expect(upward).toEqual([])
  })

  test('every imported file is there', () => {
    const there = new Set(SOURCES.map(source => source.path))
    const lost = PROGRAM.flatMap(source => importsOf(source).filter(target => target.startsWith('src/') && /\.tsx?$/.test(target) && !there.has(target))
      .map(target => `${source.path} -> ${target}`))
    expect(lost).toEqual([])
  })

  test.each([
    ['upward', 'src/base/money.ts', 'src/ledger/ledger.ts', /rank 0.*rank 5/],
    ['sideways', 'src/payment/run.ts', 'src/organization/actions.ts', /rank 7.*rank 7/],
    ['another room\'s SQL', 'src/payment/actions.ts', 'src/ledger/store.ts', /private/],
    ['another room\'s page', 'src/payment/pages/run.tsx', 'src/roster/pages/list.tsx', /private/],
    ['the commands', 'src/payment/actions.ts', 'src/commands/pay.ts', /over all/],
  ])('the check itself finds an import %s', (_, path, target, fault) => {
    const [, room, ...rest] = path.split('/')
    expect(importFault({ path, room, inside: rest.join('/'), text: '' }, target)).toMatch(fault)
  })

  test('the check itself lets a use case of a lower room pass', () => {
    expect(importFault({ path: 'src/payment/actions.ts', room: 'payment', inside: 'actions.ts', text: '' }, 'src/ledger/actions.ts')).toBeUndefined()
  })

  test('no barrels: no file only passes on what others export', () => {
    const barrels = PROGRAM.filter(source => {
      const code = source.text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').trim().split('\n').filter(line => line.trim() !== '')
      return code.length > 0 && code.every(line => /^export .* from /.test(line))
    })
    expect(barrels.map(source => source.path)).toEqual([])
  })
})
