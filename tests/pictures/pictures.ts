import type { Page } from 'playwright-core'
import type { Text } from '../../src/base/result.ts'
import { get, post } from '../journeys/ask.ts'

/** What is done on a page before its picture is taken: a link followed, something clicked, or a button pressed by its words. */
export type Step = { readonly open: string } | { readonly click: string } | { readonly press: Text }
/**
 * A picture of the guide: as whom, where, and what must stand there; 1440 px wide, unless it shows a phone. Where the township has nothing
 * of the kind, `path` enters it first, or finds what the picture in the other language entered.
 */
export type Picture = { readonly name: string; readonly role?: string; readonly path: string | ((page: Page) => Promise<string>); readonly steps?: readonly Step[]; readonly ready: string; readonly phone?: true }

const [CLERK, REVIEWER, LEADER, WORKER] = ['经办', '复核', '领导', '村级专干']
const press = (zh: string, en: string): Step => ({ press: { zh, en } })
const click = (selector: string): Step => ({ click: selector })
const open = (selector: string): Step => ({ open: selector })
const FIRST_PERSON = open('main a[href^="/people/"]')

/** Two who live together, and a third entered at the same address: everybody of the demo lives alone. */
async function sharedHousehold(page: Page): Promise<string> {
  const { rows: [village] } = await get<{ rows: readonly { place: string }[] }>(page, '/people?size=1')
  const enter = async (name: string, identity_number: string, household: object = {}): Promise<string> => {
    const { rows: [found] } = await get<{ rows: readonly { id: string }[] }>(page, `/people?query=${encodeURIComponent(name)}`)
    return found?.id ?? (await post<{ id: string }>(page, '/people', { place: village!.place, name, identity_number, address: '示例路 7 号', ...household })).id
  }
  const { household } = await get<{ household: string }>(page, `/people/${await enter('示例甲', '990101195103120018')}`)
  await enter('示例乙', '99010119530820002X', { household })
  await enter('示例丙', '990101197905060036')
  return `/households/${household}`
}

/** All pictures of docs/guide and the README; each is taken in both languages. */
export const PICTURES: readonly Picture[] = [
  { name: 'sign-in', path: '/sign-in', ready: '.people button' },
  { name: 'desk', role: CLERK, path: '/', ready: '.due' },
  { name: 'tour', role: CLERK, path: '/?tour=1', ready: 'dialog.tour .ring' },
  { name: 'my-account', role: CLERK, path: '/admin/me', ready: '.sessions' },
  { name: 'roster', role: CLERK, path: '/roster', ready: 'main a[href^="/people/"]' },
  { name: 'import', role: CLERK, path: '/roster', steps: [press('导入', 'Import')], ready: '.ant-modal' },
  { name: 'person', role: CLERK, path: '/roster?category=disabled-serviceman&living=living', steps: [FIRST_PERSON], ready: '.months .owed' },
  { name: 'duplicates', role: CLERK, path: '/roster/duplicates', ready: '.sides' },
  { name: 'fact', role: CLERK, path: '/roster?category=disabled-serviceman&living=living', steps: [FIRST_PERSON, press('记一件事', 'Record a fact'), click('.ant-drawer .field-help')], ready: '.ant-drawer .field-words' },
  { name: 'screening', role: CLERK, path: '/screening', ready: 'main table' },
  { name: 'confirmation', role: CLERK, path: '/confirmation', ready: 'main .card' },
  { name: 'runs', role: CLERK, path: '/runs', ready: 'main a[href^="/runs/"]' },
  { name: 'run', role: LEADER, path: '/runs', steps: [open('main a[href^="/runs/"]')], ready: 'main .way' },
  { name: 'run-prepare', role: CLERK, path: '/runs', steps: [press('编制', 'Prepare a run')], ready: '.ant-drawer .field-help' },
  { name: 'failures', role: CLERK, path: '/failures', ready: 'main table, main .empty' },
  { name: 'receivables', role: CLERK, path: '/receivables', ready: 'main table' },
  { name: 'proof', role: CLERK, path: '/proof', ready: '.heat .square' },
  { name: 'notices', role: CLERK, path: '/disclosure', ready: 'main a[href^="/disclosure/"]' },
  { name: 'notice', role: REVIEWER, path: '/disclosure', steps: [open('main a[href^="/disclosure/"]')], ready: 'main .card' },
  { name: 'funds', role: CLERK, path: '/funds', ready: 'main a[href^="/funds/"]' },
  { name: 'rounds', role: CLERK, path: '/rounds', ready: 'main a[href^="/rounds/"]' },
  { name: 'round', role: CLERK, path: '/rounds', steps: [open('main a[href^="/rounds/"]')], ready: 'main .card' },
  { name: 'visits-phone', role: WORKER, path: '/visits', ready: 'main .card', phone: true },
  { name: 'visit-form-phone', role: WORKER, path: '/visits', steps: [press('登记', 'Record')], ready: '.ant-drawer .outcomes', phone: true },
  { name: 'plan', role: CLERK, path: '/plan', ready: '.year-calendar .entry' },
  { name: 'tasks', role: CLERK, path: '/tasks', ready: 'main table' },
  { name: 'law', role: CLERK, path: '/law', ready: 'main .law-entries' },
  { name: 'accounts', role: REVIEWER, path: '/accounts', ready: 'main table' },
  { name: 'activities', role: CLERK, path: '/activities?year=2025', ready: 'main a[href^="/activities/"]' },
  { name: 'leading-group', role: CLERK, path: '/organization', steps: [open('main a[href^="/organization/"]:not([href$="/new"])')], ready: 'main .card' },
  { name: 'meetings', role: CLERK, path: '/meetings?year=2025', ready: 'main .card' },
  { name: 'document', role: CLERK, path: '/documents/annual?year=2023', steps: [click('[data-figure="visits.spring-festival.cash"]')], ready: '.records .line' },
  { name: 'glance', role: LEADER, path: '/glance?year=2025', ready: 'main .card' },
  { name: 'what-if', role: CLERK, path: '/what-if', ready: 'main .card' },
  { name: 'admin-accounts', role: '安全管理员', path: '/admin/accounts', ready: 'main table' },
  { name: 'journal', role: '审计管理员', path: '/admin/journal', ready: 'main table' },
  { name: 'health', role: '系统管理员', path: '/admin/health', ready: '.healths' },
  // The last: it enters people whom no other picture should show.
  { name: 'household', role: CLERK, path: sharedHousehold, ready: 'main .cols .card:nth-of-type(2) .row-list' },
]
