import { countriesSpeaking } from './languages.js';

/** Which leads a person takes, as data. */
export interface Route {
  readonly userId: string;
  readonly countries: readonly string[];
  readonly languages: readonly string[];
  readonly categories: readonly string[];
  readonly minScore: number;
  readonly maxScore: number;
  readonly dailyCapacity: number | null;
  /** Is given leads that nobody accepted for themselves. */
  readonly byTurn: boolean;
  readonly awayFrom: Date | null;
  readonly awayUntil: Date | null;
}
export interface Routable {
  readonly country: string | null;
  readonly category: string;
  readonly score: number;
}

/** Countries that a route lets through: those named, narrowed to those that speak one of its languages; null: every country, also an unknown one. */
export function countriesOf({ countries, languages }: Pick<Route, 'countries' | 'languages'>): string[] | null {
  if (languages.length === 0) return countries.length === 0 ? null : [...countries];
  const speaking = countriesSpeaking(languages);
  return countries.length === 0 ? speaking : countries.filter((country) => speaking.includes(country));
}

export function fitsRoute(route: Route, lead: Routable): boolean {
  const countries = countriesOf(route);
  return (countries === null || (lead.country !== null && countries.includes(lead.country)))
    && (route.categories.length === 0 || route.categories.includes(lead.category))
    && lead.score >= route.minScore && lead.score <= route.maxScore;
}

export const isAway = ({ awayFrom, awayUntil }: Pick<Route, 'awayFrom' | 'awayUntil'>, now: Date): boolean => awayFrom !== null && awayFrom <= now && (awayUntil === null || now < awayUntil);

/** Somebody who takes leads in turn, with what they were given so far. */
export interface Taker extends Route {
  readonly givenToday: number;
  /** Counts turns over all days; 0: never. Higher is more recent. */
  readonly lastTurn: number;
}

export const hasRoom = ({ dailyCapacity, givenToday }: Pick<Taker, 'dailyCapacity' | 'givenToday'>): boolean => dailyCapacity === null || givenToday < dailyCapacity;

/** Whose turn it is: of those who take turns, are there, have room and take such leads, the one who was given a lead longest ago. */
export function nextInTurn<T extends Taker>(takers: readonly T[], lead: Routable, now: Date): T | null {
  const able = takers.filter((taker) => taker.byTurn && !isAway(taker, now) && hasRoom(taker) && fitsRoute(taker, lead));
  return able.sort((a, b) => a.lastTurn - b.lastTurn || (a.userId < b.userId ? -1 : 1))[0] ?? null;
}
