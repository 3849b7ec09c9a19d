import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../../tests/law/chance.ts'
import { randomFacts } from '../../../tests/law/generate.ts'
import { ROOT, testDatabase } from '../../../tests/harness/database.ts'
import type { Session } from '../../db/db.ts'
import type { Facts } from '../../law/facts.ts'
import { loadLaw } from '../../law/load.ts'
import type { LawBook } from '../../law/law.ts'
import { decide } from '../decide.ts'
import { monthAt, monthIndex } from '../measures.ts'
import { statementOf, type SqlTable } from './store.ts'
import { TableLoader } from './table.ts'

/** The three benefits of the township's first year, over persons made by chance. */
const THREE = ['disability-pension', 'rural-veteran-allowance', 'conscript-family-allowance']
const CATEGORIES = ['disabled-serviceman', 'disabled-police', 'rural-veteran-60', 'conscript-family']

function bookOfThree(): LawBook {
  const book = loadLaw([join(ROOT, 'law')])
  return { ...book, benefits: new Map([...book.benefits].filter(([id]) => THREE.includes(id))) }
}

/** Persons with one identity at most of rural veterans: of two the second gives way to the first, which a statement over rows does not tell. */
function personsBy(seed: number, count: number): Facts[] {
  const random = seeded(seed)
  const persons: Facts[] = []
  while (persons.length < count) {
    const { facts } = randomFacts(random)
    const identities = (facts.identities ?? []).filter(({ category }) => CATEGORIES.includes(category))
    const rural = identities.filter(({ category }) => category === 'rural-veteran-60')
    if (identities.length > 0) persons.push({ ...facts, merit: null, identities: identities.filter(one => one.category !== 'rural-veteran-60' || one === rural[0]) })
  }
  return persons
}

async function fill(session: Session, { name, columns, rows }: SqlTable): Promise<void> {
  await session.query(`CREATE TEMPORARY TABLE ${name} (${columns.map(column => `${column} bigint NOT NULL`).join(', ')}) ON COMMIT DROP`)
  const parameters = columns.map((_, index) => rows.map(row => row[index]!))
  await session.query(`INSERT INTO ${name} SELECT * FROM unnest(${columns.map((_, index) => `$${index + 1}::bigint[]`).join(', ')})`, parameters)
}

type Answered = { benefit: string; person: number; month: number; amount_fen: number }
const FROM = '2023-10'
const MONTHS = 24

describe('由同一声明生成的 SQL', () => {
  test('残疾抚恤金、老年生活补助、优待金，逐人核算与一条语句的结果一致到分', async () => {
    const book = bookOfThree()
    const persons = personsBy(77, 1_500)
    const to = monthAt(monthIndex(FROM) + MONTHS - 1)
    const loader = new TableLoader(book, FROM, to)
    for (const facts of persons) loader.add(facts)
    const { tables, sql } = statementOf(loader.done(), { first: monthIndex(FROM), months: MONTHS })
    const opened = await testDatabase()
    const rows = await opened.database.transaction(async session => {
      for (const table of tables) await fill(session, table)
      return (await session.query<Answered>(sql)).rows
    }).finally(() => opened.close())
    const found = new Map<string, number>()
    for (const { person, benefit, month, amount_fen } of rows) {
      if (amount_fen !== 0) found.set(`${person} ${benefit} ${monthAt(month)}`, (found.get(`${person} ${benefit} ${monthAt(month)}`) ?? 0) + amount_fen)
    }
    const expected = new Map<string, number>()
    persons.forEach((facts, person) => {
      for (const { benefit, period, amount_fen } of decide(book, facts, FROM, to).lines) {
        if (amount_fen !== 0) expected.set(`${person} ${benefit} ${period}`, (expected.get(`${person} ${benefit} ${period}`) ?? 0) + amount_fen)
      }
    })
    const differing = [...new Set([...found.keys(), ...expected.keys()])].filter(key => found.get(key) !== expected.get(key))
    expect(differing).toEqual([])
    expect(new Set([...expected.keys()].map(key => key.split(' ')[1]))).toEqual(new Set(THREE))
  }, 300_000)
})
