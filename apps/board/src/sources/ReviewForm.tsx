import { TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, Problem } from '../api/client';
import { session, workspace } from '../api/queries';
import { t } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { toast } from '../ui/toasts';
import css from './desk.module.css';
import type { SourceDetail } from './queries';

/** Somebody has read the site's terms again: who, and on which day. */
export function ReviewForm({ source, close }: { source: SourceDetail; close: () => void }) {
  const client = useQueryClient();
  const me = useQuery(session);
  const today = useQuery(workspace).data?.businessNow.slice(0, 10) ?? new Date().toISOString().slice(0, 10);
  const [form, setForm] = useState({ reviewedOn: today, reviewer: me.data?.name ?? '' });
  const save = useMutation({
    mutationFn: () => answered(api.PUT('/api/sources/{id}/permission-review', { params: { path: { id: source.id } }, body: form })),
    onSuccess: async (after) => {
      client.setQueryData(['source', source.id], after);
      toast(t('The review is recorded. The next one is due on {{reviewBy}}.', { reviewBy: after.permission.reviewBy ?? '' }));
      close();
      await client.invalidateQueries({ queryKey: ['sources'] });
    },
  });
  const wrong = (field: string) => (save.error instanceof Problem ? save.error.body?.errors?.find((one) => one.field === field)?.message : undefined);
  return (
    <form className={css.dialog} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
      <p>{t('Read the terms of {{host}} first. The record itself stays as it is; if what it says no longer holds, change it instead.', { host: source.host })}</p>
      <div className={css.pair}>
        <TextInput label={t('Terms read on')} type="date" required withAsterisk={false} max={today} value={form.reviewedOn} error={wrong('reviewedOn')} onChange={(event) => { const reviewedOn = event.currentTarget.value; setForm((old) => ({ ...old, reviewedOn })); }} />
        <TextInput label={t('By whom')} required withAsterisk={false} value={form.reviewer} error={wrong('reviewer')} onChange={(event) => { const reviewer = event.currentTarget.value; setForm((old) => ({ ...old, reviewer })); }} />
      </div>
      {save.error && !wrong('reviewedOn') && !wrong('reviewer') && <p className={css.error} role="alert">{save.error.message}</p>}
      <div className={css.formEnd}><Button onClick={close}>{t('Cancel')}</Button><Button primary type="submit" disabled={save.isPending}>{save.isPending ? t('Recording…') : t('Record the review')}</Button></div>
    </form>
  );
}
