import { createRoute, z } from '@hono/zod-openapi'
import { isMonth } from '../../base/day.ts'
import { newRouter, orProblem } from '../../http/router.ts'
import { BENEFIT_ID } from '../../law/facts.ts'
import type { LawHouse } from '../../law/house.ts'
import { proofBoard, proofCells, type CellList, type ProofBoard } from './actions.ts'
import { CELL_STATES } from './proof.ts'

const json = <T>(description: string) => ({ 200: { content: { 'application/json': { schema: z.custom<T>().openapi({ type: 'object', description }) } }, description } })
const asked = { place: z.string().regex(/^\d{6,12}$/).optional(), year: z.coerce.number().int().min(1950).max(2200) }
const cells = z.strictObject({
  ...asked, state: z.enum(CELL_STATES).optional(), benefit: z.string().regex(BENEFIT_ID).optional(), person: z.uuid().optional(),
  month: z.string().refine(isMonth, '应为月份 YYYY-MM / a month, YYYY-MM').optional(),
  page: z.coerce.number().int().min(1).optional(), size: z.coerce.number().int().min(1).max(1000).optional(),
})

/** The proof board over HTTP, relative to /api. */
export const proofRoutes = (house: LawHouse) => newRouter()
  .openapi(createRoute({ method: 'get', path: '/proof', request: { query: z.strictObject(asked) }, responses: json<ProofBoard>('a year of a place: owed, approved, sent, arrived') }),
    async context => context.json(orProblem(await proofBoard(house, context.get('actor'), context.req.valid('query'))), 200))
  .openapi(createRoute({ method: 'get', path: '/proof/cells', request: { query: cells }, responses: json<CellList>('what stands behind a figure of the board, person by person') }),
    async context => context.json(orProblem(await proofCells(house, context.get('actor'), context.req.valid('query'))), 200))
