import { Inject, Injectable, Optional } from '@nestjs/common';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Clock, CONFIG, LOGGER, sql, TryLater, type Config, type Tx } from '#platform';
import { isZone } from '../tasks/local-time.js';
import { ZoneUnknown } from '../tasks/tasks.errors.js';
import { DIGEST_POST, type DigestPost } from './digest-post.port.js';
import { digestText, sumOf } from './digest-text.js';
import { Waiting } from './waiting.js';
import type { DigestState } from './waiting.entity.js';

export interface DigestWish {
  /** IANA time zone; null: the workspace's. */
  readonly zone: string | null;
  /** 0 to 23, by the wall clock of the zone. */
  readonly hour: number;
  readonly workdaysOnly: boolean;
  readonly wanted: boolean;
}
interface Due { readonly userId: string; readonly name: string; readonly email: string; readonly zone: string; readonly day: string }

/** A process that has held a mail for so long is dead; machine time. */
const DEAD_AFTER = '10 minutes';

/** The mail of the day: what waits for a person, at the hour they chose, once a local day. Nothing waits: no mail. */
@Injectable()
export class Digests {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Waiting) private readonly waiting: Waiting,
    @Inject(CONFIG) private readonly config: Config, @Inject(LOGGER) private readonly log: Logger, @Optional() @Inject(DIGEST_POST) private readonly post: DigestPost | null = null,
  ) {}

  async wishOf(userId: string): Promise<DigestWish> {
    const [row] = await sql<DigestWish>(this.db, `select zone, hour, workdays_only as "workdaysOnly", wanted from digest_setting where user_id = $1`, [userId]);
    return row ?? { zone: null, hour: 8, workdaysOnly: true, wanted: true };
  }

  /** @throws ZoneUnknown */
  async wish(tx: Tx, userId: string, { zone, hour, workdaysOnly, wanted }: DigestWish): Promise<void> {
    if (zone !== null && !isZone(zone)) throw new ZoneUnknown(`${zone} is no time zone. Use a name such as Europe/Berlin.`, { fields: ['zone'] });
    await sql(tx, `insert into digest_setting (user_id, zone, hour, workdays_only, wanted) values ($1, $2, $3, $4, $5)
      on conflict (user_id) do update set zone = excluded.zone, hour = excluded.hour, workdays_only = excluded.workdays_only, wanted = excluded.wanted`, [userId, zone, hour, workdaysOnly, wanted]);
  }

  /** Sends what is due. The row of person and day is there before the mail leaves, so nobody gets two, whoever dies when. @returns how many left. */
  async sendDue(): Promise<number> {
    const post = this.post;
    if (!post) return 0;
    const lost = await sql<{ userId: string }>(this.db, `update digest set state = 'unknown' where state = 'claimed' and claimed_at < clock_timestamp() - interval '${DEAD_AFTER}' returning user_id as "userId"`);
    for (const { userId } of lost) this.log.warn({ userId }, 'a process died while it sent the mail of the day; it may have arrived and is not sent again');
    let sent = 0;
    for (const due of await this.due()) sent += await this.send(post, due) ? 1 : 0;
    return sent;
  }

  private async due(): Promise<Due[]> {
    return sql<Due>(this.db,
      `select u.id as "userId", u.name, u.email, today.zone, today.at::date::text as day from app_user u left join digest_setting s on s.user_id = u.id
         cross join lateral (select z.zone, $1::timestamptz at time zone z.zone as at from (select coalesce(s.zone, (select zone from workspace), 'UTC') as zone) z) today
        where u.disabled_at is null and coalesce(s.wanted, true) and extract(hour from today.at) >= coalesce(s.hour, 8) and (not coalesce(s.workdays_only, true) or extract(isodow from today.at) < 6)
          and not exists (select from digest d where d.user_id = u.id and d.day = today.at::date) order by u.id limit 100`, [await this.clock.now()]);
  }

  private async send(post: DigestPost, { userId, name, email, zone, day }: Due): Promise<boolean> {
    const claimed = await sql(this.db, `insert into digest (user_id, day, state, at) values ($1, $2, 'claimed', $3) on conflict do nothing returning day`, [userId, day, await this.clock.now()]);
    if (claimed.length === 0) return false;
    const end = (state: DigestState, items: number) => sql(this.db, `update digest set state = $3, items = $4 where user_id = $1 and day = $2`, [userId, day, state, items]);
    const counts = await this.waiting.counts(userId, zone);
    const items = sumOf(counts);
    if (items === 0) { await end('nothing', 0); return false; }
    const mail = digestText(await this.waiting.lists(userId, zone, 20), counts, { zone, url: this.config.http.publicUrl.replace(/\/$/, '') });
    try {
      const how = await post.send({ ...mail, to: { name, address: email }, key: `digest-${userId}-${day}` });
      await end(how, items);
      return how === 'sent';
    } catch (error) {
      if (error instanceof TryLater) await sql(this.db, `delete from digest where user_id = $1 and day = $2`, [userId, day]);
      else await end('unknown', items);
      this.log.error({ err: error, userId }, error instanceof TryLater ? 'the mail of the day did not leave; it is tried again' : 'the mail of the day may have left; it is not sent again');
      return false;
    }
  }
}
