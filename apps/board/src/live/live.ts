import { useEffect, useSyncExternalStore } from 'react';
import { useQueryClient, type QueryClient } from '@tanstack/react-query';

export type LiveState = 'connecting' | 'live' | 'lost';
let state: LiveState = 'connecting';
const watchers = new Set<() => void>();
const setState = (next: LiveState): void => { state = next; for (const watcher of watchers) watcher(); };

/** Whether news arrive right now. */
export const useLiveState = (): LiveState => useSyncExternalStore((watcher) => { watchers.add(watcher); return () => watchers.delete(watcher); }, () => state);

/** News come in bursts (a scoring pass touches thousands): one refetch a burst, and none while an edit is under way. */
const GATHER_MS = 250;
const AT_MOST_EVERY_MS = 1000;
const DAY_AT_MOST_EVERY_MS = 5000;

/** A browser comes back by itself after a broken connection, but not after an answer such as 502 from a proxy. */
const COME_BACK_MS = 3000;

interface Told { readonly seq?: number; readonly leads?: readonly { id: string }[] }

/** Keeps what is on screen equal to the database while this component is mounted. Events are counted: one that is missing means that everything is read anew. */
export function useLiveLeads(): void {
  const client = useQueryClient();
  useEffect(() => {
    const refresh = gathering(client);
    let opened = false;
    let seen: number | undefined;
    let events: EventSource;
    let comeBack: ReturnType<typeof setTimeout> | undefined;
    const told = (event: Event): Told => {
      const news = JSON.parse((event as MessageEvent<string>).data) as Told;
      if (news.seq !== undefined && seen !== undefined && news.seq !== seen + 1) refresh('all');
      seen = news.seq ?? seen;
      return news;
    };
    const connect = (): void => {
      events = new EventSource('/api/events');
      events.addEventListener('ready', (event) => {
        setState('live');
        // What was read before the stream opened may be stale; after a lost connection the server replays what was missed, or says `resync`.
        const { seq } = JSON.parse((event as MessageEvent<string>).data) as Told;
        if (opened && seq === undefined) refresh('all');
        if (!opened) seen = seq;
        opened = true;
      });
      events.addEventListener('resync', (event) => { seen = undefined; told(event); refresh('all'); });
      events.addEventListener('lead', (event) => refresh((told(event).leads ?? []).map((lead) => lead.id)));
      events.onerror = () => {
        setState('lost');
        if (events.readyState !== EventSource.CLOSED) return;
        // Perhaps the session has ended: then the sign-in form takes over and this component goes.
        void client.invalidateQueries({ queryKey: ['session'] });
        // A new stream knows nothing of the old one's count.
        comeBack = setTimeout(() => { seen = undefined; refresh('all'); connect(); }, COME_BACK_MS);
      };
    };
    connect();
    return () => { clearTimeout(comeBack); events.close(); refresh.stop(); setState('connecting'); };
  }, [client]);
}

function gathering(client: QueryClient) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = 0;
  let dayAt = 0;
  let dayTimer: ReturnType<typeof setTimeout> | undefined;
  let everything = false;
  const ids = new Set<string>();
  const run = (): void => {
    timer = undefined;
    if (client.isMutating() > 0) { timer = setTimeout(run, GATHER_MS); return; }
    last = Date.now();
    // Pages of columns and of the list are their own queries, and only those in sight are watched: so only those are fetched.
    for (const key of ['board', 'column', 'leads']) void client.invalidateQueries({ queryKey: [key] });
    if (everything) { void client.invalidateQueries({ queryKey: ['lead'] }); void client.invalidateQueries({ queryKey: ['timeline'] }); void client.invalidateQueries({ queryKey: ['facets'] }); }
    else for (const id of ids) { void client.invalidateQueries({ queryKey: ['lead', id] }); void client.invalidateQueries({ queryKey: ['timeline', id] }); }
    // The day is a dozen statements for one person: it follows at a slower pace.
    if (Date.now() - dayAt >= DAY_AT_MOST_EVERY_MS) { dayAt = Date.now(); void client.invalidateQueries({ queryKey: ['today'] }); }
    else dayTimer ??= setTimeout(() => { dayTimer = undefined; dayAt = Date.now(); void client.invalidateQueries({ queryKey: ['today'] }); }, dayAt + DAY_AT_MOST_EVERY_MS - Date.now());
    everything = false;
    ids.clear();
  };
  const refresh = (what: 'all' | string[]): void => {
    if (what === 'all') everything = true; else for (const id of what) ids.add(id);
    timer ??= setTimeout(run, Math.max(GATHER_MS, last + AT_MOST_EVERY_MS - Date.now()));
  };
  refresh.stop = () => { clearTimeout(timer); clearTimeout(dayTimer); };
  return refresh;
}
