import { useQuery } from '@tanstack/react-query';
import css from '../frame/Frame.module.css';
import { useTranslation } from '../i18n/i18n';
import { todayCount } from './queries';

/** How much waits for the person, beside the word in the navigation. */
export function TodayCount() {
  const { t } = useTranslation();
  const { data } = useQuery(todayCount);
  if (!data) return null;
  return <span className={`${css.count} num`}>{data > 99 ? '99+' : data}<span className="unseen"> {t('waiting')}</span></span>;
}
