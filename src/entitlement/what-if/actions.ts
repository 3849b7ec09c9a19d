import { read } from '../../access/actions.ts'
import type { Work } from '../../access/house.ts'
import type { Actor } from '../../base/actor.ts'
import { addMonths, monthOf, type Month } from '../../base/day.ts'
import { done, refused, type Result } from '../../base/result.ts'
import type { Benefit } from '../../law/facts.ts'
import type { LawHouse } from '../../law/house.ts'
import { payingFundsIn } from '../../ledger/actions.ts'
import { placesIn } from '../../places/actions.ts'
import { factsOfIn, type KnownPerson } from '../../roster/actions.ts'
import { TableLoader, type Column } from '../columns/table.ts'
import { packLaw, packTable } from './pack.ts'
import { outsidePlaces, type WhatIfFund, type WhatIfView } from './what-if.ts'

export type WhatIfQuestion = { readonly place?: string | undefined; readonly from?: Month | undefined; readonly months: number }
export type WhatIfAnswer = { readonly head: WhatIfView; readonly columns: readonly Column[] }

/** Payments of a year show where a benefit's money comes from. */
const MONTHS_OF_PAYMENTS = 12

async function fundsOf(work: Work): Promise<WhatIfFund[]> {
  const found = await payingFundsIn(work, addMonths(monthOf(work.today), -MONTHS_OF_PAYMENTS))
  return found.map(({ benefit, id, name, source, year, balance_fen }) => ({ benefit: benefit as Benefit, id, name, source, year, balance_fen }))
}

/** Whoever has no identity and no merit is owed nothing: most of a township. */
const canBeOwed = ({ facts }: KnownPerson): boolean => (facts.identities?.length ?? 0) + (facts.merit?.length ?? 0) > 0

type Asked = { readonly place: string; readonly from: Month; readonly months: number }

async function answerIn(house: LawHouse, work: Work, { place, from, months }: Asked): Promise<WhatIfAnswer> {
  const law = await house.lawOf(work)
  const persons = (await factsOfIn(work, { place, knownOn: work.today })).filter(canBeOwed)
  const loader = new TableLoader(law, from, addMonths(from, months - 1), work.today)
  for (const { facts } of persons) loader.add(facts)
  const { head, columns } = packTable(loader.done(), law)
  const villages = [...new Set(persons.map(person => person.place))].toSorted()
  const placeOf = new Map(villages.map((village, index) => [village, index]))
  return {
    columns: [Int16Array.from(persons, person => placeOf.get(person.place)!), ...columns],
    head: { place, county: work.actor.county, from, months, known_on: work.today, villages, funds: await fundsOf(work), law: packLaw(law), table: head },
  }
}

/** A place's roster and the law, for a browser to reckon with. Refuses a place that is not the actor's. */
export async function whatIf(house: LawHouse, actor: Actor, { place = actor.place, from, months }: WhatIfQuestion): Promise<Result<WhatIfAnswer>> {
  const found = await read(house, actor, 'payment.read', async (work): Promise<Result<WhatIfAnswer>> => {
    const own = (await placesIn(work)).map(({ code }) => code).filter(code => actor.scope.some(prefix => code.startsWith(prefix)))
    if (!own.includes(place)) return refused(outsidePlaces(place, actor.scope))
    return done(await answerIn(house, work, { place, months, from: from ?? monthOf(work.today) }))
  })
  return found.ok ? found.value : found
}
