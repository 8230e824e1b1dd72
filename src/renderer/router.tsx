import { createHashHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { isId } from '../shared/ids.ts';
import { OpenSample } from './features/home/open-sample.tsx';
import { NotFound } from './shell/not-found.tsx';
import { ScreenFault } from './shell/screen-fault.tsx';
import { Shell } from './shell/shell.tsx';
import { withCase } from './shell/with-case.tsx';
import { setInterface } from './state/interface.ts';
import { readSearch } from './state/search.ts';
import { readStart } from './state/start-address.ts';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  validateSearch: readStart,
  beforeLoad: ({ search }) => {
    if (!search.sample) throw redirect({ to: '/cases', search: {} });
  },
  component: OpenSample,
});
const cases = createRoute({
  getParentRoute: () => root,
  path: '/cases',
  component: lazyRouteComponent(() => import('./features/home/cases-screen.tsx'), 'CasesScreen'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(async () => {
    const [{ SettingsScreen }, { MappingsPanel }] = await Promise.all([
      import('./features/settings/settings-screen.tsx'),
      import('./features/mappings/mappings-panel.tsx'),
    ]);
    return { default: () => <SettingsScreen more={<MappingsPanel />} /> };
  }),
});
const vaultAudit = createRoute({
  getParentRoute: () => root,
  path: '/audit',
  validateSearch: readSearch,
  component: lazyRouteComponent(async () => {
    const { AuditScreen } = await import('./features/audit/screen.tsx');
    return { default: () => <AuditScreen caseId={null} /> };
  }),
});

const oneCase = createRoute({
  getParentRoute: () => root,
  path: '/case/$caseId',
  validateSearch: readSearch,
  beforeLoad: ({ params }) => {
    if (!isId(params.caseId)) throw redirect({ to: '/cases' });
    setInterface({ caseId: params.caseId });
  },
});
const caseStart = createRoute({
  getParentRoute: () => oneCase,
  path: '/',
  beforeLoad: ({ params }) => {
    throw redirect({ to: '/case/$caseId/home', params });
  },
});
const home = createRoute({
  getParentRoute: () => oneCase,
  path: '/home',
  component: lazyRouteComponent(async () => ({ default: withCase((await import('./features/home/case-home-screen.tsx')).CaseHomeScreen) })),
});
const data = createRoute({
  getParentRoute: () => oneCase,
  path: '/data',
  component: lazyRouteComponent(async () => {
    // The tabs about quality and repeats are put into the data screen here: no feature imports another.
    const [{ DataScreen }, { FileQuality }, { CaseQuality }, { Coverage }, { Repeats }, { RepeatDetail }] = await Promise.all([
      import('./features/data/data-screen.tsx'),
      import('./features/quality/file-quality.tsx'),
      import('./features/quality/case-quality.tsx'),
      import('./features/quality/coverage.tsx'),
      import('./features/overlaps/repeats.tsx'),
      import('./features/overlaps/repeat-detail.tsx'),
    ]);
    const views = { FileQuality, CaseQuality, Coverage, Repeats, RepeatDetail };
    return { default: withCase(({ caseId }) => <DataScreen caseId={caseId} views={views} />) };
  }),
});
const imports = createRoute({
  getParentRoute: () => oneCase,
  path: '/import',
  component: lazyRouteComponent(async () => ({ default: withCase((await import('./features/import/screen.tsx')).ImportScreen) })),
});
const standardise = createRoute({
  getParentRoute: () => oneCase,
  path: '/standardise',
  component: lazyRouteComponent(async () => ({ default: withCase((await import('./features/standardise/screen.tsx')).StandardiseScreen) })),
});
const reconcile = createRoute({
  getParentRoute: () => oneCase,
  path: '/reconcile',
  component: lazyRouteComponent(async () => ({ default: withCase((await import('./features/reconcile/screen.tsx')).ReconcileScreen) })),
});
const flags = createRoute({
  getParentRoute: () => oneCase,
  path: '/flags',
  component: lazyRouteComponent(async () => ({ default: withCase((await import('./features/flags/screen.tsx')).FlagsScreen) })),
});
const audit = createRoute({
  getParentRoute: () => oneCase,
  path: '/audit',
  component: lazyRouteComponent(async () => ({ default: withCase((await import('./features/audit/screen.tsx')).AuditScreen) })),
});

/** The workspace's routes. The history is the hash, so that every host serves one page. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    cases,
    settings,
    vaultAudit,
    oneCase.addChildren([caseStart, home, data, imports, standardise, reconcile, flags, audit]),
  ]),
  history: createHashHistory(),
  defaultErrorComponent: ScreenFault,
  defaultPreload: false,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
