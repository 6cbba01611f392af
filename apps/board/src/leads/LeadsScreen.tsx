import { Menu } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { LeadTools } from '../exchange/LeadTools';
import { useMemo } from 'react';
import { FilterBar } from '../filters/FilterBar';
import { filtersOf, isFiltered, keyOf, noFilters } from '../filters/filters';
import { useDefaultView } from '../filters/useDefaultView';
import { useTranslation } from '../i18n/i18n';
import { Button, Empty, Failed } from '../ui/bits';
import { CheckIcon, ChevronIcon, FilterIcon, ListIcon } from '../ui/icons';
import { COLUMNS, useColumnChoice } from './columns';
import { LeadTable } from './LeadTable';
import css from './LeadsScreen.module.css';
import { useSelection, useSelectionOver } from './selection';
import { useListPages } from './useListPages';

/** All leads that fit the filters, best first, as a table that fetches as it is scrolled, to any depth. */
export function LeadsScreen() {
  const { t } = useTranslation();
  const { view, ...search } = useSearch({ from: '/leads' });
  const navigate = useNavigate({ from: '/leads' });
  const filters = useMemo(() => filtersOf(search), [keyOf(search)]);
  useDefaultView('list', filters, view);
  useSelectionOver(filters);
  const selection = useSelection();
  const pages = useListPages(filters);
  const choice = useColumnChoice();
  const { first, leads, error, loading, refetch } = pages;
  const total = first?.total === undefined || first.total === null ? undefined : { count: first.total, isAtLeast: first.totalIsAtLeast };
  const none = first && leads.length === 0 && !loading;
  return (
    <div className={css.screen}>
      <FilterBar filters={filters} screen="list" view={view} total={total} search={first?.search} toggle={<><LeadTools filters={filters} marked={selection.whole ? [] : [...selection.ids]} done={selection.clear} /><ColumnMenu choice={choice} /></>} />
      {error && !first ? <Failed what={t('The leads')} error={error} retry={refetch} /> : none
        ? isFiltered(filters)
          ? <Empty icon={<FilterIcon />} title={t('No lead fits these filters')} action={<Button onClick={() => void navigate({ search: (old) => ({ ...old, ...noFilters, view: 'none' }) })}>{t('Show all leads')}</Button>}>{t('Widen the search, or choose another stage.')}</Empty>
          : <Empty icon={<ListIcon />} title={t('No leads yet')}>{t('Leads appear by themselves once a source has been crawled and its merchants were scored.')}</Empty>
        : <LeadTable pages={pages} columns={choice.columns} of={keyOf(filters)} />}
    </div>
  );
}

function ColumnMenu({ choice: { chosen, toggle, reset } }: { choice: ReturnType<typeof useColumnChoice> }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" width={220} closeOnItemClick={false}>
      <Menu.Target><button type="button" className={css.choose}>{t('Columns')}<ChevronIcon width={12} height={12} /></button></Menu.Target>
      <Menu.Dropdown>
        {COLUMNS.filter((column) => !column.fixed).map(({ name, label }) => (
          <Menu.CheckboxItem key={name} checked={chosen.includes(name)} checkIcon={<CheckIcon />} closeMenuOnClick={false} onChange={() => toggle(name)}>{t(label)}</Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={reset}>{t('The usual columns')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
