import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { session, views as viewsQuery } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { CheckIcon, ChevronIcon, StarIcon, UserIcon } from '../ui/icons';
import { toast } from '../ui/toasts';
import css from './FilterBar.module.css';
import { isFiltered, noFilters, sameFilters, type Filters } from './filters';
import { NameView } from './NameView';
import { useViewEdits, type View } from './view-edits';

interface Props { readonly filters: Filters; readonly screen: 'board' | 'list'; readonly view: string | undefined; readonly opened: boolean; readonly setOpened: (on: boolean) => void }

/** Saved filters, own and shared: take one, keep what it was changed to, name it, share it, begin the day with it. */
export function Views({ filters, screen, view: viewId, opened, setOpened }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data } = useQuery(viewsQuery);
  const { data: me } = useQuery(session);
  const { save, change, remove, setDefault } = useViewEdits();
  const [naming, setNaming] = useState<'new' | 'rename' | null>(null);
  const all = data?.views ?? [];
  const current = all.find(({ id }) => id === viewId);
  const modified = current !== undefined && !sameFilters(current.filters, filters);
  const mayShare = me?.role === 'admin' || me?.role === 'lead';
  const put = (view: string | undefined, next?: Filters) => void navigate({ to: '.', search: (old: Record<string, unknown>) => ({ ...old, ...(next ? { ...noFilters, ...next } : {}), view }), replace: true });
  const take = (view: View) => {
    if (view.screen === screen) put(view.id, view.filters);
    else void navigate({ to: view.screen === 'board' ? '/board' : '/leads', search: { ...view.filters, view: view.id } });
  };
  const drop = (view: View) => remove.mutate(view, {
    onSuccess: () => {
      put('none');
      // A new view with the same words: what was deleted by mistake is back with one click.
      toast(t('“{{name}}” was deleted', { name: view.name }), { action: { label: t('Undo'), run: () => save.mutate({ id: crypto.randomUUID(), name: view.name, shared: view.shared, screen: view.screen, filters: view.filters }) } });
    },
  });
  const group = (label: string, views: readonly View[]) => views.length > 0 && (
    <>
      <Menu.Label>{label}</Menu.Label>
      {views.map((view) => (
        <Menu.Item key={view.id} onClick={() => take(view)} rightSection={view.id === viewId ? <CheckIcon aria-label={t('shown now')} /> : data?.defaultId === view.id ? <StarIcon aria-label={t('opens first')} /> : null}>
          <bdi>{view.name}</bdi>{!view.mine && <span className={css.viewBy}>{t('by {{name}}', { name: view.by.name })}</span>}
        </Menu.Item>
      ))}
    </>
  );
  return (
    <>
      <Menu opened={opened} onChange={setOpened} position="bottom-start" width={264}>
        <Menu.Target>
          <button type="button" className={css.chip} aria-keyshortcuts="V"><span className={`${current ? css.viewName : ''} cut`} dir="auto">{current ? current.name : t('Views')}</span>{modified && <span className={css.changed}>· {t('modified')}</span>}<ChevronIcon width={12} height={12} /></button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          <Menu.Item onClick={() => put('none', {})} rightSection={!current && !isFiltered(filters) ? <CheckIcon aria-label={t('shown now')} /> : null}>{t('All leads')}</Menu.Item>
          {group(t('Mine'), all.filter((view) => view.mine))}
          {group(t('Shared'), all.filter((view) => !view.mine))}
          <Menu.Divider />
          {current && modified && current.canEdit && <Menu.Item onClick={() => change.mutate({ view: current, filters, screen })}>{t('Save the changes to “{{name}}”', { name: current.name })}</Menu.Item>}
          {current && modified && <Menu.Item onClick={() => put(current.id, current.filters)}>{t('Back to what was saved')}</Menu.Item>}
          <Menu.Item disabled={!isFiltered(filters)} onClick={() => setNaming('new')}>{t('Save as a new view…')}</Menu.Item>
          {current?.canEdit && <Menu.Item onClick={() => setNaming('rename')}>{t('Rename…')}</Menu.Item>}
          {current?.mine && mayShare && <Menu.Item leftSection={<UserIcon />} onClick={() => change.mutate({ view: current, shared: !current.shared })}>{current.shared ? t('Stop sharing it') : t('Share it with everybody')}</Menu.Item>}
          {current && <Menu.Item leftSection={<StarIcon />} onClick={() => setDefault.mutate(data?.defaultId === current.id ? null : current.id)}>{data?.defaultId === current.id ? t('Do not open it first') : t('Open it first')}</Menu.Item>}
          {current?.canEdit && <Menu.Item color="var(--red)" onClick={() => drop(current)}>{t('Delete “{{name}}”', { name: current.name })}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <NameView opened={naming !== null} close={() => setNaming(null)} title={naming === 'rename' ? t('Rename the view') : t('Save as a view')} name={naming === 'rename' ? current?.name ?? '' : ''} mayShare={mayShare && naming === 'new'}
        give={async ({ name, shared }) => {
          if (naming === 'rename' && current) await change.mutateAsync({ view: current, name });
          else put((await save.mutateAsync({ id: crypto.randomUUID(), name, shared, screen, filters })).id);
        }} />
    </>
  );
}
