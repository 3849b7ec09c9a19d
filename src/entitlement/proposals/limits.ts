import { isDay, type Day } from '../../base/day.ts'
import type { Refusal } from '../../base/result.ts'
import { screenSecret } from '../../base/secrecy.ts'
import { readBook, type Reading } from '../../law/book.ts'
import { fitted, parseFile, type DataFile, type ParsedFile } from '../../law/data-file.ts'
import { PARAMETERS } from '../../law/facts.ts'
import type { BenefitEntry, Cell, LawBook } from '../../law/law.ts'
import { overlapFile, parameterFile, ratesFile } from '../../law/schema.ts'
import { ratesOf } from '../../law/tables.ts'

/** What a county may add to the law: dated lines of its own, from a notice that has been published. Nothing that stands is touched. */

export type Asked = { readonly county: string; readonly today: Day }
type Limit = (file: ParsedFile, base: LawBook, asked: Asked) => Refusal[]
type Path = readonly PropertyKey[]

const fieldsOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === 'object' && value !== null ? { ...value } : {})
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const WITHOUT_NOTICE = ['derived', 'invented', 'remembered']

/** What every row must be, whatever else is wrong with it: the county's own, from a notice that was published by today. */
function rowLimits(file: ParsedFile, path: Path, row: unknown, published: string, { county, today }: Asked): Refusal[] {
  const { where, confidence, [published]: day } = fieldsOf(row)
  const late = typeof day === 'string' && isDay(day) && day > today
  return [
    ...(typeof where !== 'string' || where === county ? [] : [file.fault([...path, 'where'], {
      value: where, legal: [county], message: { zh: '只能录入本县的；标准按户籍县执行', en: 'only for one’s own county; rates go by the county of registration' },
    })]),
    ...(typeof confidence !== 'string' || !WITHOUT_NOTICE.includes(confidence) ? [] : [file.fault([...path, 'confidence'], {
      value: confidence, legal: ['sourced'], message: { zh: '只录入有文件的', en: 'only what a notice says' },
    })]),
    ...(day !== null && !late ? [] : [file.fault([...path, published], {
      code: late ? 'invalid' : 'missing', value: day, legal: [`<= ${today}`], message: { zh: '要有文件的公布日期，不晚于今天', en: 'the day of publication is needed, not after today' },
    })]),
  ]
}

const misnamed = (file: ParsedFile, path: Path, name: string): Refusal[] => (file.name === name ? [] : [file.fault(path, {
  value: name, legal: [file.name], message: { zh: '与文件名不一致', en: 'it is not what the file is named after' },
})])

const standing = (file: ParsedFile, path: Path, value: unknown, legal: string, source: string): Refusal => file.fault(path, {
  code: 'duplicate', value, legal: [legal], message: { zh: `已有生效的一行（${source}）；只能增加，不能改写`, en: `a line stands here already (${source}): lines are added, none is overwritten` },
})

const empty = (file: ParsedFile, path: Path): Refusal =>
  file.fault(path, { code: 'missing', message: { zh: '一个金额也没有', en: 'there is not one amount here' } })

/** Two cells that one situation could fall into. */
const meet = (one: Cell, other: Cell): boolean => Object.entries(one).every(([key, value]) => other[key] === undefined || other[key] === value)

/** Ways of reckoning that look up no rate: from a yearly figure, another benefit, or by a person. A rate entered for them would never be used. */
const WITHOUT_RATES = ['lump-sum', 'continuation', 'by-hand', 'wage-share']
export const goesByRates = ({ formula }: Pick<BenefitEntry, 'formula'>): boolean => !WITHOUT_RATES.includes(formula)

const unrated = (file: ParsedFile, { id }: BenefitEntry): Refusal => file.fault(['benefit'], {
  value: id, message: { zh: '这项待遇不按标准表计算，录了也用不上；按平均工资等计算的，请录入 parameters', en: 'this benefit goes by no table of rates; where it goes by a yearly figure, enter that under parameters' },
})

const rateLimits: Limit = (file, base) => {
  const read = fitted(file, ratesFile)
  if ('faults' in read) return []
  const benefit = base.benefits.get(read.value.benefit)
  return [...misnamed(file, ['benefit'], read.value.benefit), ...(benefit && !goesByRates(benefit) ? [unrated(file, benefit)] : []), ...read.value.rates.flatMap((table, index) => {
    const path = ['rates', index]
    const fixed = benefit?.rates.filter(rate => rate.where === table.where && rate.from === table.from && rate.amount_fen !== null && rate.confidence !== 'derived') ?? []
    const lines = benefit ? ratesOf(benefit.id, benefit.cells, table) : []
    const struck = lines.flatMap(({ cell }) => fixed.filter(rate => meet(rate.cell, cell)))[0]
    return [
      ...(benefit && lines.length === 0 ? [empty(file, [...path, 'amounts'])] : []),
      ...(struck ? [standing(file, [...path, 'from'], table.from, `≠ ${table.from}`, struck.source)] : []),
    ]
  })]
}

const parameterLimits: Limit = (file, base) => {
  const read = fitted(file, parameterFile)
  if ('faults' in read) return []
  const { name, rows } = read.value
  return [...misnamed(file, ['name'], name), ...rows.flatMap((row, index) => {
    const same = (one: { readonly year: number; readonly where: string }) => one.year === row.year && one.where === row.where
    const struck = [...base.parameters.filter(one => one.name === name && one.confidence !== 'derived'), ...rows.slice(0, index)].find(same)
    return struck ? [standing(file, ['rows', index, 'year'], row.year, `≠ ${row.year}`, struck.source)] : []
  })]
}

const overlapLimits: Limit = (file, base) => {
  const read = fitted(file, overlapFile)
  if ('faults' in read) return []
  return read.value.flatMap((row, index) => {
    const pair = [...row.benefits].toSorted().join()
    const struck = [...base.overlaps, ...read.value.slice(0, index)].find(one => one.where === row.where && one.from === row.from && [...one.benefits].toSorted().join() === pair)
    return struck ? [standing(file, [index, 'from'], row.from, `≠ ${row.from}`, struck.source)] : []
  })
}

/** A name of its own, so that no notice of a later package ever takes its place. */
const sourceLimits: Limit = (file, base, { county }) => {
  const { id } = fieldsOf(file.value)
  if (typeof id !== 'string') return []
  const known = base.sources.get(id)
  return [
    ...(known ? [standing(file, ['id'], id, `${county}-…`, known.cite)] : []),
    ...(id.startsWith(`${county}-`) ? [] : [file.fault(['id'], { value: id, legal: [`${county}-…`], message: { zh: '县里的文件以县代码开头编号', en: 'a county’s notice begins with the county’s code' } })]),
  ]
}

type Kind = {
  readonly path: RegExp
  readonly legal: readonly string[]
  /** Its rows, each with where it stands. */
  readonly rows: (value: unknown) => readonly (readonly [Path, unknown])[]
  /** The key of the day on which it was published. */
  readonly published: string
  readonly limit: Limit
}
const rowsAt = (key: string) => (value: unknown) => listOf(fieldsOf(value)[key]).map((row, index) => [[key, index], row] as const)

/** The kinds of files that a county may add. */
const KINDS: readonly Kind[] = [
  { path: /^sources\/[a-z0-9][a-z0-9-]{1,79}\.yaml$/, legal: ['sources/<id>.yaml'], rows: value => [[[], value]], published: 'published', limit: sourceLimits },
  { path: /^benefits\/[a-z][a-z0-9-]*\.yaml$/, legal: ['benefits/<benefit>.yaml'], rows: rowsAt('rates'), published: 'published_on', limit: rateLimits },
  { path: new RegExp(`^parameters/(${PARAMETERS.join('|')})\\.yaml$`), legal: PARAMETERS.map(name => `parameters/${name}.yaml`), rows: rowsAt('rows'), published: 'published_on', limit: parameterLimits },
  { path: /^overlaps\.yaml$/, legal: ['overlaps.yaml'], rows: value => listOf(value).map((row, index) => [[index], row] as const), published: 'published_on', limit: overlapLimits },
]
const kindOf = (path: string) => KINDS.find(kind => kind.path.test(path))

function limitsOf(file: ParsedFile, base: LawBook, asked: Asked): Refusal[] {
  const { rows, published, limit } = kindOf(file.path)!
  return [...rows(file.value).flatMap(([path, row]) => rowLimits(file, path, row, published, asked)), ...limit(file, base, asked)]
}

function pathFaults({ path }: DataFile, index: number, files: readonly DataFile[]): Refusal[] {
  if (!kindOf(path)) return [{ code: 'invalid', place: `${path}:1`, value: path, legal: KINDS.flatMap(kind => kind.legal), message: { zh: '不能录入这样的文件', en: 'no such file can be added' } }]
  return files.findIndex(other => other.path === path) === index ? [] : [{
    code: 'duplicate', place: `${path}:1`, value: path, message: { zh: '同一个文件出现了两次', en: 'the same file stands here twice' },
  }]
}

/** A whole benefit is not the county's to write: only rates for one that is there. */
function wholeBenefit(file: ParsedFile): Refusal[] {
  if (file.folder !== 'benefits' || file.faults.length > 0 || (typeof file.value === 'object' && file.value !== null && 'benefit' in file.value)) return []
  return [file.fault(['id'], { code: 'missing', legal: ['benefit', 'rates'], message: { zh: '只能为已有的待遇增加标准：benefit 和 rates', en: 'only rates for a benefit that is there: benefit and rates' } })]
}

const lineOf = ({ place }: Refusal): number => Number(/:(\d+)/.exec(place)?.[1] ?? 0)

/** What files would add to a law, and everything that stands against it: whatever the reader refuses, and what is not the county's to write. */
export function readAdditions(base: LawBook, files: readonly DataFile[], asked: Asked): { readonly reading: Reading; readonly faults: readonly Refusal[] } {
  const named = files.map((file, index) => ({ file, faults: pathFaults(file, index, files) }))
  const parsed = named.filter(({ faults }) => faults.length === 0).map(({ file }) => ({ file, faults: wholeBenefit(parseFile(file)) }))
  const reading = readBook(parsed.filter(({ faults }) => faults.length === 0).map(({ file }) => file), base.hash, base)
  const limits = [...reading.files.values()].flatMap(file => limitsOf(file, base, asked))
  const found = [...named, ...parsed].flatMap(({ faults }) => faults)
  const faults = [...found, ...reading.faults, ...limits, ...files.flatMap(({ path, text }) => screenSecret(`${path}:1`, text))]
  const order = new Map(files.map(({ path }, index) => [path, index]))
  const fileOf = ({ place }: Refusal): number => order.get(place.replace(/:\d+.*$/s, '')) ?? files.length
  return { reading, faults: faults.toSorted((one, other) => fileOf(one) - fileOf(other) || lineOf(one) - lineOf(other)) }
}
