import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answered, api, type LeadDetail } from '../api/client';
import { t } from '../i18n/i18n';
import css from '../sources/desk.module.css';
import { Button } from '../ui/bits';
import { AlertIcon } from '../ui/icons';
import { ago, dayOf } from '../ui/time';
import { toast } from '../ui/toasts';
import own from './standing.module.css';

const DAY_MS = 86_400_000;
const DONE: Record<string, string> = { reply: 'replied', visit: 'answered on the offer page', accept: 'accepted' };

/** Both axes in one line: how well the merchant fits, and what its people did of late. Old figures say so. */
export function Standing({ lead, now }: { lead: LeadDetail; now: number }) {
  const { standing, total } = lead.scoring;
  if (!standing) return null;
  const [last] = standing.engagement.events;
  return (
    <>
      {standing.freshness !== 'fresh' && <p className={own.old} data-out={standing.freshness === 'out' || undefined}><AlertIcon width={14} height={14} />{t('Last seen {{ago}}.', { ago: ago(now - new Date(standing.seenAt).getTime()) })} {standing.freshness === 'out' ? t('It is not picked until it is seen again.') : t('The figures may be old.')}</p>}
      <dl className={own.axes}>
        <div><dt>{t('Grade')}</dt><dd className={own.grade} title={t('The letter is the fit, the figure the engagement: A1 is best, C3 is last')}>{standing.grade}</dd></div>
        <div><dt>{t('Fit')}</dt><dd className="num">{total}</dd></div>
        <div><dt>{t('Engagement')}</dt><dd className="num" title={standing.engagement.events.map((event) => t('{{what}} on {{day}}: {{points}} now', { what: t(DONE[event.kind] ?? event.kind), day: dayOf(event.at), points: event.points })).join('\n') || undefined}>{standing.engagement.value}</dd></div>
        <div className={own.last}><dt className="unseen">{t('Last')}</dt><dd>{last ? t('{{what}} {{ago}}; counts half after every 30 days', { what: t(DONE[last.kind] ?? last.kind), ago: ago(now - new Date(last.at).getTime()) }) : t('nobody there answered yet')}</dd></div>
      </dl>
    </>
  );
}

/** Points given or taken by hand, for a while. */
export function Override({ lead, now }: { lead: LeadDetail; now: number }) {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  const [points, setPoints] = useState(10);
  const [reason, setReason] = useState('');
  const [days, setDays] = useState(30);
  const standing = lead.scoring.standing?.override;
  const path = { params: { path: { id: lead.merchantId } } };
  // The score follows when a pass has counted it, a second or two later.
  const follow = async () => {
    await client.invalidateQueries({ queryKey: ['lead'] });
    setTimeout(() => void client.invalidateQueries({ queryKey: ['lead'] }), 2500);
  };
  const set = useMutation({
    mutationFn: () => answered(api.PUT('/api/merchants/{id}/score-override', { ...path, body: { points, reason, expiresAt: new Date(now + days * DAY_MS - 60_000).toISOString() } })),
    onSuccess: async () => { setOpen(false); setReason(''); toast(t('{{value}}{{points}} by hand. The score follows in a moment.', { value: points > 0 ? '+' : '−', points: Math.abs(points) })); await follow(); },
  });
  const end = useMutation({ mutationFn: () => answered(api.DELETE('/api/merchants/{id}/score-override', path)), onSuccess: async () => { toast(t('The override ended. The score follows in a moment.')); await follow(); }, onError: (error: Error) => toast(error.message, { tone: 'red' }) });
  const [least, most] = [-20, 20];
  if (!lead.scoring.standing) return null;
  if (!open) return (
    <div className={own.actions}>
      <Button className={css.smallButton} onClick={() => { set.reset(); setOpen(true); }}>{standing ? t('Change override') : t('Override…')}</Button>
      {standing && <Button className={css.smallButton} disabled={end.isPending} onClick={() => end.mutate()}>{t('End it now')}</Button>}
    </div>
  );
  return (
    <form className={own.form} aria-label={t('Override the score')} onSubmit={(event) => { event.preventDefault(); if (reason.trim() && points !== 0) set.mutate(); }} onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); setOpen(false); } }}>
      <div className={own.fields}>
        <label className={own.field}><span>{t('Points, {{least}} to +{{most}}', { least, most })}</span><input type="number" min={least} max={most} value={points} autoFocus onChange={(event) => setPoints(Math.max(least, Math.min(most, Math.round(Number(event.target.value) || 0))))} /></label>
        <label className={own.field}><span>{t('For days')}</span><input type="number" min={1} max={60} value={days} onChange={(event) => setDays(Math.max(1, Math.min(60, Math.round(Number(event.target.value) || 1))))} /></label>
      </div>
      <label className={own.field}><span>{t('Why?')}</span><input type="text" maxLength={500} value={reason} placeholder={t('Met them at the fair; they are moving to our country')} onChange={(event) => setReason(event.target.value)} /></label>
      {set.error && <p className={css.error} role="alert">{set.error.message}</p>}
      <div className={own.actions}>
        <Button primary type="submit" className={css.smallButton} disabled={set.isPending || reason.trim() === '' || points === 0}>{t('Set until {{value}}', { value: dayOf(new Date(now + days * DAY_MS - 60_000).toISOString()) })}</Button>
        <Button className={css.smallButton} onClick={() => setOpen(false)}>{t('Cancel')}</Button>
      </div>
    </form>
  );
}
