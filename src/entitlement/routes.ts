import { createRoute, z } from '@hono/zod-openapi'
import { isDay, isMonth } from '../base/day.ts'
import { newRouter, orProblem } from '../http/router.ts'
import { BENEFIT_ID } from '../law/facts.ts'
import type { LawHouse } from '../law/house.ts'
import { lawBenefit, lawBenefits, lawCategories, lawCategory, lawSearch, lawSource, lawSources, personDecision, personExplanation, personSlip } from './actions.ts'
import type { FoundEntry } from './browsing/search.ts'
import type { BenefitLine, BenefitView, CategoryLine, CategoryView, SourceLine, SourceView } from './browsing/views.ts'
import type { Decision } from './decision.ts'
import type { Explanation } from './explanation/explanation.ts'
import type { Slip } from './explanation/slip.ts'

const json = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const day = z.string().refine(isDay, '应为存在的日期 YYYY-MM-DD / a day that exists, YYYY-MM-DD')
const month = z.string().refine(isMonth, '应为月份 YYYY-MM / a month, YYYY-MM')
const person = z.object({ id: z.uuid() })
const name = z.string().regex(/^[a-z0-9-]{1,60}$/)
const entry = z.object({ id: name })
const known = { known_on: day.optional() }

const personRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({
    method: 'get', path: '/people/{id}/decision', request: { params: person, query: z.strictObject({ from: month, to: month, ...known }) },
    responses: json<Decision>('what the law owes in these months, as known on a day'),
  }), async context => {
    const { from, to, known_on } = context.req.valid('query')
    return context.json(orProblem(await personDecision(house, context.get('actor'), context.req.valid('param').id, { from, to, knownOn: known_on })), 200)
  })
  .openapi(createRoute({
    method: 'get', path: '/people/{id}/why', request: { params: person, query: z.strictObject({ benefit: z.string().regex(BENEFIT_ID), month, ...known }) },
    responses: json<Explanation>('why a benefit is owed in a month, or is not'),
  }), async context => {
    const { known_on, ...asked } = context.req.valid('query')
    return context.json(orProblem(await personExplanation(house, context.get('actor'), context.req.valid('param').id, { ...asked, knownOn: known_on })), 200)
  })
  .openapi(createRoute({
    method: 'get', path: '/people/{id}/slip', request: { params: person, query: z.strictObject({ year: z.coerce.number().int().min(1950).max(2200), ...known }) },
    responses: json<Slip>('the year in plain words, to print'),
  }), async context => {
    const { year, known_on } = context.req.valid('query')
    return context.json(orProblem(await personSlip(house, context.get('actor'), context.req.valid('param').id, { year, knownOn: known_on })), 200)
  })

const bookRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/law/sources', responses: json<SourceLine[]>('laws, notices and our own rules') }),
    async context => context.json(orProblem(await lawSources(house, context.get('actor'))), 200))
  .openapi(createRoute({ method: 'get', path: '/law/sources/{id}', request: { params: entry }, responses: json<SourceView>('one source with the articles that are cited') }),
    async context => context.json(orProblem(await lawSource(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({ method: 'get', path: '/law/benefits', responses: json<BenefitLine[]>('the benefits') }),
    async context => context.json(orProblem(await lawBenefits(house, context.get('actor'))), 200))
  .openapi(createRoute({ method: 'get', path: '/law/benefits/{id}', request: { params: entry }, responses: json<BenefitView>('one benefit: conditions in words, rates, cases') }),
    async context => context.json(orProblem(await lawBenefit(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({ method: 'get', path: '/law/categories', responses: json<CategoryLine[]>('the categories') }),
    async context => context.json(orProblem(await lawCategories(house, context.get('actor'))), 200))
  .openapi(createRoute({ method: 'get', path: '/law/categories/{id}', request: { params: entry }, responses: json<CategoryView>('one category: facts, documents, starts, ends') }),
    async context => context.json(orProblem(await lawCategory(house, context.get('actor'), context.req.valid('param').id)), 200))
  .openapi(createRoute({ method: 'get', path: '/law/search', request: { query: z.strictObject({ query: z.string().max(60).default('') }) }, responses: json<FoundEntry[]>('titles and articles with these words') }),
    async context => context.json(orProblem(await lawSearch(house, context.get('actor'), context.req.valid('query').query)), 200))

/** What the law owes and what it says, over HTTP, relative to /api. */
export const entitlementRoutes = (house: LawHouse) => newRouter()
  .route('/', personRoutes(house))
  .route('/', bookRoutes(house))
