import { Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect, useRef, useState } from 'react';
import { customFields, session } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Bone, Button, Empty, Failed } from '../ui/bits';
import { announce, toast } from '../ui/toasts';
import { FieldForm } from './FieldForm';
import { FieldRow } from './FieldRow';
import { changeField, type CustomField } from './queries';
import css from './settings.module.css';

/** What the team notes of merchants beside what pages show. Everybody sees it; who runs the team changes it. */
export function FieldsScreen() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data, error, isError, refetch } = useQuery(customFields);
  const { data: me } = useQuery(session);
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<CustomField | null>(null);
  const panel = useRef<HTMLElement>(null);
  const pressed = useRef<{ key: string; way: 'up' | 'down' } | null>(null);
  // The row that was moved is put into the page anew and loses the focus; at an end its one button is off, and the other one takes over.
  useLayoutEffect(() => {
    const { key, way } = pressed.current ?? {};
    const buttons = key ? [way, way === 'up' ? 'down' : 'up'].map((one) => panel.current?.querySelector<HTMLButtonElement>(`[data-move="${key} ${one}"]`)) : [];
    buttons.find((button) => button && !button.disabled)?.focus();
    pressed.current = null;
  }, [data]);
  const move = useMutation({
    // One after the other, and looked up anew after the last one: an answer to the first press would put the list back under the second.
    mutationKey: ['field-order'], scope: { id: 'field-order' },
    mutationFn: ({ field, place }: { field: CustomField; place: number; way: 'up' | 'down' }) => changeField(field.key, { place }),
    onMutate: async ({ field, place, way }) => {
      await client.cancelQueries({ queryKey: customFields.queryKey });
      const before = client.getQueryData(customFields.queryKey);
      pressed.current = { key: field.key, way };
      client.setQueryData(customFields.queryKey, (all) => {
        const others = all?.filter((one) => one.key !== field.key) ?? [];
        return [...others.slice(0, place - 1), field, ...others.slice(place - 1)];
      });
      announce(t('{{label}} stands at place {{place}} now', { label: field.label, place }));
      return { before };
    },
    onError: (failed, _move, context) => { if (context?.before) client.setQueryData(customFields.queryKey, context.before); toast(failed.message, { tone: 'red' }); },
    onSettled: () => (client.isMutating({ mutationKey: ['field-order'] }) === 1 ? client.invalidateQueries({ queryKey: customFields.queryKey }) : undefined),
  });
  if (isError && !data) return <Failed what={t('Fields')} error={error} retry={() => void refetch()} />;
  const edits = me?.role === 'admin' || me?.role === 'lead';
  const used = data?.filter((field) => !field.retired).length ?? 0;
  return (
    <>
      <header className={css.head}>
        <div><h1>{t('Fields')}</h1><p className={css.lead}>{t('What your team notes of a merchant beside what its pages show. Fields are filled in on the merchant’s page; exports, imports and the API know each by its key.')}</p></div>
        {edits && <Button primary onClick={() => setAdding(true)}>{t('Add a field')}</Button>}
      </header>
      <section ref={panel} className={css.panel} aria-label={t('Fields')} aria-busy={!data || undefined}>
        {!data && [0, 1, 2].map((row) => <div key={row} className={`${css.row} ${css.plain} ${css.bones}`}><Bone width="38%" /><Bone width={120} /></div>)}
        {data?.length === 0 && <Empty title={t('No fields yet')}>{t('Pages do not say everything: a segment of yours, the fair where you met, whether they ship abroad.')} {edits ? t('Add a field for what your team wants to know of every merchant.') : t('An admin or a growth lead adds fields.')}</Empty>}
        {data?.map((field, at) => (
          <FieldRow key={field.key} field={field} edits={edits} place={at + 1} used={used} change={() => setChanging(field)} move={(way) => move.mutate({ field, way, place: at + 1 + (way === 'up' ? -1 : 1) })} />
        ))}
      </section>
      <Modal opened={adding} onClose={() => setAdding(false)} title={t('Add a field')} centered radius="lg" size={480}>{adding && <FieldForm close={() => setAdding(false)} />}</Modal>
      <Modal opened={changing !== null} onClose={() => setChanging(null)} title={t('Change the field')} centered radius="lg" size={480}>{changing && <FieldForm field={changing} close={() => setChanging(null)} />}</Modal>
    </>
  );
}
