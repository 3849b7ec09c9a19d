import type { Text } from '../../src/base/result.ts'

/** What is done on a page before its picture is taken: a link followed, something clicked, or a button pressed by its words. */
type Step = { readonly open: string } | { readonly click: string } | { readonly press: Text }
/** A picture of the guide: as whom, where, and what must stand there; 1440 px wide, unless it shows a phone. */
export type Picture = { readonly name: string; readonly role?: string; readonly path: string; readonly steps?: readonly Step[]; readonly ready: string; readonly phone?: true }

const [CLERK, REVIEWER, LEADER, WORKER] = ['经办', '复核', '领导', '村级专干']
const press = (zh: string, en: string): Step => ({ press: { zh, en } })
const click = (selector: string): Step => ({ click: selector })
const open = (selector: string): Step => ({ open: selector })
const FIRST_PERSON = open('main a[href^="/people/"]')

/** All pictures of docs/guide and the README; each is taken in both languages. */
export const PICTURES: readonly Picture[] = [
  { name: 'sign-in', path: '/sign-in', ready: '.people button' },
  { name: 'desk', role: CLERK, path: '/', ready: '.due' },
  { name: 'tour', role: CLERK, path: '/?tour=1', ready: 'dialog.tour .ring' },
  { name: 'my-account', role: CLERK, path: '/admin/me', ready: '.sessions' },
  { name: 'roster', role: CLERK, path: '/roster', ready: 'main a[href^="/people/"]' },
  { name: 'import', role: CLERK, path: '/roster', steps: [press('导入', 'Import')], ready: '.ant-modal' },
  { name: 'person', role: CLERK, path: '/roster?category=disabled-serviceman&living=living', steps: [FIRST_PERSON], ready: '.months .owed' },
  { name: 'fact', role: CLERK, path: '/roster?category=disabled-serviceman&living=living', steps: [FIRST_PERSON, press('记一件事', 'Record a fact'), click('.ant-drawer .field-help')], ready: '.ant-drawer .field-words' },
  { name: 'screening', role: CLERK, path: '/screening', ready: 'main table' },
  { name: 'confirmation', role: CLERK, path: '/confirmation', ready: 'main .card' },
  { name: 'runs', role: CLERK, path: '/runs', ready: 'main a[href^="/runs/"]' },
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
  { name: 'plan', role: CLERK, path: '/plan', ready: '.year-calendar .entry' },
  { name: 'tasks', role: CLERK, path: '/tasks', ready: 'main table' },
  { name: 'activities', role: CLERK, path: '/activities?year=2025', ready: 'main a[href^="/activities/"]' },
  { name: 'leading-group', role: CLERK, path: '/organization', steps: [open('main a[href^="/organization/"]:not([href$="/new"])')], ready: 'main .card' },
  { name: 'meetings', role: CLERK, path: '/meetings?year=2025', ready: 'main .card' },
  { name: 'document', role: CLERK, path: '/documents/annual?year=2023', steps: [click('[data-figure="visits.spring-festival.cash"]')], ready: '.records .line' },
  { name: 'glance', role: LEADER, path: '/glance?year=2025', ready: 'main .card' },
  { name: 'what-if', role: CLERK, path: '/what-if', ready: 'main .card' },
  { name: 'admin-accounts', role: '安全管理员', path: '/admin/accounts', ready: 'main table' },
  { name: 'journal', role: '审计管理员', path: '/admin/journal', ready: 'main table' },
  { name: 'health', role: '系统管理员', path: '/admin/health', ready: '.healths' },
]
