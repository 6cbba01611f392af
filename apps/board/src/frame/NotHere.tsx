import { Link } from '@tanstack/react-router';
import { t } from '../i18n/i18n';
import { Empty } from '../ui/bits';

export function NotHere() {
  return <Empty title={t('Nothing is at this address')} action={<Link to="/board">{t('Go to the board')}</Link>}>{t('The page may have moved, or the link was cut short.')}</Empty>;
}
