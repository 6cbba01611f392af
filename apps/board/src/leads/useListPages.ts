import { useCallback, useState } from 'react';
import { PAGE, usePages } from '../api/pages';
import { leadPage } from '../api/queries';
import { keyOf, type Filters } from '../filters/filters';

/** The list by pages; `look` says which rows are in sight. */
export function useListPages(filters: Filters) {
  const of = keyOf(filters);
  const [sight, setSight] = useState({ of, from: 0, to: 0 });
  const pages = usePages({ key: ['leads', filters], of, sight: sight.of === of ? sight : { from: 0, to: 0 }, fetch: (cursor, signal) => leadPage(filters, cursor, PAGE, signal) });
  const look = useCallback((from: number, to: number) => {
    const next = { of, from: Math.floor(from / PAGE), to: Math.floor((to + 20) / PAGE) };
    setSight((old) => (old.of === of && old.from === next.from && old.to === next.to ? old : next));
  }, [of]);
  return { ...pages, look };
}
