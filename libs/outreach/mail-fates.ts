import { Inject, Injectable } from '@nestjs/common';
import { Audit, type SignedIn } from '#access';
import { Timeline } from '#leads';
import { Clock, sql, type Tx } from '#platform';
import { Bounces } from './bounces.js';
import { Enrollments } from './enrollments.js';
import { recordEvents } from './message-events.js';
import type { MessageState } from './message.entity.js';
import { FateSettled, MailMissing } from './outreach.errors.js';
import { SentMail } from './sent-mail.js';

/** `bounced`: the mail host's log says that it refused the address for good, as in RFC 3463's 5.1.1. */
export type Fate = 'arrived' | 'not_arrived' | 'bounced';
const SAID: Record<Fate, string> = { arrived: 'arrived', not_arrived: 'did not arrive', bounced: 'was refused, because there is no such address' };
/** Stands where an answer of the mail host would. */
const IN_THE_LOG = 'the mail host’s log says that the address was refused';

/** What a person says of one mail. */
export interface Verdict {
  readonly id: string;
  readonly fate: Fate;
  /** How often the mail's fate had become unknown when they looked: a mail that was sent once more since is another question. */
  readonly version: number;
}
export interface SettledMail extends Verdict {
  /** What the mail is now. */
  readonly state: MessageState;
  /** It was so already. */
  readonly repeated: boolean;
}
export type Settlement = { readonly settled: readonly SettledMail[]; readonly refused: ReadonlyArray<{ readonly id: string; readonly why: MailMissing | FateSettled }> };

interface Standing {
  readonly id: string; readonly state: MessageState; readonly version: number; readonly position: number; readonly toAddress: string;
  readonly enrollmentId: string; readonly leadId: string; readonly ended: boolean; readonly last: { fate: Fate; version: number; by: string; at: string } | null;
}

/** People say what became of mails whose fate is unknown. Only they may have one sent once more; the system never does (RFC 1047). */
@Injectable()
export class MailFates {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Enrollments) private readonly enrollments: Enrollments,
    @Inject(SentMail) private readonly sentMail: SentMail,
    @Inject(Bounces) private readonly bounces: Bounces,
    @Inject(Timeline) private readonly timeline: Timeline,
    @Inject(Audit) private readonly audit: Audit,
  ) {}

  /** As {@link settleMany} for one mail. @throws MailMissing, FateSettled */
  async settle(tx: Tx, verdict: Verdict, by: Pick<SignedIn, 'userId' | 'name'>): Promise<SettledMail> {
    const { settled, refused } = await this.settleMany(tx, [verdict], by);
    if (refused[0]) throw refused[0].why;
    return settled[0]!;
  }

  /**
   * `arrived` goes on with the sequence from now. `not_arrived` makes the mail due once more: suppression and every gate are asked
   * again when it is claimed. `bounced` has every consequence that the host's own answer would have had: nobody writes to that address again. What cannot be settled is named and keeps nothing else from being settled. The same again changes nothing.
   * @param verdicts at most one a mail.
   */
  async settleMany(tx: Tx, verdicts: readonly Verdict[], by: Pick<SignedIn, 'userId' | 'name'>): Promise<Settlement> {
    const at = await this.clock.now(tx);
    const standing = await this.hold(tx, verdicts.map((verdict) => verdict.id));
    const refused = verdicts.flatMap((verdict) => {
      const why = objection(verdict, standing.get(verdict.id));
      return why ? [{ id: verdict.id, why }] : [];
    });
    const objected = new Set(refused.map(({ id }) => id));
    const accepted = verdicts.filter(({ id }) => !objected.has(id));
    const isFresh = ({ id, version }: Verdict): boolean => standing.get(id)!.state === 'unknown' && standing.get(id)!.version === version;
    const fresh = accepted.filter(isFresh);
    const rows = (fate: Fate) => fresh.filter((verdict) => verdict.fate === fate).map(({ id }) => standing.get(id)!);

    const arrived = rows('arrived');
    const notArrived = rows('not_arrived');
    await this.sentMail.proveAll(tx, arrived.map(({ id }) => id), 'person', at);
    const again = await this.sendAgain(tx, notArrived);
    const bounced = rows('bounced');
    for (const { id, fate, version } of fresh) {
      await recordEvents(tx, [id], 'settled', { fate, version, userId: by.userId, by: by.name }, at);
      await this.audit.record(tx, { userId: by.userId, action: 'mail.settled', subject: `mail ${id}`, before: { state: 'unknown' }, after: { fate, version } });
    }
    const then = (row: Standing, fate: Fate): string => (fate !== 'not_arrived' ? '' : row.ended ? '. It is not sent again: the sequence has ended' : '. It is sent once more');
    await this.timeline.add(tx, fresh.map(({ id, fate }) => {
      const row = standing.get(id)!;
      return { leadId: row.leadId, kind: 'mail_settled', summary: `${by.name} looked: mail ${row.position} to ${row.toAddress} ${SAID[fate]}${then(row, fate)}`, data: { messageId: id, fate }, at };
    }));
    await this.bounce(tx, bounced.map(({ id }) => id), at);
    return {
      refused,
      settled: accepted.map((verdict) => {
        const { state } = standing.get(verdict.id)!;
        const news = isFresh(verdict);
        return { ...verdict, repeated: !news, state: !news ? state : verdict.fate === 'arrived' ? 'sent' : verdict.fate === 'bounced' ? 'failed' : again.get(verdict.id)! };
      }),
    };
  }

  /** Takes enrollments, then mails (see the README on the order of locks), and says how each mail stands. */
  private async hold(tx: Tx, ids: readonly string[]): Promise<Map<string, Standing>> {
    await sql(tx, `select id from enrollment where id in (select enrollment_id from message where id = any($1::uuid[])) order by id for no key update`, [ids]);
    const rows = await sql<Standing>(tx,
      `select m.id, m.state, m.position, m.to_address as "toAddress", m.enrollment_id as "enrollmentId", e.lead_id as "leadId", e.ended_at is not null as ended,
              (select count(*)::int from message_event v where v.message_id = m.id and v.kind = 'unknown') as version,
              (select v.data || jsonb_build_object('at', v.at) from message_event v where v.message_id = m.id and v.kind = 'settled' order by v.id desc limit 1) as last
       from message m join enrollment e on e.id = m.enrollment_id where m.id = any($1::uuid[]) order by m.id for no key update of m`, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** @returns what each mail is now: due again, or cancelled because nothing more is sent to that lead. */
  private async sendAgain(tx: Tx, rows: readonly Standing[]): Promise<Map<string, MessageState>> {
    if (rows.length === 0) return new Map();
    const now = await sql<{ id: string; state: MessageState }>(tx,
      `update message m set state = case when e.ended_at is null then 'pending' else 'cancelled' end, state_reason = 'a person says that it did not arrive',
              claimed_by = null, claimed_at = null, retry_at = null, smtp_code = null, smtp_answer = null
       from enrollment e where m.id = any($1::uuid[]) and e.id = m.enrollment_id and m.state = 'unknown' returning m.id, m.state`, [rows.map((row) => row.id)]);
    await this.enrollments.resume(tx, rows.map((row) => row.enrollmentId));
    return new Map(now.map((row) => [row.id, row.state]));
  }

  private async bounce(tx: Tx, ids: readonly string[], at: Date): Promise<void> {
    if (ids.length === 0) return;
    await sql(tx, `update message set state = 'failed', state_reason = 'hard', smtp_answer = $2 where id = any($1::uuid[])`, [ids, IN_THE_LOG]);
    await this.bounces.hard(tx, await this.bounces.facts(tx, ids, new Map(ids.map((id) => [id, IN_THE_LOG]))), at);
  }
}

/** Why a verdict cannot hold; null when it can, or says what is so already. */
function objection({ id, fate, version }: Verdict, row: Standing | undefined): MailMissing | FateSettled | null {
  if (!row) return new MailMissing('There is no such mail.', { id });
  const said = row.last?.version === version ? row.last : null;
  if (said ? said.fate === fate : row.version === version && (row.state === 'unknown' || (row.state === 'sent' && fate === 'arrived'))) return null;
  const current = { id, state: row.state, version: row.version, fate: row.last?.fate ?? null, settledBy: row.last?.by ?? null, settledAt: row.last?.at ?? null };
  if (said) return new FateSettled(`${said.by} has said already that this mail ${SAID[said.fate]}. Nothing was changed.`, current);
  if (row.state === 'unknown') return new FateSettled('This mail was sent once more since you looked, and its fate is unknown again. Look again.', current);
  return new FateSettled(`The fate of this mail is not open: it is ${row.state}. Nothing was changed.`, current);
}
