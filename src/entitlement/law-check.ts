import type { Refusal } from '../base/result.ts'
import { readBook, type Reading } from '../law/book.ts'
import type { DataFile, ParsedFile } from '../law/data-file.ts'
import type { LawBook } from '../law/law.ts'
import { caseFaults, readCases, type CaseFile } from './cases.ts'
import { ruleFaults } from './check.ts'
import { readFacts } from './facts.ts'

const isCases = (file: DataFile): boolean => file.path.endsWith('.cases.yaml')

const EVERYTHING = '*'

/** What a file is about: what it holds, or the benefit that it adds to; of a benefit, all that it may be paid to. */
function subjectsOf({ folder, name, value }: ParsedFile): string[] {
  const fields: { readonly benefit?: unknown; readonly categories?: unknown } = typeof value === 'object' && value !== null ? value : {}
  if (folder !== 'benefits') return [name]
  if (fields.benefit !== undefined) return [String(fields.benefit)]
  return Array.isArray(fields.categories) ? [name, ...fields.categories.map(String)] : [EVERYTHING]
}

const faultySubjects = (reading: Reading, faults: readonly Refusal[]): string[] =>
  [...reading.files.values()].filter(file => faults.some(({ place }) => place.startsWith(`${file.path}:`))).flatMap(subjectsOf)

/** The book without what has faults, so that the rest can be reckoned with. */
const withoutThem = (book: LawBook, faulty: ReadonlySet<string>): LawBook => ({
  ...book,
  benefits: new Map([...book.benefits].filter(([id]) => !faulty.has(id))),
  categories: new Map([...book.categories].filter(([id]) => !faulty.has(id))),
})

/** Whether a case rests on anything that has faults: its outcome would prove nothing. */
function restsOn(faulty: ReadonlySet<string>, book: LawBook, { benefit, cases }: CaseFile, index: number): boolean {
  const facts = readFacts(cases[index]!.facts)
  const categories = facts.ok ? facts.value.identities?.map(({ category }) => category) ?? [] : []
  const given = facts.ok ? facts.value.rates?.map(rate => rate.benefit) ?? [] : []
  return [EVERYTHING, benefit, ...given, ...categories, ...categories.flatMap(category => book.categories.get(category)?.benefits ?? [])].some(id => faulty.has(id))
}

function faultsOfCases(file: DataFile, book: LawBook, faulty: ReadonlySet<string>): readonly Refusal[] {
  const read = readCases(file)
  if ('faults' in read) return read.faults
  const sound = faulty.size === 0 ? book : withoutThem(book, faulty)
  return read.cases.flatMap((_, index) => (restsOn(faulty, book, read, index) ? [] : caseFaults(sound, read, index)))
}

const noLaw: Refusal = {
  code: 'not-found', place: 'law', legal: ['benefits/*.yaml'], message: { zh: '这里没有待遇文件，读不到政策', en: 'there are no files of benefits here: no law' },
}

/**
 * Everything that is wrong with the law of one folder after another: its files, its rules, its cases. What has faults
 * hides no other fault: cases that do not rest on it are reckoned all the same. In pieces, so that a server need not wait.
 */
export function* lawFaults(folders: readonly (readonly DataFile[])[]): Generator<readonly Refusal[]> {
  let before: Reading | undefined
  const faulty = new Set<string>()
  for (const folder of folders) {
    const reading = readBook(folder, '', before?.parts, before?.named)
    const faults = [...reading.faults, ...ruleFaults(reading.parts, reading.files)]
    for (const subject of faultySubjects(reading, faults)) faulty.add(subject)
    yield faults
    for (const file of folder) if (isCases(file)) yield faultsOfCases(file, reading.parts, faulty)
    before = reading
  }
  if (!before || before.named.size === 0) yield [noLaw]
}
