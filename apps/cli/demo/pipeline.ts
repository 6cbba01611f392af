import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** What is under way, by name; empty when the whole pipeline rests. */
export type Busy = Record<string, number>;

/**
 * Watches the pipeline from outside: by rows, not by queue, so it also knows what a dead worker left behind.
 * Never speeds time up: when nothing is in flight, {@link nextDue} tells the moment to jump to.
 */
export class Pipeline {
  private constructor(private readonly db: pg.Client, private readonly sandbox: string) {}

  static async watch(databaseUrl: string, sandbox: string): Promise<Pipeline> {
    const db = new pg.Client({ connectionString: databaseUrl, application_name: 'beckon-demo' });
    await db.connect();
    return new Pipeline(db, sandbox);
  }

  close(): Promise<void> {
    return this.db.end();
  }

  async businessNow(): Promise<Date> {
    const { rows } = await this.db.query<{ offset_ms: number }>(`select offset_ms::float8 as offset_ms from clock_offset`);
    return new Date(Date.now() + rows[0]!.offset_ms);
  }

  /** Moves business time forward for every process. */
  async jumpTo(moment: Date): Promise<void> {
    await this.db.query(`update clock_offset set offset_ms = greatest(offset_ms, $1::bigint)`, [Math.round(moment.getTime() - Date.now())]);
    await this.db.query(`select pg_notify('beckon_clock', '')`);
  }

  async busy(): Promise<Busy> {
    const now = await this.businessNow();
    const { rows } = await this.db.query<Busy>(`
      select (select count(*) from outbox where not dead)::int as events,
             (select count(*) from run where state in ('queued', 'running', 'crawled'))::int as runs,
             (select count(*) from score_pass where state in ('waiting', 'running'))::int as "score passes",
             (select count(*) from message where state = 'sending')::int as "mails in flight",
             (select count(*) from message m join enrollment e on e.id = m.enrollment_id join campaign c on c.id = e.campaign_id
               where m.state = 'pending' and m.due_at <= $1 and e.state = 'active' and c.state = 'running')::int as "mails due",
             (select count(*) from inbound_mail where state = 'received')::int as "replies to read",
             (select case when daily_picks > 0 and extract(isodow from $1::timestamptz at time zone 'UTC') < 6 and extract(hour from $1::timestamptz at time zone 'UTC') >= pick_hour
                           and not exists (select from daily_pick where day = ($1::timestamptz at time zone 'UTC')::date) then 1 else 0 end from funnel_rule)::int as picks`, [now]);
    const reactions = await (await fetch(`${this.sandbox}/status.json`)).json() as { pending: number };
    return Object.fromEntries(Object.entries({ ...rows[0], 'reactions of merchants': reactions.pending }).filter(([, count]) => count > 0));
  }

  /**
   * Waits until nothing is in flight, twice in a row.
   * @param limitMs machine time; a pipeline that stands still must end the demo, not hang it.
   * @throws Error that names what is stuck.
   */
  async rest(limitMs: number, onBusy: (busy: Busy) => void = () => undefined): Promise<void> {
    const until = Date.now() + limitMs;
    let calm = 0;
    for (;;) {
      const busy = await this.busy();
      calm = Object.keys(busy).length === 0 ? calm + 1 : 0;
      if (calm >= 2) return;
      if (calm === 0) onBusy(busy);
      if (Date.now() > until) throw new Error(`The pipeline did not come to rest within ${Math.round(limitMs / 1000)} s: ${Object.entries(busy).map(([name, count]) => `${count} ${name}`).join(', ')}. The logs are in BECKON_HOME/logs.`);
      await sleep(calm > 0 ? 60 : 200);
    }
  }

  /** The next business moment at which something is due by itself, or null. Picks happen on weekdays at the rule's hour (UTC). */
  async nextDue(picksToCome: boolean): Promise<Date | null> {
    const now = await this.businessNow();
    const { rows } = await this.db.query<{ due: Date | null }>(`
      select min(m.due_at) as due from message m join enrollment e on e.id = m.enrollment_id join campaign c on c.id = e.campaign_id
       where m.state = 'pending' and e.state = 'active' and c.state = 'running' and m.due_at > $1`, [now]);
    const moments = [rows[0]?.due ?? null, picksToCome ? await this.nextPick(now) : null].filter((moment): moment is Date => moment !== null);
    return moments.length === 0 ? null : new Date(Math.min(...moments.map((moment) => moment.getTime())));
  }

  /** For progress: what the book holds so far. */
  async found(): Promise<{ pages: number; storefronts: number; merchants: number; leads: number }> {
    const { rows } = await this.db.query<{ pages: number; storefronts: number; merchants: number; leads: number }>(`
      select (select count(*) from run_page where state = 'done')::int as pages, (select count(*) from storefront)::int as storefronts,
             (select count(*) from merchant)::int as merchants, (select count(*) from lead)::int as leads`);
    return rows[0]!;
  }

  async answered(): Promise<{ sent: number; replied: number; accepted: number }> {
    const { rows } = await this.db.query<{ sent: number; replied: number; accepted: number }>(`
      select (select count(*) from message where state = 'sent')::int as sent, (select count(*) from inbound_mail where kind in ('reply', 'opt_out'))::int as replied,
             (select count(*) from acceptance)::int as accepted`);
    return rows[0]!;
  }

  async picksMade(): Promise<number> {
    const { rows } = await this.db.query<{ n: number }>(`select count(*)::int as n from daily_pick`);
    return rows[0]!.n;
  }

  private async nextPick(now: Date): Promise<Date> {
    const { rows } = await this.db.query<{ pick_hour: number }>(`select pick_hour from funnel_rule`);
    const pick = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), rows[0]!.pick_hour));
    while (pick <= now || pick.getUTCDay() === 0 || pick.getUTCDay() === 6) pick.setUTCDate(pick.getUTCDate() + 1);
    return pick;
  }
}
