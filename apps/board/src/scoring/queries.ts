import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';
import { session } from '../api/queries';

export type Desk = Schemas['ScoreModelDesk'];
export type Version = Schemas['ScoreModelVersion'];
export type Weights = Schemas['ScoreWeights'];
export type Gates = Schemas['ScoreGates'];
export type Preview = Schemas['ScorePreview'];
export type Move = Schemas['ScoreMove'];
export type Pass = Schemas['ScorePass'];
/** What is edited. */
export interface Model { readonly weights: Weights; readonly gates: Gates }

export const desk = queryOptions({ queryKey: ['scoring', 'models'], queryFn: ({ signal }) => answered(api.GET('/api/scoring/models', { signal })) });
const busy = (passes: readonly Pass[] | undefined): boolean => passes?.some((pass) => pass.state === 'running' || pass.state === 'waiting') ?? false;
/** Every second while one is under way. */
export const passes = queryOptions({
  queryKey: ['scoring', 'passes'], queryFn: async ({ signal }) => (await answered(api.GET('/api/scoring/passes', { signal }))).passes,
  refetchInterval: (query) => (busy(query.state.data) ? 1000 : 10_000),
});
/** What was shown before stays while another one is worked out, so that nothing jumps under the slider. */
export const preview = (model: Model, enabled: boolean) => queryOptions({
  queryKey: ['scoring', 'preview', model], enabled, retry: false, staleTime: 30_000, gcTime: 60_000, placeholderData: keepPreviousData,
  queryFn: ({ signal }) => answered(api.POST('/api/scoring/preview', { body: model as never, signal })),
});

/** Whether this person may change how merchants are scored. */
export function useMayModel(): boolean {
  const { data } = useQuery(session);
  return data?.role === 'admin' || data?.role === 'lead';
}

export const sumOf = (weights: Weights): number => Object.values(weights).reduce((sum, weight) => sum + weight, 0);
export const same = (a: Model, b: Model): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The same proportions, adding up to 100: whole points by largest remainder, so that nobody wins or loses more than one by rounding. */
export function balanced(weights: Weights): Weights {
  const sum = sumOf(weights);
  if (sum === 0) return weights;
  const parts = Object.entries(weights).map(([signal, weight]) => ({ signal, exact: (weight * 100) / sum }));
  const given = new Map(parts.map(({ signal, exact }) => [signal, Math.floor(exact)]));
  const left = 100 - [...given.values()].reduce((total, weight) => total + weight, 0);
  for (const { signal } of [...parts].sort((a, b) => (b.exact % 1) - (a.exact % 1)).slice(0, left)) given.set(signal, given.get(signal)! + 1);
  return Object.fromEntries(given) as Weights;
}
