import {
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router';
import { queueSearch } from '../queue/search.ts';
import { ownAddress, signInSearch } from '../sign-in/return-address.ts';
import { currentUser, leave } from '../sign-in/session.ts';
import { Failure } from './failure.tsx';
import { NotFound } from './not-found.tsx';
import { onSignedOut, queries } from './queries.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: signInSearch,
  beforeLoad: async ({ search }) => {
    const user = await queries.ensureQueryData(currentUser);
    if (user !== null) throw redirect({ href: ownAddress(search.to), replace: true });
  },
}).lazy(async () => (await import('../sign-in/sign-in-route.tsx')).signInRoute);

/** Everything behind the sign-in; without one the way leads there and back again. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: Shell,
  beforeLoad: async ({ location }) => {
    const user = await queries.ensureQueryData(currentUser);
    if (user === null) throw redirect({ to: '/sign-in', search: { to: location.href }, replace: true });
  },
});

const home = createRoute({
  getParentRoute: () => desk,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/tickets', replace: true });
  },
});

const tickets = createRoute({
  getParentRoute: () => desk,
  path: '/tickets',
  validateSearch: queueSearch,
}).lazy(async () => (await import('../queue/queue-route.tsx')).queueRoute);

const ticket = createRoute({
  getParentRoute: () => desk,
  path: '/tickets/$number',
}).lazy(async () => (await import('../ticket/ticket-route.tsx')).ticketRoute);

const tree = root.addChildren([signIn, desk.addChildren([home, tickets, ticket])]);

export function createConsoleRouter() {
  const router = createRouter({
    routeTree: tree,
    defaultErrorComponent: Failure,
    defaultPreload: 'intent',
    // Texts as they stand: a number looked for is no JSON number, and addresses stay readable.
    parseSearch: parseSearchWith((value) => value),
    stringifySearch: stringifySearchWith(String),
  });
  onSignedOut(() => {
    const { href, pathname } = router.state.location;
    if (pathname !== '/sign-in') leave(href);
  });
  return router;
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
