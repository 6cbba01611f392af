import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { views } from '../api/queries';
import { isFiltered, type Filters } from './filters';

/** Who comes to a screen by its bare address begins with the view that they chose for that. */
export function useDefaultView(screen: 'board' | 'list', filters: Filters, view: string | undefined): void {
  const { data } = useQuery(views);
  const navigate = useNavigate();
  const bare = useRef(view === undefined && !isFiltered(filters));
  useEffect(() => {
    if (!bare.current || !data) return;
    bare.current = false;
    const first = data.views.find(({ id }) => id === data.defaultId);
    if (first?.screen === screen) void navigate({ to: '.', search: (old: Record<string, unknown>) => ({ ...old, ...first.filters, view: first.id }), replace: true });
  }, [data, navigate, screen]);
}
