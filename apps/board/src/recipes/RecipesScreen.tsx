import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Bone, Empty, Failed, Tag } from '../ui/bits';
import { ListIcon } from '../ui/icons';
import { exactly, number } from '../ui/time';
import { recipes as recipesQuery } from './queries';

/** Every recipe: which marketplaces it reads, its versions, who uses it. */
export function RecipesScreen() {
  const { data, error, isError, refetch } = useQuery(recipesQuery);
  if (isError && !data) return <Failed what={t('The recipes')} error={error} retry={() => void refetch()} />;
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/sources">{t('Sources')}</Link><span aria-hidden="true">/</span><span>{t('Recipes')}</span></p>
      <div className={css.head}><h1>{t('Recipes')}</h1><span className={css.aside}>{t('how a marketplace\'s pages are read, as data')}</span></div>
      {data?.length === 0 ? <Empty icon={<ListIcon />} title={t('No recipe yet')}>{t('Recipes are the files of the folder recipes/; the worker takes them in when it starts.')}</Empty> : (
        <div className={`${css.panel} ${css.scroll}`}>
          <table className={`${css.table} ${css.stack}`}>
            <thead><tr><th>{t('Recipe')}</th><th>{t('Hosts')}</th><th data-end>{t('Versions')}</th><th>{t('In use since')}</th><th>{t('Sources')}</th></tr></thead>
            <tbody>{!data ? [0, 1, 2].map((place) => <tr key={place}><td colSpan={5}><Bone width={`${70 - place * 10}%`} /></td></tr>) : data.map((one) => (
              <tr key={one.id}>
                <td><Link to="/recipes/$id" params={{ id: one.id }}>{one.name}</Link>{one.name !== one.id && <span className={css.noteLine}>{one.id}</span>}</td>
                <td className={css.wide} data-wide data-label={t('Hosts')}>{one.hosts.slice(0, 4).join(', ')}{one.hosts.length > 4 ? t(' and {{hosts}} more', { hosts: one.hosts.length - 4 }) : ''}</td>
                <td data-end data-label={t('Versions')} className="num">{number(one.versions)}{one.proposed > 0 && <> <Tag tone="amber">{t('{{proposed}} proposed', { proposed: one.proposed })}</Tag></>}</td>
                <td className="num" data-label={t('In use since')}>{one.promotedAt ? exactly(one.promotedAt) : '–'}</td>
                <td data-wide data-label={t('Sources')}>{one.sources.length === 0 ? <span className={css.small}>{t('none')}</span> : one.sources.slice(0, 3).map((source) => <Link key={source.id} to="/sources/$id" params={{ id: source.id }} className={css.stacked}>{source.name}</Link>)}{one.sources.length > 3 && <span className={css.small}>{t('and {{sources}} more', { sources: one.sources.length - 3 })}</span>}</td>
              </tr>
            ))}</tbody>
          </table>
        </div>
      )}
    </div>
  );
}
