import './ui/older-browsers.ts'
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { PasswordReminder } from './access/pages/reminder.tsx'
import { Stay } from './access/pages/stay.tsx'
import { LawBanner } from './entitlement/pages/law-banner.tsx'
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
      { to: '/roster', name: { zh: '人员', en: 'Persons' }, permission: 'roster.read', also: '/people/' },
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

function Nowhere() {
  const t = useText()
  return (
    <Page title={{ zh: '没有这个页面', en: 'There is no such page' }}>
      <Empty words={{ zh: '地址写错了，或者这一页还没有做好。', en: 'The address is wrong, or the page is not there yet.' }}><Go to="/">{t({ zh: '回到工作台', en: 'Back to the desk' })}</Go></Empty>
    </Page>
  )
}

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

/** A person's page with what higher rooms put on it. */
async function person() {
  const [{ PersonPage }, { Entitled, WhyAmount }, { VisitsTo }] = await Promise.all([
    import('./roster/pages/person.tsx'), import('./entitlement/pages/entitled.tsx'), import('./visits/pages/visits-to.tsx'),
  ])
  return { Person: () => <PersonPage slots={{ Entitled, Amount: WhyAmount, Visits: VisitsTo }} /> }
}

/** A household, with who came to see it. */
async function household() {
  const [{ HouseholdPage }, { VisitsTo }] = await Promise.all([import('./roster/households/pages/household.tsx'), import('./visits/pages/visits-to.tsx')])
  return { Household: () => <HouseholdPage slots={{ Visits: VisitsTo }} /> }
}

/** The plain paper, with what payment signs on it. */
async function slip() {
  const [{ SlipPage }, { Receipts }] = await Promise.all([import('./entitlement/pages/slip.tsx'), import('./payment/statements/pages/receipts.tsx')])
  return { Slip: () => <SlipPage slots={{ Receipts }} /> }
}

/** Screening, with the drawers of the roster in which its findings are settled. */
async function screening() {
  const [{ ScreeningPage }, { PersonDrawer }] = await Promise.all([import('./entitlement/screening/pages/screening.tsx'), import('./roster/pages/person-drawer.tsx')])
  return { Screening: () => <ScreeningPage Drawer={PersonDrawer} /> }
}

/** The board of notices, with the lists that payment starts. */
async function disclosure() {
  const [{ DisclosurePage }, { DiscloseRun }] = await Promise.all([import('./disclosure/pages/disclosure.tsx'), import('./payment/disclosure/pages/disclose-run.tsx')])
  return { Disclosure: () => <DisclosurePage slots={{ Begin: DiscloseRun }} /> }
}

/** A run, whose amounts say why. */
async function run() {
  const [{ RunPage }, { WhyOf }] = await Promise.all([import('./payment/pages/run.tsx'), import('./entitlement/pages/why-of.tsx')])
  return { Run: () => <RunPage slots={{ Why: WhyOf }} /> }
}

const pages = [
  createRoute({ getParentRoute: () => inside, path: '/', component: lazyRouteComponent(() => import('./desk/pages/desk.tsx'), 'DeskPage') }),
  createRoute({ getParentRoute: () => inside, path: '/roster', component: lazyRouteComponent(() => import('./roster/pages/roster.tsx'), 'RosterPage') }),
  createRoute({ getParentRoute: () => inside, path: '/roster/duplicates', component: lazyRouteComponent(() => import('./roster/duplicates/pages/duplicates.tsx'), 'DuplicatesPage') }),
  createRoute({ getParentRoute: () => inside, path: '/imports', component: lazyRouteComponent(() => import('./roster/pages/imports.tsx'), 'ImportsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/imports/$id', component: lazyRouteComponent(() => import('./roster/pages/imports.tsx'), 'ImportPage') }),
  createRoute({ getParentRoute: () => inside, path: '/people/$id', component: lazyRouteComponent(person, 'Person') }),
  createRoute({ getParentRoute: () => inside, path: '/households', component: lazyRouteComponent(() => import('./roster/households/pages/households.tsx'), 'HouseholdsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/households/$id', component: lazyRouteComponent(household, 'Household') }),
  createRoute({ getParentRoute: () => inside, path: '/confirmation', component: lazyRouteComponent(() => import('./roster/pages/confirmation.tsx'), 'ConfirmationPage') }),
  createRoute({ getParentRoute: () => inside, path: '/accounts', component: lazyRouteComponent(() => import('./roster/accounts/pages/accounts.tsx'), 'AccountsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/screening', component: lazyRouteComponent(screening, 'Screening') }),
  createRoute({ getParentRoute: () => inside, path: '/law', component: lazyRouteComponent(() => import('./entitlement/pages/law.tsx'), 'LawPage') }),
  createRoute({ getParentRoute: () => inside, path: '/law/benefits/$id', component: lazyRouteComponent(() => import('./entitlement/pages/law-benefit.tsx'), 'LawBenefitPage') }),
  createRoute({ getParentRoute: () => inside, path: '/law/sources/$id', component: lazyRouteComponent(() => import('./entitlement/pages/law-source.tsx'), 'LawSourcePage') }),
  createRoute({ getParentRoute: () => inside, path: '/law/categories/$id', component: lazyRouteComponent(() => import('./entitlement/pages/law-category.tsx'), 'LawCategoryPage') }),
  createRoute({ getParentRoute: () => inside, path: '/law/proposals', component: lazyRouteComponent(() => import('./entitlement/pages/law-editor.tsx'), 'LawProposalsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/law/proposals/new', component: lazyRouteComponent(() => import('./entitlement/pages/law-enter.tsx'), 'EnterLaw') }),
  createRoute({ getParentRoute: () => inside, path: '/law/proposals/$id', component: lazyRouteComponent(() => import('./entitlement/pages/law-proposal.tsx'), 'LawProposalPage') }),
  createRoute({ getParentRoute: () => inside, path: '/law/proposals/$id/edit', component: lazyRouteComponent(() => import('./entitlement/pages/law-draft.tsx'), 'LawDraftPage') }),
  createRoute({ getParentRoute: () => inside, path: '/runs', component: lazyRouteComponent(() => import('./payment/pages/runs.tsx'), 'RunsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/runs/$id', component: lazyRouteComponent(run, 'Run') }),
  createRoute({ getParentRoute: () => inside, path: '/failures', component: lazyRouteComponent(() => import('./payment/pages/failures.tsx'), 'FailuresPage') }),
  createRoute({ getParentRoute: () => inside, path: '/receivables', component: lazyRouteComponent(() => import('./payment/pages/receivables.tsx'), 'ReceivablesPage') }),
  createRoute({ getParentRoute: () => inside, path: '/payment-settings', component: lazyRouteComponent(() => import('./payment/pages/payment-settings.tsx'), 'PaymentSettingsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/funds', component: lazyRouteComponent(() => import('./ledger/pages/funds.tsx'), 'FundsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/funds/$id', component: lazyRouteComponent(() => import('./ledger/pages/fund.tsx'), 'FundPage') }),
  createRoute({ getParentRoute: () => inside, path: '/what-if', component: lazyRouteComponent(() => import('./entitlement/pages/what-if.tsx'), 'WhatIfPage') }),
  createRoute({ getParentRoute: () => inside, path: '/proof', component: lazyRouteComponent(() => import('./payment/proof/pages/proof.tsx'), 'ProofPage') }),
  createRoute({ getParentRoute: () => inside, path: '/disclosure', component: lazyRouteComponent(disclosure, 'Disclosure') }),
  createRoute({ getParentRoute: () => inside, path: '/disclosure/$id', component: lazyRouteComponent(() => import('./disclosure/pages/notice.tsx'), 'NoticePage') }),
  createRoute({ getParentRoute: () => inside, path: '/differences', component: lazyRouteComponent(() => import('./payment/consistency/pages/differences.tsx'), 'DifferencesPage') }),
  createRoute({ getParentRoute: () => inside, path: '/plan', component: lazyRouteComponent(() => import('./plan/pages/plan.tsx'), 'PlanPage') }),
  createRoute({ getParentRoute: () => inside, path: '/plan/draft', component: lazyRouteComponent(() => import('./plan/pages/draft.tsx'), 'PlanDraftPage') }),
  createRoute({ getParentRoute: () => inside, path: '/tasks', component: lazyRouteComponent(() => import('./plan/pages/tasks.tsx'), 'TasksPage') }),
  createRoute({ getParentRoute: () => inside, path: '/activities', component: lazyRouteComponent(() => import('./activity/pages/activities.tsx'), 'ActivitiesPage') }),
  createRoute({ getParentRoute: () => inside, path: '/activities/new', component: lazyRouteComponent(() => import('./activity/pages/record.tsx'), 'RecordActivityPage') }),
  createRoute({ getParentRoute: () => inside, path: '/activities/$id', component: lazyRouteComponent(() => import('./activity/pages/activity.tsx'), 'ActivityPage') }),
  createRoute({ getParentRoute: () => inside, path: '/activities/$id/edit', component: lazyRouteComponent(() => import('./activity/pages/record.tsx'), 'ChangeActivityPage') }),
  createRoute({ getParentRoute: () => inside, path: '/organization', component: lazyRouteComponent(() => import('./organization/pages/groups.tsx'), 'GroupsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/organization/new', component: lazyRouteComponent(() => import('./organization/pages/edit-group.tsx'), 'NewGroupPage') }),
  createRoute({ getParentRoute: () => inside, path: '/organization/$id', component: lazyRouteComponent(() => import('./organization/pages/group.tsx'), 'GroupPage') }),
  createRoute({ getParentRoute: () => inside, path: '/organization/$id/adjust', component: lazyRouteComponent(() => import('./organization/pages/edit-group.tsx'), 'AdjustGroupPage') }),
  createRoute({ getParentRoute: () => inside, path: '/meetings', component: lazyRouteComponent(() => import('./organization/pages/meetings.tsx'), 'MeetingsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/meetings/new', component: lazyRouteComponent(() => import('./organization/pages/edit-meeting.tsx'), 'NewMeetingPage') }),
  createRoute({ getParentRoute: () => inside, path: '/meetings/$id', component: lazyRouteComponent(() => import('./organization/pages/meeting.tsx'), 'MeetingPage') }),
  createRoute({ getParentRoute: () => inside, path: '/meetings/$id/edit', component: lazyRouteComponent(() => import('./organization/pages/edit-meeting.tsx'), 'ChangeMeetingPage') }),
  createRoute({ getParentRoute: () => inside, path: '/decisions/$id', component: lazyRouteComponent(() => import('./organization/pages/meeting.tsx'), 'DecisionPage') }),
  createRoute({ getParentRoute: () => inside, path: '/rounds', component: lazyRouteComponent(() => import('./visits/pages/rounds.tsx'), 'RoundsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/rounds/$id', component: lazyRouteComponent(() => import('./visits/pages/round.tsx'), 'RoundPage') }),
  createRoute({ getParentRoute: () => inside, path: '/visits', component: lazyRouteComponent(() => import('./visits/pages/work.tsx'), 'WorkPage') }),
  createRoute({ getParentRoute: () => inside, path: '/visits/coverage', component: lazyRouteComponent(() => import('./visits/pages/coverage.tsx'), 'CoveragePage') }),
  createRoute({ getParentRoute: () => inside, path: '/documents/annual', component: lazyRouteComponent(() => import('./documents/pages/annual.tsx'), 'AnnualPage') }),
  createRoute({ getParentRoute: () => inside, path: '/glance', component: lazyRouteComponent(() => import('./documents/glance/pages/glance.tsx'), 'GlancePage') }),
  createRoute({ getParentRoute: () => inside, path: '/admin/accounts', component: lazyRouteComponent(() => import('./access/pages/accounts.tsx'), 'AccountsPage') }),
  createRoute({ getParentRoute: () => inside, path: '/admin/journal', component: lazyRouteComponent(() => import('./access/pages/journal.tsx'), 'JournalPage') }),
  createRoute({ getParentRoute: () => inside, path: '/admin/health', component: lazyRouteComponent(() => import('./desk/pages/health.tsx'), 'HealthPage') }),
  createRoute({ getParentRoute: () => inside, path: '/admin/places', component: lazyRouteComponent(() => import('./places/pages/places.tsx'), 'PlacesPage') }),
  createRoute({ getParentRoute: () => inside, path: '/admin/roles', component: lazyRouteComponent(() => import('./access/pages/roles.tsx'), 'RolesPage') }),
  ...['/guide', '/guide/$'].map(path => createRoute({ getParentRoute: () => inside, path, component: lazyRouteComponent(() => import('./desk/pages/guide.tsx'), 'GuidePage') })),
  createRoute({ getParentRoute: () => inside, path: '/admin/me', component: lazyRouteComponent(() => import('./access/pages/own-account.tsx'), 'OwnAccountPage') }),
  createRoute({ getParentRoute: () => inside, path: '$', component: Nowhere }),
]

const router = createRouter({
  routeTree: root.addChildren([
    inside.addChildren(pages),
    createRoute({ getParentRoute: () => root, path: '/people/$id/slip', beforeLoad: somebody, component: lazyRouteComponent(slip, 'Slip') }),
    ...['people', 'households'].map(kind => createRoute({
      getParentRoute: () => root, path: `/${kind}/$id/statement`, beforeLoad: somebody, component: lazyRouteComponent(() => import('./payment/statements/pages/statement.tsx'), 'StatementPage'),
    })),
    createRoute({ getParentRoute: () => root, path: '/rounds/$id/sheet', beforeLoad: somebody, component: lazyRouteComponent(() => import('./visits/pages/sign-off.tsx'), 'SignOffPage') }),
    createRoute({ getParentRoute: () => root, path: '/disclosure/$id/print', beforeLoad: somebody, component: lazyRouteComponent(() => import('./disclosure/pages/notice-print.tsx'), 'NoticePrintPage') }),
    createRoute({ getParentRoute: () => root, path: '/sign-in', component: lazyRouteComponent(() => import('./access/pages/sign-in.tsx'), 'SignInPage') }),
    createRoute({ getParentRoute: () => root, path: '/password', beforeLoad: somebody, component: lazyRouteComponent(() => import('./access/pages/change-password.tsx'), 'ChangePasswordPage') }),
    createRoute({ getParentRoute: () => root, path: '/first', component: lazyRouteComponent(() => import('./access/pages/first-administrator.tsx'), 'FirstAdministratorPage') }),
  ]),
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
