import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock, sql } from '#platform';
import { REVIEW_EVERY_DAYS } from '../permission-review.js';
import { Alerts } from './alerts.js';

/** Reminds people to read a site's terms again (FEATURES S14). Business time: a right grows old like everything else. */
@Injectable()
export class PermissionReviews {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Alerts) private readonly alerts: Alerts) {}

  /** One alert a source and a period; a recorded review ends it. Sources that are paused are not read, so nobody is bothered for them. */
  async remind(): Promise<void> {
    await this.db.transaction(async (tx) => {
      const due = await sql<{ id: string; name: string; on: string; by: string }>(tx,
        `select id, name, permission->>'reviewedOn' as on, permission->>'reviewer' as by from source
         where enabled and (permission->>'reviewedOn')::date + $2::int <= ($1::timestamptz at time zone 'UTC')::date order by id for share skip locked`, [await this.clock.now(tx), REVIEW_EVERY_DAYS]);
      for (const { id, name, on, by } of due) {
        await this.alerts.open(tx, { sourceId: id, kind: 'review', runId: null, text: `The permission to read ${name} was last reviewed on ${on} by ${by}, ${REVIEW_EVERY_DAYS} days ago or more. Read the site's terms again and record the review on the source's permission page, or pause the source.` });
      }
    });
  }
}
