import { useQueryClient } from '@tanstack/react-query';
import { answered, api } from '../api/client';
import { useTranslation } from '../i18n/i18n';
import { Enrol } from '../settings/Enrol';
import { Button } from '../ui/bits';
import { Mark } from '../ui/icons';
import css from './session.module.css';

/** What somebody sees whose workspace asks for a second factor that they do not have yet. */
export function EnrolFirst() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const signOut = () => void answered(api.DELETE('/api/session')).finally(() => client.setQueryData(['session'], null));
  return (
    <main className={css.page}>
      <div className={css.card}>
        <div className={css.head}><Mark size={36} /><h1>{t('Set up a second factor')}</h1><p>{t('Your workspace asks everybody for one. It takes a minute, and then everything is open.')}</p></div>
        <Enrol done={() => void client.invalidateQueries({ queryKey: ['session'] })} />
        <Button onClick={signOut}>{t('Sign out')}</Button>
      </div>
    </main>
  );
}
