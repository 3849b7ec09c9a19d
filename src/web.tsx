import './ui/older-browsers.ts'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, RouterProvider } from '@tanstack/react-router'
import { StrictMode, type ComponentType } from 'react'
import { createRoot } from 'react-dom/client'
import { Door } from './access/pages/door.tsx'
import { PasswordReminder } from './access/pages/reminder.tsx'
import { Stay } from './access/pages/stay.tsx'
import { LawBanner } from './entitlement/pages/law-banner.tsx'
import { DOORS, PAGES, PAPERS } from './pages.tsx'
import { Go } from './ui/go.tsx'
import { startLanguage, useText } from './ui/language.ts'
import { Page } from './ui/page.tsx'
import { Providers } from './ui/providers.tsx'
import { newQueryClient, whoIsHere } from './ui/session.ts'
import { Shell, type Place } from './ui/shell.tsx'
import { Empty, Failed, Loading } from './ui/states.tsx'
import './ui/look.css'

/** The menu: a place appears when there is a page to go to and the role may see it. */
const PLACES: readonly Place[] = [
  { to: '/', name: { zh: '工作台', en: 'Desk' }, permission: 'places.read' },
  { to: '/glance', name: { zh: '全年一览', en: 'At a glance' }, permission: 'figures.read' },
  {
    name: { zh: '名册', en: 'Roster' }, pages: [
      { to: '/roster', name: { zh: '人员', en: 'People' }, permission: 'roster.read', also: '/people/' },
      { to: '/households', name: { zh: '家庭', en: 'Households' }, permission: 'roster.read' },
      { to: '/imports', name: { zh: '导入记录', en: 'Imports' }, permission: 'roster.import' },
      { to: '/roster/duplicates', name: { zh: '疑似重复', en: 'Duplicates' }, permission: 'roster.read' },
    ],
  },
  { to: '/confirmation', name: { zh: '年度确认', en: 'Confirmation' }, permission: 'roster.read' },
  { to: '/screening', name: { zh: '筛查', en: 'Screening' }, permission: 'roster.read' },
  {
    name: { zh: '发放', en: 'Payment' }, pages: [
      { to: '/runs', name: { zh: '批次', en: 'Runs' }, permission: 'payment.read' },
      { to: '/failures', name: { zh: '退票', en: 'Failures' }, permission: 'payment.read' },
      { to: '/receivables', name: { zh: '应收', en: 'Receivables' }, permission: 'payment.read' },
      { to: '/accounts', name: { zh: '账户变更', en: 'Accounts' }, permission: 'roster.read' },
      { to: '/disclosure', name: { zh: '公示', en: 'Notices' }, permission: 'disclosure.read' },
      { to: '/funds', name: { zh: '资金', en: 'Funds' }, permission: 'ledger.read' },
      { to: '/proof', name: { zh: '看板', en: 'Proof' }, permission: 'payment.read' },
      { to: '/differences', name: { zh: '核对', en: 'Comparison' }, permission: 'payment.read' },
      { to: '/payment-settings', name: { zh: '设置', en: 'Settings' }, permission: 'payment.read' },
    ],
  },
  {
    name: { zh: '计划', en: 'Plan' }, pages: [
      { to: '/plan', name: { zh: '年度计划', en: 'The year' }, permission: 'plan.read' },
      { to: '/tasks', name: { zh: '任务', en: 'Tasks' }, permission: 'plan.read' },
    ],
  },
  { to: '/activities', name: { zh: '活动', en: 'Activities' }, permission: 'activity.read' },
  {
    name: { zh: '组织', en: 'Organization' }, pages: [
      { to: '/organization', name: { zh: '领导小组', en: 'Leading group' }, permission: 'organization.read' },
      { to: '/meetings', name: { zh: '会议', en: 'Meetings' }, permission: 'organization.read', also: '/decisions/' },
    ],
  },
  {
    name: { zh: '走访', en: 'Visits' }, pages: [
      { to: '/rounds', name: { zh: '轮次', en: 'Rounds' }, permission: 'visits.read' },
      { to: '/visits', name: { zh: '入户登记', en: 'At the door' }, permission: 'visits.write' },
      { to: '/visits/coverage', name: { zh: '覆盖', en: 'Coverage' }, permission: 'visits.read' },
    ],
  },
  { to: '/law', name: { zh: '政策', en: 'Law' }, permission: 'law.read' },
  { to: '/law/proposals', name: { zh: '标准录入', en: 'Rates' }, permission: 'law.read' },
  { to: '/what-if', name: { zh: '测算', en: 'What if' }, permission: 'payment.read' },
  { to: '/documents/annual', name: { zh: '公文', en: 'Documents' }, permission: 'documents.read' },
  {
    name: { zh: '管理', en: 'Administration' }, pages: [
      { to: '/admin/accounts', name: { zh: '账号', en: 'Accounts' }, permission: 'accounts.manage' },
      { to: '/admin/journal', name: { zh: '日志', en: 'Journal' }, permission: 'journal.read' },
      { to: '/admin/health', name: { zh: '运行', en: 'Health' }, permission: 'health.read' },
      { to: '/admin/places', name: { zh: '辖区', en: 'Places' }, permission: 'places.read' },
      { to: '/admin/roles', name: { zh: '角色', en: 'Roles' }, permission: 'places.read' },
      { to: '/admin/me', name: { zh: '我的账号', en: 'My account' }, permission: 'places.read' },
    ],
  },
]

const client = newQueryClient()

const NOWHERE = { zh: '没有这个页面', en: 'There is no such page' }

function WayBack() {
  const t = useText()
  return <Empty words={{ zh: '地址写错了，或者没有抄全。', en: 'The address is wrong, or a part of it is missing.' }}><Go to="/">{t({ zh: '回到工作台', en: 'Back to the desk' })}</Go></Empty>
}

const Nowhere = () => <Page title={NOWHERE}><WayBack /></Page>
/** An address that cannot be read (`/%E0%A4`) belongs to no route, so it is told outside the menu. */
const Unreadable = () => <Door title={NOWHERE}><WayBack /></Door>

const root = createRootRoute({ component: Outlet, errorComponent: ({ error, reset }) => <Failed error={error} retry={reset} /> })

/** Who is there? A new database goes to its first administrator, a stranger to the sign-in page. */
async function somebody({ location }: { location: { href: string } }): Promise<void> {
  const found = await whoIsHere(client)
  if ('state' in found) {
    const { set_up, progress } = found.state
    throw redirect({ href: set_up || progress ? `/sign-in?back=${encodeURIComponent(location.href)}` : '/first' })
  }
  const { once } = found.me.password
  if (once !== location.href.startsWith('/password')) throw redirect({ href: once ? '/password' : '/' })
}

const inside = createRoute({ getParentRoute: () => root, id: 'inside', beforeLoad: somebody, component: () => <><Shell places={PLACES} notice={<><PasswordReminder /><LawBanner /></>}><Outlet /></Shell><Stay /></> })

const page = (load: () => Promise<ComponentType>) => lazyRouteComponent(async () => ({ default: await load() }))

const router = createRouter({
  routeTree: root.addChildren([
    inside.addChildren([
      ...Object.entries(PAGES).map(([path, load]) => createRoute({ getParentRoute: () => inside, path, component: page(load) })),
      createRoute({ getParentRoute: () => inside, path: '$', component: Nowhere }),
    ]),
    ...Object.entries(PAPERS).map(([path, load]) => createRoute({ getParentRoute: () => root, path, beforeLoad: somebody, component: page(load) })),
    ...Object.entries(DOORS).map(([path, load]) => createRoute({ getParentRoute: () => root, path, component: page(load) })),
  ]),
  defaultNotFoundComponent: Unreadable,
  defaultPendingComponent: () => <Loading />,
  defaultErrorComponent: ({ error, reset }) => <Failed error={error} retry={reset} />,
  // Addresses stay plain words: /roster?place=990101101, not quoted JSON.
  parseSearch: text => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: words => {
    const text = new URLSearchParams(Object.entries(words).map(([key, value]) => [key, String(value)])).toString()
    return text === '' ? '' : `?${text}`
  },
})

startLanguage()
createRoot(document.getElementById('root')!).render(
  <StrictMode><Providers client={client}><RouterProvider router={router} /></Providers></StrictMode>,
)
