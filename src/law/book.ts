import { z } from 'zod'
import type { Refusal } from '../base/result.ts'
import { fitted, parseFile, type DataFile, type ParsedFile } from './data-file.ts'
import { benefitFaults, categoryFaults, nameFault, parameterFaults, rateFaults, strangers } from './faults.ts'
import type { BenefitEntry, CategoryEntry, Document, GlossaryTerm, LawBook, Overlap, ParameterRow, Source } from './law.ts'
import { benefitFile, categoryFile, glossaryFile, overlapFile, parameterFile, ratesFile, sourceFile, type BenefitFile } from './schema.ts'
import { parameterRows, ratesOf, sharesOf } from './tables.ts'

export type Reading = {
  /** The book, when nothing is wrong with it. */
  readonly book: LawBook | undefined
  /** As much as could be read, for whoever looks for further faults; not to decide by. */
  readonly parts: LawBook
  readonly faults: readonly Refusal[]
  /** Where each part stands. */
  readonly files: ReadonlyMap<string, ParsedFile>
  /** Every benefit that there is a file of: one with faults is no stranger. */
  readonly named: ReadonlySet<string>
}

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

const partsOf = (base: LawBook | undefined): Parts => ({
  sources: new Map(base?.sources), categories: new Map(base?.categories), benefits: new Map(base?.benefits), overlaps: [...base?.overlaps ?? []],
  parameters: [...base?.parameters ?? []], duties: [...base?.duties ?? []], calendar: { ...base?.calendar }, glossary: [...base?.glossary ?? []],
})

const entryOf = ({ rates, shares, ...file }: BenefitFile): BenefitEntry => ({
  ...file,
  rates: rates.flatMap(table => ratesOf(file.id, file.cells, table)),
  shares: shares.flatMap(table => sharesOf(file.cells, table)),
})

/** Takes a file's value in its shape, or notes what is wrong with it. */
class Reader {
  readonly faults: Refusal[] = []
  readonly parts: Parts
  readonly named: Set<string>
  /** What can be asked once every file is read. */
  private readonly later: (() => readonly Refusal[])[] = []

  constructor(base: LawBook | undefined, named: Iterable<string>) {
    this.parts = partsOf(base)
    this.named = new Set([...this.parts.benefits.keys(), ...named])
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
      this.parts.categories.set(category.id, { ...category, benefits: [] })
      return [...nameFault(file, category.id), ...categoryFaults(file, category, this.parts)]
    })
  }

  /** A file with `id` is a benefit; one with `benefit` adds rates to one that is there. */
  benefit(file: ParsedFile): void {
    if (typeof file.value === 'object' && file.value !== null && 'benefit' in file.value) return this.moreRates(file)
    this.named.add(file.name)
    this.with(file, benefitFile, benefit => {
      this.parts.benefits.set(benefit.id, entryOf(benefit))
      this.later.push(() => strangers(file, benefit.continues.map(({ benefit: id }, index) => [id, ['continues', index, 'benefit']]), this.named))
      return [...nameFault(file, benefit.id), ...benefitFaults(file, benefit, this.parts)]
    })
  }

  private moreRates(file: ParsedFile): void {
    this.with(file, ratesFile, more => {
      const benefit = this.parts.benefits.get(more.benefit)
      if (!benefit) return strangers(file, [[more.benefit, ['benefit']]], this.named)
      const rates = more.rates.flatMap(table => ratesOf(benefit.id, benefit.cells, table))
      this.parts.benefits.set(benefit.id, { ...benefit, rates: [...benefit.rates, ...rates] })
      return rateFaults(file, more.rates, benefit.cells, this.parts)
    })
  }

  parameter(file: ParsedFile): void {
    this.with(file, parameterFile, parameter => { this.parts.parameters.push(...parameterRows(parameter)); return parameterFaults(file, parameter.rows, this.parts) })
  }

  duty(file: ParsedFile): void { this.with(file, z.record(z.string(), z.unknown()), duty => { this.parts.duties.push(duty) }) }
  finish(): void { this.faults.push(...this.later.flatMap(ask => ask())) }
  calendar(file: ParsedFile): void { this.faults.push(...file.faults); this.parts.calendar[file.name] = file.value }
  overlap(file: ParsedFile): void {
    this.with(file, overlapFile, overlaps => {
      this.parts.overlaps.push(...overlaps)
      return strangers(file, overlaps.flatMap(({ benefits }, index) => benefits.map((id, side) => [id, [index, 'benefits', side]] as const)), this.named)
    })
  }

  glossary(file: ParsedFile): void { this.with(file, glossaryFile, terms => { this.parts.glossary.push(...terms) }) }
}

/** A benefit names the categories that it is for; here each category learns which those are. */
function opened(parts: Parts): Parts {
  const benefits = [...parts.benefits.values()]
  const categories = [...parts.categories].map(([id, category]) =>
    [id, { ...category, benefits: benefits.filter(benefit => benefit.categories.includes(id)).map(benefit => benefit.id) }] as const)
  return { ...parts, categories: new Map(categories) }
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
 * `base`: a law that these files add to; `named`: benefits that it would have, were they without faults.
 */
export function readBook(files: readonly DataFile[], hash: string, base?: LawBook, named: Iterable<string> = []): Reading {
  const parsed = files.filter(file => !file.path.endsWith('.cases.yaml')).map(parseFile)
  const reader = new Reader(base, named)
  for (const { holds, read } of SHELVES) for (const file of parsed) if (holds(file)) read(reader, file)
  const read = new Map(parsed.map(file => [file.path, file]))
  reader.finish()
  const parts = { ...opened(reader.parts), hash }
  return { book: reader.faults.length === 0 ? parts : undefined, parts, faults: reader.faults, files: read, named: reader.named }
}
