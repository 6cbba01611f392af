import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { answered, api } from '../api/client';
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
      toast(`${made.name} is on the list.`);
      void navigate({ to: '/sources/$id', params: { id: made.id } });
    },
  });
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/sources">Sources</Link><span aria-hidden="true">/</span><span>Add a source</span></p>
      <h1>Add a source</h1>
      <SourceFields form={form} set={(change) => setForm((old) => ({ ...old, ...change }))} error={save.error} pending={save.isPending} submit="Add the source" save={() => save.mutate()} cancel={<Link to="/sources" className={css.cancel}>Cancel</Link>} />
    </div>
  );
}
