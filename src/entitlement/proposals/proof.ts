import type { Refusal } from '../../base/result.ts'
import type { DataFile } from '../../law/data-file.ts'
import type { LawBook } from '../../law/law.ts'
import { caseFaults, readCases, type CaseFile } from '../cases.ts'
import type { Additions } from './proposals.ts'

/** The package's cases against what a county adds: everything else must come out as it did. */

const read = new WeakMap<DataFile, CaseFile | null>()

/** A file of cases, read once as long as the package stands; the package itself was checked when it was taken. */
function casesIn(file: DataFile): CaseFile | null {
  let cases = read.get(file)
  if (cases === undefined) {
    const found = readCases(file)
    read.set(file, cases = 'faults' in found ? null : found)
  }
  return cases
}

/** Whether a case is about the very place and benefit that lines are added for: it may come out anew. */
function isMeant({ benefit, cases }: CaseFile, index: number, county: string, { rates, parameters }: Additions): boolean {
  if (!JSON.stringify(cases[index]!.facts).includes(`"${county}`)) return false
  return parameters.length > 0 || rates.some(rate => rate.benefit === benefit)
}

function brokenIn(file: CaseFile, base: LawBook, next: LawBook, county: string, additions: Additions): Refusal[] {
  return file.cases.flatMap((_, index) => {
    const faults = caseFaults(next, file, index)
    if (faults.length === 0 || isMeant(file, index, county, additions)) return []
    // A demo's own notice makes some of the law's cases come out anew: that is not the county's doing.
    return caseFaults(base, file, index).length > 0 ? [] : faults
  })
}

/** Every case that came out by the law before and does not by the law with the additions; file by file, so that a server need not wait. */
export function* brokenCases(base: LawBook, next: LawBook, files: readonly DataFile[], county: string, additions: Additions): Generator<readonly Refusal[]> {
  for (const file of files) {
    const cases = file.path.endsWith('.cases.yaml') ? casesIn(file) : null
    if (cases) yield brokenIn(cases, base, next, county, additions)
  }
}
