import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { session } from '../api/queries';
import { t } from '../i18n/i18n';
import { Bone, Failed } from '../ui/bits';
import { useBusinessNow } from '../ui/time';
import { Changes } from './Changes';
import { Contacts } from './Contacts';
import { Estimates } from './Estimates';
import { Facts } from './Facts';
import { Fields } from './Fields';
import { Head } from './Head';
import css from './merchant.module.css';
import { merchant as merchantQuery } from './queries';
import { Score } from './Score';
import { Storefronts } from './Storefronts';
import { Tags } from './Tags';

/** One merchant: who they are, what we know and from where, how they do over time. */
export function MerchantScreen() {
  const { id } = useParams({ from: '/merchants/$id' });
  const { data, error, isError, refetch } = useQuery(merchantQuery(id));
  const { data: me } = useQuery(session);
  const now = useBusinessNow();
  const writes = me?.role === 'admin' || me?.role === 'lead' || me?.role === 'rep';
  if (isError && !data) return <Failed what={t('This merchant')} error={error} retry={() => void refetch()} />;
  return (
    <div className={css.page}>
      <p className={css.crumbs}><Link to="/leads">{t('Leads')}</Link><span aria-hidden="true">/</span><span className="cut" dir="auto">{data?.name ?? t('Merchant')}</span></p>
      {!data ? <Bones /> : (
        <>
          {data.mergedInto && <p className={css.notice}>{t('This merchant is part of another one now.')} <Link to="/merchants/$id" params={{ id: data.mergedInto }}>{t('Open that one')}</Link></p>}
          <div className={css.panel}><Head merchant={data} writes={writes} /><Tags merchant={data} writes={writes} /></div>
          <div className={css.columns}>
            <div className={css.panel}><Storefronts merchant={data} now={now} writes={writes} /><Changes merchant={data} now={now} /></div>
            <div className={css.panel}><Facts merchant={data} now={now} writes={writes} /><Contacts merchant={data} now={now} admin={me?.role === 'admin'} /></div>
            <div className={css.panel}><Score merchant={data} now={now} /><Estimates merchant={data} now={now} /><Fields merchant={data} writes={writes} /></div>
          </div>
        </>
      )}
    </div>
  );
}

function Bones() {
  return (
    <div className={css.panel} aria-busy="true"><div className={css.section}><span className="unseen">{t('Loading')}</span>
      <Bone width="38%" height={22} /><Bone width="54%" /><Bone width="100%" height={180} />
      {Array.from({ length: 5 }, (_, place) => <Bone key={place} width={`${90 - place * 8}%`} height={14} />)}
    </div></div>
  );
}
