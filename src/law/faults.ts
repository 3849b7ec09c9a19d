import type { Refusal } from '../base/result.ts'
import type { ParsedFile } from './data-file.ts'
import type { CategoryEntry, CellKey, Source } from './law.ts'
import type { BenefitFile, RateTable } from './schema.ts'
import { CELL_VALUES, cellsOf } from './tables.ts'

/** What can only be seen across files: names that nothing has, citations and rates out of order. */

export type Known = { readonly sources: ReadonlyMap<string, Source>; readonly categories: ReadonlyMap<string, CategoryEntry> }

const noSource = (file: ParsedFile, path: readonly PropertyKey[], id: string, known: Known): Refusal[] => (known.sources.has(id) ? [] : [file.fault(path, {
  value: id, legal: [...known.sources.keys()].toSorted(), message: { zh: `没有 ${id} 这一出处`, en: `there is no source ${id}` },
})])

function clauseFaults(file: ParsedFile, path: readonly PropertyKey[], { source, article }: { source: string; article: string }, known: Known): Refusal[] {
  const found = known.sources.get(source)
  if (!found) return noSource(file, [...path, 'source'], source, known)
  return article in found.articles ? [] : [file.fault([...path, 'article'], {
    value: article, legal: Object.keys(found.articles), message: { zh: `${found.cite} 没有录 ${article}`, en: `${source} has no article ${article}` },
  })]
}

function citationFaults(file: ParsedFile, benefit: BenefitFile, known: Known): Refusal[] {
  const legal = Object.keys(benefit.citations)
  const cites: [string, readonly PropertyKey[]][] = [
    [benefit.ground.cite, ['ground', 'cite']],
    ...(['conditions', 'by_hand', 'continues'] as const).flatMap(key => benefit[key].map((entry, index): [string, readonly PropertyKey[]] => [entry.cite, [key, index, 'cite']])),
  ]
  return [
    ...Object.entries(benefit.citations).flatMap(([name, list]) => list.flatMap((citation, index) => [
      ...clauseFaults(file, ['citations', name, index], citation, known),
      ...(index > 0 && list[index - 1]!.from >= citation.from ? [file.fault(['citations', name, index, 'from'], {
        value: citation.from, legal: [`> ${list[index - 1]!.from}`], message: { zh: '引用的施行日没有依次往后', en: 'citations are not in order of days' },
      })] : []),
    ])),
    ...cites.flatMap(([cite, path]) => (legal.includes(cite) ? [] : [file.fault(path, { value: cite, legal, message: { zh: `citations 里没有 ${cite}`, en: `no citation ${cite}` } })])),
  ]
}

const depthOf = (keys: readonly CellKey[]) => keys.join(' / ') || '（无 / none）'

function cellFaults(file: ParsedFile, path: readonly PropertyKey[], amounts: Parameters<typeof cellsOf>[0], keys: readonly CellKey[]): Refusal[] {
  return cellsOf(amounts, keys).flatMap(({ path: names }) => {
    if (names.length !== keys.length) return [file.fault([...path, ...names], { legal: [depthOf(keys)], message: { zh: '层数与 cells 不符', en: 'not nested as `cells` says' } })]
    const wrong = names.findIndex((name, index) => CELL_VALUES[keys[index]!]?.includes(name) === false)
    return wrong < 0 ? [] : [file.fault([...path, ...names.slice(0, wrong + 1)], {
      value: names[wrong], legal: CELL_VALUES[keys[wrong]!]!, message: { zh: `${names[wrong]} 不是 ${keys[wrong]} 的值`, en: `${names[wrong]} is no ${keys[wrong]}` },
    })]
  })
}

const sameCells = (one: RateTable, other: RateTable): boolean => {
  const keys = (table: RateTable) => (table.amounts ? cellsOf(table.amounts, []).map(({ path }) => path.join('/')) : ['*'])
  const [left, right] = [keys(one), keys(other)]
  return left.some(key => key !== '*' && right.includes(key)) || (left[0] === '*' && right[0] === '*')
}

/** Two figures for one day, place and cell: neither can be told to be the law. An unknown one and a figure may share their first day. */
function overlaps(one: RateTable, other: RateTable): boolean {
  if (one.where !== other.where || one.confidence !== other.confidence || !sameCells(one, other)) return false
  if (one.amount === 'unknown' || other.amount === 'unknown') return false
  return one.from === other.from || (one.from < other.from && one.to !== null && one.to !== undefined && other.from <= one.to)
}

export function rateFaults(file: ParsedFile, rates: readonly RateTable[], cells: readonly CellKey[], known: Known): Refusal[] {
  return rates.flatMap((table, index) => [
    ...noSource(file, ['rates', index, 'source'], table.source, known),
    ...(table.to && table.to < table.from ? [file.fault(['rates', index, 'to'], { value: table.to, legal: [`>= ${table.from}`], message: { zh: '终止早于起始', en: 'it ends before it begins' } })] : []),
    ...(table.amounts ? cellFaults(file, ['rates', index, 'amounts'], table.amounts, cells) : []),
    ...rates.flatMap((other, place) => (place !== index && (place < index || other.from !== table.from) && overlaps(other, table) ? [file.fault(['rates', index, 'from'], {
      value: table.from, legal: [other.to ? `> ${other.to}` : `≠ ${other.from}`],
      message: { zh: `与 rates[${place}]（${other.from} 起）的日期重叠`, en: `its dates overlap rates[${place}], from ${other.from}` },
    })] : [])),
  ])
}

export function benefitFaults(file: ParsedFile, benefit: BenefitFile, known: Known): Refusal[] {
  return [
    ...citationFaults(file, benefit, known),
    ...rateFaults(file, benefit.rates, benefit.cells, known),
    ...benefit.shares.flatMap((share, index) => [
      ...noSource(file, ['shares', index, 'source'], share.source, known), ...cellFaults(file, ['shares', index, 'amounts'], share.amounts, benefit.cells),
    ]),
  ]
}

export const categoryFaults = (file: ParsedFile, { citations }: Pick<CategoryEntry, 'citations'>, known: Known): Refusal[] =>
  citations.flatMap((citation, index) => clauseFaults(file, ['citations', index], citation, known))

/** Names of benefits that no file has. */
export const strangers = (file: ParsedFile, named: readonly (readonly [benefit: string, path: readonly PropertyKey[]])[], benefits: ReadonlySet<string>): Refusal[] =>
  named.filter(([benefit]) => !benefits.has(benefit)).map(([benefit, path]) => file.fault(path, {
    value: benefit, legal: [...benefits], message: { zh: '没有这项待遇', en: 'there is no such benefit' },
  }))

export const nameFault = (file: ParsedFile, id: string): Refusal[] => (id === file.name ? [] : [file.fault(['id'], {
  value: id, legal: [file.name], message: { zh: 'id 与文件名不一致', en: 'the id is not the file’s name' },
})])

export const parameterFaults = (file: ParsedFile, rows: readonly { readonly source: string }[], known: Known): Refusal[] =>
  rows.flatMap((row, index) => noSource(file, ['rows', index, 'source'], row.source, known))
