import { useTranslation } from '../i18n/i18n';
import type { LeadDetail } from '../api/client';
import { Button, Kbd } from '../ui/bits';
import { ClockIcon } from '../ui/icons';
import { dayOf, exactly, shortly, span } from '../ui/time';
import css from './desk.module.css';
import type { Desk } from './queries';

/** One line: what happens next, when, by whom. */
export function useNextWords(): (next: LeadDetail['next'], now: number) => string {
  const { t } = useTranslation();
  return ({ kind, at, detail, who }, now) => {
    const when = at ?? '';
    const since = at ? span(now - new Date(at).getTime()) : '';
    switch (kind) {
      case 'reply': return who ? t('waits for {{who}}: reply since {{since}}', { who, since }) : t('waits for anybody: reply since {{since}}', { since });
      case 'settle': return t('mail {{detail}} waits to be settled', { detail });
      case 'back': return detail ? t('back since {{since}}: {{detail}}', { since, detail }) : t('back since {{since}}', { since });
      case 'task': return at && new Date(at).getTime() < now ? t('{{who}}: {{detail}}, overdue since {{when}}', { who, detail, when: shortly(when) }) : t('{{who}}: {{detail}}, {{when}}', { who, detail, when: shortly(when) });
      case 'mail_due': return t('mail {{detail}} goes out now', { detail });
      case 'mail': return t('mail {{detail}} {{when}}', { detail, when: shortly(when) });
      case 'snoozed': return detail ? t('snoozed until {{day}}: {{detail}}', { day: dayOf(when), detail }) : t('snoozed until {{day}}', { day: dayOf(when) });
      case 'merchant_asked': return t('the merchant asked: not before {{day}}', { day: dayOf(when) });
      case 'nothing': return t('nothing is planned');
    }
  };
}

/** The next step with what can be done about it: a reply is dealt with, a sleep begun or ended. */
export function NextStep({ lead, desk, now, may, snooze }: { lead: LeadDetail; desk: Desk; now: number; may: boolean; snooze: () => void }) {
  const { t } = useTranslation();
  const words = useNextWords();
  const waits = ['reply', 'back', 'settle'].includes(lead.next.kind);
  const closed = lead.allowedMoves.length === 0;
  return (
    <div className={css.next} data-waits={waits || undefined}>
      <p><ClockIcon width={14} height={14} /><span><span className="unseen">{t('Next:')} </span><span title={lead.next.at ? exactly(lead.next.at) : undefined}>{words(lead.next, now)}</span></span></p>
      {lead.snooze?.wokeAt && <p className={css.small}>{lead.snooze.byKind === 'merchant' ? t('The merchant asked to be written to from {{day}}.', { day: dayOf(lead.snooze.until) }) : lead.snooze.by ? t('{{name}} let it sleep until {{day}}.', { name: lead.snooze.by, day: dayOf(lead.snooze.until) }) : null}</p>}
      {may && !closed && (
        <span className={css.formEnd}>
          {lead.waitsSince && <Button className={css.smallButton} disabled={desk.busy} onClick={() => void desk.dealtWith().catch(() => undefined)}>{t('Dealt with')}</Button>}
          {lead.snooze && <Button className={css.smallButton} disabled={desk.busy} onClick={() => void desk.wake().catch(() => undefined)}>{lead.snooze.wokeAt ? t('Take it up') : t('Wake it now')}</Button>}
          <Button className={css.smallButton} onClick={snooze} aria-keyshortcuts="s">{t('Snooze…')}<Kbd>S</Kbd></Button>
        </span>
      )}
    </div>
  );
}
