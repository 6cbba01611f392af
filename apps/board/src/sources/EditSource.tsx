import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { answered, api, Problem } from '../api/client';
import { t } from '../i18n/i18n';
import { Bone, Button, Failed } from '../ui/bits';
import { AlertIcon } from '../ui/icons';
import { toast } from '../ui/toasts';
import css from './desk.module.css';
import { source as sourceQuery, useMayOperate, type SourceDetail } from './queries';
import { formOf, onTopOf, sentOf } from './source-form';
import { SourceFields } from './SourceFields';

/** Changes a source that exists. */
export function EditSource() {
  const { id } = useParams({ from: '/sources/$id/edit' });
  // Once: what comes later must not rewrite a form under somebody's hands.
  const { data, error, isError, refetch } = useQuery({ ...sourceQuery(id), refetchInterval: false, refetchOnWindowFocus: false, staleTime: 0 });
  const may = useMayOperate();
  if (isError && !data) return <Failed what={t('This source')} error={error} retry={() => void refetch()} />;
  if (!data) return <div className={css.page}><Bone width="30%" height={22} /><div className={css.panel}><div className={css.bones}><Bone width="60%" /><Bone width="50%" /><Bone width="70%" /></div></div></div>;
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/sources">{t('Sources')}</Link><span aria-hidden="true">/</span><Link to="/sources/$id" params={{ id }} search={{ tab: 'settings' }} className="cut" dir="auto">{data.name}</Link><span aria-hidden="true">/</span><span>{t('Change')}</span></p>
      <h1 dir="auto">{t('Change {{name}}', { name: data.name })}</h1>
      {may ? <Form key={id} source={data} /> : <p className={css.nothing}>{t('Operators and admins change sources.')}</p>}
    </div>
  );
}

function Form({ source }: { source: SourceDetail }) {
  const navigate = useNavigate();
  const client = useQueryClient();
  /** What the form started from: a change is refused when the source is no longer that. */
  const [base, setBase] = useState(() => ({ version: source.version, form: formOf(source) }));
  const [form, setForm] = useState(base.form);
  const save = useMutation({
    mutationFn: () => answered(api.PUT('/api/sources/{id}', { params: { path: { id: source.id } }, body: { ...sentOf(form), version: base.version } })),
    onSuccess: async (changed) => {
      client.setQueryData(['source', source.id], changed);
      await client.invalidateQueries({ queryKey: ['sources'] });
      toast(changed.version === base.version ? t('Nothing was changed.') : t('{{name}} is changed. A run under way goes on as it began.', { name: changed.name }));
      void navigate({ to: '/sources/$id', params: { id: source.id }, search: { tab: 'settings' } });
    },
  });
  const theirs = useMutation({
    mutationFn: (_keepMine: boolean) => answered(api.GET('/api/sources/{id}', { params: { path: { id: source.id } } })),
    onSuccess: (now, keepMine) => {
      const shown = formOf(now);
      setForm(keepMine ? onTopOf(shown, base.form, form) : shown);
      setBase({ version: now.version, form: shown });
      client.setQueryData(['source', source.id], now);
      save.reset();
    },
    onError: (error) => toast(error.message, { tone: 'red' }),
  });
  const dirty = JSON.stringify(form) !== JSON.stringify(base.form);
  useEffect(() => {
    if (!dirty) return undefined;
    const keep = (event: BeforeUnloadEvent) => { event.preventDefault(); };
    window.addEventListener('beforeunload', keep);
    return () => window.removeEventListener('beforeunload', keep);
  }, [dirty]);
  const raced = save.error instanceof Problem && save.error.code === 'source-changed';
  return (
    <SourceFields form={form} set={(change) => setForm((old) => ({ ...old, ...change }))} error={save.error} pending={save.isPending} submit={t('Save the change')} save={() => save.mutate()}
      cancel={<Link to="/sources/$id" params={{ id: source.id }} search={{ tab: 'settings' }} className={css.cancel}>{t('Cancel')}</Link>}
      notice={raced ? (
        <div className={css.notice} data-tone="amber" role="alert"><AlertIcon /><div>
          <strong>{save.error?.message}</strong>
          <span className={css.decide}><Button className={css.smallButton} disabled={theirs.isPending} onClick={() => theirs.mutate(true)}>{t('Put my changes on top of theirs')}</Button><Button className={css.smallButton} disabled={theirs.isPending} onClick={() => theirs.mutate(false)}>{t('Drop mine, show theirs')}</Button></span>
        </div></div>
      ) : undefined} />
  );
}
