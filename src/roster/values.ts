import { z } from 'zod'
import { CATEGORIES, factsSchema, identitySchema } from '../law/facts.ts'
import type { FactKind } from './kinds.ts'

const text = z.string().trim().min(1).max(200)
const { shape } = factsSchema

/** What the value of a fact of each kind looks like: one piece of the facts that the law is applied to, or what is kept for people alone. */
export const FACT_VALUES: Readonly<Record<FactKind, z.ZodType>> = {
  person: shape.person.unwrap().unwrap(),
  hukou: shape.hukou.unwrap().unwrap(),
  identity: identitySchema,
  merit: shape.merit.unwrap().unwrap().element,
  hukou_move: shape.hukou_moves.unwrap().unwrap().element,
  suspended: shape.suspended.unwrap().unwrap().element,
  draws_employee_pension: shape.draws_employee_pension.unwrap().unwrap(),
  certificate: z.strictObject({ category: z.enum(CATEGORIES).optional(), number: text }),
  note: z.strictObject({ text }),
}
