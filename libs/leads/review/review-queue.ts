import { Inject, Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';
import { CardDealer, endLapsed, LEASE_MINUTES, type Dealt, type NoCard } from './card-dealer.js';
import { ReviewDecisions, type Decided, type OnCard } from './review-decisions.js';
import { ReviewUndo, type Withdraw } from './review-undo.js';
import { ReviewCardLost } from './review.errors.js';
import type { RejectReason } from './reject-reasons.js';
import { whereabouts } from './whereabouts.js';

/** Who reviews, and from which sign-in. */
export interface ReviewPerson {
  readonly userId: string;
  readonly sessionId: string | null;
}
/** A card in a person's hand. */
export interface ReviewCard {
  readonly claimId: string;
  readonly leadId: string;
  readonly claimedAt: Date;
  /** Machine time: until then nobody else gets it. */
  readonly expiresAt: Date;
  /** Milliseconds until then, for clocks that differ. */
  readonly leaseMs: number;
  /** The limit of the fair mix that gave way for it. */
  readonly yielded: 'category' | 'source' | 'both' | null;
  /** What put it to sleep, when it is back from one. `by` null: not a person here. */
  readonly back: { readonly since: Date; readonly by: string | null; readonly note: string | null; readonly snoozedAt: Date | null } | null;
}

const CARD = `
  c.id as "claimId", c.lead_id as "leadId", c.claimed_at as "claimedAt", c.expires_at as "expiresAt", c.mix as yielded,
  greatest(0, extract(epoch from c.expires_at - clock_timestamp()) * 1000)::int as "leaseMs",
  (select json_build_object('since', l.snoozed_until, 'by', slept.name, 'note', slept.note, 'snoozedAt', slept.decided_at)
     from (select) one left join lateral (
       select u.name, s.note, s.decided_at from review_claim s join app_user u on u.id = s.user_id
        where s.lead_id = l.id and s.outcome = 'snoozed' and s.snooze_until = l.snoozed_until order by s.claimed_at desc limit 1) slept on true
    where l.snoozed_until is not null) as back`;

/** One merchant at a time: cards are leased, so two people never look at the same one. */
@Injectable()
export class ReviewQueue {
  constructor(
    @Inject(CardDealer) private readonly dealer: CardDealer,
    @Inject(ReviewDecisions) private readonly decisions: ReviewDecisions,
    @Inject(ReviewUndo) private readonly undoing: ReviewUndo,
  ) {}

  /** Gives the next card to a person for twenty minutes, beside those that they hold already; or says why there is none. */
  async next(tx: Tx, person: ReviewPerson): Promise<ReviewCard | NoCard> {
    const dealt: Dealt | NoCard = await this.dealer.deal(tx, person);
    return 'why' in dealt ? dealt : (await this.cards(tx, `c.id = $1`, [dealt.claimId]))[0]!;
  }

  /** Cards that a person holds, in the order in which they were given, without those whose lead has moved on meanwhile. */
  async held(tx: Tx, userId: string): Promise<ReviewCard[]> {
    await endLapsed(tx);
    return this.cards(tx, `c.user_id = $1 and c.ended_at is null and l.stage = 'qualified' and l.closed_at is null`, [userId]);
  }

  /** How many more wait for a person (stops counting at 1,000), and how many leads they were given today, of how many they take (null: any number). */
  countsFor(tx: Tx, userId: string): Promise<{ waiting: number; givenToday: number; capacity: number | null }> {
    return this.dealer.countsFor(tx, userId);
  }

  /**
   * The lease begins anew. @throws ReviewCardLost when it had ended.
   */
  async renew(tx: Tx, claimId: string, userId: string): Promise<ReviewCard> {
    const renewed = await sql(tx,
      `update review_claim set expires_at = clock_timestamp() + $3 * interval '1 minute' where id = $1 and user_id = $2 and ended_at is null and expires_at > clock_timestamp() returning id`, [claimId, userId, LEASE_MINUTES]);
    if (renewed.length === 0) throw new ReviewCardLost('Your lease on this card has ended; it may be with somebody else now.', await whereabouts(tx, claimId));
    return (await this.cards(tx, `c.id = $1`, [claimId]))[0]!;
  }

  /** Lets cards go undecided: the next who asks may get them. @returns how many were held. */
  async release(tx: Tx, claimIds: readonly string[], userId: string): Promise<number> {
    return this.letGo(tx, `id = any($1::uuid[]) and user_id = $2`, [claimIds, userId]);
  }

  /** Lets everything go that was asked for from this sign-in. */
  async leave(tx: Tx, { userId, sessionId }: ReviewPerson): Promise<number> {
    return this.letGo(tx, `user_id = $1 and session_id = $2`, [userId, sessionId]);
  }

  /** See {@link ReviewDecisions.accept}. */
  accept(tx: Tx, card: OnCard, note = ''): Promise<Decided> {
    return this.decisions.accept(tx, card, note);
  }

  /** See {@link ReviewDecisions.reject}. */
  reject(tx: Tx, card: OnCard, reason: RejectReason, note = ''): Promise<Decided> {
    return this.decisions.reject(tx, card, reason, note);
  }

  /** See {@link ReviewDecisions.snooze}. */
  snooze(tx: Tx, card: OnCard, until: Date, note = ''): Promise<Decided> {
    return this.decisions.snooze(tx, card, until, note);
  }

  /** Takes a decision back and the card into the hand again. See {@link ReviewUndo.undo}. */
  async undo(tx: Tx, decision: ReviewPerson & { claimId: string }, withdraw: Withdraw): Promise<ReviewCard> {
    return (await this.cards(tx, `c.id = $1`, [await this.undoing.undo(tx, decision, withdraw)]))[0]!;
  }

  private async letGo(tx: Tx, which: string, values: unknown[]): Promise<number> {
    return (await sql(tx, `update review_claim set ended_at = clock_timestamp(), outcome = 'released' where ${which} and ended_at is null returning id`, values)).length;
  }

  private async cards(tx: Tx, which: string, values: unknown[]): Promise<ReviewCard[]> {
    const rows = await sql<ReviewCard>(tx, `select ${CARD} from review_claim c join lead l on l.id = c.lead_id where ${which} order by c.claimed_at, c.id`, values);
    return rows.map((row) => ({ ...row, back: row.back && { ...row.back, since: new Date(row.back.since), snoozedAt: row.back.snoozedAt && new Date(row.back.snoozedAt) } }));
  }
}
