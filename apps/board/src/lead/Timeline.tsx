import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState, type ReactNode } from 'react';
import type { LeadDetail, TimelineEntry } from '../api/client';
import { people, session } from '../api/queries';
import { useTranslation } from '../i18n/i18n';
import { Bone, Button, Failed } from '../ui/bits';
import { exactly } from '../ui/time';
import css from './desk.module.css';
import { MentionField, mentionsIn } from './MentionField';
import { timeline, TYPES, type Desk, type TimelineType } from './queries';
import { Section } from './sections';

const NAMES: Record<TimelineType, string> = { notes: 'Notes', mails: 'Mails', offers: 'Offers', stages: 'Moves', tasks: 'Tasks', people: 'People', scores: 'Score', changes: 'Rankings' };
const MARK = (kind: string): string => (kind === 'stage' || kind === 'score' || kind === 'note' || kind === 'task' ? kind : /^offer_/.test(kind) ? 'offer' : /^(reply|auto_reply|mail_|soft_)/.test(kind) ? 'mail' : 'other');
interface Mention { id: string; label: string }
const text = (value: unknown): string | undefined => (typeof value === 'string' && value ? value : undefined);

/** Everything that happened, newest first, by days; what it is about is a click away. */
export function Timeline({ lead, desk }: { lead: LeadDetail; desk: Desk }) {
  const { t, i18n } = useTranslation();
  const [types, setTypes] = useState<readonly TimelineType[]>([]);
  const { data, error, isError, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(timeline(lead, types));
  const days = useMemo(() => byDay((data?.pages ?? []).flatMap((page) => page.entries), i18n.language), [data, i18n.language]);
  const toggle = (type: TimelineType): void => setTypes(types.includes(type) ? types.filter((one) => one !== type) : [...types, type].sort());
  return (
    <Section title={t('Timeline')}>
      <div className={css.filters} role="group" aria-label={t('Show only')}>
        {TYPES.map((type) => <button key={type} type="button" aria-pressed={types.includes(type)} onClick={() => toggle(type)}>{t(NAMES[type])}</button>)}
      </div>
      {isError && !data ? <Failed what={t('The timeline')} error={error} retry={() => void refetch()} /> : isPending ? <div aria-busy="true" className={css.days}><Bone width="70%" height={14} /><Bone width="55%" height={14} /><Bone width="80%" height={14} /></div>
        : days.length === 0 ? <p className={css.nothing}>{types.length > 0 ? t('Nothing of that has happened yet.') : t('Nothing has happened yet.')}</p> : (
          <div className={css.days}>
            {days.map(({ day, entries }) => (
              <section key={day} aria-label={day}>
                <h3 className={css.day}>{day}</h3>
                <ol className={css.story}>{entries.map((entry) => <Entry key={entry.id} entry={entry} lead={lead} desk={desk} />)}</ol>
              </section>
            ))}
          </div>
        )}
      {hasNextPage && <Button className={css.older} disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>{t('Show what is older')}</Button>}
    </Section>
  );
}

function byDay(entries: readonly TimelineEntry[], language: string): { day: string; entries: TimelineEntry[] }[] {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const days: { day: string; entries: TimelineEntry[] }[] = [];
  for (const entry of entries) {
    const day = format.format(new Date(entry.at));
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry); else days.push({ day, entries: [entry] });
  }
  return days;
}

const hour = (iso: string): string => new Date(iso).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });

function Entry({ entry, lead, desk }: { entry: TimelineEntry; lead: LeadDetail; desk: Desk }) {
  const { t } = useTranslation();
  if (entry.kind === 'note' && text(entry.data.noteId)) return <NoteEntry entry={entry} desk={desk} />;
  const message = lead.outreach.flatMap((one) => one.messages).find(({ id }) => id === entry.data.messageId);
  const written = text(entry.data.text) ?? (entry.kind.startsWith('mail_') ? message?.text ?? undefined : undefined);
  const run = text(entry.data.runId);
  return (
    <li data-kind={MARK(entry.kind)} data-waits={(entry.kind === 'reply' && lead.waitsSince !== null && lead.waitsSince <= entry.at) || undefined}>
      <span className={css.what} dir="auto">{entry.summary}</span>
      <time className={css.when} dateTime={entry.at} title={exactly(entry.at)}>{hour(entry.at)}</time>
      {entry.kind.startsWith('offer_') && entry.kind !== 'offer_expired' && <span className={css.small}>{t('by a person on the offer page')}</span>}
      {entry.kind === 'auto_reply' && <span className={css.small}>{t('by a machine')}</span>}
      {written && <details className={css.quote}><summary>{t('Read it')}</summary><pre dir="auto">{written}</pre></details>}
      {run && <Link className={css.small} to="/runs/$id" params={{ id: run }}>{t('The run that saw it')}</Link>}
      {entry.kind === 'score' && <Link className={css.small} to="/merchants/$id" params={{ id: lead.merchantId }}>{t('The evidence')}</Link>}
    </li>
  );
}

function NoteEntry({ entry, desk }: { entry: TimelineEntry; desk: Desk }) {
  const { t } = useTranslation();
  const { data: me } = useQuery(session);
  const { data: all = [] } = useQuery(people);
  const [draft, setDraft] = useState<string | null>(null);
  const { noteId, version, author, authorId, editedAt } = entry.data as { noteId: string; version: number; author: string; authorId: string; editedAt: string | null };
  const save = (): void => { if (draft?.trim()) void desk.reword(noteId, version, draft.trim(), mentionsIn(draft, all)).then(() => setDraft(null), () => undefined); };
  return (
    <li data-kind="note">
      <span className={css.what}><strong>{author}</strong> <span className={css.small}>{t('noted')}{editedAt && <> · <span title={exactly(editedAt)}>{t('edited')}</span></>}</span></span>
      <time className={css.when} dateTime={entry.at} title={exactly(entry.at)}>{hour(entry.at)}</time>
      {draft === null
        ? <p className={css.note} dir="auto">{named(entry.summary, (entry.data.mentions as Mention[] | undefined) ?? [])}</p>
        : (
          <form className={css.editNote} aria-label={t('Change the note')} onSubmit={(event) => { event.preventDefault(); save(); }}>
            <MentionField text={draft} setText={setDraft} label={t('Note')} send={save} leave={() => setDraft(null)} rows={3} />
            <span className={css.formEnd}><Button className={css.smallButton} onClick={() => setDraft(null)}>{t('Cancel')}</Button><Button primary type="submit" className={css.smallButton} disabled={desk.busy || !draft.trim()}>{t('Save')}</Button></span>
          </form>
        )}
      {authorId === me?.id && draft === null && (
        <span className={css.noteActions}>
          <button type="button" className={css.textButton} onClick={() => setDraft(entry.summary)}>{t('Edit')}</button>
          <button type="button" className={css.textButton} disabled={desk.busy} onClick={() => void desk.unwrite(noteId, version).catch(() => undefined)}>{t('Delete')}</button>
        </span>
      )}
    </li>
  );
}

/** A note with those who are named in it set apart; everything else is plain text, whatever it looks like. */
function named(body: string, mentions: readonly Mention[]): ReactNode[] {
  const labels = mentions.map(({ label }) => `@${label}`).sort((a, b) => b.length - a.length);
  if (labels.length === 0) return [body];
  const parts = body.split(new RegExp(`(${labels.map((label) => label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`));
  return parts.map((part, place) => (labels.includes(part) ? <mark key={place} className={css.mention}>{part}</mark> : part));
}
