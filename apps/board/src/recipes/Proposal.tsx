import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answered, api } from '../api/client';
import { t } from '../i18n/i18n';
import { GateTable } from '../runs/Gates';
import { percent } from '../runs/words';
import css from '../sources/desk.module.css';
import { Button, Tag } from '../ui/bits';
import { number } from '../ui/time';
import { toast } from '../ui/toasts';
import type { RecipeDetail } from './queries';
import { ReadingBar } from './ReadingBar';
import { useReading } from './readings';
import own from './recipe.module.css';

/** From draft to use: tried on the last five runs, kept as a version, promoted when the gates hold. */
export function Proposal({ recipe, yaml, changed, propose, proposed, promoted }: { recipe: RecipeDetail; yaml: string; changed: boolean; propose: () => Promise<{ versionId: string }>; proposed: (versionId: string) => void; promoted: () => void }) {
  const client = useQueryClient();
  const again = () => Promise.all([['recipes'], ['recipe', recipe.id], ['sources']].map((queryKey) => client.invalidateQueries({ queryKey })));
  const { reading, follow } = useReading();
  const replay = useMutation({ mutationFn: async (tried: string) => (await follow(answered(api.POST('/api/recipes/{id}/replays', { params: { path: { id: recipe.id } }, body: { yaml: tried } })))).replay });
  const keep = useMutation({ mutationFn: propose, onSuccess: async ({ versionId }) => { await again(); proposed(versionId); toast(t('Kept as a proposed version. It is not in use yet.')); } });
  const promote = useMutation({
    mutationFn: async () => {
      const { versionId } = await propose();
      return follow(answered(api.PUT('/api/recipes/{id}/current', { params: { path: { id: recipe.id } }, body: { versionId } })));
    },
    onSuccess: async () => { await again(); promoted(); toast(t('{{name}}: this version is in use from the next run on.', { name: recipe.name })); },
  });
  // A result that belongs to another text would vouch for something nobody tried.
  const result = replay.variables === yaml ? replay.data : undefined;
  const failed = result?.runs.flatMap((run) => run.gates.filter((gate) => !gate.ok)) ?? [];
  const busy = replay.isPending || keep.isPending || promote.isPending;
  const error = promote.error ?? keep.error ?? replay.error;
  return (
    <section className={css.panel} aria-label={t('Try and use')}>
      <div className={css.section}>
        <div className={css.sectionHead}><h2>{t('Try it, then use it')}</h2><span className={css.aside}>{t('reads kept pages again, asks the site nothing')}</span></div>
        <div className={own.actions}>
          <Button disabled={busy} onClick={() => replay.mutate(yaml)}>{replay.isPending ? t('Reading…') : t('Try on the last five runs')}</Button>
          <Button disabled={!changed || busy} onClick={() => keep.mutate()}>{t('Propose')}</Button>
          <Button primary disabled={!changed || busy} onClick={() => promote.mutate()}>{promote.isPending ? t('Checking the gates…') : t('Promote')}</Button>
          <span className={css.small}>{changed ? t('It is promoted only when the gates hold on the last five runs.') : t('This is the version in use.')}</span>
        </div>
        {reading && <ReadingBar reading={reading} />}
        {error && <p className={css.error} role="alert">{error.message}</p>}
      </div>
      {result && (
        <>
          <div className={css.section}>
            <p className={own.status}><Tag tone={result.ok ? 'green' : 'red'}>{result.ok ? t('the gates hold') : t('{{failed}} gates do not hold', { failed: failed.length })}</Tag><span>{t('{{pages}} pages of {{count}} runs in {{ms}} ms, {{requests}} requests', { pages: number(result.pages), count: result.runs.length, ms: number(result.ms), requests: result.networkCalls })}</span></p>
            <p className={css.small}>{result.runs.map((run, place) => <span key={run.runId}>{place > 0 && ' · '}<Link to="/runs/$id" params={{ id: run.runId }}>{t('run {{place}}', { place: place + 1 })}</Link>: {run.pages} {run.pages === 1 ? t('page') : t('pages')}, {run.ok ? t('ok') : t('not ok')}{run.complete ? '' : t(', samples')}</span>)}</p>
          </div>
          {failed.length > 0 && <GateTable gates={failed} />}
          <div className={css.scroll}>
            <table className={css.table}>
              <thead><tr><th>{t('Field')}</th><th data-end>{t('Coverage before')}</th><th data-end>{t('After')}</th><th data-end>{t('Changed')}</th></tr></thead>
              <tbody>{result.fields.filter(({ before, after }) => before > 0 || after > 0).map(({ pageKind, field, before, after, changed: count }) => <tr key={pageKind + field}><td><code className={own.field}>{pageKind}.{field}</code></td><td data-end className="num">{percent(before)}</td><td data-end className="num"><span className={after < before - 0.02 ? css.worse : undefined}>{percent(after)}</span></td><td data-end className="num">{count ? number(count) : ''}</td></tr>)}</tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}
