import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api } from '../api/client';
import { t } from '../i18n/i18n';
import { toast } from '../ui/toasts';
import css from './desk.module.css';
import { newForm, sentOf } from './source-form';
import { SourceFields } from './SourceFields';

/** A new source. */
export function NewSource() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form, setForm] = useState(newForm);
  const save = useMutation({
    mutationFn: () => answered(api.POST('/api/sources', { body: sentOf(form) })),
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: ['sources'] });
      toast(t('{{name}} is on the list.', { name: made.name }));
      void navigate({ to: '/sources/$id', params: { id: made.id } });
    },
  });
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/sources">{t('Sources')}</Link><span aria-hidden="true">/</span><span>{t('Add a source')}</span></p>
      <h1>{t('Add a source')}</h1>
      <SourceFields form={form} set={(change) => setForm((old) => ({ ...old, ...change }))} error={save.error} pending={save.isPending} submit={t('Add the source')} save={() => save.mutate()} cancel={<Link to="/sources" className={css.cancel}>{t('Cancel')}</Link>} />
    </div>
  );
}
