import type { Area } from '#access';

/** The first part of an address behind `/api/`, and which scope of a key opens it. What is not named here is not for keys. */
const AREA_OF: Record<string, Area> = {
  board: 'leads', leads: 'leads', notes: 'leads', tasks: 'leads', 'hand-over-requests': 'leads', 'bulk-actions': 'leads', 'lead-imports': 'leads', 'lead-import-files': 'leads', 'lead-import-lines': 'leads', search: 'leads', views: 'leads', messages: 'leads', stages: 'leads', events: 'leads', merchants: 'leads', merges: 'leads', identity: 'leads', storefronts: 'leads', review: 'leads', 'contact-coverage': 'leads', 'custom-fields': 'leads',
  sources: 'sourcing', timetable: 'sourcing', 'robots-texts': 'sourcing', runs: 'sourcing', captures: 'sourcing', recipes: 'sourcing', 'recipe-versions': 'sourcing', readings: 'sourcing', lists: 'sourcing', imports: 'sourcing',
  workspace: 'settings', users: 'settings', scoring: 'settings', 'contact-search': 'settings', audit: 'settings',
};

/** @param route the pattern of a route, for example `/api/leads/:id/stage`. @returns null: only a person may use it (sessions, people, keys, sign-in). */
export function areaOf(route: string): Area | null {
  const [, api, first] = route.split('/');
  return api === 'api' && first ? AREA_OF[first] ?? null : null;
}
