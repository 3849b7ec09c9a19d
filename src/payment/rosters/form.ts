import { z } from 'zod'
import { BENEFIT_ID, CATEGORIES } from '../../law/facts.ts'
import type { PaymentLine } from '../payment.ts'
import { VALUES } from './values.ts'

export const ROSTER_ROWS = ['person', 'batch', 'change', 'standard'] as const

const benefits = z.array(z.string().regex(BENEFIT_ID))
const columnSchema = z.strictObject({
  heading: z.string().min(1),
  /** What stands in it, from the vocabulary of the rows (`values.ts`); `blank` where the program holds no such fact. */
  value: z.string(),
  /** For `amount` and `subtotal`: the benefits it adds up. A county's supplement is a benefit of its own; none is zero. */
  of: benefits.optional(),
  /** Its heading does not say what it is: the remarks do. */
  named: z.boolean().optional(),
})

/** A roster as forms/rosters/*.yaml describes it. */
export const rosterForm = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  source: z.string().min(1),
  rows: z.enum(ROSTER_ROWS),
  paper: z.enum(['A4', 'A3']),
  /** Whose lines it takes; absent: of all. */
  categories: z.array(z.enum(CATEGORIES)).optional(),
  /** Of what its standard, months and amount speak; absent: of everything. */
  benefits: benefits.optional(),
  /** The roster whose lines it shows with more columns: they are counted there. */
  copy_of: z.string().optional(),
  columns: z.array(columnSchema).min(1),
}).superRefine((form, context) => {
  const legal = Object.keys(VALUES[form.rows])
  for (const [index, { heading, value, of }] of form.columns.entries()) {
    if (!legal.includes(value)) context.addIssue({ code: 'custom', path: ['columns', index, 'value'], message: `${value}: ${legal.join(', ')}` })
    if (of !== undefined && value !== 'amount' && value !== 'subtotal') context.addIssue({ code: 'custom', path: ['columns', index, 'of'], message: 'amount, subtotal' })
    if (form.columns.findIndex(column => column.heading === heading) !== index) context.addIssue({ code: 'custom', path: ['columns', index, 'heading'], message: heading })
  }
})
export type RosterForm = z.infer<typeof rosterForm>
export type RosterColumn = RosterForm['columns'][number]

/** Every benefit whose money stands on the roster; undefined: all. */
export const benefitsOn = (form: RosterForm): ReadonlySet<string> | undefined =>
  (form.benefits === undefined ? undefined : new Set([...form.benefits, ...form.columns.flatMap(column => column.of ?? [])]))

/** Whether a roster takes a line. */
export function takerOf(form: RosterForm): (line: Pick<PaymentLine, 'benefit' | 'category'>) => boolean {
  const [taken, categories] = [benefitsOn(form), form.categories === undefined ? undefined : new Set<string>(form.categories)]
  return line => (taken?.has(line.benefit) ?? true) && (categories?.has(line.category) ?? true)
}

/** The rosters in which a line is counted: each line stands in one of them, or in none. */
export const countingForms = (forms: readonly RosterForm[]): RosterForm[] =>
  forms.filter(form => form.rows === 'person' && form.benefits !== undefined && form.copy_of === undefined)
