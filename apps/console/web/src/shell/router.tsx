import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { Enrol } from '../screens/enrol.tsx'
import { SignIn } from '../screens/sign-in.tsx'
import { Wall } from '../screens/wall.tsx'
import { Body, Home } from './body.tsx'

const root = createRootRoute({ component: Outlet, notFoundComponent: Home })
const home = createRoute({ getParentRoute: () => root, path: '/', component: Home })
const signIn = createRoute({ getParentRoute: () => root, path: '/sign-in', component: SignIn })
const enrol = createRoute({ getParentRoute: () => root, path: '/enrol', component: Enrol })
const body = createRoute({ getParentRoute: () => root, path: '/t/$tenant', component: Body })

const wall = createRoute({ getParentRoute: () => body, path: '/', component: Wall })
const inspect = createRoute({
  getParentRoute: () => body,
  path: '/inspect',
  component: lazyRouteComponent(() => import('../screens/inspect.tsx'), 'Inspect'),
})
const candidate = createRoute({
  getParentRoute: () => body,
  path: '/inspect/$candidate',
  component: lazyRouteComponent(() => import('../screens/candidate.tsx'), 'CandidateScreen'),
})
const propose = createRoute({
  getParentRoute: () => body,
  path: '/inspect/$candidate/propose',
  component: lazyRouteComponent(() => import('../screens/propose.tsx'), 'Propose'),
})
const releases = createRoute({
  getParentRoute: () => body,
  path: '/releases',
  component: lazyRouteComponent(() => import('../screens/releases.tsx'), 'Releases'),
})
const release = createRoute({
  getParentRoute: () => body,
  path: '/releases/$release',
  component: lazyRouteComponent(() => import('../screens/release.tsx'), 'ReleaseScreen'),
})
const documents = createRoute({
  getParentRoute: () => body,
  path: '/documents',
  component: lazyRouteComponent(() => import('../screens/documents.tsx'), 'Documents'),
})
const document = createRoute({
  getParentRoute: () => body,
  path: '/documents/$digest',
  component: lazyRouteComponent(() => import('../screens/document.tsx'), 'DocumentScreen'),
})
const holds = createRoute({
  getParentRoute: () => body,
  path: '/holds',
  component: lazyRouteComponent(() => import('../screens/holds.tsx'), 'Holds'),
})
const officers = createRoute({
  getParentRoute: () => body,
  path: '/officers',
  component: lazyRouteComponent(() => import('../screens/officers.tsx'), 'Officers'),
})
const ledger = createRoute({
  getParentRoute: () => body,
  path: '/ledger',
  component: lazyRouteComponent(() => import('../screens/ledger.tsx'), 'Ledger'),
})

const account = createRoute({
  getParentRoute: () => body,
  path: '/account',
  component: lazyRouteComponent(() => import('../screens/account.tsx'), 'Account'),
})

const screens = [
  wall,
  inspect,
  candidate,
  propose,
  releases,
  release,
  documents,
  document,
  holds,
  officers,
  ledger,
  account,
]

/** Every address of the console. A screen's code is fetched when somebody first goes there, or points at the way to it. */
export const router = createRouter({
  routeTree: root.addChildren([home, signIn, enrol, body.addChildren(screens)]),
  defaultPreload: 'intent',
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
