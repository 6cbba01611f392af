import { Menu, Modal, Select } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Initials, Tag } from '../ui/bits';
import { DotsIcon } from '../ui/icons';
import { ago } from '../ui/time';
import { toast } from '../ui/toasts';
import { LinkShown } from './InviteDialog';
import { changeRole, passwordLink, peopleAll, resetSecondFactor, setAccess, signOutPerson, type LinkIssued, type Person, type Role } from './queries';
import { ROLE_WORDS, ROLES } from './roles';
import css from './settings.module.css';

/** One person: their role in place, the rest in a menu. A refusal brings the list up to date, so that what is shown is what is. */
export function PersonRow({ person, me }: { person: Person; me: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [link, setLink] = useState<LinkIssued | null>(null);
  const name = person.name;
  const done = { onError: (error: Error) => { toast(error.message, { tone: 'red' }); void client.invalidateQueries({ queryKey: peopleAll.queryKey }); } };
  const role = useMutation({
    mutationFn: (to: Role) => changeRole(person, to), ...done,
    onSuccess: (all, to) => { client.setQueryData(peopleAll.queryKey, all); toast(t('{{name}} is now: {{role}}.', { name, role: t(ROLE_WORDS[to].name) })); },
  });
  const access = useMutation({
    mutationFn: (enabled: boolean) => setAccess(person, enabled), ...done,
    onSuccess: (all, enabled) => {
      client.setQueryData(peopleAll.queryKey, all);
      const now = all.people.find(({ id }) => id === person.id);
      if (enabled || !now) toast(t('{{name}} may come in again.', { name }));
      else toast(t('{{name}} is shut out and signed out everywhere.', { name }), { action: { label: t('Undo'), run: () => void setAccess(now, true).then((back) => client.setQueryData(peopleAll.queryKey, back), done.onError) } });
    },
  });
  const factor = useMutation({ mutationFn: () => resetSecondFactor(person.id), ...done, onSuccess: (all) => { client.setQueryData(peopleAll.queryKey, all); toast(t('{{name}} signs in by password alone now, and was signed out everywhere.', { name })); } });
  const signOut = useMutation({ mutationFn: () => signOutPerson(person.id), ...done, onSuccess: ({ ended }) => { void client.invalidateQueries({ queryKey: peopleAll.queryKey }); toast(t('{{name}} was signed out of {{count}} browsers.', { name, count: ended })); } });
  const reset = useMutation({ mutationFn: () => passwordLink(person.id), ...done, onSuccess: (made) => { void client.invalidateQueries({ queryKey: peopleAll.queryKey }); setLink(made); } });
  return (
    <article className={css.row} data-out={!person.enabled || undefined}>
      <Initials name={name} size={28} />
      <div className={css.who}>
        <h3><bdi>{name}</bdi>{me && <Tag>{t('you')}</Tag>}{!person.enabled && <Tag tone="red">{t('shut out')}</Tag>}</h3>
        <p className={css.small}><bdi>{person.email}</bdi> · {person.lastSeenAt ? t('seen {{ago}}', { ago: ago(Date.now() - new Date(person.lastSeenAt).getTime()) }) : t('not signed in')}</p>
      </div>
      <div className={css.state}>
        {person.totp && <Tag tone="green" title={t('Signs in with a second factor')}>{t('two factors')}</Tag>}
        {person.provider && <Tag title={t('Has signed in with the identity provider')}>{t('single sign-on')}</Tag>}
        <Select aria-label={t('Role of {{name}}', { name })} className={css.roleField ?? ''} allowDeselect={false} disabled={!person.enabled || role.isPending} value={person.role}
          data={ROLES.map((one) => ({ value: one, label: t(ROLE_WORDS[one].name) }))} onChange={(to) => { if (to && to !== person.role) role.mutate(to as Role); }} />
      </div>
      <Menu position="bottom-end" width={230}>
        <Menu.Target><button type="button" className={css.iconButton} aria-label={t('More about {{name}}', { name })}><DotsIcon /></button></Menu.Target>
        <Menu.Dropdown>
          {person.enabled && <Menu.Item onClick={() => reset.mutate()}>{t('Link for a new password')}</Menu.Item>}
          {person.enabled && <Menu.Item disabled={person.sessions === 0} onClick={() => signOut.mutate()}>{t('Sign out everywhere')}</Menu.Item>}
          {person.totp && <Menu.Item onClick={() => factor.mutate()}>{t('Take the second factor away')}</Menu.Item>}
          <Menu.Item {...(person.enabled ? { color: 'red' } : {})} onClick={() => access.mutate(!person.enabled)}>{person.enabled ? t('Shut out') : t('Let in again')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={link !== null} onClose={() => setLink(null)} title={t('Link for a new password')} centered radius="lg" size={460}>{link && <LinkShown link={link} close={() => setLink(null)} />}</Modal>
    </article>
  );
}
