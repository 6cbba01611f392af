import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql } from '#platform';

/** What a person has to know before they write to a merchant (FEATURES W4). */
export interface Voice {
  /** The last thing that passed between us and the merchant, or that a colleague did. */
  readonly lastTouch: { readonly kind: string; readonly who: string | null; readonly text: string; readonly at: Date } | null;
  /** The merchant's open conversation, through whichever lead, storefront or address. */
  readonly conversation: { readonly since: Date; readonly from: string | null; readonly running: boolean; readonly leadId: string | null } | null;
}

/** Reads who talks with a merchant, across all its leads. */
@Injectable()
export class Voices {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /** One statement; the four newest touches are read from their indexes and the latest is kept. */
  async of(merchantId: string): Promise<Voice> {
    const [row] = await sql<{ kind: string | null; who: string | null; text: string; at: Date; since: Date | null; from: string | null; running: boolean; leadId: string | null }>(this.db,
      `with leads as materialized (select id from lead where merchant_id = $1)
       select touch.kind, touch.who, touch.text, touch.at, talk.since, talk."from", coalesce(talk.running, false) as running, talk."leadId" from (select) one
         left join lateral (
           select * from (
             (select a.kind, case when a.kind = 'mail_sent' then (select b.name from message m join mailbox b on b.id = m.mailbox_id where m.id = (a.data ->> 'messageId')::uuid) end as who, a.summary as text, a.at
                from activity a where a.lead_id in (select id from leads) and a.kind in ('mail_sent', 'reply', 'offer_accepted', 'offer_declined', 'offer_not_now') order by a.at desc, a.id desc limit 1)
             union all
             (select 'note', (select name from app_user where id = n.author_id), n.body, n.created_at from note n where n.lead_id in (select id from leads) and n.deleted_at is null order by n.created_at desc limit 1)
             union all
             (select 'stage', (select name from app_user where id = v.by_user_id), v.why, v.at from stage_move v where v.lead_id in (select id from leads) and v.by_kind = 'person' order by v.at desc, v.id desc limit 1)
             union all
             (select 'task', (select name from app_user where id = t.done_by), t.title, t.done_at from task t where t.lead_id in (select id from leads) and t.done_at is not null and t.cancelled_at is null order by t.done_at desc limit 1)) newest
           order by at desc limit 1) touch on true
         left join lateral (
           select c.opened_at as since, b.name || ' <' || b.address || '>' as "from", coalesce(e.ended_at is null and e.id is not null, false) as running, e.lead_id as "leadId"
             from conversation c left join lateral (select * from enrollment e where e.lead_id in (select id from leads) and e.conversation_id = c.id order by e.created_at desc limit 1) e on true left join mailbox b on b.id = e.mailbox_id
            where c.merchant_id = $1 and c.closed_at is null limit 1) talk on true`, [merchantId]);
    return {
      lastTouch: row?.kind ? { kind: row.kind, who: row.who, text: row.text.length > 200 ? `${row.text.slice(0, 199)}…` : row.text, at: row.at } : null,
      conversation: row?.since ? { since: row.since, from: row.from, running: row.running, leadId: row.leadId } : null,
    };
  }
}
