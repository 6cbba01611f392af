import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { answered, api } from '../api/client';
import { t } from '../i18n/i18n';
import { Diff } from '../sources/Robots';
import { useMayOperate } from '../sources/queries';
import css from '../sources/desk.module.css';
import { Bone, Failed, Tag } from '../ui/bits';
import { exactly, shortly } from '../ui/time';
import { toast } from '../ui/toasts';
import { Preview } from './Preview';
import { Proposal } from './Proposal';
import { recipe as recipeQuery, versionBody, type RecipeDetail } from './queries';
import own from './recipe.module.css';
import { Repairs } from './Repairs';

/** One recipe: its versions, its text, and what a change of it would read on pages that are kept. */
export function RecipeScreen() {
  const { id } = useParams({ from: '/recipes/$id' });
  const { data, error, isError, refetch } = useQuery(recipeQuery(id));
  if (isError && !data) return <Failed what={t('This recipe')} error={error} retry={() => void refetch()} />;
  if (!data) return <div className={css.page}><Bone width="30%" height={22} /><div className={css.panel}><div className={css.bones}><Bone height={320} /></div></div></div>;
  return <Editor key={id} recipe={data} />;
}

function Editor({ recipe }: { recipe: RecipeDetail }) {
  const { run, version } = useSearch({ from: '/recipes/$id' });
  const navigate = useNavigate({ from: '/recipes/$id' });
  const may = useMayOperate();
  const chosen = useQuery({ ...versionBody(version ?? ''), enabled: version !== undefined });
  const base = version === undefined ? recipe.body : chosen.data;
  const [draft, setDraft] = useState<string | null>(null);
  const yaml = draft ?? base ?? '';
  const [page, setPage] = useState(() => (recipe.pages.find(({ runId }) => runId === run) ?? recipe.pages[0])?.captureId ?? '');
  const [settled] = useDebouncedValue(yaml, 450);
  const changed = yaml !== recipe.body;
  useEffect(() => {
    if (draft === null) return undefined;
    const keep = (event: BeforeUnloadEvent) => { event.preventDefault(); };
    window.addEventListener('beforeunload', keep);
    return () => window.removeEventListener('beforeunload', keep);
  }, [draft]);
  const open = (next: string | undefined) => {
    setDraft(null);
    void navigate({ search: (old) => ({ ...old, version: next }), replace: true });
  };
  return (
    <div className={`${css.page} ${own.page}`}>
      <p className={css.crumbs}><Link to="/sources">{t('Sources')}</Link><span aria-hidden="true">/</span><Link to="/recipes">{t('Recipes')}</Link><span aria-hidden="true">/</span><span className="cut">{recipe.name}</span></p>
      <div className={css.head}><h1>{recipe.name}</h1><Tag>{recipe.id}</Tag>{changed && <Tag tone="amber">{draft === null ? t('not the version in use') : t('draft')}</Tag>}</div>
      <div className={own.columns}>
        <section className={css.panel} aria-label={t('Text of the recipe')}>
          <div className={own.bar}>
            <label className={own.pick}><span className="unseen">{t('Version')}</span>
              <select value={version ?? ''} onChange={(event) => open(event.target.value || undefined)}>
                <option value="">{t('In use: {{value}}', { value: recipe.hash.slice(0, 8) })}</option>
                {recipe.list.filter(({ current }) => !current).map((one) => <option key={one.id} value={one.id}>{one.promotedAt ? t('Used before') : t('Proposed')}: {one.hash.slice(0, 8)}, {shortly(one.createdAt)}{one.proposedBy ? `, ${one.proposedBy}` : ''}</option>)}
              </select>
            </label>
            {draft !== null && <button type="button" className={own.textButton} onClick={() => setDraft(null)}>{t('Undo all changes')}</button>}
          </div>
          {base === undefined ? <div className={css.bones}><Bone height={300} /></div>
            : <textarea className={own.yaml} aria-label={t('Recipe, YAML')} value={yaml} spellCheck={false} autoCapitalize="off" autoComplete="off" wrap="off" readOnly={!may} onChange={(event) => setDraft(event.target.value === base ? null : event.target.value)} />}
          {!may && <p className={own.foot}>{t('Operators and admins change recipes.')}</p>}
        </section>
        <div className={own.right}>
          <section className={css.panel} aria-label={t('Preview')}>
            <div className={own.bar}>
              <label className={own.pick}><span className="unseen">{t('Stored page')}</span>
                <select value={page} onChange={(event) => setPage(event.target.value)} disabled={recipe.pages.length === 0}>
                  {recipe.pages.length === 0 && <option value="">{t('No page is kept')}</option>}
                  {recipe.pages.map((one) => <option key={one.captureId} value={one.captureId}>{one.runState === 'quarantined' ? '⚠ ' : ''}{one.pageKind}: {one.url.replace(/^https?:\/\/[^/]+/, '')} ({shortly(one.at)})</option>)}
                </select>
              </label>
            </div>
            {may ? <Preview recipeId={recipe.id} yaml={settled} captureId={page} waiting={settled !== yaml} /> : <p className={own.foot}>{t('Operators and admins see the live preview.')}</p>}
          </section>
          {may && page !== '' && <Repairs key={page} recipeId={recipe.id} yaml={settled} captureId={page} take={(repaired) => { setDraft(repaired); toast(t('The repairs stand in the draft. Look at the preview, then propose it.')); }} />}
        </div>
      </div>
      {changed && base !== undefined && (
        <section className={css.panel} aria-label={t('Difference')}>
          <div className={css.section}><div className={css.sectionHead}><h2>{t('Against the version in use')}</h2><span className={css.aside}>{recipe.hash.slice(0, 8)}{recipe.promotedAt && t(', since {{promotedAt}}', { promotedAt: exactly(recipe.promotedAt) })}</span></div><Diff was={recipe.body} now={yaml} /></div>
        </section>
      )}
      {may && <Proposal recipe={recipe} yaml={yaml} changed={changed} proposed={(versionId) => open(versionId)} promoted={() => open(undefined)} propose={() => answered(api.POST('/api/recipes/{id}/versions', { params: { path: { id: recipe.id } }, body: { yaml } }))} />}
    </div>
  );
}
