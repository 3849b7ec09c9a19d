import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse } from 'yaml'
import { z } from 'zod'
import { benefitFaults, ratesOf } from './book.ts'
import type { BenefitEntry, CategoryEntry, Document, GlossaryTerm, LawBook, Source } from './law.ts'
import { benefitFile, categoryFile, glossaryFile, ratesFile, sourceFile } from './schema.ts'

/** A data file: where, and what it holds. */
type File = { readonly path: string; readonly name: string; readonly value: unknown }
type Reading = { readonly bytes: { update(data: string): unknown } }

function filesIn(reading: Reading, folder: string): File[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter(name => name.endsWith('.yaml') && !name.endsWith('.cases.yaml')).toSorted().map(name => {
    const path = join(folder, name)
    const text = readFileSync(path, 'utf8')
    reading.bytes.update(`${basename(folder)}/${name}\n${text}`)
    return { path, name: basename(name, '.yaml'), value: parse(text) }
  })
}

function checked<T>(schema: z.ZodType<T>, file: File): T {
  const result = schema.safeParse(file.value)
  if (result.success) return result.data
  throw new Error(`${file.path}\n${z.prettifyError(result.error)}`)
}

function named<T extends { readonly id: string }>(entry: T, file: File): T {
  if (entry.id !== file.name) throw new Error(`${file.path}: id ${entry.id} is not the file's name`)
  return entry
}

/** A file with `id` is a benefit; one with `benefit` adds rates to one that is there. */
function addBenefit(benefits: Map<BenefitEntry['id'], BenefitEntry>, file: File): void {
  if (typeof file.value === 'object' && file.value !== null && 'benefit' in file.value) {
    const more = checked(ratesFile, file)
    const benefit = benefits.get(more.benefit)
    if (!benefit) throw new Error(`${file.path}: no benefit ${more.benefit}`)
    benefits.set(benefit.id, { ...benefit, rates: [...benefit.rates, ...more.rates.flatMap(table => ratesOf(benefit.id, table))] })
    return
  }
  const raw = named(checked(benefitFile, file), file)
  benefits.set(raw.id, { ...raw, rates: raw.rates.flatMap(table => ratesOf(raw.id, table)) })
}

/**
 * The law from its folders, later ones adding to earlier ones (law/, and in a demo demo/law/).
 * Throws with every fault of a file: the law is ours, not the user's.
 */
export function loadLaw(directories: readonly string[]): LawBook {
  const hash = createHash('sha256')
  const reading: Reading = { bytes: hash }
  const sources = new Map<string, Source>()
  const categories = new Map<CategoryEntry['id'], CategoryEntry>()
  const benefits = new Map<BenefitEntry['id'], BenefitEntry>()
  const duties: Document[] = []
  const calendar: Record<string, unknown> = {}
  const glossary: GlossaryTerm[] = []
  for (const directory of directories) {
    for (const file of filesIn(reading, join(directory, 'sources'))) sources.set(file.name, named(checked(sourceFile, file), file))
    for (const file of filesIn(reading, join(directory, 'categories'))) {
      const category = named(checked(categoryFile, file), file)
      categories.set(category.id, category)
    }
    for (const file of filesIn(reading, join(directory, 'benefits'))) addBenefit(benefits, file)
    for (const file of filesIn(reading, join(directory, 'duties'))) duties.push(checked(z.record(z.string(), z.unknown()), file))
    for (const file of filesIn(reading, join(directory, 'calendar'))) calendar[file.name] = file.value
    for (const file of filesIn(reading, directory)) if (file.name === 'glossary') glossary.push(...checked(glossaryFile, file))
  }
  const faults = [...benefits.values()].flatMap(benefit => benefitFaults(benefit, sources).map(fault => `${benefit.id}: ${fault}`))
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return { sources, categories, benefits, duties, calendar, glossary, hash: hash.digest('hex') }
}
