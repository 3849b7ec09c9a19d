import { z } from 'zod'
import { parseFile, type DataFile } from '../../law/data-file.ts'

const titled = z.array(z.looseObject({ title: z.string() }))
const read = new WeakMap<DataFile, readonly string[]>()

/**
 * The titles of the cases beside a benefit: its proof, as officials may read it. A file is long, so each is parsed once, when
 * asked for; what is wrong with it is the law tests' to find, and here it has no titles.
 */
export function caseTitles(files: readonly DataFile[], benefit: string): readonly string[] {
  const file = files.find(({ path }) => path.endsWith(`law/benefits/${benefit}.cases.yaml`))
  if (!file) return []
  let titles = read.get(file)
  if (!titles) read.set(file, titles = (titled.safeParse(parseFile(file).value).data ?? []).map(({ title }) => title))
  return titles
}
