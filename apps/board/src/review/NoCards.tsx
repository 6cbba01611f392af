import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../i18n/i18n';
import { Button, Empty } from '../ui/bits';
import { CheckIcon, ClockIcon, FilterIcon, UserIcon } from '../ui/icons';
import { exactly, number } from '../ui/time';
import { toast } from '../ui/toasts';
import { setAway, type NoCard } from './queries';

/** A sentence about so many; beyond a thousand nobody counted on. */
const many = (sentence: string, count = 2): string => t(sentence, { count, n: count >= 1000 ? t('1,000 or more') : number(count) });

/** Why there is no card, and what to do about it. */
export function NoCards({ none, again, reopen }: { none: NoCard; again: () => void; reopen: () => void }) {
  const client = useQueryClient();
  const lookAgain = <Button onClick={again}>{t('Look again')}</Button>;
  const back = async () => {
    try {
      await setAway(false, null);
      void client.invalidateQueries({ queryKey: ['review-settings'] });
      reopen();
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), { tone: 'red' });
    }
  };
  switch (none.why) {
    case 'out-of-office':
      return <Empty icon={<UserIcon />} title={t('You are out of office')} action={<Button primary onClick={() => void back()}>{t('I am back')}</Button>}>{none.until ? t('Until {{until}}. ', { until: exactly(none.until) }) : ''}{t('No cards are given to you meanwhile, and colleagues see your undecided leads.')}</Empty>;
    case 'capacity-reached':
      return (
        <Empty icon={<CheckIcon />} title={t('That is enough for today')} action={none.held ? <Button onClick={reopen}>{t('Show the {{count}} cards in your hand', { count: none.held })}</Button> : <Link to="/board" search={{ owner: ['me'] }}>{t('See your leads on the board')}</Link>}>
          {t('You took {{given}} of {{capacity}} leads today.', { given: none.given ?? 0, capacity: none.capacity ?? 0 })} {none.held ? many('{{n}} cards in your hand are kept for the rest.', none.held) : ''} {t('More come on the next business day, or when your limit is raised.')} <Link to="/review/settings">{t('Go to the settings')}</Link>
        </Empty>
      );
    case 'outside-routing':
      return <Empty icon={<FilterIcon />} title={t('Nothing here for you')} action={<Link to="/review/settings">{t('See who takes what')}</Link>}>{many('{{n}} leads wait, but outside the countries, languages, categories or scores that you take, or for a colleague. Widen what you take, or leave them to the others.', none.waiting)}</Empty>;
    case 'with-colleagues':
      return <Empty icon={<UserIcon />} title={t('Colleagues have the rest')} action={lookAgain}>{many('{{n}} cards that are left are in front of somebody. One that is not decided comes back after twenty minutes at most; this page looks again by itself.', none.held)}</Empty>;
    case 'held-by-you':
      return <Empty icon={<ClockIcon />} title={t('You hold the rest yourself')} action={<Button primary onClick={reopen}>{t('Show here')}</Button>}>{many('{{n}} cards are in your hand already, perhaps in another window.', none.held)}</Empty>;
    case 'nothing-qualified': {
      const rest: ReactNode[] = [
        ...(none.asleep ? [many('{{n}} leads sleep.', none.asleep), ...(none.wakesAt ? [t('The next wakes {{when}}.', { when: exactly(none.wakesAt) })] : [])] : []),
        ...(none.unseen ? [many('{{n}} were not seen for a month and wait for a crawl.', none.unseen)] : []),
        ...(none.withoutAddress ? [many('{{n}} have no mail address yet.', none.withoutAddress)] : []),
      ];
      return <Empty icon={<CheckIcon />} title={t('Everything is reviewed')} action={<Link to="/sources">{t('See what is crawled next')}</Link>}>{t('New cards come by themselves once a crawl brings merchants that score high enough. {{rest}}', { rest: rest.join(' ') })}</Empty>;
    }
  }
}
