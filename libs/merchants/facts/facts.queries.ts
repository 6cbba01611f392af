import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';

/** A value with the page that shows it. */
export interface PageValue {
  readonly name: string;
  readonly value: string;
  readonly since: Date;
  readonly seenAt: Date;
  readonly confidence: number;
  readonly storefrontId: string;
  readonly marketplace: string;
  readonly sellerId: string;
  readonly storefrontName: string;
  readonly sourceUrl: string;
  readonly runId: string;
  /** The page as it came, while it is kept. */
  readonly captureId: string | null;
  /** The recipe that read it and the first letters of its version's hash; null when the version is gone. */
  readonly recipe: { readonly id: string; readonly versionId: string; readonly hash: string } | null;
}

// A run fetches hundreds of pages; the capture of one is found through the run's unique (run, url) of its ledger.
const VALUE = `f.name, f.value, f.since, f.seen_at as "seenAt", f.confidence, f.storefront_id as "storefrontId", s.marketplace, s.seller_id as "sellerId", s.name as "storefrontName", f.source_url as "sourceUrl", f.run_id as "runId",
  (select c.id::text from run_page p join capture c on c.run_id = p.run_id and c.page_id = p.id and c.kind = 'html' where p.run_id = f.run_id and p.url = f.source_url and (c.expires_at is null or c.expires_at > clock_timestamp())) as "captureId",
  (select jsonb_build_object('id', v.recipe_id, 'versionId', v.id, 'hash', left(v.hash, 8)) from recipe_version v where v.id = f.recipe_version_id) as recipe`;

/** What pages of the merchant's storefronts show now, the best-known storefront first. */
export const factsOf = (on: Tx | DataSource, merchantId: string): Promise<PageValue[]> => sql<PageValue>(on,
  `select ${VALUE} from fact f join storefront s on s.id = f.storefront_id where f.merchant_id = $1
    order by coalesce((s.profile ->> 'ratingCount')::int, -1) desc, s.marketplace collate "C", s.seller_id collate "C", f.name`, [merchantId]);

/** What pages of the storefronts that stand behind it now showed before. Newest first, at most 200. */
export const pastFactsOf = (on: Tx | DataSource, merchantId: string): Promise<Array<PageValue & { until: Date }>> => sql(on,
  `select ${VALUE}, f.until from fact_past f join storefront s on s.id = f.storefront_id
     join identity_link link on link.storefront_id = s.id and link.unlinked_at is null where link.merchant_id = $1 order by f.until desc, f.id desc limit 200`, [merchantId]);

export interface SaidValue {
  readonly name: string;
  readonly value: string;
  readonly kind: 'merchant' | 'person';
  readonly by: string | null;
  readonly note: string | null;
  readonly at: Date;
  readonly withdrawnAt: Date | null;
}

/** What was said of a merchant and of those joined with it, withdrawn words included: its own first, newest first. */
export const correctionsOf = (on: Tx | DataSource, merchantId: string): Promise<SaidValue[]> => sql<SaidValue>(on,
  `select c.name, c.value, c.by_kind as kind, u.name as by, c.note, c.at, c.withdrawn_at as "withdrawnAt" from fact_correction c left join app_user u on u.id = c.by_user_id
    where c.merchant_id in (select $1::uuid union all select part.id from merchant part where part.merged_into = $1) order by c.merchant_id <> $1, c.at desc, c.id`, [merchantId]);
