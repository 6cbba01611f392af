import { QueryCache, QueryClient } from '@tanstack/react-query';
import { Problem } from './client';

/** So long is kept what no screen shows any more: whoever goes back at once finds it there, and a day of leads does not pile up. */
const KEPT_MS = 60_000;

/** What the board has read. One for the whole page: routes begin to read before their screens are drawn. */
export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: { staleTime: 10_000, gcTime: KEPT_MS, retry: (count, error) => count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500), refetchOnWindowFocus: true },
    mutations: { retry: false },
  },
  // A session that ended shows the sign-in form in place, wherever one is.
  queryCache: new QueryCache({ onError: (error) => { if (error instanceof Problem && error.status === 401) queryClient.setQueryData(['session'], null); } }),
});
