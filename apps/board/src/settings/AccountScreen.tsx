import { Modal, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Bone, Button, Failed, Tag } from '../ui/bits';
import { ago, exactly } from '../ui/time';
import { toast } from '../ui/toasts';
import { Codes } from './Codes';
import { Enrol } from './Enrol';
import { PasswordDialog } from './PasswordDialog';
import { account, changePassword, endOtherSessions, endSession, removeSecondFactor, renewCodes, type Account } from './queries';
import css from './settings.module.css';

/** How one signs in oneself: where one is signed in, the second factor, the password. */
export function AccountScreen() {
  const { t } = useTranslation();
  const { data, error, isError, refetch } = useQuery(account);
  if (isError && !data) return <Failed what={t('My account')} error={error} retry={() => void refetch()} />;
  return (
    <>
      <header className={css.head}><div><h1>{t('My account')}</h1><p className={css.lead}>{t('How you sign in, and where you are signed in.')}</p></div></header>
      {data ? <><Factor data={data} />{data.password && <Password />}<Sessions data={data} /></> : [0, 1].map((one) => <section key={one} className={css.panel} aria-busy="true"><div className={css.panelBody}><Bone width="40%" /><Bone width="70%" /></div></section>)}
    </>
  );
}

function Factor({ data }: { data: Account }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [open, setOpen] = useState<'enrol' | 'off' | 'codes' | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const fresh = () => { setOpen(null); setCodes(null); void client.invalidateQueries({ queryKey: account.queryKey }); };
  const { on, required, recoveryCodesLeft } = data.secondFactor;
  return (
    <section className={css.panel} aria-labelledby="factor">
      <div className={css.panelHead}>
        <h2 id="factor" className={css.withTag}>{t('Second factor')}<Tag tone={on ? 'green' : undefined}>{on ? t('on') : t('off')}</Tag></h2>
        <p>{data.password ? t('A code from an app on your phone, asked for after your password. Whoever learns your password alone does not get in.') : t('You sign in with your company’s identity provider; it asks for the second factor.')}</p>
        {on && <p className={recoveryCodesLeft < 3 ? css.warn : css.small}>{t('{{count}} recovery codes are left.', { count: recoveryCodesLeft })}</p>}
        {required && <p className={css.small}>{t('Your workspace asks everybody for one.')}</p>}
      </div>
      {data.password && (
        <div className={css.panelBody}>
          {on ? <div className={css.rowEnd}><Button onClick={() => setOpen('codes')}>{t('New recovery codes')}</Button><Button onClick={() => setOpen('off')}>{t('Switch off')}</Button></div> : <Button primary onClick={() => setOpen('enrol')}>{t('Set up')}</Button>}
        </div>
      )}
      <Modal opened={open === 'enrol'} onClose={fresh} title={t('Set up a second factor')} centered radius="lg" size={420} closeOnClickOutside={false}>{open === 'enrol' && <Enrol done={() => { toast(t('The second factor is on. Your other sessions have ended.')); fresh(); }} />}</Modal>
      <PasswordDialog opened={open === 'off'} title={t('Switch the second factor off')} why={t('From then on your password alone signs you in.')} submit={t('Switch off')} close={() => setOpen(null)} run={async (password) => { await removeSecondFactor(password); fresh(); toast(t('The second factor is off.')); }} />
      <PasswordDialog opened={open === 'codes' && !codes} title={t('New recovery codes')} why={t('The codes that you have work no more.')} submit={t('Make new codes')} close={() => setOpen(null)} run={async (password) => setCodes((await renewCodes(password)).codes)} />
      <Modal opened={codes !== null} onClose={fresh} title={t('New recovery codes')} centered radius="lg" size={420}>{codes && <Codes codes={codes} done={fresh} />}</Modal>
    </section>
  );
}

function Password() {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const save = useMutation({
    mutationFn: () => changePassword(current, password),
    onSuccess: ({ ended }) => { setPassword(''); void client.invalidateQueries({ queryKey: account.queryKey }); toast(t('The password is changed. {{count}} other sessions ended.', { count: ended })); }, onSettled: () => setCurrent(''),
  });
  return (
    <section className={css.panel} aria-labelledby="password">
      <div className={css.panelHead}><h2 id="password">{t('Password')}</h2><p>{t('Changing it signs you out everywhere else.')}</p></div>
      <form className={`${css.panelBody} ${css.narrow}`} onSubmit={(event: FormEvent) => { event.preventDefault(); save.mutate(); }}>
        {save.isError && <p className={css.error} role="alert">{save.error.message}</p>}
        <PasswordInput label={t('Current password')} autoComplete="current-password" required withAsterisk={false} value={current} onChange={(event) => setCurrent(event.currentTarget.value)} />
        <PasswordInput label={t('New password')} description={t('At least 12 characters; a few words are easy to keep')} autoComplete="new-password" required withAsterisk={false} minLength={12} maxLength={256} value={password} onChange={(event) => setPassword(event.currentTarget.value)} />
        <Button type="submit" disabled={save.isPending}>{t('Change the password')}</Button>
      </form>
    </section>
  );
}

function Sessions({ data }: { data: Account }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const onError = (error: Error) => { toast(error.message, { tone: 'red' }); void client.invalidateQueries({ queryKey: account.queryKey }); };
  const end = useMutation({ mutationFn: endSession, onSuccess: (now) => { client.setQueryData(account.queryKey, now); toast(t('That session has ended.')); }, onError });
  const others = useMutation({ mutationFn: endOtherSessions, onSuccess: ({ ended }) => { void client.invalidateQueries({ queryKey: account.queryKey }); toast(t('{{count}} other sessions ended.', { count: ended })); }, onError });
  return (
    <section className={css.panel} aria-labelledby="sessions">
      <div className={`${css.panelHead} ${css.split}`}><h2 id="sessions">{t('Where you are signed in')}</h2>{data.sessions.length > 1 && <Button disabled={others.isPending} onClick={() => others.mutate()}>{t('End all others')}</Button>}</div>
      {data.sessions.map((one) => (
        <article key={one.id} className={`${css.row} ${css.plain}`}>
          <div className={css.who}><h3>{one.browser}{one.current && <Tag tone="green">{t('this one')}</Tag>}{one.method === 'oidc' && <Tag>{t('single sign-on')}</Tag>}</h3><p className={css.small}>{t('from {{address}} · since {{when}}', { address: one.ip, when: exactly(one.createdAt) })}</p></div>
          <div className={css.state}><span className={css.small}>{t('seen {{ago}}', { ago: ago(Date.now() - new Date(one.lastSeenAt).getTime()) })}</span></div>
          <div className={css.rowEnd}>{!one.current && <Button disabled={end.isPending} onClick={() => end.mutate(one.id)} aria-label={t('End the session on {{browser}}', { browser: one.browser })}>{t('End')}</Button>}</div>
        </article>
      ))}
    </section>
  );
}
