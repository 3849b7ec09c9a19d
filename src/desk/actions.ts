import { createHash, timingSafeEqual } from 'node:crypto'
import { act, demoPeople, foundCounty, hasAccounts, insertAccountIn, read, readInstallation } from '../access/actions.ts'
import { isTourDue, passwordStanding, type PasswordStanding } from '../access/own/actions.ts'
import type { House, Work } from '../access/house.ts'
import { ROLE_NAMES } from '../access/refusals.ts'
import { ALLOWED, may, type Permission } from '../access/roles.ts'
import type { FirstAdministratorCall } from '../access/schema.ts'
import { ROLES, type Actor, type Role } from '../base/actor.ts'
import { dayOf, yearOf } from '../base/day.ts'
import { done, must, refused, type Refusal, type Result, type Text } from '../base/result.ts'
import { figureByPlace, figureValues } from '../figures/actions.ts'
import type { Figure } from '../figures/figures.ts'
import { runsIn } from '../payment/actions.ts'
import { paymentFailuresIn } from '../payment/banks/failures/actions.ts'
import { differencesIn } from '../payment/consistency/actions.ts'
import { closingsIn } from '../payment/recovery/actions.ts'
import { addPlaces, places, placesIn } from '../places/actions.ts'
import type { Place } from '../places/places.ts'
import { planItemsIn, tasksDueIn, tasksIn } from '../plan/actions.ts'
import { accountProposalsIn } from '../roster/accounts/actions.ts'
import { checksOf } from './administration/actions.ts'
import { checkItem } from './administration/administration.ts'
import { inOrder, monthsOf, planLine, runItem, runLine, taskItem, waitingItem, type DeskView, type DueItem } from './desk.ts'
import type { Machine } from './health/health.ts'

/** What the page asks before anybody is signed in. */
export type State = {
  readonly set_up: boolean
  readonly demo: boolean
  /** Before the first account: the places that `init` entered. */
  readonly places?: { readonly code: string; readonly county: string; readonly townships: number; readonly villages: number }
  readonly people?: readonly { login: string; name: string; role: string; role_name: Text; place: string; place_name: string }[]
}

/** Who works with the program every day stands first. */
const FIRST_AT_THE_DOOR: readonly Role[] = ['clerk', 'reviewer', 'leader', 'village-worker', 'county-office', 'auditor', ...ROLES]

async function placesThere(house: House): Promise<State['places']> {
  const county = (await readInstallation(house.database))?.counties[0]
  if (!county) return undefined
  const all = must(await places(house, settingUp(county.code)))
  const count = (level: Place['level']) => all.filter(place => place.level === level).length
  return all.length === 0 ? undefined : { code: county.code, county: county.name, townships: count('township'), villages: count('village') }
}

/** Whether anybody may sign in, and in a demo who offers to. */
export async function state(house: House, demo: boolean): Promise<State> {
  if (!demo) {
    const set_up = await hasAccounts(house)
    const found = set_up ? undefined : await placesThere(house)
    return { set_up, demo, ...(found ? { places: found } : {}) }
  }
  const people = await demoPeople(house)
  return { set_up: people.length > 0, demo, people: people.map(person => ({ ...person, role_name: ROLE_NAMES[person.role] })).toSorted((one, other) => FIRST_AT_THE_DOOR.indexOf(one.role) - FIRST_AT_THE_DOOR.indexOf(other.role)) }
}

const wrongCode: Refusal = {
  code: 'forbidden', place: 'code',
  message: { zh: '一次性验证码不对。', en: 'The one-time code is wrong.' },
  next: { zh: '验证码显示在启动本程序的窗口里；重新启动会换一个新的。', en: 'It is printed where this program was started; a restart makes a new one.' },
}
const alreadySetUp: Refusal = {
  code: 'state', place: '', message: { zh: '已经有管理员了。', en: 'There is an administrator already.' }, next: { zh: '请直接登录。', en: 'Sign in.' },
}

const same = (one: string, other: string): boolean => {
  const [first, second] = [one, other].map(text => createHash('sha256').update(text).digest())
  return timingSafeEqual(first!, second!)
}

const settingUp = (county: string): Actor => ({
  account: 'set-up', login: 'set-up', name: '首次设置', role: 'system-administrator', county, place: county, scope: [county],
})

const placesMissing = (place: 'county' | 'township'): Refusal => ({
  code: 'missing', place, message: place === 'county' ? { zh: '请填写县的代码和名称。', en: 'Give the county’s code and name.' } : { zh: '请填写乡镇的代码和名称。', en: 'Give the township’s code and name.' },
})

/** The county and township that somebody typed, as places. */
function typedPlaces({ county, township }: FirstAdministratorCall): Result<Place[]> {
  if (!county || !township) return refused(...(county ? [] : [placesMissing('county')]), ...(township ? [] : [placesMissing('township')]))
  if (!township.code.startsWith(county.code)) {
    return refused({
      code: 'invalid', place: 'township.code', value: township.code, legal: [`${county.code}***`],
      message: { zh: '乡镇代码的前六位应是县代码。', en: 'The township code begins with the six digits of its county.' },
    })
  }
  const place = (where: { code: string; name: string }, level: 'county' | 'township', parent: string | null) => ({
    code: where.code, name: where.name, name_en: where.name, level, parent, from: '1949-10-01', to: null, successor: null, harvest_region: null,
  })
  return done([place(county, 'county', null), place(township, 'township', county.code)])
}

/** Enters an office's places into a new database: its county first. */
export async function setUpPlaces(house: House, all: readonly Place[]): Promise<Result<number>> {
  const county = all.find(place => place.level === 'county')!
  await foundCounty(house.database, { code: county.code, name: county.name, name_en: county.name_en })
  return act(house, settingUp(county.code), 'places.manage', work => addPlaces(work, all))
}

/** Enters the first administrator, who keeps the accounts of the whole county (its office's too) and sees no person; and the places, where none are there. */
export async function addFirstAdministrator(house: House, code: string, input: FirstAdministratorCall): Promise<Result<string>> {
  if (await hasAccounts(house)) return refused(alreadySetUp)
  if (!same(code, input.code)) return refused(wrongCode)
  const there = await placesThere(house)
  const typed = there ? done([]) : typedPlaces(input)
  if (!typed.ok) return typed
  const county = there?.code ?? typed.value[0]!.code
  if (!there) await foundCounty(house.database, { code: county, name: typed.value[0]!.name, name_en: typed.value[0]!.name })
  return act(house, settingUp(county), 'places.manage', async work => {
    const added = typed.value.length === 0 ? done(0) : await addPlaces(work, typed.value)
    if (!added.ok) return added
    return insertAccountIn(work, { place: county, login: input.login, name: input.name, role: 'security-administrator', password: input.password })
  })
}

export type Me = {
  readonly account: string; readonly login: string; readonly name: string
  readonly role: string; readonly role_name: Text
  readonly place: string; readonly place_name: string; readonly county: string; readonly county_name: string
  readonly permissions: readonly string[]
  readonly demo: boolean; readonly today: string
  readonly password: PasswordStanding
  readonly tour_due: boolean
}

/** Who is signed in, what they may do, and what day it is here. */
export async function me(house: House, actor: Actor, demo: boolean): Promise<Result<Me>> {
  const all = await places(house, actor)
  if (!all.ok) return all
  const tour = await isTourDue(house, actor, demo)
  if (!tour.ok) return tour
  const nameOf = (code: string) => all.value.find(place => place.code === code)?.name ?? code
  return done({
    account: actor.account, login: actor.login, name: actor.name, role: actor.role, role_name: ROLE_NAMES[actor.role],
    place: actor.place, place_name: nameOf(actor.place), county: actor.county, county_name: nameOf(actor.county),
    permissions: ALLOWED[actor.role], demo, today: dayOf(house.clock()), password: await passwordStanding(house, actor), tour_due: tour.value,
  })
}

const COUNTED = ['roster.entitled', 'roster.conscript-families', 'visits.homes']
const RUNS_SHOWN = 5
/** Runs among which those are looked for whose next step is somebody's. */
const RUNS_WAITING = 60
const PROPOSALS_WAITING = 200

/** What a part of the desk is for somebody who may see it; empty for others. */
async function ifAllowed<T>(actor: Actor, permission: Permission, part: () => Promise<readonly T[]>): Promise<readonly T[]> {
  return may(actor.role, permission) ? part() : []
}

async function villagesOf(work: Work, figures: readonly Figure[], all: readonly Place[], year: number): Promise<DeskView['villages']> {
  const sums = async (id: string) => figureByPlace(work.session, figures.find(figure => figure.id === id)!, { county: work.actor.county, place: '', year })
  const [visited, total] = [await sums('visits.homes'), await sums('roster.entitled')]
  return all.filter(place => place.level === 'village' && total.has(place.code))
    .map(place => ({ code: place.code, name: place.name, visited: visited.get(place.code) ?? 0, total: total.get(place.code) ?? 0 }))
}

/** What of money and accounts waits for this person: one line a kind. */
async function waitingIn(work: Work): Promise<DueItem[]> {
  const { actor, today } = work
  const proposals = await ifAllowed(actor, 'roster.account-decide', async () => (await accountProposalsIn(work, { state: 'open', size: PROPOSALS_WAITING })).rows)
  const closings = await ifAllowed(actor, 'payment.read', () => closingsIn(work, 'proposed'))
  const [failures] = await ifAllowed(actor, 'payment.read', async () => [await paymentFailuresIn(work, new Map(), { overdue: true, owner: actor.role, size: 1 })])
  const differences = await ifAllowed(actor, 'payment.read', async () => (await differencesIn(work)).rows.filter(row => row.owner === actor.role))
  return [
    ...waitingItem('accounts', { count: proposals.filter(one => one.proposed_by !== actor.account).length, due: null }, today),
    ...waitingItem('closings', { count: closings.filter(one => one.may_answer).length, due: null }, today),
    ...waitingItem('failures', { count: failures?.total ?? 0, due: failures?.rows[0]?.due_on ?? null }, today),
    ...waitingItem('differences', { count: differences.length, due: null }, today),
  ]
}

async function deskIn(work: Work, figures: readonly Figure[], all: readonly Place[], year: number): Promise<DeskView> {
  const { actor, session, today } = work
  const asked = { place: actor.place, year }
  const tasks = await ifAllowed(actor, 'plan.read', () => tasksIn(work, asked))
  const due = await ifAllowed(actor, 'plan.read', () => tasksDueIn(work, { place: actor.place, on: today }))
  const items = await ifAllowed(actor, 'plan.read', () => planItemsIn(work, asked))
  const runs = await ifAllowed(actor, 'payment.read', async () => (await runsIn(work, { size: RUNS_WAITING })).rows)
  const mine = due.filter(task => task.owner === actor.role)
  return {
    today, year, place_name: all.find(place => place.code === actor.place)?.name ?? actor.place,
    items: inOrder([...mine.map(taskItem), ...runs.flatMap(run => runItem(run, actor)), ...await waitingIn(work)], today),
    months: monthsOf(tasks, year),
    plan: items.map(item => planLine(item, ROLE_NAMES[item.owner])),
    counts: await ifAllowed(actor, 'figures.read', () => figureValues(session, figures, { county: actor.county, place: '', year, ids: COUNTED })),
    villages: await ifAllowed(actor, 'figures.read', () => villagesOf(work, figures, all, year)),
    runs: runs.slice(0, RUNS_SHOWN).map(runLine),
    checks: [],
  }
}

/** The desk of a year (this one when none is named) for whoever looks. */
export async function desk(house: House, actor: Actor, { figures, machine }: { figures: readonly Figure[]; machine: Machine }, year: number | undefined): Promise<Result<DeskView>> {
  const view = await read(house, actor, 'places.read', async work => deskIn(work, figures, await placesIn(work), year ?? yearOf(work.today)))
  const checks = await checksOf(house, actor, machine)
  if (!view.ok || !checks.ok) return view.ok ? refused(...(checks.ok ? [] : checks.refusals)) : view
  const { items, today } = view.value
  return done({ ...view.value, items: inOrder([...items, ...checks.value.filter(check => !check.ok).map(checkItem)], today), checks: checks.value.filter(check => check.ok) })
}
