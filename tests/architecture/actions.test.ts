import { describe, expect, test } from 'vitest'
import { ACTION_NAMES } from '../../src/access/audit/action-names.ts'
import { fieldName } from '../../src/access/audit/field-names.ts'
import { PROGRAM } from './sources.ts'

/** What rooms write into the journal; a step that is filled in stands for any word. */
const written = PROGRAM.filter(source => source.room !== undefined).flatMap(source =>
  [...source.text.matchAll(/action: (?:'([a-z-]+\.[a-z.-]+)'|`([a-z-]+\.[^`]+)`)/g)].map(match => ({ path: source.path, action: match[1] ?? match[2]! })))
const patternOf = (action: string): RegExp => new RegExp(`^${action.replaceAll('.', '\\.').replaceAll(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '[a-z-]+')}$`)
const names = Object.keys(ACTION_NAMES)
/** The keys that a room writes out where it records: `after: { state, reason: … }`. */
const keys = PROGRAM.filter(source => source.room !== undefined).flatMap(source => [...source.text.matchAll(/\.record\(\{(.*?)\}\)\n/gs)].flatMap(([, said]) =>
  [...said!.matchAll(/(?:after|before): \{([^{}]*)/g)].flatMap(([, fields]) => fields!.split(',').map(field => ({ path: source.path, key: field.split(':')[0]!.trim() })))))
  .filter(({ key }) => /^[a-z_]+$/.test(key))

describe('the words of the journal', () => {
  test('every action that a room writes has its words in src/access/audit/action-names.ts', () => {
    expect(written.length).toBeGreaterThan(50)
    expect(written.filter(({ action }) => !names.some(name => patternOf(action).test(name)))).toEqual([])
  })

  test('every field that a room writes out has its words in src/access/audit/field-names.ts', () => {
    expect(keys.length).toBeGreaterThan(100)
    expect(keys.filter(({ key }) => fieldName(key, new Map()).zh === key)).toEqual([])
  })

  test('no words are left for an action that nothing writes', () => {
    expect(names.filter(name => !written.some(({ action }) => patternOf(action).test(name)))).toEqual([])
  })
})
