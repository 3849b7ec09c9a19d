import { createRoute, z } from '@hono/zod-openapi'
import type { LawHouse } from '../law/house.ts'
import { newRouter, orProblem } from '../http/router.ts'
import { addFund, creditFund, funds } from './actions.ts'
import { addBudget } from './budgets/actions.ts'
import { budgetInput } from './budgets/schemas.ts'
import { LEVELS, PURPOSES } from './ledger.ts'
import { fundProposalRoutes } from './proposals/routes.ts'
import { creditInput, fundInput } from './schemas.ts'
import { fundStatementRoutes } from './statements/routes.ts'
import { stockRoutes } from './stock/routes.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const fund = z.object({
  id: z.string(), place: z.string(), name: z.string(), source: z.string(), level: z.enum(LEVELS), donor: z.string().nullable(),
  purpose: z.enum(PURPOSES), year: z.number(), balance_fen: z.number(),
})
const headers = z.object({ 'idempotency-key': z.string().max(100).optional() })
const id = z.object({ id: z.uuid() })

export const ledgerRoutes = (house: LawHouse) =>
  newRouter()
    .openapi(createRoute({ method: 'get', path: '/funds', responses: { 200: json(z.array(fund), 'the funds in sight, with their balances') } }),
      async context => context.json(orProblem(await funds(house, context.get('actor'))), 200))
    .openapi(createRoute({
      method: 'post', path: '/funds', request: { headers, body: json(fundInput, 'a new fund, still empty') }, responses: { 200: json(id, 'its id') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      return context.json({ id: orProblem(await addFund(house, context.get('actor'), context.req.valid('json'), options)) }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/funds/{id}/credit', request: { headers, params: id, body: json(creditInput, 'what it received, with the document') },
      responses: { 200: json(z.object({ balance_fen: z.number() }), 'its balance') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      const balance = await creditFund(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), options)
      return context.json({ balance_fen: orProblem(balance) }, 200)
    })
    .openapi(createRoute({
      method: 'post', path: '/funds/{id}/budget', request: { headers, params: id, body: json(budgetInput, 'a row of its budget: the first of a purpose, or a change') },
      responses: { 200: json(z.object({ number: z.number() }), 'the row\'s number') },
    }), async context => {
      const options = { key: context.req.valid('header')['idempotency-key'] }
      const number = await addBudget(house, context.get('actor'), context.req.valid('param').id, context.req.valid('json'), options)
      return context.json({ number: orProblem(number) }, 200)
    })
    .route('/', fundStatementRoutes(house)).route('/', stockRoutes(house)).route('/', fundProposalRoutes(house))
