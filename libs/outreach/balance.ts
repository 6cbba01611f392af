import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql } from '#platform';

/** Where everybody of a campaign stands. `enrolled = sent + skipped + suppressed + failed + unknown + cancelled + pending`, always. */
export interface CampaignBalance {
  readonly enrolled: number;
  /** At least one mail was accepted by the mail host. */
  readonly sent: number;
  readonly skipped: number;
  readonly suppressed: number;
  readonly failed: number;
  /** A mail's fate waits for a person. */
  readonly unknown: number;
  /** Overtaken before the first mail. */
  readonly cancelled: number;
  readonly pending: number;
  readonly replied: number;
  readonly unsubscribed: number;
  readonly accepted: number;
  /** Mails by state. */
  readonly messages: Readonly<Record<string, number>>;
}

/** The balance sheet of a campaign. */
@Injectable()
export class Balance {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  async of(campaignId: string): Promise<CampaignBalance> {
    const [row] = await sql<CampaignBalance>(this.db,
      `with mails as (
         select e.id, e.exit_reason, bool_or(m.state = 'unknown') as unknown, bool_or(m.state = 'sent') as sent, bool_or(m.state = 'failed') as failed,
                bool_or(m.state = 'suppressed') as suppressed, bool_or(m.state = 'skipped') as skipped, bool_or(m.state in ('pending', 'sending')) as pending
         from enrollment e left join message m on m.enrollment_id = e.id where e.campaign_id = $1 group by e.id
       ), stands as (
         select exit_reason, case when unknown then 'unknown' when sent then 'sent' when failed then 'failed' when suppressed then 'suppressed' when skipped then 'skipped'
                                  when pending then 'pending' else 'cancelled' end as at from mails
       )
       select count(*)::int as enrolled,
              (count(*) filter (where at = 'sent'))::int as sent, (count(*) filter (where at = 'skipped'))::int as skipped, (count(*) filter (where at = 'suppressed'))::int as suppressed,
              (count(*) filter (where at = 'failed'))::int as failed, (count(*) filter (where at = 'unknown'))::int as unknown, (count(*) filter (where at = 'cancelled'))::int as cancelled,
              (count(*) filter (where at = 'pending'))::int as pending,
              (select count(distinct m.enrollment_id) from message_event v join message m on m.id = v.message_id join enrollment e on e.id = m.enrollment_id where e.campaign_id = $1 and v.kind = 'replied')::int as replied,
              (select count(distinct m.enrollment_id) from message_event v join message m on m.id = v.message_id join enrollment e on e.id = m.enrollment_id where e.campaign_id = $1 and v.kind = 'opt_out')::int as unsubscribed,
              (select count(*) from enrollment e join invitation i on i.lead_id = e.lead_id and i.state = 'accepted' where e.campaign_id = $1)::int as accepted,
              (select coalesce(jsonb_object_agg(state, n), '{}') from (select m.state, count(*)::int as n from message m join enrollment e on e.id = m.enrollment_id where e.campaign_id = $1 group by m.state) s) as messages
       from stands`, [campaignId]);
    return row!;
  }
}
