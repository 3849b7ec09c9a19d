import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refused } from './ui/api.ts'
import { Go } from './ui/go.tsx'
import { startLanguage, useText } from './ui/language.ts'
import { Page } from './ui/page.tsx'
import { Providers } from './ui/providers.tsx'
import { meQuery, newQueryClient, stateQuery } from './ui/session.ts'
import { Shell, type Place } from './ui/shell.tsx'
import { Empty, Failed, Loading } from './ui/states.tsx'
import './ui/look.css'

/** The menu: a place appears when there is a page to go to and the role may see it. */
const PLACES: readonly Place[] = [
  { to: '/', name: { zh: '工作台', en: 'Desk' }, permission: 'places.read' },
  { to: '/roster', name: { zh: '名册', en: 'Roster' }, permission: 'roster.read', also: '/people/' },
  { to: '/what-if', name: { zh: '测算', en: 'What if' }, permission: 'payment.read' },
  { to: '/documents/annual', name: { zh: '公文', en: 'Documents' }, permission: 'documents.read' },
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

/** Everything inside asks who is there first: a new database goes to its first administrator, a stranger to the sign-in page. */
const inside = createRoute({
  getParentRoute: () => root, id: 'inside',
  beforeLoad: async ({ location }) => {
    try {
      await client.ensureQueryData(meQuery)
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 401) throw error
      const state = await client.fetchQuery(stateQuery)
      throw redirect(state.set_up ? { href: `/sign-in?back=${encodeURIComponent(location.href)}` } : { href: '/first' })
    }
  },
  component: () => <Shell places={PLACES}><Outlet /></Shell>,
})

const pages = [
  createRoute({ getParentRoute: () => inside, path: '/', component: lazyRouteComponent(() => import('./desk/pages/desk.tsx'), 'DeskPage') }),
  createRoute({ getParentRoute: () => inside, path: '/roster', component: lazyRouteComponent(() => import('./roster/pages/roster.tsx'), 'RosterPage') }),
  createRoute({ getParentRoute: () => inside, path: '/people/$id', component: lazyRouteComponent(() => import('./roster/pages/person.tsx'), 'PersonPage') }),
  createRoute({ getParentRoute: () => inside, path: '/what-if', component: lazyRouteComponent(() => import('./entitlement/pages/what-if.tsx'), 'WhatIfPage') }),
  createRoute({ getParentRoute: () => inside, path: '/documents/annual', component: lazyRouteComponent(() => import('./documents/pages/annual.tsx'), 'AnnualPage') }),
  createRoute({ getParentRoute: () => inside, path: '$', component: Nowhere }),
]

const router = createRouter({
  routeTree: root.addChildren([
    inside.addChildren(pages),
    createRoute({ getParentRoute: () => root, path: '/sign-in', component: lazyRouteComponent(() => import('./access/pages/sign-in.tsx'), 'SignInPage') }),
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
