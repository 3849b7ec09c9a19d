import { readFile } from 'node:fs/promises'
import { isDay, type Day } from '../base/day.ts'
import { maskName } from '../base/mask.ts'
import { must } from '../base/result.ts'
import { reconcileList, screening, type ListAnswer, type ScreeningAnswer } from '../entitlement/screening/actions.ts'
import { FINDING_KINDS, KIND_NAMES } from '../entitlement/screening/kinds.ts'
import type { ScreeningFinding } from '../entitlement/screening/screening.ts'
import { readArguments } from './arguments.ts'
import { BadArguments, refuse, type Command, type Output } from './command.ts'
import { commandActor, openHouse, type OpenedHouse } from './house.ts'
import { fileFaults } from './import.ts'

/** A terminal is no place for whole names. */
const masked = <T extends { readonly name: string }>(person: T): T => ({ ...person, name: maskName(person.name) })

/** The findings of every county that the database holds. */
async function screenAll(opened: OpenedHouse, asOf: Day | undefined): Promise<ScreeningAnswer> {
  const all: ScreeningAnswer[] = []
  for (const { code } of opened.counties) all.push(must(await screening(opened.house, commandActor(code, 'county-office'), { asOf })))
  const counts = Object.fromEntries(FINDING_KINDS.map(kind => [kind, all.reduce((total, one) => total + one.counts[kind], 0)])) as ScreeningAnswer['counts'] // one for each kind
  return { as_of: all[0]!.as_of, findings: all.flatMap(({ findings }) => findings).map(finding => ({ ...finding, person: masked(finding.person), other: finding.other && masked(finding.other) })), counts }
}

const line = ({ person, other, benefit_name, month, reason, source, article, action }: ScreeningFinding): string =>
  `  ${person.name} ${person.place} ${benefit_name.zh} ${month}：${reason}${other ? `：${other.name}` : ''}${source === '' ? '' : `（${source}${article}）`} → ${action.text}`

function inWords({ as_of, findings, counts }: ScreeningAnswer): string {
  return FINDING_KINDS.flatMap(kind => [
    `${KIND_NAMES[kind].zh} ${KIND_NAMES[kind].en}: ${counts[kind]}`, ...findings.filter(finding => finding.kind === kind).map(line),
  ]).concat(`截至 / as of ${as_of}`).join('\n')
}

function listInWords({ rows_read, findings, counts, refusals }: ListAnswer): string {
  return [
    ...findings.map(({ row, name, reason }) => `  ${row === null ? '（名单外）' : `第 ${row} 行`} ${name}：${reason}`),
    ...refusals.map(({ row, column, value, reason, legal }) => `第 ${row} 行 ${column}：${value === '' ? '' : `“${value}” `}${reason.zh}${legal.length > 0 ? ` 可填：${legal.join('、')}` : ''}`),
    `读到 ${rows_read} 行：相符 ${counts.agrees}，不符 ${counts.differs}，名册没有 ${counts.unknown}，名册上已去世 ${counts.dead}，名单没有 ${counts.unlisted}，有错 ${new Set(refusals.map(({ row }) => row)).size}。`,
  ].join('\n')
}

async function holdList(opened: OpenedHouse, out: Output, list: string, path: string): Promise<number> {
  const faults = await fileFaults(path)
  if (faults.length > 0) return refuse(out, faults)
  const held = await reconcileList(opened.house, commandActor(opened.counties[0]!.code, 'clerk'), list, await readFile(path))
  if (!held.ok) return refuse(out, held.refusals)
  const answer = { ...held.value, findings: held.value.findings.map(finding => ({ ...masked(finding), person: finding.person && masked(finding.person) })) }
  out.print(answer, listInWords(answer))
  return 0
}

function screenArguments(args: string[]) {
  const { values, positionals } = readArguments(args, { data: { type: 'string' }, 'as-of': { type: 'string' }, list: { type: 'string' } })
  const asOf = values['as-of']
  if (asOf !== undefined && !isDay(asOf)) throw new BadArguments(`--as-of ${asOf}：应为存在的日期，写作 YYYY-MM-DD / a date that exists, YYYY-MM-DD`)
  if (positionals.length !== (values.list === undefined ? 0 : 1)) throw new BadArguments('--list 后面要一种名单和一个文件 / --list needs a kind of list and one file')
  return { data: values.data, asOf, list: values.list, path: positionals[0] ?? '' }
}

export const screenCommand: Command = {
  usage: 'screen --data DIR [--as-of DATE] | screen --data DIR --list ID FILE',
  summary: { zh: '筛查：应享未享、应退未退、重复享受、缺少事实、三个月内变动；或比对一张名单', en: 'who was missed, drawn twice, or will change; or a list held against the roster' },
  async run(args, out) {
    const { data, asOf, list, path } = screenArguments(args)
    const opened = await openHouse({ data, log: out.log })
    try {
      if (list !== undefined) return await holdList(opened, out, list, path)
      const answer = await screenAll(opened, asOf)
      out.print(answer, inWords(answer))
      return 0
    } finally {
      await opened.close()
    }
  },
}
