import { Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from '../i18n/i18n';
import { Bone, Button, Empty, Failed, Tag } from '../ui/bits';
import { ago, dayOf } from '../ui/time';
import { toast } from '../ui/toasts';
import { Copied } from './Copied';
import { apiKeys, issueKey, revokeKey, type ApiKey, type Scope } from './queries';
import css from './settings.module.css';

const AREAS: readonly { area: 'leads' | 'sourcing' | 'settings'; name: string; what: string }[] = [
  { area: 'leads', name: 'Leads', what: 'Board, leads, merchants, review, duplicates, live changes' },
  { area: 'sourcing', name: 'Sourcing', what: 'Sources, runs, recipes, lists and imports' },
  { area: 'settings', name: 'Settings', what: 'Workspace, scoring, audit log; never people or keys' },
];
const DAYS = [7, 30, 90, 365];

/** What programs sign in with. */
export function KeysScreen() {
  const { t } = useTranslation();
  const { data, error, isError, refetch } = useQuery(apiKeys);
  const [making, setMaking] = useState(false);
  if (isError && !data) return <Failed what={t('API keys')} error={error} retry={() => void refetch()} />;
  return (
    <>
      <header className={css.head}>
        <div><h1>{t('API keys')}</h1><p className={css.lead}>{t('A program signs in with a key. It does what its scopes say, and never more than your role.')} <a href="/api/docs" target="_blank" rel="noreferrer">{t('What the API can do')}</a></p></div>
        <Button primary onClick={() => setMaking(true)}>{t('Make a key')}</Button>
      </header>
      <section className={css.panel} aria-label={t('API keys')} aria-busy={!data || undefined}>
        {!data && [0, 1].map((row) => <div key={row} className={`${css.row} ${css.plain}`}><Bone width="45%" /><Bone width={90} /></div>)}
        {data?.length === 0 && <Empty title={t('No program signs in here')}>{t('Make a key for one: a data warehouse, a spreadsheet, your own tools.')}</Empty>}
        {data?.map((key) => <KeyRow key={key.id} one={key} />)}
      </section>
      <Modal opened={making} onClose={() => setMaking(false)} title={t('Make a key')} centered radius="lg" size={480}>{making && <KeyForm close={() => setMaking(false)} />}</Modal>
    </>
  );
}

function KeyRow({ one }: { one: ApiKey }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const revoke = useMutation({ mutationFn: () => revokeKey(one.id), onSuccess: ({ keys }) => { client.setQueryData(apiKeys.queryKey, keys); toast(t('The key "{{name}}" works no more.', { name: one.name })); }, onError: (error) => toast(error.message, { tone: 'red' }) });
  return (
    <article className={`${css.row} ${css.plain}`} data-out={one.state !== 'active' || undefined}>
      <div className={css.who}>
        <h3><bdi>{one.name}</bdi><code className={css.prefix}>{one.prefix}…</code>{one.state !== 'active' && <Tag tone="red">{one.state === 'revoked' ? t('revoked') : t('ran out')}</Tag>}</h3>
        <p className={css.small}>{one.scopes.join(', ')}{!one.mine && <> · <bdi>{one.owner.name}</bdi></>}</p>
      </div>
      <div className={css.state}><span className={css.small}>{one.lastUsedAt ? t('used {{ago}}', { ago: ago(Date.now() - new Date(one.lastUsedAt).getTime()) }) : t('not used yet')} · {t('until {{day}}', { day: dayOf(one.expiresAt) })}</span></div>
      <div className={css.rowEnd}>{one.state === 'active' && <Button disabled={revoke.isPending} onClick={() => revoke.mutate()} aria-label={t('Revoke the key {{name}}', { name: one.name })}>{t('Revoke')}</Button>}</div>
    </article>
  );
}

function KeyForm({ close }: { close: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [days, setDays] = useState(90);
  const [may, setMay] = useState<Record<string, 'none' | 'read' | 'write'>>({ leads: 'read' });
  const scopes = AREAS.flatMap(({ area }): Scope[] => { const how = may[area] ?? 'none'; return how === 'none' ? [] : [`${area}:${how}`]; });
  const issue = useMutation({ mutationFn: () => issueKey({ name, days, scopes }), onSuccess: () => client.invalidateQueries({ queryKey: apiKeys.queryKey }) });
  if (issue.data) {
    return (
      <div className={css.form}>
        <p>{t('Copy the key now: it is shown only this once. The program sends it as "Authorization: Bearer …".')}</p>
        <Copied value={issue.data.key} label={t('The key')} />
        <div className={css.formEnd}><Button onClick={close}>{t('Done')}</Button></div>
      </div>
    );
  }
  return (
    <form className={css.form} onSubmit={(event: FormEvent) => { event.preventDefault(); issue.mutate(); }}>
      {issue.isError && <p className={css.error} role="alert">{issue.error.message}</p>}
      <TextInput label={t('Name')} description={t('Which program uses it')} required withAsterisk={false} data-autofocus maxLength={80} dir="auto" value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <div className={css.areas}>
        {AREAS.map(({ area, name: label, what }) => (
          <div key={area} className={css.area}>
            <span>{t(label)}<small>{t(what)}</small></span>
            <Select aria-label={t('What it may do: {{area}}', { area: t(label) })} allowDeselect={false} value={may[area] ?? 'none'} data={[{ value: 'none', label: t('Nothing') }, { value: 'read', label: t('Read') }, { value: 'write', label: t('Read and write') }]} onChange={(how) => setMay((old) => ({ ...old, [area]: how as 'none' }))} />
          </div>
        ))}
      </div>
      <Select label={t('Runs out after')} allowDeselect={false} value={String(days)} data={DAYS.map((count) => ({ value: String(count), label: t('{{count}} days', { count }) }))} onChange={(value) => setDays(Number(value))} />
      <div className={css.formEnd}><Button onClick={close}>{t('Cancel')}</Button><Button primary type="submit" disabled={issue.isPending || scopes.length === 0}>{t('Make the key')}</Button></div>
    </form>
  );
}
