import { Inject, Injectable } from '@nestjs/common';
import { InteractiveReads } from '#platform';
import { NEXT_ACTIONS, type NextKind } from './next-action.queries.js';

export interface NextAction {
  readonly kind: NextKind;
  readonly at: Date | null;
  readonly detail: string | null;
  readonly who: string | null;
}
/** As cards say it: "mail 2 Tue 12 May 09:00", "waits for you: reply". */
type InWords = NextAction & { readonly words: string };

/** What happens next on leads, when, and by whom. Reads only. */
@Injectable()
export class NextActions {
  constructor(@Inject(InteractiveReads) private readonly reads: InteractiveReads) {}

  /** One statement, whatever the number. Leads of which nothing is planned are absent. */
  async of(leadIds: readonly string[]): Promise<Map<string, InWords>> {
    if (leadIds.length === 0) return new Map();
    const rows = await this.reads.rows<NextAction & { leadId: string; zone: string }>(NEXT_ACTIONS, [leadIds, new Date()], 'leads.next-actions');
    if (rows.length === 0) return new Map();
    const inWords = wording(rows[0]!.zone);
    return new Map(rows.map(({ leadId, kind, at, detail, who }) => [leadId, { kind, at, detail, who, words: inWords({ kind, at, detail, who }) }]));
  }
}

export const NOTHING_NEXT: NextAction = { kind: 'nothing', at: null, detail: null, who: null };

/** Says it in the workspace's time. The two formats are made once for all cards. */
function wording(zone: string): (next: NextAction) => string {
  const days = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', day: 'numeric', month: 'short' });
  const hours = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return ({ kind, at, detail }) => {
    const day = () => days.format(at!).replace(',', '');
    const hour = () => hours.format(at!);
    switch (kind) {
      case 'reply': return 'waits for you: reply';
      case 'settle': return 'a mail waits to be settled';
      case 'back': return `waits for you: back${detail ? `, ${detail}` : ''}`;
      case 'task': return `task ${day()} ${hour()}: ${detail}`;
      case 'mail_due': return `mail ${detail} is due`;
      case 'mail': return `mail ${detail} ${day()} ${hour()}`;
      case 'snoozed': return `snoozed until ${day()}`;
      case 'merchant_asked': return `merchant asked: not before ${day()}`;
      case 'nothing': throw new Error('a lead without a next action has no row');
    }
  };
}
