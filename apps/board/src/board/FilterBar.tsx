import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { facets, type Filters } from '../api/queries';
import { CheckIcon, ChevronIcon, CloseIcon } from '../ui/icons';
import { number } from '../ui/time';
import css from './FilterBar.module.css';

const SCORES = [50, 60, 70, 80, 90] as const;

export const isFiltered = (filters: Filters): boolean => Object.values(filters).some((value) => value !== undefined);

/** What narrows the leads on screen. Everything here lives in the address, so a view can be sent to a colleague. */
export function FilterBar({ filters, total, toggle }: { filters: Filters; total: number | undefined; toggle?: ReactNode }) {
  const navigate = useNavigate();
  const { data } = useQuery(facets);
  const set = (change: Filters): void => void navigate({ to: '.', search: (old: Record<string, unknown>) => ({ ...old, ...change }), replace: true });
  return (
    <div className={css.bar} role="group" aria-label="Filters">
      <button type="button" className={css.chip} aria-pressed={filters.owner === 'me'} onClick={() => set({ owner: filters.owner === 'me' ? undefined : 'me' })}>Mine</button>
      <Choice name="Marketplace" value={filters.marketplace} options={data?.marketplaces ?? []} set={(marketplace) => set({ marketplace })} />
      <Choice name="Category" value={filters.category} options={data?.categories ?? []} set={(category) => set({ category })} />
      <Choice name="Country" value={filters.country} options={data?.countries ?? []} set={(country) => set({ country })} />
      <Choice name="Score" value={filters.minScore?.toString()} shown={filters.minScore ? `Score ≥ ${filters.minScore}` : undefined} options={SCORES.map((score) => ({ value: String(score), label: `≥ ${score}` }))} set={(score) => set({ minScore: score ? Number(score) : undefined })} />
      {isFiltered(filters) && <button type="button" className={css.clear} onClick={() => set({ q: undefined, marketplace: undefined, category: undefined, country: undefined, minScore: undefined, owner: undefined })}>Clear</button>}
      <span className={css.end}>
        {total !== undefined && <span className={`${css.total} num`} role="status">{number(total)} {total === 1 ? 'lead' : 'leads'}</span>}
        {toggle}
      </span>
    </div>
  );
}

interface Option { readonly value: string; readonly count?: number; readonly label?: string }

function Choice({ name, value, shown, options, set }: { name: string; value: string | undefined; shown?: string | undefined; options: readonly Option[]; set: (value: string | undefined) => void }) {
  return (
    <span className={css.choice} data-on={value !== undefined || undefined}>
      <Menu position="bottom-start" width={248}>
        <Menu.Target><button type="button" className={css.chip} aria-label={value ? `${name}: ${value}` : name}><span className="cut">{shown ?? value ?? name}</span>{value === undefined && <ChevronIcon width={12} height={12} />}</button></Menu.Target>
        <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
          {options.length === 0 && <Menu.Item disabled>Nothing to choose yet</Menu.Item>}
          {options.map((option) => (
            <Menu.Item key={option.value} onClick={() => set(option.value === value ? undefined : option.value)} rightSection={option.value === value ? <CheckIcon /> : option.count !== undefined ? <span className={`${css.facet} num`}>{number(option.count)}</span> : null}>
              {option.label ?? option.value}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {value !== undefined && <button type="button" className={css.off} aria-label={`Remove the filter ${name}`} onClick={() => set(undefined)}><CloseIcon width={12} height={12} /></button>}
    </span>
  );
}
