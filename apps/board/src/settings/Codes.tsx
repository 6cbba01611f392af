import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { toast } from '../ui/toasts';
import css from './settings.module.css';

/** The recovery codes, shown this once. */
export function Codes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const { t } = useTranslation();
  const copy = () => void navigator.clipboard.writeText(codes.join('\n')).then(() => toast(t('Copied. Keep the codes where your phone is not.')), () => toast(t('They could not be copied. Select them and copy by hand.'), { tone: 'red' }));
  return (
    <div className={css.form}>
      <p>{t('Keep these recovery codes where your phone is not. Each signs you in once when the app is lost; they are shown only now.')}</p>
      <ul className={css.codes}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <div className={css.formEnd}><Button onClick={copy}>{t('Copy all')}</Button><Button primary onClick={done}>{t('I have kept them')}</Button></div>
    </div>
  );
}
