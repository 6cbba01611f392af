import type { QueryClient } from '@tanstack/react-query';
import { answered, api } from '../api/client';

/** Ends the session here and on the server. */
export async function signOut(client: QueryClient): Promise<void> {
  await answered(api.DELETE('/api/session'));
  client.setQueryData(['session'], null);
  // What this person saw must not wait in memory for the next one.
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'setup' });
}
