import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { session } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Bone, Button, Empty, Failed, Tag } from '../ui/bits';
import { ago } from '../ui/time';
import { toast } from '../ui/toasts';
import { InviteDialog } from './InviteDialog';
import { PersonRow } from './PersonRow';
import { peopleAll, revokeInvitation, type OpenInvitation, type Role } from './queries';
import { ROLE_WORDS } from './roles';
import css from './settings.module.css';

/** Who is let in, as what, and who was asked to come. */
export function PeopleScreen() {
  const { t } = useTranslation();
  const { data, error, isError, refetch } = useQuery(peopleAll);
  const { data: me } = useQuery(session);
  const [asked, setAsked] = useState<{ email: string; role: Role } | null>(null);
  if (isError && !data) return <Failed what={t('People')} error={error} retry={() => void refetch()} />;
  return (
    <>
      <header className={css.head}>
        <div><h1>{t('People')}</h1><p className={css.lead}>{t('A role decides what somebody sees and may do. Changes hold from their next click on.')}</p></div>
        <Button primary onClick={() => setAsked({ email: '', role: 'rep' })}>{t('Invite somebody')}</Button>
      </header>
      <section className={css.panel} aria-label={t('People')} aria-busy={!data || undefined}>
        {!data && [0, 1, 2].map((row) => <div key={row} className={css.row}><Bone width={28} height={28} round /><Bone width="45%" /><Bone width={140} height={28} /></div>)}
        {data?.people.map((person) => <PersonRow key={person.id} person={person} me={person.id === me?.id} />)}
      </section>
      {data && (
        <section className={css.panel} aria-labelledby="invited">
          <div className={css.panelHead}><h2 id="invited">{t('Invited')}</h2></div>
          {data.invitations.length === 0
            ? <Empty title={t('Nobody is waiting to come in')}>{t('An invitation stays here until its link is used. The link works for seven days.')}</Empty>
            : data.invitations.map((one) => <Invited key={one.id} one={one} again={() => setAsked({ email: one.email, role: one.role })} />)}
        </section>
      )}
      <InviteDialog opened={asked !== null} start={asked ?? { email: '', role: 'rep' }} close={() => setAsked(null)} />
    </>
  );
}

function Invited({ one, again }: { one: OpenInvitation; again: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const withdraw = async (): Promise<void> => {
    try {
      client.setQueryData(peopleAll.queryKey, await revokeInvitation(one.id));
      toast(t('The link of {{email}} works no more.', { email: one.email }));
    } catch (error) { toast((error as Error).message, { tone: 'red' }); }
  };
  return (
    <article className={`${css.row} ${css.plain}`}>
      <div className={css.who}><h3 dir="auto">{one.email}</h3><p className={css.small}>{t('{{role}} · asked by {{name}} {{ago}}', { role: one.forPassword ? t('New password') : t(ROLE_WORDS[one.role].name), name: one.invitedBy, ago: ago(Date.now() - new Date(one.createdAt).getTime()) })}</p></div>
      <div className={css.state}>{one.expired && <Tag tone="amber">{t('ran out')}</Tag>}</div>
      <div className={css.rowEnd}>
        {!one.forPassword && <Button onClick={again} aria-label={t('Make a new link for {{name}}', { name: one.email })}>{t('New link')}</Button>}
        <Button onClick={() => void withdraw()} aria-label={t('Withdraw the link of {{name}}', { name: one.email })}>{t('Withdraw')}</Button>
      </div>
    </article>
  );
}
