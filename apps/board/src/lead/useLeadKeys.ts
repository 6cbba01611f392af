import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

const typing = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** Single keys of a lead: each does one thing, unless somebody types or a dialog is open. `inside`: the lead is itself in a dialog. */
export function useLeadKeys(keys: Partial<Record<string, () => void>>, inside = false): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
      if (document.querySelectorAll('[role="dialog"], [role="menu"]').length > (inside ? 1 : 0)) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [inside]);
}

interface Listed { readonly id: string }
const isLead = (value: unknown): value is Listed => typeof value === 'object' && value !== null && typeof (value as Listed).id === 'string' && 'stage' in value && 'score' in value;

/** Leads in the order of the list that holds this one, whatever the shape of its answer: pages follow each other, rows may carry their lead. */
function orderIn(data: unknown, id: string): string[] | null {
  const lists: string[][] = [];
  const walk = (value: unknown, depth: number): void => {
    if (depth > 6 || typeof value !== 'object' || value === null) return;
    if (!Array.isArray(value)) { for (const part of Object.values(value)) walk(part, depth + 1); return; }
    const rows = value.map((one: unknown) => (isLead(one) ? one : isLead((one as { lead?: unknown } | null)?.lead) ? (one as { lead: Listed }).lead : null));
    if (rows.length > 0 && rows.every((one) => one !== null)) lists.push(rows.map((one) => one.id));
    else for (const part of value) walk(part, depth + 1);
  };
  const pages = (data as { pages?: unknown[] } | null)?.pages;
  if (Array.isArray(pages)) {
    walk(pages, 0);
    const all = lists.flat();
    return all.includes(id) ? [...new Set(all)] : null;
  }
  walk(data, 0);
  const found = lists.find((list) => list.includes(id));
  return found ? [...new Set(found)] : null;
}

/** The leads before and after this one in the list that it was opened from. Kept for as long as one walks along it. */
export function useNeighbours(id: string): { before: string | undefined; after: string | undefined } {
  const client = useQueryClient();
  const order = useRef<string[]>([]);
  if (!order.current.includes(id)) {
    const cached = client.getQueryCache().getAll().filter(({ queryKey }) => !['lead', 'timeline', 'session', 'users'].includes(String(queryKey[0]))).sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt);
    order.current = cached.map(({ state }) => orderIn(state.data, id)).find((list) => list !== null) ?? [id];
  }
  const at = order.current.indexOf(id);
  return { before: order.current[at - 1], after: order.current[at + 1] };
}
