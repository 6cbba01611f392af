import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { t } from '../i18n/i18n';
import { Button, Empty } from '../ui/bits';
import { CheckIcon, ClockIcon, FilterIcon, UserIcon } from '../ui/icons';
import { exactly, number } from '../ui/time';
import { toast } from '../ui/toasts';
import { setAway, type NoCard } from './queries';

const many = (count: number | undefined, one: string, more: string): string => (count === 1 ? `1 ${one}` : `${count === undefined ? t('Some') : count >= 1000 ? t('1,000 or more') : number(count)} ${more}`);

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
        <Empty icon={<CheckIcon />} title={t('That is enough for today')} action={none.held ? <Button onClick={reopen}>{t('Show the')} {none.held === 1 ? t('card') : t('cards')} {t('in your hand')}</Button> : <Link to="/board" search={{ owner: 'me' }}>{t('See your leads on the board')}</Link>}>
          {t('You took')} {none.given} {t('of')} {none.capacity} {t('leads today')}{none.held ? `, and ${many(none.held, t('card in your hand is'), t('cards in your hand are'))} kept for the rest` : ''}{t('. More come on the next business day, or when your limit is raised')} <Link to="/review/settings">{t('in the settings')}</Link>.
        </Empty>
      );
    case 'outside-routing':
      return <Empty icon={<FilterIcon />} title={t('Nothing here for you')} action={<Link to="/review/settings">{t('See who takes what')}</Link>}>{many(none.waiting, t('lead waits'), t('leads wait'))}{t(', but')} {none.waiting === 1 ? t('it is') : t('they are')} {t('outside the countries, languages, categories or scores that you take, or a colleague’s. Widen what you take, or leave')} {none.waiting === 1 ? t('it') : t('them')} {t('to the others.')}</Empty>;
    case 'with-colleagues':
      return <Empty icon={<UserIcon />} title={t('Colleagues have the rest')} action={lookAgain}>{many(none.held, t('card that is left is'), t('cards that are left are'))} {t('in front of somebody. One that is not decided comes back after twenty minutes at most; this page looks again by itself.')}</Empty>;
    case 'held-by-you':
      return <Empty icon={<ClockIcon />} title={t('You hold the rest yourself')} action={<Button primary onClick={reopen}>{t('Show')} {none.held === 1 ? t('it') : t('them')} {t('here')}</Button>}>{many(none.held, t('card is'), t('cards are'))} {t('in your hand already, perhaps in another window.')}</Empty>;
    case 'nothing-qualified': {
      const rest: ReactNode[] = [
        ...(none.asleep ? [`${many(none.asleep, t('lead sleeps'), t('leads sleep'))}${none.wakesAt ? `, the next wakes ${exactly(none.wakesAt)}` : ''}.`] : []),
        ...(none.unseen ? [`${many(none.unseen, 'was', 'were')} not seen for a month and ${none.unseen === 1 ? 'waits' : 'wait'} for a crawl.`] : []),
        ...(none.withoutAddress ? [`${many(none.withoutAddress, 'has', 'have')} no mail address yet.`] : []),
      ];
      return <Empty icon={<CheckIcon />} title={t('Everything is reviewed')} action={<Link to="/sources">{t('See what is crawled next')}</Link>}>{t('New cards come by themselves once a crawl brings merchants that score high enough. {{rest}}', { rest: rest.join(' ') })}</Empty>;
    }
  }
}
