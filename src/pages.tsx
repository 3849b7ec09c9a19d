import type { ComponentType } from 'react'

/** Loads a page when somebody goes to it. */
type Load = () => Promise<ComponentType>

/** A person's page with what higher rooms put on it. */
async function person() {
  const [{ PersonPage }, { Entitled, WhyAmount }, { VisitsTo }] = await Promise.all([
    import('./roster/pages/person.tsx'), import('./entitlement/pages/entitled.tsx'), import('./visits/pages/visits-to.tsx'),
  ])
  return () => <PersonPage slots={{ Entitled, Amount: WhyAmount, Visits: VisitsTo }} />
}

/** A household, with who came to see it. */
async function household() {
  const [{ HouseholdPage }, { VisitsTo }] = await Promise.all([import('./roster/households/pages/household.tsx'), import('./visits/pages/visits-to.tsx')])
  return () => <HouseholdPage slots={{ Visits: VisitsTo }} />
}

/** The plain paper, with what payment signs on it. */
async function slip() {
  const [{ SlipPage }, { Receipts }] = await Promise.all([import('./entitlement/pages/slip.tsx'), import('./payment/statements/pages/receipts.tsx')])
  return () => <SlipPage slots={{ Receipts }} />
}

/** Screening, with the drawers of the roster in which its findings are settled. */
async function screening() {
  const [{ ScreeningPage }, { PersonDrawer }] = await Promise.all([import('./entitlement/screening/pages/screening.tsx'), import('./roster/pages/person-drawer.tsx')])
  return () => <ScreeningPage Drawer={PersonDrawer} />
}

/** The board of notices, with the lists that payment starts. */
async function disclosure() {
  const [{ DisclosurePage }, { DiscloseRun }] = await Promise.all([import('./disclosure/pages/disclosure.tsx'), import('./payment/disclosure/pages/disclose-run.tsx')])
  return () => <DisclosurePage slots={{ Begin: DiscloseRun }} />
}

/** A run, whose amounts say why. */
async function run() {
  const [{ RunPage }, { WhyOf }] = await Promise.all([import('./payment/pages/run.tsx'), import('./entitlement/pages/why-of.tsx')])
  return () => <RunPage slots={{ Why: WhyOf }} />
}

const statement: Load = async () => (await import('./payment/statements/pages/statement.tsx')).StatementPage

const guide: Load = async () => (await import('./desk/pages/guide.tsx')).GuidePage

/** The pages of the program, by their addresses: with the menu around them. */
export const PAGES = {
  '/': async () => (await import('./desk/pages/desk.tsx')).DeskPage,
  '/roster': async () => (await import('./roster/pages/roster.tsx')).RosterPage,
  '/roster/duplicates': async () => (await import('./roster/duplicates/pages/duplicates.tsx')).DuplicatesPage,
  '/imports': async () => (await import('./roster/pages/imports.tsx')).ImportsPage,
  '/imports/$id': async () => (await import('./roster/pages/imports.tsx')).ImportPage,
  '/people/$id': person,
  '/households': async () => (await import('./roster/households/pages/households.tsx')).HouseholdsPage,
  '/households/$id': household,
  '/confirmation': async () => (await import('./roster/pages/confirmation.tsx')).ConfirmationPage,
  '/accounts': async () => (await import('./roster/accounts/pages/accounts.tsx')).AccountsPage,
  '/screening': screening,
  '/law': async () => (await import('./entitlement/pages/law.tsx')).LawPage,
  '/law/benefits/$id': async () => (await import('./entitlement/pages/law-benefit.tsx')).LawBenefitPage,
  '/law/sources/$id': async () => (await import('./entitlement/pages/law-source.tsx')).LawSourcePage,
  '/law/categories/$id': async () => (await import('./entitlement/pages/law-category.tsx')).LawCategoryPage,
  '/law/proposals': async () => (await import('./entitlement/pages/law-editor.tsx')).LawProposalsPage,
  '/law/proposals/new': async () => (await import('./entitlement/pages/law-enter.tsx')).EnterLaw,
  '/law/proposals/$id': async () => (await import('./entitlement/pages/law-proposal.tsx')).LawProposalPage,
  '/law/proposals/$id/edit': async () => (await import('./entitlement/pages/law-draft.tsx')).LawDraftPage,
  '/runs': async () => (await import('./payment/pages/runs.tsx')).RunsPage,
  '/runs/$id': run,
  '/failures': async () => (await import('./payment/pages/failures.tsx')).FailuresPage,
  '/receivables': async () => (await import('./payment/pages/receivables.tsx')).ReceivablesPage,
  '/payment-settings': async () => (await import('./payment/pages/payment-settings.tsx')).PaymentSettingsPage,
  '/funds': async () => (await import('./ledger/pages/funds.tsx')).FundsPage,
  '/funds/$id': async () => (await import('./ledger/pages/fund.tsx')).FundPage,
  '/what-if': async () => (await import('./entitlement/pages/what-if.tsx')).WhatIfPage,
  '/proof': async () => (await import('./payment/proof/pages/proof.tsx')).ProofPage,
  '/disclosure': disclosure,
  '/disclosure/$id': async () => (await import('./disclosure/pages/notice.tsx')).NoticePage,
  '/differences': async () => (await import('./payment/consistency/pages/differences.tsx')).DifferencesPage,
  '/plan': async () => (await import('./plan/pages/plan.tsx')).PlanPage,
  '/plan/draft': async () => (await import('./plan/pages/draft.tsx')).PlanDraftPage,
  '/tasks': async () => (await import('./plan/pages/tasks.tsx')).TasksPage,
  '/activities': async () => (await import('./activity/pages/activities.tsx')).ActivitiesPage,
  '/activities/new': async () => (await import('./activity/pages/record.tsx')).RecordActivityPage,
  '/activities/$id': async () => (await import('./activity/pages/activity.tsx')).ActivityPage,
  '/activities/$id/edit': async () => (await import('./activity/pages/record.tsx')).ChangeActivityPage,
  '/organization': async () => (await import('./organization/pages/groups.tsx')).GroupsPage,
  '/organization/new': async () => (await import('./organization/pages/edit-group.tsx')).NewGroupPage,
  '/organization/$id': async () => (await import('./organization/pages/group.tsx')).GroupPage,
  '/organization/$id/adjust': async () => (await import('./organization/pages/edit-group.tsx')).AdjustGroupPage,
  '/meetings': async () => (await import('./organization/pages/meetings.tsx')).MeetingsPage,
  '/meetings/new': async () => (await import('./organization/pages/edit-meeting.tsx')).NewMeetingPage,
  '/meetings/$id': async () => (await import('./organization/pages/meeting.tsx')).MeetingPage,
  '/meetings/$id/edit': async () => (await import('./organization/pages/edit-meeting.tsx')).ChangeMeetingPage,
  '/decisions/$id': async () => (await import('./organization/pages/meeting.tsx')).DecisionPage,
  '/rounds': async () => (await import('./visits/pages/rounds.tsx')).RoundsPage,
  '/rounds/$id': async () => (await import('./visits/pages/round.tsx')).RoundPage,
  '/visits': async () => (await import('./visits/pages/work.tsx')).WorkPage,
  '/visits/coverage': async () => (await import('./visits/pages/coverage.tsx')).CoveragePage,
  '/documents/annual': async () => (await import('./documents/pages/annual.tsx')).AnnualPage,
  '/glance': async () => (await import('./documents/glance/pages/glance.tsx')).GlancePage,
  '/admin/accounts': async () => (await import('./access/pages/accounts.tsx')).AccountsPage,
  '/admin/journal': async () => (await import('./access/pages/journal.tsx')).JournalPage,
  '/admin/health': async () => (await import('./desk/pages/health.tsx')).HealthPage,
  '/admin/places': async () => (await import('./places/pages/places.tsx')).PlacesPage,
  '/admin/roles': async () => (await import('./access/pages/roles.tsx')).RolesPage,
  '/guide': guide,
  '/guide/$': guide,
  '/admin/me': async () => (await import('./access/pages/own-account.tsx')).OwnAccountPage,
} as const satisfies Readonly<Record<string, Load>>

/** Papers to print, which stand alone. */
export const PAPERS = {
  '/people/$id/slip': slip,
  '/people/$id/statement': statement,
  '/households/$id/statement': statement,
  '/rounds/$id/sheet': async () => (await import('./visits/pages/sign-off.tsx')).SignOffPage,
  '/disclosure/$id/print': async () => (await import('./disclosure/pages/notice-print.tsx')).NoticePrintPage,
  '/password': async () => (await import('./access/pages/change-password.tsx')).ChangePasswordPage,
} as const satisfies Readonly<Record<string, Load>>

/** What is there before anybody is signed in. */
export const DOORS = {
  '/sign-in': async () => (await import('./access/pages/sign-in.tsx')).SignInPage,
  '/first': async () => (await import('./access/pages/first-administrator.tsx')).FirstAdministratorPage,
} as const satisfies Readonly<Record<string, Load>>
