import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type ReactNode } from 'react';
import { customFields, facets as facetsQuery } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { FilterIcon } from '../ui/icons';
import { number } from '../ui/time';
import { DEFINITIONS, fieldDefinitions, isSet, labelOf, without } from './definitions';
import css from './FilterBar.module.css';
import { FilterChip } from './FilterChip';
import { isFiltered, noFilters, type Filters } from './filters';
import { Views } from './Views';

interface Props {
  readonly filters: Filters;
  readonly screen: 'board' | 'list';
  /** The saved view in the address. */
  readonly view: string | undefined;
  readonly total: { readonly count: number; readonly isAtLeast: boolean } | undefined;
  /** How the search was answered, where there was one. */
  readonly search?: { readonly similar: boolean; readonly bounded: boolean } | null | undefined;
  readonly toggle?: ReactNode;
}

const busy = (target: EventTarget | null): boolean => target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="dialog"], [role="listbox"]') !== null;

/** What narrows the leads on screen. Everything here lives in the address, so a view can be sent to a colleague. F opens the filters, V the views. */
export function FilterBar({ filters, screen, view, total, search, toggle }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: facets } = useQuery(facetsQuery);
  const { data: fields } = useQuery(customFields);
  const [open, setOpen] = useState<string | null>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || busy(event.target)) return;
      const key = event.key.toLowerCase();
      if (key !== 'f' && key !== 'v') return;
      event.preventDefault();
      setOpen(key === 'f' ? 'more' : 'views');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  const set = (change: Partial<Filters>): void => void navigate({ to: '.', search: (old: Record<string, unknown>) => ({ ...old, ...change }), replace: true });
  const definitions = [...DEFINITIONS, ...fieldDefinitions(fields, filters)];
  const shown = definitions.filter((definition) => definition.pinned || isSet(definition, filters) || open === definition.name);
  const rest = definitions.filter((definition) => !shown.includes(definition));
  return (
    <div className={css.bar} role="group" aria-label={t('Filters')}>
      <Views filters={filters} screen={screen} view={view} opened={open === 'views'} setOpened={(on) => setOpen((old) => (on ? 'views' : old === 'views' ? null : old))} />
      {shown.map((definition) => (
        <FilterChip key={definition.name} definition={definition} filters={filters} facets={facets} opened={open === definition.name} setOpened={(on) => setOpen((old) => (on ? definition.name : old === definition.name ? null : old))} set={set} remove={() => set(without(definition, filters))} />
      ))}
      <Menu opened={open === 'more'} onChange={(on) => setOpen((old) => (on ? 'more' : old === 'more' ? null : old))} position="bottom-start" width={220}>
        <Menu.Target><button type="button" className={css.chip} aria-keyshortcuts="F"><FilterIcon width={13} height={13} />{t('Filter')}</button></Menu.Target>
        <Menu.Dropdown mah={380} style={{ overflowY: 'auto' }}>
          {[...rest, ...shown].map((definition) => <Menu.Item key={definition.name} onClick={() => setTimeout(() => setOpen(definition.name))}><bdi>{labelOf(definition, t)}</bdi></Menu.Item>)}
        </Menu.Dropdown>
      </Menu>
      {isFiltered(filters) && <button type="button" className={css.clear} onClick={() => set({ ...noFilters, view: 'none' } as Partial<Filters>)}>{t('Clear')}</button>}
      <span className={css.end}>
        {search?.similar && <span className={css.note}>{t('No exact match; these look alike')}</span>}
        {search?.bounded && <span className={css.note} title={t('The search stopped early because very many leads fit. Add a word, or a filter.')}>{t('Too common to search in full')}</span>}
        {total && <span className={`${css.total} num`} role="status">{total.isAtLeast ? t('{{number}}+ leads', { number: number(total.count) }) : t('{{number}} leads', { count: total.count, number: number(total.count) })}</span>}
        {toggle}
      </span>
    </div>
  );
}
