import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import own from '../imports/imports.module.css';
import { refusal } from '../imports/queries';
import css from '../sources/desk.module.css';
import { Bone, Button, Failed, Tag } from '../ui/bits';
import { exactly, number } from '../ui/time';
import { toast } from '../ui/toasts';
import { LeadColumns } from './LeadColumns';
import { LeadFindings } from './LeadFindings';
import { oneImport, type LeadImportDetail, type Mapping } from './queries';
import { useStanding } from './words';

/** One file on its way: its columns are matched, its rows compared, and then a person takes it in or puts it away. */
export function LeadImportScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/leads/imports/$id' });
  const { data, error, isError, refetch } = useQuery(oneImport(id));
  if (isError && !data) return <Failed what={t('This import')} error={error} retry={() => void refetch()} />;
  if (!data) return <div className={css.page}><Bone width="35%" height={22} /><div className={css.panel}><div className={css.bones}><Bone width="50%" /><Bone height={180} /></div></div></div>;
  return <Shown key={data.id} data={data} />;
}

function Shown({ data }: { data: LeadImportDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [rematching, setRematching] = useState(false);
  const { id, version, state, summary } = data;
  const onSuccess = (next: LeadImportDetail): void => {
    client.setQueryData(oneImport(id).queryKey, next);
    for (const queryKey of [['lead-imports'], ['leads'], ['board']]) void client.invalidateQueries({ queryKey });
  };
  const onError = () => void client.invalidateQueries({ queryKey: ['lead-import', id] });
  const match = useMutation({ mutationFn: (mapping: Mapping) => answered(api.PUT('/api/lead-imports/{id}/mapping', { params: { path: { id } }, body: { version, mapping } })), onSuccess: (next) => { setRematching(false); onSuccess(next); }, onError });
  const discard = useMutation({ mutationFn: () => answered(api.PUT('/api/lead-imports/{id}/state', { params: { path: { id } }, body: { to: 'discarded', version, withoutOthers: false } })), onSuccess: (next) => { toast(t('{{name}} was put away. Nothing of it was taken in.', { name: data.name })); onSuccess(next); }, onError });
  const matching = state === 'mapping' || (state === 'checked' && rematching);
  const { text, tone } = useStanding()(data);
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/leads">{t('Leads')}</Link><span aria-hidden="true">/</span><Link to="/leads/imports">{t('Import')}</Link><span aria-hidden="true">/</span><span className="cut" dir="auto">{data.name}</span></p>
      <div className={css.head}>
        <h1 dir="auto">{data.name}</h1><Tag tone={tone}>{text}</Tag>
        {(state === 'mapping' || state === 'checked') && <div className={css.headEnd}><Button onClick={() => discard.mutate()} disabled={discard.isPending}>{t('Put it away')}</Button></div>}
      </div>
      <p className={css.lead}>{t('{{count}} rows', { count: data.rows })}, {t('brought {{when}} by {{name}}.', { when: exactly(data.createdAt), name: data.createdBy ?? t('somebody') })}</p>
      <Steps state={state} matching={matching} />
      {matching && <LeadColumns data={data} save={(mapping) => match.mutate(mapping)} saving={match.isPending} error={match.error} cancel={state === 'checked' ? () => setRematching(false) : undefined} />}
      {data.progress && <Progress data={data} />}
      {state === 'taken' && <Outcome data={data} />}
      {state === 'checked' && !matching && summary && <Decision data={data} summary={summary} rematch={() => setRematching(true)} onSuccess={onSuccess} onError={onError} />}
      {summary && !matching && <LeadFindings key={version} data={data} summary={summary} />}
    </div>
  );
}

function Decision({ data, summary, rematch, onSuccess, onError }: { data: LeadImportDetail; summary: NonNullable<LeadImportDetail['summary']>; rematch: () => void; onSuccess: (next: LeadImportDetail) => void; onError: () => void }) {
  const { t } = useTranslation();
  const [without, setWithout] = useState(false);
  const { id, version } = data;
  const take = useMutation({ mutationFn: () => answered(api.PUT('/api/lead-imports/{id}/state', { params: { path: { id } }, body: { to: 'taken', version, withoutOthers: without } })), onSuccess, onError });
  const left = summary.bad + summary.conflict + summary.likely;
  const rows = summary.new + summary.changed;
  const { general } = refusal(take.error);
  return (
    <section className={`${css.panel} ${own.decision}`} aria-label={t('Take it in')}>
      {left > 0 && (
        <label className={own.without}>
          <input type="checkbox" checked={without} onChange={(event) => setWithout(event.currentTarget.checked)} />
          <span>{t('Go on without the {{count}} rows that cannot be taken in.', { count: left })} <a href={`/api/lead-imports/${id}/errors`} download>{t('They are in this file, with what to do.')}</a></span>
        </label>
      )}
      {general && <p className={css.error} role="alert">{general}</p>}
      <div className={css.formEnd}>
        <Button onClick={rematch}>{t('Match columns again')}</Button>
        <Button primary disabled={take.isPending || (left > 0 && !without) || rows === 0} onClick={() => take.mutate()}>{take.isPending ? t('Taking in…') : t('Take in {{count}} rows', { count: rows })}</Button>
      </div>
      <p className={css.small}>{rows === 0 ? t('There is nothing new to take in.') : t('What the rows say is kept as your word, with today’s date. Who must not be written to stays so.')}</p>
    </section>
  );
}

function Steps({ state, matching }: { state: LeadImportDetail['state']; matching: boolean }) {
  const { t } = useTranslation();
  const at = matching ? 0 : state === 'reading' || state === 'matching' || state === 'checked' ? 1 : 2;
  if (state === 'discarded') return null;
  return <ol className={own.steps} aria-label={t('Steps')}>{['Columns', 'Compare', 'Take in'].map((name, place) => <li key={name} data-done={place < at || state === 'taken' || undefined} aria-current={place === at && state !== 'taken' ? 'step' : undefined}><span className="num">{place + 1}</span>{t(name)}</li>)}</ol>;
}

function Progress({ data }: { data: LeadImportDetail }) {
  const { t } = useTranslation();
  const { done, of } = data.progress!;
  return (
    <section className={css.panel} aria-label={t('Progress')} aria-busy="true">
      <div className={css.section}>
        <h2>{data.state === 'taking' ? t('Taking the rows in') : data.state === 'reading' ? t('Reading the rows') : t('Comparing the rows with what is known')}</h2>
        <div className={own.progress} role="progressbar" aria-valuemin={0} aria-valuemax={of} aria-valuenow={done} aria-label={t('Progress')}><i style={{ width: `${Math.max(2, (done / Math.max(1, of)) * 100)}%` }} /></div>
        <p className={`${css.small} num`} aria-live="polite">{t('{{through}} of {{all}}. You may leave; it goes on by itself.', { through: number(done), all: number(of) })}</p>
      </div>
    </section>
  );
}

function Outcome({ data }: { data: LeadImportDetail }) {
  const { t } = useTranslation();
  const behind = data.leftOut + (data.summary ? data.summary.bad + data.summary.conflict + data.summary.likely : 0);
  return (
    <section className={css.panel} aria-label={t('Outcome')}>
      <div className={css.section}>
        <h2>{t('{{count}} rows were taken in.', { count: data.taken })}</h2>
        {data.leftOut > 0 && <p className={css.notice} data-tone="amber">{t('{{count}} rows were left out: somebody changed their merchant while the import waited.', { count: data.leftOut })}</p>}
        <p className={own.after}><Link to="/leads">{t('To the leads')}</Link>{behind > 0 && data.rowsKept && <a href={`/api/lead-imports/${data.id}/errors`} download>{t('Rows that stayed behind, with what to do')}</a>}</p>
      </div>
    </section>
  );
}
