import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesUnder, isTest, PROGRAM, ROOT } from './sources.ts'
import { classesOf, ownersOf } from './styles.ts'

/** The sheet of the page that checks slips, which is a file by itself. */
const ALONE = 'src/payment/statements/pages/check.css'
const sheets = filesUnder('src', /\.css$/).filter(path => path !== ALONE).map(path => ({ path, owners: ownersOf(readFileSync(join(ROOT, path), 'utf8')) }))
const sheetsOf = Map.groupBy(sheets.flatMap(({ path, owners }) => [...owners].map(name => ({ name, path }))), ({ name }) => name)
const isShared = (path: string): boolean => path.startsWith('src/ui/')

// All sheets stand in one (vite.config.ts): whoever styles a class of another page changes that page.
describe('how pages look', () => {
  test('each class belongs to one sheet', () => {
    expect([...sheetsOf.values()].filter(found => found.length > 1).map(found => `${found[0]!.name}: ${found.map(({ path }) => path).join(', ')}`)).toEqual([])
  })

  test('a page takes its classes from its own folder’s sheets and from the shared ones', () => {
    const foreign = PROGRAM.filter(({ path }) => path.endsWith('.tsx') && !isTest(path)).flatMap(({ path, text }) =>
      [...classesOf(path, text)].flatMap(name => (sheetsOf.get(name) ?? []).filter(sheet => !isShared(sheet.path) && dirname(sheet.path) !== dirname(path)).map(sheet => `${path}: ${name} of ${sheet.path}`)))
    expect(foreign).toEqual([])
  })

  test('a button that waits for the server is a StepButton: the library’s own does not say that it takes no press', () => {
    const silent = PROGRAM.filter(({ path, text }) => path !== 'src/ui/step-button.tsx' && /<Button\b(?:(?!<\/?Button)[^])*?\bloading=/.test(text))
    expect(silent.map(({ path }) => path)).toEqual([])
  })
})

test('a rule is of its first class', () => {
  expect([...ownersOf('.a .b,p.c>.d{color:red}@media print{.e{margin:0}main:has(.f) .g{margin:0}}@page h{margin:0}@keyframes turn{to{opacity:1}}h1{margin:0}')]).toEqual(['a', 'c', 'e', 'f'])
})

test.each([
  ['<p className="a b" />', ['a', 'b']],
  ['<p className={late ? "a" : undefined} />', ['a']],
  ['<p className={`a ${state === "late" ? "b" : ""}`} title="c" />', ['a', 'b']],
])('%s', (text, names) => expect([...classesOf('x.tsx', `const x = ${text}`)]).toEqual(names))
