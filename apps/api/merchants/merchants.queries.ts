import type { DataSource } from 'typeorm';
import type { Stage } from '#leads';
import { bestContactSql, suppressedSql, type LegalForm } from '#merchants';
import { sql } from '#platform';

export interface MerchantRow { id: string; name: string; legalName: string | null; legalForm: LegalForm; legalFormReason: string | null; country: string | null; createdAt: Date; mergedInto: string | null }
export const merchantRow = async (db: DataSource, id: string): Promise<MerchantRow | undefined> => (await sql<MerchantRow>(db,
  `select id, name, legal_name as "legalName", legal_form as "legalForm", legal_form_reason as "legalFormReason", country, created_at as "createdAt", merged_into as "mergedInto" from merchant where id = $1`, [id]))[0];

export interface ShopRow {
  id: string; marketplace: string; sellerId: string; name: string; url: string | null; country: string | null; firstSeenAt: Date; seenAt: Date; category: string | null; bestRank: number | null; listSize: number | null;
  rating: number | null; positivePercent: number | null; ratingCount: number | null; listedProducts: number | null; reason: string; linkedBy: string | null; linkedAt: Date;
}
/** Best rank within its list first. */
export const shopsOf = (db: DataSource, merchantId: string): Promise<ShopRow[]> => sql<ShopRow>(db,
  `select s.id, s.marketplace, s.seller_id as "sellerId", s.name, s.url, s.country, s.first_seen_at as "firstSeenAt", s.last_seen_at as "seenAt", latest.category, latest.best_rank as "bestRank", latest.list_size as "listSize",
          coalesce(latest.seller_rating, (s.profile ->> 'rating')::real) as rating, coalesce(latest.positive_percent, (s.profile ->> 'positivePercent')::real) as "positivePercent",
          coalesce(latest.rating_count, (s.profile ->> 'ratingCount')::int) as "ratingCount", latest.listed_products as "listedProducts",
          link.reason, case when link.linked_by <> 'rule' then coalesce(u.name, 'a person') end as "linkedBy", link.linked_at as "linkedAt"
     from identity_link link join storefront s on s.id = link.storefront_id left join app_user u on u.id::text = link.linked_by
     left join lateral (select * from storefront_observation o where o.storefront_id = s.id order by o.observed_at desc limit 1) latest on true
    where link.merchant_id = $1 and link.unlinked_at is null order by latest.best_rank::float / nullif(latest.list_size, 0) nulls last, s.marketplace, s.seller_id`, [merchantId]);

export interface FormerLinkRow { storefrontId: string; marketplace: string; name: string; reason: string; linkedAt: Date; unlinkedAt: Date }
export const formerLinksOf = (db: DataSource, merchantId: string): Promise<FormerLinkRow[]> => sql<FormerLinkRow>(db,
  `select s.id as "storefrontId", s.marketplace, s.name, link.reason, link.linked_at as "linkedAt", link.unlinked_at as "unlinkedAt" from identity_link link join storefront s on s.id = link.storefront_id
    where link.merchant_id = $1 and link.unlinked_at is not null order by link.unlinked_at desc limit 50`, [merchantId]);

export interface ContactRow { id: string; kind: 'email' | 'phone'; value: string; role: boolean; status: string; statusReason: string | null; checkedAt: Date | null; suppressed: boolean; best: boolean; sourceUrl: string; runId: string; captureId: string | null; seenAt: Date }
/** The one that is written to first, then what could be, then the rest. */
export const contactsOf = (db: DataSource, merchantId: string): Promise<ContactRow[]> => sql<ContactRow>(db,
  `select c.id, c.kind, c.value, c.role, c.status, c.status_reason as "statusReason", c.checked_at as "checkedAt", c.source_url as "sourceUrl", c.run_id as "runId", c.seen_at as "seenAt",
          ${suppressedSql({ addressMac: 'c.address_mac', domainMac: 'c.domain_mac', merchantId: 'c.merchant_id', country: 'm.country' })} as suppressed, coalesce(best.contact_id = c.id, false) as best,
          (select k.id::text from run_page p join capture k on k.run_id = p.run_id and k.page_id = p.id and k.kind = 'html' where p.run_id = c.run_id and p.url = c.source_url and (k.expires_at is null or k.expires_at > clock_timestamp())) as "captureId"
     from contact c join merchant m on m.id = c.merchant_id left join lateral (${bestContactSql('m.id', 'm.country')}) best on true
    where c.merchant_id = $1 order by coalesce(best.contact_id = c.id, false) desc, c.kind, c.status = 'invalid', c.role desc, c.value collate "C"`, [merchantId]);

export interface LeadOfMerchant { id: string; stage: Stage; region: string; closedAt: Date | null }
/** Open ones first. */
export const leadsOf = (db: DataSource, merchantId: string): Promise<LeadOfMerchant[]> => sql<LeadOfMerchant>(db,
  `select l.id, l.stage, r.name as region, l.closed_at as "closedAt" from lead l join region r on r.id = l.region_id where l.merchant_id = $1 order by l.closed_at is not null, l.created_at desc limit 20`, [merchantId]);

/** How many merchants no page gives an address for: FEATURES I5 asks for the gap to be shown. */
export const contactCoverage = async (db: DataSource): Promise<{ merchants: number; withoutAddress: number }> => (await sql<{ merchants: number; withoutAddress: number }>(db,
  `select (select count(*) from merchant where merged_into is null) as merchants,
          (select count(*) from merchant m where m.merged_into is null and not exists (select from contact c where c.merchant_id = m.id and c.kind = 'email' and c.status <> 'invalid')) as "withoutAddress"`))[0]!;
