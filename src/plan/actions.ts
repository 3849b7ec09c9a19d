import { act, read, type ActOptions } from '../access/actions.ts'
import type { House, Work } from '../access/house.ts'
import type { Actor } from '../base/actor.ts'
import { daysBetween, yearOf, type Day } from '../base/day.ts'
import { done, refused, type Refusal, type Result, type Text } from '../base/result.ts'
import { screenSecret } from '../base/secrecy.ts'
import { evidenceOfIn, existingEvidenceIn } from '../evidence/actions.ts'
import type { Evidence } from '../evidence/evidence.ts'
import { isId, placeFaults } from '../evidence/within.ts'
import { placesIn } from '../places/actions.ts'
import { isUnder, levelOf, type Place } from '../places/places.ts'
import { draftPlan, windowWords, type DraftLine } from './draft.ts'
import { planLaw } from './load.ts'
import type { Owner } from './duties.ts'
import {
  changedMeanwhile, itemState, noEvidence, noSuchItem, noSuchTask, shortcomingsOf, stateOf, wrongState, type PlanItem, type RecordReference, type Shortcoming,
  type SourceKind, type StoredTask, type Task, type TaskState, type TaskView, type YearView,
} from './plan.ts'
import { itemFaults, orderFaults, taskFaults, type ItemChange, type ItemInput, type PlanInput, type TaskChange, type TaskInput } from './schema.ts'
import {
  dropTask, handOnTasks, insertItems, insertPlan, insertProgress, insertTasks, planOf, selectDue, selectItem, selectItems, selectProofs, selectTask, selectTasks, selectTasksNamed,
  updateItem, updateTask, withdrawByTask, withdrawRecord,
} from './store.ts'
import { windowsIn } from './windows.ts'

/** What an office writes it writes in Chinese. */
const same = (words: string): Text => ({ zh: words, en: words })
const at = (work: Work) => new Date(work.now)
const seen = (task: StoredTask, today: Day): Task => {
  const state = stateOf(task, today)
  return { ...task, state, overdue_days: state === 'overdue' ? daysBetween(task.to, today) : 0 }
}

const notATownship = (place: string) => ({
  code: 'invalid' as const, place: 'place', value: place, message: { zh: '年度计划由乡镇（街道）制定，请填九位代码。', en: 'A year plan is a township\'s; give its nine digits.' },
})
const adoptedAlready = (year: number) => ({
  code: 'duplicate' as const, place: 'year', value: year, message: { zh: `${year}年的计划已经制定。`, en: `The plan of ${year} is adopted already.` },
})

/** A task of a year's plan is due in that year. */
const yearFaults = ({ to }: { to: Day }, year: number): Refusal[] => (yearOf(to) === year ? [] : [{
  code: 'invalid', place: 'to', value: to, legal: [`${year}-01-01 – ${year}-12-31`],
  message: { zh: `截止日应在计划的${year}年内。`, en: `The last day lies in ${year}, the year of the plan.` },
}])

/** The township and the villages that stand in a year. */
const standing = (places: readonly Place[], township: string, year: number): Place[] =>
  places.filter(place => isUnder(place.code, township) && place.from <= `${year}-12-31` && (place.to === null || place.to >= `${year}-01-01`))

/** Next year's plan before anybody adopts it. */
async function draftIn(work: Work, place: string, year: number): Promise<DraftLine[]> {
  const before = { place, year: year - 1 }
  const last = { items: (await planItemsIn(work, before)).filter(item => item.place === place), tasks: await tasksIn(work, before) }
  return draftPlan(planLaw(), year, standing(await placesIn(work), place, year), last)
}

export type PlanDraft = { readonly place: string; readonly year: number; readonly adopted: boolean; readonly lines: readonly DraftLine[] }

export async function planDraft(house: House, actor: Actor, { place, year }: { place: string; year: number }): Promise<Result<PlanDraft>> {
  if (levelOf(place) !== 'township') return refused(notATownship(place))
  return read(house, actor, 'plan.read', async work =>
    ({ place, year, adopted: await planOf(work.session, actor.county, place, year) !== undefined, lines: await draftIn(work, place, year) }))
}

/** Adopts a township's plan of a year from its draft: its items, and a task for each window at each place. Answers the plan's id. */
export async function adoptPlanIn(work: Work, input: PlanInput): Promise<Result<{ plan: string; items: number; tasks: number }>> {
  const { county } = work.actor
  const faults = [...placeFaults(work.actor, input.place), ...(levelOf(input.place) === 'township' ? [] : [notATownship(input.place)]),
    ...screenSecret('document', input.document)]
  if (faults.length > 0) return refused(...faults)
  if (await planOf(work.session, county, input.place, input.year)) return refused(adoptedAlready(input.year))
  const draft = await draftIn(work, input.place, input.year)
  const unknown = (input.carry ?? []).filter(id => !draft.some(line => line.kind === 'own' && line.key === id))
  if (unknown.length > 0) return refused(...unknown.map(id => noSuchItem(id)))
  const plan = work.id()
  await insertPlan(work.session, county, { id: plan, place: input.place, year: input.year, adopted_on: work.today, document: input.document ?? null })
  const lines = draft.filter(line => line.kind === 'duty' || input.carry?.includes(line.key))
    .map((line, index) => ({ ...line, id: work.id(), plan, place: input.place, number: line.kind === 'duty' ? line.number : index + 1, duty: line.kind === 'duty' ? line.key : null }))
  await insertItems(work.session, county, lines)
  const tasks = lines.flatMap(line => line.tasks.map(draftTask => ({
    ...draftTask, id: work.id(), year: input.year, plan_item: line.id, number: line.number, source_kind: line.kind, source: line.duty ?? line.id,
  })))
  await insertTasks(work.session, county, tasks, at(work))
  work.record({ action: 'plan.plan.adopt', subject: plan, place: input.place,
    after: { year: input.year, document: input.document ?? null, items: lines.map(line => line.duty ?? line.title.zh), tasks: tasks.length } })
  return done({ plan, items: lines.length, tasks: tasks.length })
}

export const adoptPlan = (house: House, actor: Actor, input: PlanInput, options?: ActOptions) =>
  act(house, actor, 'plan.write', work => adoptPlanIn(work, input), options)

/** Adds a task that no duty asks for: a meeting's decision, a county notice, the place's own. Answers its id. */
export async function addTaskIn(work: Work, input: TaskInput): Promise<Result<string>> {
  const faults = [...placeFaults(work.actor, input.place), ...taskFaults(input)]
  if (faults.length > 0) return refused(...faults)
  const task = {
    id: work.id(), place: input.place, year: yearOf(input.to), plan_item: null, number: null, duty: null, window: null, title: input.title, from: input.from,
      to: input.to,
    owner: input.owner, owner_name: input.owner_name ?? null, closes_by: [], source_kind: input.source.kind, source: input.source.id,
  }
  await insertTasks(work.session, work.actor.county, [task], at(work))
  work.record({ action: 'plan.task.add', subject: task.id, place: task.place, after: task })
  return done(task.id)
}

export const addTask = (house: House, actor: Actor, input: TaskInput, options?: ActOptions) =>
  act(house, actor, 'plan.write', work => addTaskIn(work, input), options)

/** An item that the place adds to its plan of a year, and the task that it is. Answers the item's id. */
export async function addItemIn(work: Work, input: ItemInput): Promise<Result<string>> {
  const { county } = work.actor
  const faults = [...placeFaults(work.actor, input.place), ...itemFaults(input), ...orderFaults(input), ...yearFaults(input, input.year)]
  if (faults.length > 0) return refused(...faults)
  const plan = await planOf(work.session, county, input.place, input.year)
  if (!plan) return refused(wrongState(`${input.year}年的计划还没有制定。`, `There is no plan of ${input.year} yet.`))
  const numbers = (await selectItems(work.session, county, input.place, input.year)).map(item => item.number)
  const id = work.id()
  const lead = { place: input.place, number: Math.max(0, ...numbers) + 1, title: same(input.title), owner: input.owner, owner_name: input.owner_name || null, duty: null }
  await insertItems(work.session, county, [{ ...lead, id, plan, sentence: same(input.sentence || input.title), windows: [], target: [] }])
  await insertTasks(work.session, county, [{
    ...lead, id: work.id(), year: input.year, plan_item: id, window: null, from: input.from, to: input.to, closes_by: [], source_kind: 'own', source: id,
  }], at(work))
  work.record({ action: 'plan.item.add', subject: id, place: input.place, after: input })
  return done(id)
}

export const addItem = (house: House, actor: Actor, input: ItemInput, options?: ActOptions) =>
  act(house, actor, 'plan.write', work => addItemIn(work, input), options)

/** Another leads an item; what nothing proves yet goes with it. Of the place's own items the words change too. */
export async function changeItemIn(work: Work, id: string, change: ItemChange): Promise<Result<string>> {
  const item = isId(id) ? await selectItem(work.session, work.actor.county, id) : undefined
  if (!item) return refused(noSuchItem(id))
  const faults = [...placeFaults(work.actor, item.place), ...itemFaults(change)]
  if (faults.length > 0) return refused(...faults)
  const own = item.duty === null
  const changed = {
    ...item, version: change.version, owner: change.owner, owner_name: change.owner_name || null,
    title: own && change.title !== undefined ? same(change.title) : item.title, sentence: own && change.sentence !== undefined ? same(change.sentence) : item.sentence,
  }
  if (!await updateItem(work.session, work.actor.county, changed)) return refused(changedMeanwhile)
  const handed = changed.owner === item.owner && changed.owner_name === item.owner_name ? 0 : await handOnTasks(work.session, work.actor.county, changed)
  work.record({ action: 'plan.item.change', subject: id, place: item.place, before: item, after: { ...changed, version: change.version + 1, handed } })
  return done(id)
}

export const changeItem = (house: House, actor: Actor, id: string, change: ItemChange, options?: ActOptions) =>
  act(house, actor, 'plan.write', work => changeItemIn(work, id, change), options)

/** Gives a task to somebody else, or another time. What a duty is called stays, and so does its year. */
export async function changeTaskIn(work: Work, id: string, change: TaskChange): Promise<Result<string>> {
  const [task] = await namedTasks(work, { task: id })
  if (!task) return refused(noSuchTask(id))
  const duty = task.source_kind === 'duty'
  const faults = [...placeFaults(work.actor, task.place), ...itemFaults(change), ...orderFaults(change), ...(task.plan_item ? yearFaults(change, task.year) : [])]
  if (faults.length > 0) return refused(...faults)
  const changed = {
    id, version: change.version, title: duty || change.title === undefined ? task.title : same(change.title), from: change.from, to: change.to, owner: change.owner,
    owner_name: change.owner_name || null, year: task.plan_item ? task.year : yearOf(change.to),
  }
  if (!await updateTask(work.session, work.actor.county, changed)) return refused(changedMeanwhile)
  const { title, from, to, owner, owner_name, year, version } = task
  work.record({ action: 'plan.task.change', subject: id, place: task.place, before: { id, version, title, from, to, owner, owner_name, year }, after: { ...changed, version: change.version + 1 } })
  return done(id)
}

export const changeTask = (house: House, actor: Actor, id: string, change: TaskChange, options?: ActOptions) =>
  act(house, actor, 'plan.write', work => changeTaskIn(work, id, change), options)

/**
 * A room says that it holds a record which proves work. It closes every task of that year, at `place` or above it, whose duty
 * names this kind of record: in `window` if given, else in the window that `on` falls in. Without such a task it closes none,
 * and a plan adopted later will find it. The same record is counted once.
 */
export async function progressIn(
  work: Work, input: { duty?: string; window?: string; place: string; year: number; record: RecordReference; on: Day },
): Promise<void> {
  const duties = planLaw().duties.filter(duty => input.duty === undefined || duty.id === input.duty)
  if (!duties.some(duty => duty.tasks.some(task => task.closes_by.includes(input.record.kind)))) {
    throw new Error(`no duty ${input.duty ?? ''} closes by ${input.record.kind}`)
  }
  const row = { id: work.id(), place: input.place, year: input.year, task: null, duty: input.duty ?? null, window: input.window ?? null,
    record: input.record, on: input.on }
  const added = await insertProgress(work.session, work.actor.county, row, at(work))
  if (added) work.record({ action: 'plan.progress.add', subject: input.record.id, place: input.place, after: row })
}

/** The record is gone: what it proved is open again. */
export async function withdrawProgressIn(work: Work, record: RecordReference): Promise<void> {
  const withdrawn = await withdrawRecord(work.session, work.actor.county, record, at(work))
  if (withdrawn > 0) work.record({ action: 'plan.progress.withdraw', subject: record.id, place: work.actor.place, before: record })
}

type TaskNamed = { readonly task: string } | { readonly duty: string; readonly year: number; readonly place: string; readonly window?: string }
export type CloseInput = TaskNamed & { readonly evidence?: readonly string[]; readonly record?: RecordReference; readonly on?: Day }

async function namedTasks(work: Work, input: TaskNamed): Promise<StoredTask[]> {
  if ('task' in input) return isId(input.task) ? [await selectTask(work.session, work.actor.county, input.task)].filter(task => task !== undefined) : []
  const all = await selectTasks(work.session, work.actor.county, input.place, input.year)
  return all.filter(task => task.place === input.place && task.duty === input.duty && (input.window === undefined || task.window === input.window))
}

/** Evidence made before the task's time, in an earlier year, proves other work. */
const proves = (task: StoredTask, evidence: Evidence): boolean => evidence.taken_on >= (task.from < `${task.year}-01-01` ? task.from : `${task.year}-01-01`)

/** What proves a task: the evidence named, all of it, or else what was kept for the task. */
async function proofOf(work: Work, task: StoredTask, input: CloseInput): Promise<Result<readonly { record: RecordReference; on: Day }[]>> {
  if (input.record) {
    if (input.record.id === '' || !task.closes_by.includes(input.record.kind)) return refused(noEvidence(input.record.kind))
    return done([{ record: input.record, on: input.on ?? work.today }])
  }
  const named = input.evidence ?? []
  const found = named.length > 0 ? await existingEvidenceIn(work, named) : await evidenceOfIn(work, { kind: 'task', id: task.id })
  const lacking = named.filter(id => !found.some(evidence => evidence.id === id))
  const old = found.filter(evidence => !proves(task, evidence)).map(evidence => evidence.id)
  if (found.length === 0 || lacking.length + old.length > 0) return refused(...(lacking.length + old.length > 0 ? [...lacking, ...old].map(noEvidence)
    : [noEvidence(undefined)]))
  return done(found.map(evidence => ({ record: { kind: 'evidence', id: evidence.id }, on: evidence.taken_on })))
}

/** Closes a task (or each task of a duty at a place) with what proves it. Refuses `no-evidence` without. Answers how many it closed. */
export async function closeTaskIn(work: Work, input: CloseInput): Promise<Result<number>> {
  const tasks = await namedTasks(work, input)
  if (tasks.length === 0) return refused(noSuchTask('task' in input ? input.task : input.duty))
  for (const task of tasks) {
    if (task.dropped_on !== null) return refused(wrongState('这项任务已经取消。', 'This task was dropped.'))
    const proof = await proofOf(work, task, input)
    if (!proof.ok) return proof
    for (const { record, on } of proof.value) {
      await insertProgress(work.session, work.actor.county,
        { id: work.id(), place: task.place, year: task.year, task: task.id, duty: null, window: null, record, on }, at(work))
    }
    work.record({ action: 'plan.task.close', subject: task.id, place: task.place, after: proof.value })
  }
  return done(tasks.length)
}

/** Whoever may bring evidence may close with it: the village worker too, in the own village. */
export const closeTask = (house: House, actor: Actor, task: string, evidence: readonly string[] | undefined, options?: ActOptions) =>
  act(house, actor, 'evidence.write', work => closeTaskIn(work, { task, ...(evidence ? { evidence } : {}) }), options)

/** Opens a task again that was closed by hand. What another room's record proves stays done. */
export async function reopenTaskIn(work: Work, id: string, reason: string): Promise<Result<number>> {
  const [task] = await namedTasks(work, { task: id })
  if (!task) return refused(noSuchTask(id))
  const faults = screenSecret('reason', reason)
  if (faults.length > 0) return refused(...faults)
  const withdrawn = await withdrawByTask(work.session, work.actor.county, id, at(work))
  if (withdrawn === 0 && task.dropped_on === null) return refused(wrongState('这项任务不是手工办结的，也没有取消。', 'This task was neither closed by hand nor dropped.'))
  await dropTask(work.session, work.actor.county, id, null, null)
  work.record({ action: 'plan.task.reopen', subject: id, place: task.place, before: { dropped_on: task.dropped_on, records: task.records }, after: { reason } })
  return done(withdrawn)
}

export const reopenTask = (house: House, actor: Actor, id: string, reason: string, options?: ActOptions) =>
  act(house, actor, 'plan.write', work => reopenTaskIn(work, id, reason), options)

/** Drops a task with a reason: it is neither done nor missing. */
export async function dropTaskIn(work: Work, id: string, reason: string): Promise<Result<string>> {
  const [task] = await namedTasks(work, { task: id })
  if (!task) return refused(noSuchTask(id))
  const faults = screenSecret('reason', reason)
  if (faults.length > 0) return refused(...faults)
  const state = stateOf(task, work.today)
  if (state === 'done' || state === 'dropped') return refused(wrongState('已办结或已取消的任务不能再取消。', 'A task that is done or dropped cannot be dropped.'))
  await dropTask(work.session, work.actor.county, id, work.today, reason)
  work.record({ action: 'plan.task.drop', subject: id, place: task.place, after: { reason } })
  return done(id)
}

export const removeTask = (house: House, actor: Actor, id: string, reason: string, options?: ActOptions) =>
  act(house, actor, 'plan.write', work => dropTaskIn(work, id, reason), options)

export type TaskQuery = {
  readonly place: string; readonly year: number; readonly state?: TaskState | undefined; readonly owner?: Owner | undefined; readonly source?: SourceKind | undefined
}

/** The tasks under a place in a year, in order of their last days. */
export async function tasksIn(work: Work, query: TaskQuery): Promise<Task[]> {
  const rows = await selectTasks(work.session, work.actor.county, query.place, query.year)
  return rows.map(row => seen(row, work.today)).filter(task => (query.state === undefined || task.state === query.state)
    && (query.owner === undefined || task.owner === query.owner) && (query.source === undefined || task.source_kind === query.source))
}

/** The tasks of these ids, of whatever year. */
export const tasksNamedIn = async (work: Work, ids: readonly string[]): Promise<Task[]> =>
  (await selectTasksNamed(work.session, work.actor.county, ids)).map(row => seen(row, work.today))

/** A task, and what proves it. */
export async function task(house: House, actor: Actor, id: string): Promise<Result<TaskView>> {
  const found = await read(house, actor, 'plan.read', async work => {
    const [row] = await namedTasks(work, { task: id })
    return row ? { ...seen(row, work.today), proofs: await selectProofs(work.session, actor.county, id) } : undefined
  })
  return found.ok && found.value === undefined ? refused(noSuchTask(id)) : found as Result<TaskView> // undefined is refused above
}

export const tasks = (house: House, actor: Actor, query: TaskQuery): Promise<Result<Task[]>> => read(house, actor, 'plan.read', work => tasksIn(work, query))

/** What is begun and not done on a day, the overdue first. */
export async function tasksDueIn(work: Work, { place, on }: { place: string; on: Day }): Promise<Task[]> {
  return (await selectDue(work.session, work.actor.county, place, on, yearOf(on))).map(row => seen(row, on))
}

/** The planned tasks of a year that nothing proves, for the document. */
export const shortcomingsIn = async (work: Work, { place, year }: { place: string; year: number }): Promise<Shortcoming[]> =>
  shortcomingsOf(await selectTasks(work.session, work.actor.county, place, year))

/** The items of the plans under a place, with how many of their tasks are done. */
export async function planItemsIn(work: Work, { place, year }: { place: string; year: number }): Promise<PlanItem[]> {
  const [items, all] = [await selectItems(work.session, work.actor.county, place, year), await tasksIn(work, { place, year })]
  const { duties, calendar } = planLaw()
  return items.map(({ plan: _, ...item }) => {
    const own = all.filter(task => task.plan_item === item.id)
    const count = (state: TaskState) => own.filter(task => task.state === state).length
    const duty = duties.find(each => each.id === item.duty)
    return {
      ...item, from: own.map(task => task.from).toSorted()[0] ?? null, to: own.map(task => task.to).toSorted().at(-1) ?? null, window: duty ? windowWords(duty, calendar) : { zh: '', en: '' },
      total: own.length - count('dropped'), done: count('done'), overdue: count('overdue'), state: itemState(own),
    }
  })
}

export const planItems = (house: House, actor: Actor, query: { place: string; year: number }): Promise<Result<PlanItem[]>> =>
  read(house, actor, 'plan.read', work => planItemsIn(work, query))

/** The year at a place: its windows, its items and all its tasks. */
export const planYear = (house: House, actor: Actor, query: { place: string; year: number }): Promise<Result<YearView>> =>
  read(house, actor, 'plan.read', async work => {
    const places = await placesIn(work)
    const region = places.find(place => place.code.startsWith(query.place || actor.place) && place.harvest_region !== null)?.harvest_region ?? null
    const items = await planItemsIn(work, query)
    return { today: work.today, adopted: items.length > 0, windows: windowsIn(planLaw().calendar, query.year, region), items, tasks: await tasksIn(work, query) }
  })
