import { queryOptions } from '@tanstack/react-query';
import { answered, api, type Schemas } from '../api/client';

export type DigestWish = Schemas['DigestWish'];
export type LeadLine = Schemas['LeadLine'];

/** News make both stale; what comes by the clock alone (a task falls due) is found by asking now and then. */
const NOW_AND_THEN_MS = 60_000;
export const today = queryOptions({ queryKey: ['today', 'all'], queryFn: ({ signal }) => answered(api.GET('/api/today', { signal })), refetchInterval: NOW_AND_THEN_MS });
export const todayCount = queryOptions({ queryKey: ['today', 'count'], queryFn: async ({ signal }) => (await answered(api.GET('/api/today/count', { signal }))).count, refetchInterval: NOW_AND_THEN_MS });
export const digestWish = queryOptions({ queryKey: ['digest-wish'], queryFn: () => answered(api.GET('/api/today/digest')), staleTime: Infinity });
