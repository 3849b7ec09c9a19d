import { createRoute, z } from '@hono/zod-openapi'
import type { House } from '../access/house.ts'
import { newRouter, orProblem } from '../http/router.ts'
import { addPlace, changePlace } from './actions.ts'
import { placeChange, placeInput } from './schemas.ts'

const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { 'application/json': { schema } }, description })
const body = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ ...json(schema, description), required: true as const })
const answer = { 200: json(z.object({ code: z.string() }), 'its code') }

/** Places that come to be, are renamed, and are taken in by others. */
export const placesRoutes = (house: House) => newRouter()
  .openapi(createRoute({ method: 'post', path: '/administration/places', request: { body: body(placeInput, 'a township or village') }, responses: answer }),
    async context => context.json({ code: orProblem(await addPlace(house, context.get('actor'), context.req.valid('json'))) }, 200))
  .openapi(createRoute({
    method: 'patch', path: '/administration/places/{code}', request: { params: z.object({ code: z.string().regex(/^\d{6,12}$/) }), body: body(placeChange, 'name, last day, successor') }, responses: answer,
  }), async context => context.json({ code: orProblem(await changePlace(house, context.get('actor'), context.req.valid('param').code, context.req.valid('json'))) }, 200))
