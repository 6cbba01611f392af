import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { toast } from '../ui/toasts';
import { digestWish, type DigestWish } from './queries';
import css from './today.module.css';

/** When the mail of the day comes: changed as soon as it is chosen. */
export function DigestForm() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { data } = useQuery(digestWish);
  const save = useMutation({
    mutationFn: (body: DigestWish) => answered(api.PUT('/api/today/digest', { body })),
    onSuccess: (saved) => { client.setQueryData(digestWish.queryKey, saved); toast(saved.wanted ? t('The mail of the day comes at {{hour}}:00', { hour: saved.hour }) : t('No mail of the day')); },
    onError: (error: Error) => toast(error.message, { tone: 'red' }),
  });
  if (!data) return null;
  const set = (change: Partial<DigestWish>): void => save.mutate({ ...data, ...change });
  return (
    <form className={css.digest} aria-label={t('The mail of the day')} onSubmit={(event) => event.preventDefault()}>
      <label><input type="checkbox" checked={data.wanted} disabled={save.isPending} onChange={(event) => set({ wanted: event.target.checked })} />{t('Mail me what waits for me')}</label>
      <label>{t('at')} <select value={data.hour} disabled={save.isPending || !data.wanted} onChange={(event) => set({ hour: Number(event.target.value) })}>{Array.from({ length: 24 }, (_, hour) => <option key={hour} value={hour}>{`${String(hour).padStart(2, '0')}:00`}</option>)}</select></label>
      <label><input type="checkbox" checked={data.workdaysOnly} disabled={save.isPending || !data.wanted} onChange={(event) => set({ workdaysOnly: event.target.checked })} />{t('on workdays only')}</label>
      <span className={css.hint}>{t('Nothing waits: no mail.')}</span>
    </form>
  );
}
