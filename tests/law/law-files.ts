import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { CONTRACT_BENEFITS } from './contract.ts'

/** The law's files as they are written, not as the program reads them; of the benefits, those that the slow reckoning knows. */

/** Amounts nested by the keys of `cells`, outer key first. */
export type Amounts = { readonly [key: string]: number | 'unknown' | Amounts }

export type Table = {
  readonly from: string
  readonly to?: string | null
  readonly where: string
  readonly per: string
  readonly confidence: string
  readonly published_on: string | null
  readonly due_month?: number | null
  readonly amount?: number | 'unknown'
  readonly amounts?: Amounts
}
export type ShareTable = { readonly from: string; readonly of: string; readonly amounts: Amounts }
export type Continuation = { readonly benefit: string; readonly months: number; readonly death_cause: string | null; readonly deaths_from: string | null }

export type BenefitFile = {
  readonly id: string
  readonly categories: readonly string[]
  readonly regular: boolean
  readonly cells: readonly string[]
  readonly rates: readonly Table[]
  readonly shares?: readonly ShareTable[]
  readonly continues?: readonly Continuation[]
}
export type CategoryFile = { readonly id: string; readonly benefits: readonly string[]; readonly regular: readonly string[] }

export type Law = { readonly benefits: ReadonlyMap<string, BenefitFile>; readonly categories: ReadonlyMap<string, CategoryFile> }

function filesIn<T>(folder: string): T[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(name => name.endsWith('.yaml') && !name.endsWith('.cases.yaml')).toSorted()
    .map(name => parse(readFileSync(join(folder, name), 'utf8')) as T) // checked by tests/law.test.ts
}

export function readLaw(directory: string): Law {
  const benefits = filesIn<BenefitFile>(join(directory, 'benefits')).filter(({ id }) => CONTRACT_BENEFITS.includes(id))
  const categories = filesIn<{ readonly id: string }>(join(directory, 'categories'))
  const opened = ({ id }: { readonly id: string }): CategoryFile => {
    const own = benefits.filter(benefit => benefit.categories.includes(id))
    return { id, benefits: own.map(benefit => benefit.id), regular: own.filter(benefit => benefit.regular).map(benefit => benefit.id) }
  }
  return { benefits: new Map(benefits.map(file => [file.id, file])), categories: new Map(categories.map(file => [file.id, opened(file)])) }
}
