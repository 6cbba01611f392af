import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import type { Stage } from './api/client';
import { board, views } from './api/queries';
import { queryClient } from './api/query-client';
import { BoardScreen } from './board/BoardScreen';
import { EXITS, FUNNEL } from './board/stages';
import { writeSearch } from './filters/address';
import { filtersOf, type Filters } from './filters/filters';
import { Frame } from './frame/Frame';
import { NotHere } from './frame/NotHere';
import { SOURCE_TABS, type SourceTab } from './sources/tabs';

/** `view`: the saved view that was chosen, or `none`; `column`: the stage that a phone shows. */
export type BoardSearch = Filters & { lead?: string | undefined; show?: boolean | undefined; column?: Stage | undefined; view?: string | undefined };
export type LeadsSearch = Filters & { view?: string | undefined };

const stageOf = (value: unknown): Stage | undefined => ([...FUNNEL, ...EXITS] as Stage[]).find((stage) => stage === value);
const viewOf = (value: unknown): string | undefined => (value === 'none' ? 'none' : idOf(value));
const idOf = (value: unknown): string | undefined => (typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value) ? value : undefined);

const root = createRootRoute({ component: Frame, notFoundComponent: NotHere });
const index = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: () => { throw redirect({ to: '/today', replace: true }); } });
const todayRoute = createRoute({ getParentRoute: () => root, path: '/today', component: lazyRouteComponent(() => import('./today/TodayScreen'), 'TodayScreen') });
const boardRoute = createRoute({
  getParentRoute: () => root, path: '/board', component: BoardScreen,
  // Read while the session is still asked for: the two do not wait for each other.
  loaderDeps: ({ search }) => filtersOf(search), loader: ({ deps }) => { void queryClient.prefetchQuery(board(deps)); void queryClient.prefetchQuery(views); },
  validateSearch: (search: Record<string, unknown>): BoardSearch => ({ ...filtersOf(search), lead: idOf(search.lead), show: search.show === true || search.show === 'true' ? true : undefined, column: stageOf(search.column), view: viewOf(search.view) }),
});
const leadsRoute = createRoute({
  getParentRoute: () => root, path: '/leads', component: lazyRouteComponent(() => import('./leads/LeadsScreen'), 'LeadsScreen'),
  validateSearch: (search: Record<string, unknown>): LeadsSearch => ({ ...filtersOf(search), view: viewOf(search.view) }),
});
const bulkRoute = createRoute({ getParentRoute: () => root, path: '/leads/bulk', component: lazyRouteComponent(() => import('./bulk/BulkScreen'), 'BulkScreen') });
const leadImportsRoute = createRoute({ getParentRoute: () => root, path: '/leads/imports', component: lazyRouteComponent(() => import('./exchange/LeadImportsScreen'), 'LeadImportsScreen') });
const leadImportRoute = createRoute({ getParentRoute: () => root, path: '/leads/imports/$id', component: lazyRouteComponent(() => import('./exchange/LeadImportScreen'), 'LeadImportScreen') });
const leadRoute = createRoute({ getParentRoute: () => root, path: '/leads/$id', component: lazyRouteComponent(() => import('./lead/LeadScreen'), 'LeadScreen') });
const merchantRoute = createRoute({ getParentRoute: () => root, path: '/merchants/$id', component: lazyRouteComponent(() => import('./merchants/MerchantScreen'), 'MerchantScreen') });
const duplicatesRoute = createRoute({ getParentRoute: () => root, path: '/duplicates', component: lazyRouteComponent(() => import('./identity/DuplicatesScreen'), 'DuplicatesScreen') });
const scoringRoute = createRoute({ getParentRoute: () => root, path: '/scoring', component: lazyRouteComponent(() => import('./scoring/ScoringScreen'), 'ScoringScreen') });
const reviewRoute = createRoute({ getParentRoute: () => root, path: '/review', component: lazyRouteComponent(() => import('./review/ReviewScreen'), 'ReviewScreen') });
const reviewSettingsRoute = createRoute({ getParentRoute: () => root, path: '/review/settings', component: lazyRouteComponent(() => import('./review/ReviewSettings'), 'ReviewSettings') });
const unsettledRoute = createRoute({
  getParentRoute: () => root, path: '/unsettled', component: lazyRouteComponent(() => import('./unsettled/UnsettledScreen'), 'UnsettledScreen'),
  validateSearch: (search: Record<string, unknown>): { lead?: string | undefined } => ({ lead: idOf(search.lead) }),
});
const sourcesRoute = createRoute({ getParentRoute: () => root, path: '/sources', component: lazyRouteComponent(() => import('./sources/SourcesScreen'), 'SourcesScreen') });
const newSourceRoute = createRoute({ getParentRoute: () => root, path: '/sources/new', component: lazyRouteComponent(() => import('./sources/NewSource'), 'NewSource') });
const sourceRoute = createRoute({
  getParentRoute: () => root, path: '/sources/$id', component: lazyRouteComponent(() => import('./sources/SourceScreen'), 'SourceScreen'),
  validateSearch: (search: Record<string, unknown>): { tab?: SourceTab | undefined } => ({ tab: SOURCE_TABS.find((tab) => tab === search.tab) }),
});
const editSourceRoute = createRoute({ getParentRoute: () => root, path: '/sources/$id/edit', component: lazyRouteComponent(() => import('./sources/EditSource'), 'EditSource') });
const newImportRoute = createRoute({
  getParentRoute: () => root, path: '/imports/new', component: lazyRouteComponent(() => import('./imports/ImportNew'), 'ImportNew'),
  validateSearch: (search: Record<string, unknown>): { list?: string | undefined } => ({ list: idOf(search.list) }),
});
const importRoute = createRoute({ getParentRoute: () => root, path: '/imports/$id', component: lazyRouteComponent(() => import('./imports/ImportScreen'), 'ImportScreen') });
const runRoute = createRoute({ getParentRoute: () => root, path: '/runs/$id', component: lazyRouteComponent(() => import('./runs/RunScreen'), 'RunScreen') });
const recipesRoute = createRoute({ getParentRoute: () => root, path: '/recipes', component: lazyRouteComponent(() => import('./recipes/RecipesScreen'), 'RecipesScreen') });
const recipeRoute = createRoute({
  getParentRoute: () => root, path: '/recipes/$id', component: lazyRouteComponent(() => import('./recipes/RecipeScreen'), 'RecipeScreen'),
  validateSearch: (search: Record<string, unknown>): { run?: string | undefined; version?: string | undefined } => ({ run: idOf(search.run), version: idOf(search.version) }),
});

const joinRoute = createRoute({ getParentRoute: () => root, path: '/join' });
const settingsRoute = createRoute({ getParentRoute: () => root, path: '/settings', component: lazyRouteComponent(() => import('./settings/SettingsLayout'), 'SettingsLayout') });
const settingsIndex = createRoute({ getParentRoute: () => settingsRoute, path: '/', beforeLoad: () => { throw redirect({ to: '/settings/account', replace: true }); } });
const accountRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/account', component: lazyRouteComponent(() => import('./settings/AccountScreen'), 'AccountScreen') });
const peopleRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/people', component: lazyRouteComponent(() => import('./settings/PeopleScreen'), 'PeopleScreen') });
const keysRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/keys', component: lazyRouteComponent(() => import('./settings/KeysScreen'), 'KeysScreen') });
const fieldsRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/fields', component: lazyRouteComponent(() => import('./settings/FieldsScreen'), 'FieldsScreen') });
const signInRoute = createRoute({ getParentRoute: () => settingsRoute, path: '/sign-in', component: lazyRouteComponent(() => import('./settings/SignInSettings'), 'SignInSettings') });
const dayOf = (value: unknown): string | undefined => (typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? value : undefined);
const wordOf = (value: unknown): string | undefined => (typeof value === 'string' && value ? value.slice(0, 200) : undefined);
const auditRoute = createRoute({
  getParentRoute: () => settingsRoute, path: '/audit', component: lazyRouteComponent(() => import('./settings/AuditScreen'), 'AuditScreen'),
  validateSearch: (search: Record<string, unknown>): { person?: string | undefined; action?: string | undefined; subject?: string | undefined; from?: string | undefined; to?: string | undefined } =>
    ({ person: idOf(search.person), action: wordOf(search.action), subject: wordOf(search.subject), from: dayOf(search.from), to: dayOf(search.to) }),
});
const returnRoute = createRoute({ getParentRoute: () => root, path: '/sign-in/oidc' });
const settingsTree = settingsRoute.addChildren([settingsIndex, accountRoute, peopleRoute, fieldsRoute, keysRoute, auditRoute, signInRoute]);

export const router = createRouter({ routeTree: root.addChildren([index, reviewRoute, reviewSettingsRoute, boardRoute, leadsRoute, leadRoute, merchantRoute, duplicatesRoute, scoringRoute, sourcesRoute, newSourceRoute, sourceRoute, editSourceRoute, newImportRoute, importRoute, runRoute, recipesRoute, recipeRoute, unsettledRoute, joinRoute, returnRoute, settingsTree, bulkRoute, leadImportsRoute, leadImportRoute, todayRoute]), defaultPreload: 'intent', scrollRestoration: false, stringifySearch: writeSearch });

declare module '@tanstack/react-router' {
  interface Register { router: typeof router }
}
