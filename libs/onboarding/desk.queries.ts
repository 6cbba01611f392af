import { sql, type Tx } from '#platform';

/** What the merchant's page says beside the offer itself. */
export interface DeskFacts {
  readonly merchant: string;
  readonly workspace: string;
  readonly legalName: string;
  readonly postalAddress: string;
  readonly zone: string;
  readonly senderName: string | null;
  readonly senderAddress: string | null;
  readonly toAddress: string;
  readonly sourceUrl: string;
  readonly shops: ReadonlyArray<{ marketplace: string; name: string; url: string | null; category: string | null; rank: number | null }>;
  /** The latest mail that carried this invitation. */
  readonly messageId: string | null;
}

export async function deskFacts(tx: Tx, invitationId: string): Promise<DeskFacts> {
  const [row] = await sql<DeskFacts>(tx,
    `select mc.name as merchant, w.name as workspace, w.legal_name as "legalName", w.postal_address as "postalAddress", w.zone,
            b.name as "senderName", b.address as "senderAddress", ct.value as "toAddress", ct.source_url as "sourceUrl", m.id as "messageId", shops.list as shops
     from invitation i join merchant mc on mc.id = i.merchant_id join contact ct on ct.id = i.contact_id join workspace w on true
     left join lateral (select id, mailbox_id from message where invitation_id = i.id order by position desc limit 1) m on true
     left join mailbox b on b.id = m.mailbox_id
     cross join lateral (
       select coalesce(jsonb_agg(jsonb_build_object('marketplace', initcap(sf.marketplace), 'name', sf.name, 'url', sf.url, 'category', seen.category, 'rank', seen.best_rank) order by seen.best_rank nulls last, sf.marketplace), '[]') as list
       from identity_link l join storefront sf on sf.id = l.storefront_id
       left join lateral (select o.category, o.best_rank from storefront_observation o where o.storefront_id = sf.id order by o.observed_at desc limit 1) seen on true
       where l.merchant_id = i.merchant_id and l.unlinked_at is null) shops
     where i.id = $1`, [invitationId]);
  return row!;
}

export interface AcceptanceFacts {
  readonly personName: string;
  readonly personRole: string | null;
  readonly acceptedAt: Date;
  readonly termsHash: string;
}

export async function acceptanceOf(tx: Tx, invitationId: string): Promise<AcceptanceFacts | null> {
  const [row] = await sql<AcceptanceFacts>(tx,
    `select person_name as "personName", person_role as "personRole", accepted_at as "acceptedAt", terms_hash as "termsHash" from acceptance where invitation_id = $1`, [invitationId]);
  return row ?? null;
}
