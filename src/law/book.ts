import { z } from 'zod'
import type { Refusal } from '../base/result.ts'
import { fitted, parseFile, type DataFile, type ParsedFile } from './data-file.ts'
import { benefitFaults, categoryFaults, nameFault, parameterFaults, rateFaults } from './faults.ts'
import type { BenefitEntry, CategoryEntry, Document, GlossaryTerm, LawBook, Overlap, ParameterRow, Source } from './law.ts'
import { benefitFile, categoryFile, glossaryFile, overlapFile, parameterFile, ratesFile, sourceFile, type BenefitFile } from './schema.ts'
import { parameterRows, ratesOf, sharesOf } from './tables.ts'

/** The book, when nothing is wrong with it, and everything that is. `files` says where each part stands. */
export type Reading = { readonly book: LawBook | undefined; readonly faults: readonly Refusal[]; readonly files: ReadonlyMap<string, ParsedFile> }

type Parts = {
  readonly sources: Map<string, Source>
  readonly categories: Map<CategoryEntry['id'], CategoryEntry>
  readonly benefits: Map<BenefitEntry['id'], BenefitEntry>
  readonly overlaps: Overlap[]
  readonly parameters: ParameterRow[]
  readonly duties: Document[]
  readonly calendar: Record<string, unknown>
  readonly glossary: GlossaryTerm[]
}

const entryOf = ({ rates, shares, ...file }: BenefitFile): BenefitEntry => ({
  ...file,
  rates: rates.flatMap(table => ratesOf(file.id, file.cells, table)),
  shares: shares.flatMap(table => sharesOf(file.cells, table)),
})

/** Takes a file's value in its shape, or notes what is wrong with it. */
class Reader {
  readonly faults: Refusal[] = []
  readonly parts: Parts = {
    sources: new Map(), categories: new Map(), benefits: new Map(), overlaps: [], parameters: [], duties: [], calendar: {}, glossary: [],
  }

  private with<T>(file: ParsedFile, schema: z.ZodType<T>, take: (value: T) => readonly Refusal[] | void): void {
    const result = fitted(file, schema)
    this.faults.push(...('faults' in result ? result.faults : take(result.value) ?? []))
  }

  source(file: ParsedFile): void {
    this.with(file, sourceFile, source => { this.parts.sources.set(source.id, source); return nameFault(file, source.id) })
  }

  category(file: ParsedFile): void {
    this.with(file, categoryFile, category => {
      this.parts.categories.set(category.id, category)
      return [...nameFault(file, category.id), ...categoryFaults(file, category, this.parts)]
    })
  }

  /** A file with `id` is a benefit; one with `benefit` adds rates to one that is there. */
  benefit(file: ParsedFile): void {
    if (typeof file.value === 'object' && file.value !== null && 'benefit' in file.value) return this.moreRates(file)
    this.with(file, benefitFile, benefit => {
      this.parts.benefits.set(benefit.id, entryOf(benefit))
      return [...nameFault(file, benefit.id), ...benefitFaults(file, benefit, this.parts)]
    })
  }

  private moreRates(file: ParsedFile): void {
    this.with(file, ratesFile, more => {
      const benefit = this.parts.benefits.get(more.benefit)
      if (!benefit) return [file.fault(['benefit'], { value: more.benefit, legal: [...this.parts.benefits.keys()], message: { zh: '没有这项待遇', en: 'there is no such benefit' } })]
      const rates = more.rates.flatMap(table => ratesOf(benefit.id, benefit.cells, table))
      this.parts.benefits.set(benefit.id, { ...benefit, rates: [...benefit.rates, ...rates] })
      return rateFaults(file, more.rates, benefit.cells, this.parts)
    })
  }

  parameter(file: ParsedFile): void {
    this.with(file, parameterFile, parameter => { this.parts.parameters.push(...parameterRows(parameter)); return parameterFaults(file, parameter.rows, this.parts) })
  }

  duty(file: ParsedFile): void { this.with(file, z.record(z.string(), z.unknown()), duty => { this.parts.duties.push(duty) }) }
  calendar(file: ParsedFile): void { this.faults.push(...file.faults); this.parts.calendar[file.name] = file.value }
  overlap(file: ParsedFile): void { this.with(file, overlapFile, overlaps => { this.parts.overlaps.push(...overlaps) }) }
  glossary(file: ParsedFile): void { this.with(file, glossaryFile, terms => { this.parts.glossary.push(...terms) }) }
}

/** What each folder holds, in the order in which they need each other. */
const SHELVES: readonly { readonly holds: (file: ParsedFile) => boolean; readonly read: (reader: Reader, file: ParsedFile) => void }[] = [
  { holds: file => file.folder === 'sources', read: (reader, file) => reader.source(file) },
  { holds: file => file.folder === 'categories', read: (reader, file) => reader.category(file) },
  { holds: file => file.folder === 'benefits', read: (reader, file) => reader.benefit(file) },
  { holds: file => file.folder === 'parameters', read: (reader, file) => reader.parameter(file) },
  { holds: file => file.folder === 'duties', read: (reader, file) => reader.duty(file) },
  { holds: file => file.folder === 'calendar', read: (reader, file) => reader.calendar(file) },
  { holds: file => file.name === 'overlaps', read: (reader, file) => reader.overlap(file) },
  { holds: file => file.name === 'glossary', read: (reader, file) => reader.glossary(file) },
]

/**
 * The law from its files, in their order, later ones adding to earlier ones. Nothing is thrown: every fault of every
 * file comes back with file, line and what is legal there. `hash`: of all the files, made where hashing is at hand.
 */
export function readBook(files: readonly DataFile[], hash: string): Reading {
  const parsed = files.filter(file => !file.path.endsWith('.cases.yaml')).map(parseFile)
  const reader = new Reader()
  for (const { holds, read } of SHELVES) for (const file of parsed) if (holds(file)) read(reader, file)
  const read = new Map(parsed.map(file => [file.path, file]))
  return { book: reader.faults.length === 0 ? { ...reader.parts, hash } : undefined, faults: reader.faults, files: read }
}
