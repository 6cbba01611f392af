import { Modal, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Button } from '../ui/bits';
import { exactly } from '../ui/time';
import { Copied } from './Copied';
import { invite, peopleAll, type LinkIssued, type Role } from './queries';
import { ROLE_WORDS, ROLES } from './roles';
import css from './settings.module.css';

/** What became of the mail with the link, as a key of the catalog. */
const MAILED: Record<LinkIssued['mail'], string> = {
  sent: 'It was mailed to {{email}} as well.', sink: 'Test mode: the mail went to the sink. Hand the link over yourself.',
  none: 'No mail host is set, so no mail went out. Hand the link over yourself.', failed: 'The mail could not be handed over. Hand the link over yourself.',
};

export function InviteDialog({ opened, close, start }: { opened: boolean; close: () => void; start: { email: string; role: Role } }) {
  const { t } = useTranslation();
  return <Modal opened={opened} onClose={close} title={t('Invite somebody')} centered radius="lg" size={460}>{opened && <InviteForm close={close} start={start} />}</Modal>;
}

function InviteForm({ close, start }: { close: () => void; start: { email: string; role: Role } }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [email, setEmail] = useState(start.email);
  const [role, setRole] = useState<Role>(start.role);
  const send = useMutation({ mutationFn: () => invite(email, role), onSuccess: () => client.invalidateQueries({ queryKey: peopleAll.queryKey }) });
  if (send.data) return <LinkShown link={send.data} close={close} />;
  return (
    <form className={css.form} onSubmit={(event: FormEvent) => { event.preventDefault(); send.mutate(); }}>
      {send.isError && <p className={css.error} role="alert">{send.error.message}</p>}
      <TextInput label={t('Mail address')} type="email" required withAsterisk={false} autoComplete="off" data-autofocus value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
      <fieldset className={css.roles}>
        <legend>{t('Role')}</legend>
        {ROLES.map((one) => (
          <label key={one} className={css.option}>
            <input type="radio" name="role" value={one} checked={role === one} onChange={() => setRole(one)} />
            <span>{t(ROLE_WORDS[one].name)}<small>{t(ROLE_WORDS[one].may)}</small></span>
          </label>
        ))}
      </fieldset>
      <div className={css.formEnd}><Button onClick={close}>{t('Cancel')}</Button><Button primary type="submit" disabled={send.isPending}>{send.isPending ? t('Inviting…') : t('Make the link')}</Button></div>
    </form>
  );
}

/** The link, shown this once. */
export function LinkShown({ link, close }: { link: LinkIssued; close: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={css.form}>
      <p>{t('This link lets {{email}} in. It works once, until {{until}}, and is shown only now.', { email: link.email, until: exactly(link.expiresAt) })}</p>
      <Copied value={link.link} label={t('The link')} />
      <p className={css.small}>{t(MAILED[link.mail], { email: link.email })}</p>
      <div className={css.formEnd}><Button onClick={close}>{t('Done')}</Button></div>
    </div>
  );
}
