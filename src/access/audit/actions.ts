import { act, read } from '../actions.ts'
import type { House, Work } from '../house.ts'
import { ROLE_NAMES } from '../refusals.ts'
import { may } from '../roles.ts'
import { ROLES, type Actor } from '../../base/actor.ts'
import { addDays, momentOf, type Day } from '../../base/day.ts'
import { counted } from '../../base/english.ts'
import { done, refused, type Result, type Text } from '../../base/result.ts'
import { entriesOf, journalHead, verifyChain } from '../../journal/actions.ts'
import type { Head, Row } from '../../journal/journal.ts'
import { writeWorkbook } from '../../sheets/write.ts'
import { actionName, pageOf, readerOf } from './action-names.ts'
import { saidOf, titleOf, type ChainAnswer, type JournalLine, type Names, type Said } from './audit.ts'
import { journalQuery, type JournalQuery } from './schemas.ts'
import { selectNames } from './store.ts'

const roleName = (role: string): Text => {
  const known = ROLES.find(each => each === role)
  return known ? ROLE_NAMES[known] : { zh: role, en: role }
}

/** Canonical JSON, as `writeEntries` wrote it. */
const parsed = (text: string | null): unknown => (text === null ? undefined : JSON.parse(text))

/** A sheet is known by its id, which has a name. */
const titleIn = (names: Names, title: string | null): string | null => (title === null ? null : names.get(title)?.zh ?? title)

/** An entry as its reader may see it: who may not see persons, money or drafts learns that something was done, not what it says. */
function lineOf(actor: Actor, names: Names, row: Row): JournalLine {
  const [before, after] = [parsed(row.before), parsed(row.after)]
  const needed = readerOf(row.action)
  const covered = needed !== undefined && !may(actor.role, needed)
  const page = pageOf(row, after ?? before)
  const opens = !covered && page !== undefined && (!page.startsWith('/admin/accounts') || may(actor.role, 'accounts.manage'))
  return {
    number: row.number, at: row.at.toISOString(), actor: row.actor, role_name: roleName(row.role), action: row.action, name: actionName(row.action),
    subject: row.subject, title: covered ? null : titleIn(names, titleOf(after, before)) ?? names.get(row.subject)?.zh ?? null, place: row.place_code, page: opens ? page : null,
    ...(covered ? { said: [], more: 0 } : saidOf(before, after, names)), covered, hash: row.hash,
  }
}

const SHANGHAI = 'T00:00:00+08:00'
const startOf = (day: Day): Date | null => (day === '' ? null : new Date(day + SHANGHAI))

/** What an audit needs of higher rooms: the heads that runs and documents have kept, and what the law's own words are called. */
export type AuditSources = { readonly anchorsIn: (work: Work) => Promise<readonly Head[]>; readonly wordsIn: (work: Work) => Promise<Names> }

/** What the codes and ids that stand in entries are called. */
async function namesIn(work: Work, wordsIn: AuditSources['wordsIn']): Promise<Names> {
  const own = await selectNames(work.session, work.actor.county)
  return new Map([...await wordsIn(work), ...own.map(({ id, name }) => [id, { zh: name, en: name }] as const)])
}

async function linesIn(work: Work, names: Names, query: JournalQuery, limit: number, offset: number): Promise<{ rows: JournalLine[]; total: number }> {
  const { from, to, who, action, place, subject } = journalQuery.parse(query)
  const filter = { from: startOf(from), until: startOf(to === '' ? '' : addDays(to, 1)), who, action, place, subject }
  const { rows, total } = await entriesOf(work.session, work.actor.county, filter, limit, offset)
  return { rows: rows.map(row => lineOf(work.actor, names, row)), total }
}

export type JournalList = { readonly rows: readonly JournalLine[]; readonly total: number; readonly page: number; readonly size: number }

/** A page of what was done in the reader's places, the last first. */
export const journalList = (house: House, actor: Actor, sources: AuditSources, query: JournalQuery): Promise<Result<JournalList>> =>
  read(house, actor, 'journal.read', async work => {
    const { page, size } = journalQuery.parse(query)
    return { ...await linesIn(work, await namesIn(work, sources.wordsIn), query, size, (page - 1) * size), page, size }
  })

const EXPORT_ROWS_MAX = 50_000
const HEADINGS = ['编号', '时间', '人员', '角色', '事项', '对象', '辖区', '内容', '校验值']
const said = ({ field, before, after }: Said): string => (before === null ? `${field.zh}：${after?.zh ?? ''}` : `${field.zh}：${before.zh} → ${after?.zh ?? '（无）'}`)

/** What was asked for as .xlsx, masked as on the page. That it was taken out stands in the journal too. */
export const exportJournal = (house: House, actor: Actor, sources: AuditSources, query: JournalQuery): Promise<Result<{ name: string; bytes: Uint8Array }>> =>
  act(house, actor, 'journal.read', async work => {
    const names = await namesIn(work, sources.wordsIn)
    const { rows, total } = await linesIn(work, names, query, EXPORT_ROWS_MAX, 0)
    if (total > EXPORT_ROWS_MAX) {
      return refused({
        code: 'too-large', place: 'from', value: total, legal: [`≤ ${EXPORT_ROWS_MAX}`],
        message: { zh: `共 ${total} 条，一次最多导出 ${EXPORT_ROWS_MAX} 条。`, en: `${counted(total, 'entry')}; at most ${EXPORT_ROWS_MAX} at once.` }, next: { zh: '请把时间缩短一些，分几次导出。', en: 'Shorten the time and export in parts.' },
      })
    }
    const lines = rows.map(row => [
      String(row.number), momentOf(row.at), row.actor, row.role_name.zh, row.name.zh, row.title ?? '', names.get(row.place)?.zh ?? row.place,
      row.covered ? '（无权查看）' : row.said.map(said).join('；') + (row.more > 0 ? `；另有 ${row.more} 项` : ''), row.hash,
    ])
    const { from, to, who, action, place, subject } = journalQuery.parse(query)
    work.record({ action: 'journal.list.export', subject: actor.place, place: actor.place, after: { rows: lines.length, from, to, who, action, place, subject } })
    return done({ name: `操作日志-${work.today}.xlsx`, bytes: await writeWorkbook({ name: '操作日志', headings: HEADINGS, rows: lines }) })
  })

/** Reckons the county's whole chain again. It holds together only whole, so it is read whole whoever asks; the asker is told no entry of it. That it was checked is an entry of its own. */
export const checkChain = (house: House, actor: Actor, { anchorsIn }: Pick<AuditSources, 'anchorsIn'>): Promise<Result<ChainAnswer>> =>
  act(house, { ...actor, place: actor.county, scope: [actor.county] }, 'journal.read', async work => {
    const anchors = await anchorsIn(work)
    const { rows, fault } = await verifyChain(work.session, actor.county, anchors)
    const head = await journalHead(work.session, actor.county)
    work.record({ action: 'journal.chain.check', subject: actor.county, place: actor.county, after: { rows, ok: fault === undefined } })
    return done({ rows, head, anchors: anchors.length, fault: fault ?? null })
  })
