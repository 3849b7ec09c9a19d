import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { maskName } from '../../base/mask.ts'
import { done, refused, type Result, type Text } from '../../base/result.ts'
import { numbersOfAction } from '../../journal/actions.ts'
import type { LawHouse } from '../../law/house.ts'
import type { LawBook } from '../../law/law.ts'
import { personIn } from '../../roster/actions.ts'
import { householdIn } from '../../roster/lookup/actions.ts'
import { runNumber } from '../payment.ts'
import { receiptText, signedReceipt, type Receipt } from './receipt.ts'
import { receiptsOf, statementOf, type Statement, type StatementRow } from './statement.ts'
import { selectReturns, selectStated } from './store.ts'

type Named = { readonly person: string; readonly name: string }

function benefitNames(book: LawBook): (id: string) => Text {
  const benefits: ReadonlyMap<string, { readonly name: Text }> = book.benefits
  return id => benefits.get(id)?.name ?? { zh: id, en: id }
}

async function rowsIn(work: Work, book: LawBook, persons: readonly Named[], year: number): Promise<StatementRow[]> {
  const names = new Map(persons.map(({ person, name }) => [person, name]))
  const nameOf = benefitNames(book)
  const lines = await selectStated(work.session, work.actor.county, [...names.keys()], year)
  const numbers = await numbersOfAction(work.session, work.actor.county, 'payment.run.approve', [...new Set(lines.map(line => line.run))])
  return lines.map(({ run, year: runYear, number, confirmed_on, ...line }) => ({
    ...line, name: names.get(line.person)!, benefit_name: nameOf(line.benefit), run: runNumber(runYear, number), arrived_on: confirmed_on, journal_number: numbers.get(run) ?? null,
  }))
}

async function statementIn(work: Work, book: LawBook, persons: readonly Named[], year: number): Promise<Statement> {
  const names = new Map(persons.map(({ person, name }) => [person, name]))
  const nameOf = benefitNames(book)
  const returns = await selectReturns(work.session, work.actor.county, [...names.keys()], year)
  return statementOf(year, persons, await rowsIn(work, book, persons, year), returns.map(one => ({ ...one, name: names.get(one.person)!, benefit_name: nameOf(one.benefit) })))
}

const flat = <T>(result: Result<Result<T>>): Result<T> => (result.ok ? result.value : result)

/** What was paid to one person for the months of a year. The name is masked: it is handed over or hung up. */
export const personStatement = async (house: LawHouse, actor: Actor, id: string, year: number): Promise<Result<Statement>> =>
  flat(await read(house, actor, 'payment.read', async (work): Promise<Result<Statement>> => {
    const person = await personIn(work, id)
    return person.ok ? done(await statementIn(work, await house.lawOf(work), [{ person: id, name: maskName(person.value.name) }], year)) : person
  }))

/** What was paid to everybody of a household for the months of a year. */
export const householdStatement = async (house: LawHouse, actor: Actor, id: string, year: number): Promise<Result<Statement>> =>
  flat(await read(house, actor, 'payment.read', async (work): Promise<Result<Statement>> => {
    const home = await householdIn(work, id)
    if (!home.ok) return home
    return done(await statementIn(work, await house.lawOf(work), home.value.persons.map(({ id: person, name }) => ({ person, name: maskName(name) })), year))
  }))

export type SignedReceipt = Receipt & { readonly text: string }

/** What arrived for a person in a year, benefit by benefit, each with a signature that anybody can check without the program. */
export const personReceipts = async (house: LawHouse, actor: Actor, id: string, year: number): Promise<Result<SignedReceipt[]>> =>
  flat(await read(house, actor, 'payment.read', async (work): Promise<Result<SignedReceipt[]>> => {
    const person = await personIn(work, id)
    if (!person.ok) return person
    const rows = await rowsIn(work, await house.lawOf(work), [{ person: id, name: person.value.name }], year)
    return done(receiptsOf(person.value.name, rows).map(receipt => {
      const text = receiptText(receipt, work.vault.verifyingKey)
      return { ...receipt, text: signedReceipt(text, work.vault.sign(text)) }
    }))
  }))

const notBuilt = refused({
  code: 'not-found', place: 'check.html',
  message: { zh: '核对页还没有生成。', en: 'The page that checks slips has not been built.' },
  next: { zh: '请用 npm start 启动，它会先生成网页。', en: 'Start by npm start, which builds the pages first.' },
})

/** The page that checks slips, in one file that needs no network: the built page with its script and style inside and this office's key. */
export async function checkPage(house: House, actor: Actor, built: string): Promise<Result<string>> {
  const asked = await read(house, actor, 'payment.read', async work => ({ key: work.vault.verifyingKey, county: work.actor.county }))
  if (!asked.ok) return asked
  const page = readdirSync(built, { withFileTypes: true }).some(entry => entry.name === 'check.html') ? readFileSync(join(built, 'check.html'), 'utf8') : undefined
  if (page === undefined) return notBuilt
  const inside = (path: string) => readFileSync(join(built, path), 'utf8')
  return done(page
    .replaceAll(/<script type="module"[^>]*src="\/?(assets\/[^"]+)"[^>]*><\/script>/g, (_, path: string) => `<script type="module">${inside(path).replaceAll('</script', '<\\/script')}</script>`)
    .replaceAll(/<link rel="stylesheet"[^>]*href="\/?(assets\/[^"]+)"[^>]*>/g, (_, path: string) => `<style>${inside(path)}</style>`)
    .replace(/(<script type="application\/json" id="office">)[^<]*/, (_, tag: string) => tag + JSON.stringify(asked.value)))
}
