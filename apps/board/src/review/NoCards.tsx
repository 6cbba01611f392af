import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button, Empty } from '../ui/bits';
import { CheckIcon, ClockIcon, FilterIcon, UserIcon } from '../ui/icons';
import { exactly, number } from '../ui/time';
import { toast } from '../ui/toasts';
import { setAway, type NoCard } from './queries';

const many = (count: number | undefined, one: string, more: string): string => (count === 1 ? `1 ${one}` : `${count === undefined ? 'Some' : count >= 1000 ? '1,000 or more' : number(count)} ${more}`);

/** Why there is no card, and what to do about it. */
export function NoCards({ none, again, reopen }: { none: NoCard; again: () => void; reopen: () => void }) {
  const client = useQueryClient();
  const lookAgain = <Button onClick={again}>Look again</Button>;
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
      return <Empty icon={<UserIcon />} title="You are out of office" action={<Button primary onClick={() => void back()}>I am back</Button>}>{none.until ? `Until ${exactly(none.until)}. ` : ''}No cards are given to you meanwhile, and colleagues see your undecided leads.</Empty>;
    case 'capacity-reached':
      return (
        <Empty icon={<CheckIcon />} title="That is enough for today" action={none.held ? <Button onClick={reopen}>Show the {none.held === 1 ? 'card' : 'cards'} in your hand</Button> : <Link to="/board" search={{ owner: ['me'] }}>See your leads on the board</Link>}>
          You took {none.given} of {none.capacity} leads today{none.held ? `, and ${many(none.held, 'card in your hand is', 'cards in your hand are')} kept for the rest` : ''}. More come on the next business day, or when your limit is raised <Link to="/review/settings">in the settings</Link>.
        </Empty>
      );
    case 'outside-routing':
      return <Empty icon={<FilterIcon />} title="Nothing here for you" action={<Link to="/review/settings">See who takes what</Link>}>{many(none.waiting, 'lead waits', 'leads wait')}, but {none.waiting === 1 ? 'it is' : 'they are'} outside the countries, languages, categories or scores that you take, or a colleague’s. Widen what you take, or leave {none.waiting === 1 ? 'it' : 'them'} to the others.</Empty>;
    case 'with-colleagues':
      return <Empty icon={<UserIcon />} title="Colleagues have the rest" action={lookAgain}>{many(none.held, 'card that is left is', 'cards that are left are')} in front of somebody. One that is not decided comes back after twenty minutes at most; this page looks again by itself.</Empty>;
    case 'held-by-you':
      return <Empty icon={<ClockIcon />} title="You hold the rest yourself" action={<Button primary onClick={reopen}>Show {none.held === 1 ? 'it' : 'them'} here</Button>}>{many(none.held, 'card is', 'cards are')} in your hand already, perhaps in another window.</Empty>;
    case 'nothing-qualified': {
      const rest: ReactNode[] = [
        ...(none.asleep ? [`${many(none.asleep, 'lead sleeps', 'leads sleep')}${none.wakesAt ? `, the next wakes ${exactly(none.wakesAt)}` : ''}.`] : []),
        ...(none.unseen ? [`${many(none.unseen, 'was', 'were')} not seen for a month and ${none.unseen === 1 ? 'waits' : 'wait'} for a crawl.`] : []),
        ...(none.withoutAddress ? [`${many(none.withoutAddress, 'has', 'have')} no mail address yet.`] : []),
      ];
      return <Empty icon={<CheckIcon />} title="Everything is reviewed" action={<Link to="/sources">See what is crawled next</Link>}>New cards come by themselves once a crawl brings merchants that score high enough. {rest.join(' ')}</Empty>;
    }
  }
}
