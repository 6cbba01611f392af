import { sql } from '#platform';
import type { FrozenTerms } from '#offers';
import type { DataSource } from 'typeorm';

/** Everything that a mail may say, of one claimed message. */
export interface LetterFacts {
  readonly id: string;
  readonly messageId: string;
  readonly firstMessageId: string;
  readonly position: number;
  readonly toAddress: string;
  readonly template: string;
  readonly merchant: string;
  readonly senderName: string;
  readonly senderAddress: string;
  readonly sourceUrl: string;
  readonly workspace: string;
  readonly legalName: string;
  readonly postalAddress: string;
  readonly shop: string | null;
  readonly marketplace: string | null;
  readonly category: string | null;
  readonly bestRank: number | null;
  readonly invitation: { readonly id: string; readonly generation: number; readonly checkCode: string; readonly terms: FrozenTerms } | null;
}

/** The facts of a whole window in one statement: asking per mail would cost a round trip each. */
export const factsOf = (db: DataSource, messageIds: readonly string[]): Promise<LetterFacts[]> => sql<LetterFacts>(db,
  `select m.id, m.message_id as "messageId", coalesce(first.message_id, m.message_id) as "firstMessageId", m.position, m.to_address as "toAddress", s.template,
          mc.name as merchant, b.name as "senderName", b.address as "senderAddress", ct.source_url as "sourceUrl",
          w.name as workspace, w.legal_name as "legalName", w.postal_address as "postalAddress",
          shop.name as shop, initcap(shop.marketplace) as marketplace, shop.category, shop.best_rank as "bestRank",
          case when i.id is not null then jsonb_build_object('id', i.id, 'generation', i.generation, 'checkCode', i.check_code, 'terms', i.terms) end as invitation
   from message m
   join enrollment e on e.id = m.enrollment_id
   join step s on s.id = m.step_id
   join mailbox b on b.id = m.mailbox_id
   join merchant mc on mc.id = e.merchant_id
   join contact ct on ct.id = m.contact_id
   join workspace w on true
   left join message first on first.enrollment_id = m.enrollment_id and first.position = 1
   left join invitation i on i.id = m.invitation_id
   left join lateral (
     select sf.name, sf.marketplace, seen.category, seen.best_rank
     from identity_link l join storefront sf on sf.id = l.storefront_id
     left join lateral (select o.category, o.best_rank from storefront_observation o where o.storefront_id = sf.id order by o.observed_at desc limit 1) seen on true
     where l.merchant_id = e.merchant_id and l.unlinked_at is null
     order by seen.best_rank nulls last, sf.marketplace, sf.seller_id limit 1
   ) shop on true
   where m.id = any($1::uuid[])`, [messageIds]);
