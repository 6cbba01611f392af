import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api } from '../api/client';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { useMayOperate } from '../sources/queries';
import { Bone, Button, Failed, Tag } from '../ui/bits';
import { exactly, number } from '../ui/time';
import { toast } from '../ui/toasts';
import { Columns } from './Columns';
import { Findings } from './Findings';
import own from './imports.module.css';
import { Outcome } from './Outcome';
import { isWorkedOn, oneImport, refusal, type ImportDetail, type Mapping } from './queries';
import { rowsWord, standing } from './words';

/** One file on its way: its columns are matched, its rows compared, and then a person takes it in or puts it away. */
export function ImportScreen() {
  const { id } = useParams({ from: '/imports/$id' });
  const { data, error, isError, refetch } = useQuery(oneImport(id));
  if (isError && !data) return <Failed what={t('This import')} error={error} retry={() => void refetch()} />;
  if (!data) return <div className={css.page}><Bone width="35%" height={22} /><div className={css.panel}><div className={css.bones}><Bone width="50%" /><Bone height={180} /></div></div></div>;
  return <Shown key={data.id} data={data} />;
}

function Shown({ data }: { data: ImportDetail }) {
  const may = useMayOperate();
  const client = useQueryClient();
  const [rematching, setRematching] = useState(false);
  const [without, setWithout] = useState(false);
  const { id, version, state, summary } = data;
  const onSuccess = (next: ImportDetail) => {
    client.setQueryData(oneImport(id).queryKey, next);
    for (const queryKey of [['imports'], ['lists'], ['sources'], ['runs']]) void client.invalidateQueries({ queryKey });
  };
  const onError = () => void client.invalidateQueries({ queryKey: ['import', id] });
  const match = useMutation({
    mutationFn: (mapping: Mapping) => answered(api.PUT('/api/imports/{id}/mapping', { params: { path: { id } }, body: { version, mapping } })),
    onSuccess: (next) => { setRematching(false); setWithout(false); onSuccess(next); }, onError,
  });
  const decide = useMutation({
    mutationFn: (to: 'taken' | 'discarded') => answered(api.PUT('/api/imports/{id}/state', { params: { path: { id } }, body: { to, version, withoutBadRows: without } })),
    onSuccess: (next, to) => { if (to === 'discarded') toast(t('{{name}} was put away. Nothing of it was taken in.', { name: data.name })); onSuccess(next); }, onError,
  });
  const matching = state === 'mapping' || (state === 'checked' && rematching);
  const { text, tone } = standing(data);
  const left = summary ? summary.bad + summary.conflict : 0;
  const taken = summary ? summary.new + summary.changed + summary.unchanged : 0;
  const { general } = refusal(decide.error);
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/sources">{t('Sources')}</Link><span aria-hidden="true">/</span><Link to="/imports/new" search={{ list: data.sourceId }} className="cut" dir="auto">{data.list.name}</Link><span aria-hidden="true">/</span><span className="cut" dir="auto">{data.name}</span></p>
      <div className={css.head}>
        <h1 dir="auto">{data.name}</h1><Tag tone={tone}>{text}</Tag>
        {may && (state === 'mapping' || state === 'checked') && <div className={css.headEnd}><Button onClick={() => decide.mutate('discarded')} disabled={decide.isPending}>{t('Put it away')}</Button></div>}
      </div>
      <p className={css.lead}>{data.createdBy ? t('{{rows}} for {{list}}, brought {{when}} by {{name}}.', { rows: rowsWord(data.rows), list: data.list.name, when: exactly(data.createdAt), name: data.createdBy }) : t('{{rows}} for {{list}}, brought {{when}}.', { rows: rowsWord(data.rows), list: data.list.name, when: exactly(data.createdAt) })} {t('From:')} <bdi>{data.list.origin}</bdi>.</p>
      <Steps state={state} matching={matching} />
      {matching && (may ? <Columns data={data} save={(mapping) => match.mutate(mapping)} saving={match.isPending} error={match.error} cancel={state === 'checked' ? () => setRematching(false) : undefined} /> : <p className={css.notice}>{t('Its columns wait to be matched by an operator.')}</p>)}
      {state === 'checking' && <Progress read={data.read} rows={data.rows} />}
      {(state === 'taking' || state === 'taken' || state === 'unchanged' || state === 'discarded') && <Outcome data={data} working={isWorkedOn(data)} />}
      {summary && !matching && state !== 'checking' && <Findings data={data} summary={summary} may={may} />}
      {state === 'checked' && !matching && may && (
        <section className={`${css.panel} ${own.decision}`} aria-label={t('Take it in')}>
          {left > 0 && (
            <label className={own.without}>
              <input type="checkbox" checked={without} onChange={(event) => setWithout(event.currentTarget.checked)} />
              <span>{t('Go on without the {{left}} that cannot be taken in.', { left: rowsWord(left) })} <a href={`/api/imports/${id}/errors`} download>{t('They are in this file')}</a>{t(', to mend and bring again.')}</span>
            </label>
          )}
          {general && <p className={css.error} role="alert">{general}</p>}
          <div className={css.formEnd}>
            <Button onClick={() => setRematching(true)}>{t('Match columns again')}</Button>
            <Button primary disabled={decide.isPending || (left > 0 && !without) || taken === 0} onClick={() => decide.mutate('taken')}>{decide.isPending ? t('Taking in…') : t('Take in {{taken}}', { taken: rowsWord(taken) })}</Button>
          </div>
          <p className={css.small}>{taken === 0 ? t('There is no row that could be taken in.') : t('It becomes a run of {{name}} and stands before the same gates as a crawl: if it differs too much from the last good list, it waits in quarantine and changes nothing.', { name: data.list.name })}{left > 0 && !without ? ' ' + t('First say what becomes of the rows that cannot be taken in.') : ''}</p>
        </section>
      )}
    </div>
  );
}

const STEPS = ['Columns', 'Check', 'Take in'];

function Steps({ state, matching }: { state: ImportDetail['state']; matching: boolean }) {
  const at = matching ? 0 : state === 'checking' || state === 'checked' ? 1 : 2;
  if (state === 'discarded') return null;
  return <ol className={own.steps} aria-label={t('Steps')}>{STEPS.map((name, place) => <li key={name} data-done={place < at || undefined} aria-current={place === at ? 'step' : undefined}><span className="num">{place + 1}</span>{t(name)}</li>)}</ol>;
}

function Progress({ read, rows }: { read: number; rows: number }) {
  const share = rows === 0 ? 0 : read / rows;
  return (
    <section className={css.panel} aria-label={t('Progress')} aria-busy="true">
      <div className={css.section}>
        <h2>{t('Reading and comparing the rows')}</h2>
        <div className={own.progress} role="progressbar" aria-valuemin={0} aria-valuemax={rows} aria-valuenow={read} aria-label={t('Rows read')}><i style={{ width: `${Math.max(2, share * 100)}%` }} /></div>
        <p className={`${css.small} num`} aria-live="polite">{read < rows ? t('{{read}} of {{rows}} read', { read: number(read), rows: rowsWord(rows) }) : t('All rows are read; they are being compared with what is known.')} {t('You may leave this page; it goes on by itself.')}</p>
      </div>
    </section>
  );
}
