import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { seeded } from '../../../tests/law/chance.ts'
import { randomFacts } from '../../../tests/law/generate.ts'
import { loadLaw } from '../../law/load.ts'
import { closures, runTable } from '../columns/run.ts'
import { TableLoader } from '../columns/table.ts'
import { monthIndex } from '../measures.ts'
import { columnsIn, framed, packLaw, packTable, shapesOf, textIn, unpackLaw, unpackTable } from './pack.ts'

const LAW = resolve(import.meta.dirname, '../../../law')
const book = loadLaw([LAW, resolve(LAW, '../demo/law')])
const PERIOD = { first: monthIndex('2024-06'), months: 24 }

function loaded() {
  const [loader, random] = [new TableLoader(book, '2024-06', '2026-05', '2025-06-30'), seeded(3)]
  for (let person = 0; person < 800; person++) loader.add(randomFacts(random).facts)
  return loader.done()
}
const table = loaded()

/** There and back: the text as JSON, the columns as bytes. */
function travelled() {
  const { head, columns } = packTable(table, book)
  const frame = framed(new TextEncoder().encode(JSON.stringify({ law: packLaw(book), head })), columns).buffer
  const text = JSON.parse(new TextDecoder().decode(textIn(frame))) as { law: ReturnType<typeof packLaw>; head: typeof head } // written two lines above
  const law = unpackLaw(text.law)
  return { law, table: unpackTable(text.head, columnsIn(frame, shapesOf(text.head)), law) }
}

test('the law comes out as it went in, as far as rules and rates need it', () => {
  const { law } = travelled()
  for (const key of ['hash', 'benefits', 'categories', 'overlaps', 'parameters'] as const) expect(law[key]).toEqual(book[key])
  expect([...law.sources.values()].map(source => source.cite)).toEqual([...book.sources.values()].map(source => source.cite))
})

test('the roster comes out with the same columns, conditions, bases and gaps', () => {
  const out = travelled().table
  expect([out.persons, out.first, out.last]).toEqual([table.persons, table.first, table.last])
  const plain = (one: typeof table) => one.shelves.map(({ rule, asked, columns, leaves, ...shelf }) =>
    ({ ...shelf, benefit: rule.entry.id, continues: rule.continuation, asked: asked.map(({ place, condition }) => `${place} ${condition.kind}`), leaves: [...leaves], columns: [...columns] }))
  expect(plain(out)).toEqual(plain(table))
  const bases = (one: typeof table) => [...one.bases.values()].map(all => all.map(({ basis }) => basis.key))
  expect(bases(out)).toEqual(bases(table))
  expect(out.unreckoned.map(({ rule, ...claim }) => ({ ...claim, benefit: rule.entry.id }))).toEqual(table.unreckoned.map(({ rule, ...claim }) => ({ ...claim, benefit: rule.entry.id })))
})

test('it gives the same verdicts and sums, shelf by shelf', () => {
  const sums = (one: typeof table) => runTable(one, PERIOD, closures).map(({ total_fen, verdicts }) => ({ total_fen, verdicts }))
  const found = sums(travelled().table)
  expect(found.reduce((sum, { total_fen }) => sum + total_fen, 0)).toBeGreaterThan(0)
  expect(found).toEqual(sums(table))
})

test('its text names nobody: the law, what amounts rest on, and how the columns lie', () => {
  const { head } = packTable(table, book)
  expect(Object.keys(head).toSorted()).toEqual(['bases', 'first', 'last', 'lookups', 'persons', 'shelves', 'unreckoned', 'widths'])
  expect(new Set(head.shelves.flatMap(shelf => Object.keys(shelf)))).toEqual(new Set(['benefit', 'rule', 'lacks', 'regular', 'rows', 'asked', 'leaves']))
})
