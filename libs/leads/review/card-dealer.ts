import { Inject, Injectable } from '@nestjs/common';
import { Clock, sql, type Tx } from '#platform';
import { chooseFair, mixBinds, type Candidate, type Choice, type Given } from './fair-mix.js';
import { backFromSleep, bestOfAll, bestOfEachCell, claimFirst, countWaiting, GIVEN, KEPT_BACK, STILL_WAITS, type Fit } from './review.queries.js';
import { ReviewRoutes, type Standing } from './review-routes.js';
import { countriesOf, hasRoom, isAway } from './routing.js';

/** Minutes of machine time for which a card is a person's alone. */
export const LEASE_MINUTES = 20;
/** Candidates asked for at a time: some may be taken by colleagues in this very moment. */
const AT_A_TIME = 8;
/** Attempts that pass over leads which somebody else holds this moment. */
const EAGER = 3;
/** Counting stops here. */
const MANY = 1000;

/** Why there is no card. Counts stop at 1,000. */
export type NoCard =
  | { readonly why: 'out-of-office'; readonly until: Date | null }
  | { readonly why: 'capacity-reached'; readonly capacity: number; readonly given: number; readonly held: number }
  | { readonly why: 'outside-routing'; readonly waiting: number }
  | { readonly why: 'with-colleagues'; readonly held: number }
  | { readonly why: 'held-by-you'; readonly held: number }
  | { readonly why: 'nothing-qualified'; readonly asleep: number; readonly wakesAt: Date | null; readonly unseen: number; readonly withoutAddress: number };
export interface Dealt {
  readonly claimId: string;
  readonly leadId: string;
}

/** Chooses the next card for a person and puts it in their hand, theirs alone. */
@Injectable()
export class CardDealer {
  constructor(@Inject(Clock) private readonly clock: Clock, @Inject(ReviewRoutes) private readonly routes: ReviewRoutes) {}

  /** Gives the next card: leads that are back from sleep first, then by score and age within the day's mix. */
  async deal(tx: Tx, { userId, sessionId }: { userId: string; sessionId: string | null }): Promise<Dealt | NoCard> {
    const now = await this.clock.now(tx);
    await endLapsed(tx);
    const standing = await this.routes.standing(tx, userId, now);
    const { route, day } = standing;
    if (route && isAway(route, now)) return { why: 'out-of-office', until: route.awayUntil };
    // Each card in hand may become a lead of theirs.
    const capacity = route?.dailyCapacity ?? null;
    if (capacity !== null && !hasRoom({ dailyCapacity: capacity, givenToday: standing.givenToday + standing.held })) {
      return { why: 'capacity-reached', capacity, given: standing.givenToday, held: standing.held };
    }
    // The daily pick takes from the same pool; it holds this lock alone, so no card is dealt that it is about to queue.
    await sql(tx, `select pg_advisory_xact_lock_shared(hashtext('leads.pool'))`);
    const fit = fitOf(userId, standing);
    for (let attempt = 1; ; attempt++) {
      const choices = await this.choose(tx, fit, standing, now);
      if (choices.length === 0) return this.whyNone(tx, userId, now);
      const patient = attempt > EAGER;
      const [claim] = await sql<{ id: string; leadId: string }>(tx, claimFirst(patient), [choices.map((one) => one.id), userId, sessionId, day, choices.map((one) => one.yielded), LEASE_MINUTES]);
      // None: they went to others since they were looked up, and are claimed by now. Looking again finds the ones behind.
      if (claim && (!patient || (await sql(tx, STILL_WAITS, [claim.leadId])).length > 0)) return { claimId: claim.id, leadId: claim.leadId };
      if (claim) await sql(tx, `delete from review_claim where id = $1`, [claim.id]);
    }
  }

  /** How many cards wait for a person; stops counting at 1,000. And how many leads they were given today, of how many they take. */
  async countsFor(tx: Tx, userId: string): Promise<{ waiting: number; givenToday: number; capacity: number | null }> {
    const now = await this.clock.now(tx);
    await endLapsed(tx);
    const standing = await this.routes.standing(tx, userId, now);
    return { waiting: await this.count(tx, fitOf(userId, standing), now), givenToday: standing.givenToday, capacity: standing.route?.dailyCapacity ?? null };
  }

  private async choose(tx: Tx, fit: Fit, { day, mix }: Standing, now: Date): Promise<Choice[]> {
    const ask = async ({ text, values }: { text: string; values: unknown[] }): Promise<Candidate[]> => sql<Candidate>(tx, text, values);
    const asTheyAre = (candidates: readonly Candidate[]): Choice[] => candidates.map((one) => ({ ...one, yielded: null }));
    const back = await ask(backFromSleep(fit, now, AT_A_TIME));
    if (back.length > 0) return asTheyAre(back);
    const given = await sql<Given>(tx, GIVEN, [day]);
    if (!mixBinds(given, mix) && fit.countries === null && fit.categories.length === 0) return asTheyAre(await ask(bestOfAll(fit, now, AT_A_TIME)));
    return chooseFair(await ask(bestOfEachCell(fit, now)), given, mix).slice(0, AT_A_TIME);
  }

  private async whyNone(tx: Tx, userId: string, now: Date): Promise<NoCard> {
    const waiting = await this.count(tx, null, now);
    if (waiting > 0) return { why: 'outside-routing', waiting };
    const [held] = await sql<{ mine: number; others: number }>(tx,
      `select count(*) filter (where user_id = $1)::int as mine, count(*) filter (where user_id <> $1)::int as others from review_claim where ended_at is null`, [userId]);
    if (held!.mine > 0) return { why: 'held-by-you', held: held!.mine };
    if (held!.others > 0) return { why: 'with-colleagues', held: held!.others };
    const [rest] = await sql<{ asleep: number; wakesAt: Date | null; unseen: number; withoutAddress: number }>(tx, KEPT_BACK, [now, MANY]);
    return { why: 'nothing-qualified', ...rest! };
  }

  private async count(tx: Tx, fit: Fit | null, now: Date): Promise<number> {
    const { text, values } = countWaiting(fit, now, MANY);
    return (await sql<{ count: number }>(tx, text, values))[0]!.count;
  }
}

/** What a person may be shown: by their route, and of colleagues' leads only those of who is not there. */
function fitOf(userId: string, { route, absent }: Standing): Fit {
  const owners = [userId, ...absent];
  if (!route) return { countries: null, categories: [], minScore: 0, maxScore: 100, owners };
  return { countries: countriesOf(route), categories: route.categories, minScore: route.minScore, maxScore: route.maxScore, owners };
}

/** Leases end by themselves: whoever looks next ends those whose time is over. */
export async function endLapsed(tx: Tx): Promise<void> {
  await sql(tx, `update review_claim set ended_at = expires_at, outcome = 'lapsed' where id in (select id from review_claim where ended_at is null and expires_at <= clock_timestamp() for update skip locked)`);
}
