import { read } from '../../access/actions.ts'
import type { House, Work } from '../../access/house.ts'
import { may } from '../../access/roles.ts'
import type { Actor } from '../../base/actor.ts'
import { done, type Result } from '../../base/result.ts'
import { figureByMonth, figureByPlace, figureValues } from '../../figures/actions.ts'
import type { Figure } from '../../figures/figures.ts'
import { fundMonthsIn } from '../../ledger/statements/actions.ts'
import { CATEGORY_NAMES, ENTITLED_CATEGORIES } from '../../roster/kinds.ts'
import { placeOf, type YearAsked } from '../actions.ts'
import { categoryFigure, COVERAGE_FIGURES, coverageOf, fundYears, PERSONS, TASK_FIGURES, yearOfSums, type YearView } from './glance.ts'

type Asked = { readonly county: string; readonly place: string; readonly year: number }
/** The figure of an id. One that no room declares is a fault of the program, not of whoever asks. */
type Find = (id: string) => Figure

const finder = (figures: readonly Figure[]): Find => id => {
  const found = figures.find(figure => figure.id === id)
  if (!found) throw new Error(`no figure ${id}`)
  return found
}

async function tasksOf(work: Work, find: Find, asked: Asked): Promise<YearView['tasks']> {
  const tasks = []
  for (const id of TASK_FIGURES) {
    const figure = find(id)
    tasks.push({ figure: id, name: figure.name, months: yearOfSums(await figureByMonth(work.session, figure, asked), asked.year) })
  }
  return tasks
}

async function coverageIn(work: Work, find: Find, asked: Asked): Promise<YearView['coverage']> {
  const by = (id: string) => figureByPlace(work.session, find(id), asked)
  const { homes, reached, visits } = COVERAGE_FIGURES
  return coverageOf(asked.place, { homes: await by(homes), reached: await by(reached), visits: await by(visits) })
}

async function peopleOf(work: Work, find: Find, asked: Asked): Promise<YearView['people']> {
  const values = await figureValues(work.session, [PERSONS, ...ENTITLED_CATEGORIES.map(categoryFigure)].map(find), asked)
  const valueOf = new Map(values.map(({ id, value }) => [id, value]))
  const categories = ENTITLED_CATEGORIES.map(category => {
    const figure = categoryFigure(category)
    return { figure, category, name: CATEGORY_NAMES[category], persons: valueOf.get(figure) ?? 0 }
  })
  return { persons: valueOf.get(PERSONS) ?? 0, categories: categories.filter(({ persons }) => persons > 0).toSorted((one, other) => other.persons - one.persons) }
}

/** A year of a place (without one, the actor's own) in four pictures, each left out for whom it is not. */
export async function yearGlanceIn(work: Work, figures: readonly Figure[], { place: named, year }: YearAsked): Promise<Result<YearView>> {
  const { actor } = work
  const place = await placeOf(work, named ?? actor.place)
  if (!place.ok) return place
  const asked = { county: actor.county, place: place.value.code, year }
  const find = finder(figures)
  return done({
    place: asked.place, year,
    funds: may(actor.role, 'ledger.read') ? fundYears(await fundMonthsIn(work, asked.place, year)) : null,
    tasks: may(actor.role, 'plan.read') ? await tasksOf(work, find, asked) : null,
    coverage: may(actor.role, 'visits.read') ? await coverageIn(work, find, asked) : null,
    people: may(actor.role, 'roster.read') ? await peopleOf(work, find, asked) : null,
  })
}

/** Refuses `forbidden`, and `not-found` for a place out of sight. */
export async function yearGlance(house: House, actor: Actor, figures: readonly Figure[], asked: YearAsked): Promise<Result<YearView>> {
  const result = await read(house, actor, 'figures.read', work => yearGlanceIn(work, figures, asked))
  return result.ok ? result.value : result
}
