import { useQueries, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { LeadCard, LeadPage } from './client';

/** Leads in one page. */
export const PAGE = 50;

interface Question {
  readonly key: readonly unknown[];
  /** Names what the pages answer to: another question begins anew. */
  readonly of: string;
  /** The first page, where something else has read it already (the board brings each column's best cards). */
  readonly first?: LeadPage | undefined;
  /** Numbers of the first and last page in sight. */
  readonly sight: { readonly from: number; readonly to: number };
  readonly fetch: (cursor: string | null, signal: AbortSignal) => Promise<LeadPage>;
}

/**
 * Pages of a long list, walked by cursor: page n is what lies below the last lead of page n-1. Only those in sight are
 * kept fresh, so news about fifty thousand leads cost as many requests as are looked at. Pages out of sight stay as they
 * were read, and are read anew when they come back.
 */
export function usePages({ key, of, first, sight, fetch }: Question) {
  const [kept, setKept] = useState<{ of: string; pages: readonly LeadPage[] }>({ of, pages: [] });
  const pages = useMemo(() => {
    const before = kept.of === of ? kept.pages : [];
    const all = first ? [first, ...before.slice(1)] : before;
    // What was once read below a page that is the last one by now is not part of the list any more.
    const end = all.findIndex((page) => page.nextCursor === null);
    return end < 0 ? all : all.slice(0, end + 1);
  }, [kept, of, first]);
  const wanted: { page: number; cursor: string | null }[] = [];
  for (let page = first ? Math.max(1, sight.from) : sight.from; page <= sight.to; page++) {
    const cursor = page === 0 ? null : pages[page - 1]?.nextCursor;
    if (page === 0 || cursor) wanted.push({ page, cursor: cursor ?? null });
  }
  const { data, error, loading, refetch } = useQueries({
    queries: wanted.map(({ page, cursor }) => ({ queryKey: [...key, page, cursor], queryFn: async ({ signal }: { signal: AbortSignal }) => ({ ...(await fetch(cursor, signal)), page }), gcTime: 30_000 })),
    combine,
  });
  useEffect(() => {
    setKept((old) => {
      const next = old.of === of ? [...old.pages] : [];
      let changed = old.of !== of;
      for (const answer of data) {
        if (!answer || next[answer.page] === answer) continue;
        next[answer.page] = answer;
        changed = true;
      }
      if (first && next.length > 0) next[0] = first;
      return changed ? { of, pages: next } : old;
    });
  }, [data, of, first]);
  const leads = useMemo(() => unique(pages), [pages]);
  return { leads, first: pages[0], more: pages.length > 0 && pages.at(-1)!.nextCursor !== null, count: pages.length, error, loading, refetch };
}

type Answer = LeadPage & { readonly page: number };
const combine = (results: UseQueryResult<Answer>[]) => ({
  data: results.map((result) => result.data), error: results.find((result) => result.error)?.error ?? null, loading: results.some((result) => result.isPending),
  refetch: () => { for (const result of results) void result.refetch(); },
});
const unique = (pages: readonly LeadPage[]): LeadCard[] => [...new Map(pages.flatMap((page) => page.leads).map((lead) => [lead.id, lead])).values()];
