import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { suppressedSql, type ContactStatus } from '#merchants';
import { sql } from '#platform';
import { ScoreExplanations, type ScoreExplanation } from '#scoring';
import type { LeadCard } from './lead-card.js';
import { CARD, CARD_JOINS } from './lead-walks.queries.js';
import { LOST_REASONS } from './lost-reasons.js';
import { allowedMoves, isExit, STAGE_LABELS, type Stage } from './stages.js';

export interface LeadStorefront {
  readonly id: string;
  readonly marketplace: string;
  readonly sellerId: string;
  readonly name: string;
  readonly url: string | null;
  readonly country: string | null;
  readonly seenAt: Date;
  readonly bestRank: number | null;
  readonly listSize: number | null;
  readonly category: string | null;
  /** 0 to 5. */
  readonly rating: number | null;
  readonly positivePercent: number | null;
  readonly ratingCount: number | null;
  readonly listedProducts: number | null;
  /** Oldest first, at most 90. */
  readonly ranks: ReadonlyArray<{ at: Date; rank: number; rating: number | null }>;
}
export interface LeadContact {
  readonly id: string;
  readonly kind: 'email' | 'phone';
  readonly value: string;
  readonly role: boolean;
  readonly status: ContactStatus;
  readonly statusReason: string | null;
  readonly sourceUrl: string;
  readonly seenAt: Date;
  readonly suppressed: boolean;
}
export interface LeadFact {
  readonly name: string;
  readonly value: string;
  /** Null for what a person said. */
  readonly sourceUrl: string | null;
  readonly seenAt: Date;
  readonly confidence: number;
  /** Who said it, `merchant` or a name of ours; null for what a page shows. */
  readonly said: string | null;
}
export interface TimelineItem {
  readonly id: string;
  readonly at: Date;
  /** `stage`, `score`, `change` (of a storefront), or the kind of the activity. */
  readonly kind: string;
  readonly summary: string;
  readonly data: Record<string, unknown>;
}
export interface LeadDetail extends Omit<LeadCard, 'score'> {
  readonly legalName: string | null;
  readonly allowedMoves: readonly Stage[];
  readonly storefronts: readonly LeadStorefront[];
  readonly contacts: readonly LeadContact[];
  readonly facts: readonly LeadFact[];
  /** Points of the contributions add up to the total. */
  readonly score: Pick<ScoreExplanation, 'total' | 'contributions' | 'gates' | 'changes'> & { readonly modelVersion: number | null }
    /** Null before the first pass. */
    & { readonly standing: Pick<ScoreExplanation, 'seenAt' | 'freshness' | 'engagement' | 'grade' | 'override'> | null };
  /** Newest first, at most 300. */
  readonly timeline: readonly TimelineItem[];
  /** How it left the funnel; null while it is open. */
  readonly closed: ClosedLead | null;
}
export interface ClosedLead {
  /** A code of lost-reasons.ts when a person closed it. */
  readonly reason: string | null;
  readonly label: string | null;
  /** As it was written down: the reason with its note. */
  readonly note: string;
  readonly reapproachAt: Date | null;
  readonly at: Date;
}
interface Closing { readonly closedAt: Date | null; readonly closeReason: string | null; readonly closeCode: string | null; readonly reapproachAt: Date | null }

const labelOf = (stage: Stage, code: string | null): string | null => (isExit(stage) ? LOST_REASONS[stage as keyof typeof LOST_REASONS].find((one) => one.code === code)?.label ?? null : null);

/** Earlier leads of the merchant in the region, and those of merchants that were joined with it, belong to the same story. */
const OF_THIS_MERCHANT = `select other.id from lead this join lead other on other.merchant_id = this.merchant_id and other.region_id = this.region_id where this.id = $1`;

/** One lead with everything that a person may doubt, and where each value came from. */
@Injectable()
export class LeadDetails {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(ScoreExplanations) private readonly explanations: ScoreExplanations) {}

  /** @returns null when there is no such lead. */
  async of(leadId: string): Promise<LeadDetail | null> {
    const [row] = await sql<LeadCard & Closing & { legalName: string | null }>(this.db,
      `select ${CARD}, m.legal_name as "legalName", l.closed_at as "closedAt", l.close_reason as "closeReason", l.close_code as "closeCode", l.reapproach_at as "reapproachAt" from lead l ${CARD_JOINS} where l.id = $1`, [leadId]);
    if (!row) return null;
    const { closedAt, closeReason, closeCode, reapproachAt, ...lead } = row;
    const [storefronts, contacts, facts, explanation, timeline] = await Promise.all([
      this.storefronts(lead.merchantId), this.contacts(lead.merchantId), this.facts(lead.merchantId), this.explanations.of(this.db, lead.merchantId), this.timeline(leadId, lead.merchantId),
    ]);
    const score = explanation
      ? { total: explanation.total, modelVersion: explanation.modelVersion, contributions: explanation.contributions, gates: explanation.gates, changes: explanation.changes,
          standing: { seenAt: explanation.seenAt, freshness: explanation.freshness, engagement: explanation.engagement, grade: explanation.grade, override: explanation.override } }
      : { total: lead.score, modelVersion: null, contributions: [], gates: [], changes: [], standing: null };
    return { ...lead, allowedMoves: allowedMoves(lead.stage), storefronts, contacts, facts, score, timeline,
      closed: closedAt && { reason: closeCode, label: labelOf(lead.stage, closeCode), note: closeReason ?? '', reapproachAt, at: closedAt } };
  }

  private async storefronts(merchantId: string): Promise<LeadStorefront[]> {
    const rows = await sql<LeadStorefront & { ranks: Array<{ at: string; rank: number; rating: number | null }> }>(this.db,
      `select s.id, s.marketplace, s.seller_id as "sellerId", s.name, s.url, s.country, s.last_seen_at as "seenAt", latest.best_rank as "bestRank", latest.list_size as "listSize", latest.category,
              coalesce(latest.seller_rating, (s.profile ->> 'rating')::real) as rating, coalesce(latest.positive_percent, (s.profile ->> 'positivePercent')::real) as "positivePercent",
              coalesce(latest.rating_count, (s.profile ->> 'ratingCount')::int) as "ratingCount", latest.listed_products as "listedProducts",
              coalesce((select json_agg(json_build_object('at', observed_at, 'rank', best_rank, 'rating', seller_rating) order by observed_at)
                          from (select observed_at, best_rank, seller_rating from storefront_observation o where o.storefront_id = s.id order by observed_at desc limit 90) seen), '[]') as ranks
         from identity_link link
         join storefront s on s.id = link.storefront_id
         left join lateral (select * from storefront_observation o where o.storefront_id = s.id order by o.observed_at desc limit 1) latest on true
        where link.merchant_id = $1 and link.unlinked_at is null
        order by latest.best_rank::float / nullif(latest.list_size, 0) nulls last, s.marketplace, s.seller_id`, [merchantId]);
    return rows.map((row) => ({ ...row, ranks: row.ranks.map(({ at, rank, rating }) => ({ at: new Date(at), rank, rating })) }));
  }

  private contacts(merchantId: string): Promise<LeadContact[]> {
    return sql<LeadContact>(this.db,
      `select c.id, c.kind, c.value, c.role, c.status, c.status_reason as "statusReason", c.source_url as "sourceUrl", c.seen_at as "seenAt",
              ${suppressedSql({ addressMac: 'c.address_mac', domainMac: 'c.domain_mac', merchantId: 'c.merchant_id', country: 'm.country' })} as suppressed
         from contact c join merchant m on m.id = c.merchant_id where c.merchant_id = $1 order by c.kind, c.status = 'invalid', c.role desc, c.value`, [merchantId]);
  }

  /** What was said of it stands before what pages show. */
  private facts(merchantId: string): Promise<LeadFact[]> {
    return sql<LeadFact>(this.db,
      `select shown.name, shown.value, shown."sourceUrl", shown."seenAt", shown.confidence, shown.said from (
         select f.name, f.value, f.source_url as "sourceUrl", f.seen_at as "seenAt", f.confidence, null as said, s.marketplace, s.seller_id from fact f join storefront s on s.id = f.storefront_id where f.merchant_id = $1
         union all
         select c.name, c.value, null, c.at, 1, case c.by_kind when 'merchant' then 'merchant' else coalesce(u.name, 'one of us') end, '', '' from fact_correction c left join app_user u on u.id = c.by_user_id
          where c.merchant_id in (select $1::uuid union all select part.id from merchant part where part.merged_into = $1) and c.withdrawn_at is null) shown
        order by shown.name, shown.said is null, shown."seenAt" desc, shown.marketplace, shown.seller_id`, [merchantId]);
  }

  private async timeline(leadId: string, merchantId: string): Promise<TimelineItem[]> {
    const rows = await sql<{ source: Source; id: number; at: Date; kind: string; summary: string; data: Record<string, unknown> }>(this.db,
      `(select 'activity' as source, id, at, kind, summary, data from activity where lead_id in (${OF_THIS_MERCHANT}) order by at desc, id desc limit 300)
       union all
       (select 'move', mv.id, mv.at, 'stage', mv.why, jsonb_build_object('from', mv.from_stage, 'to', mv.to_stage, 'by', mv.by_kind, 'userId', mv.by_user_id, 'user', u.name, 'why', mv.why)
          from stage_move mv left join app_user u on u.id = mv.by_user_id where mv.lead_id in (${OF_THIS_MERCHANT}) order by mv.id desc limit 100)
       union all
       (select 'score', id, at, 'score', why, jsonb_build_object('from', from_score, 'to', to_score, 'why', why) from score_change where merchant_id in (select $2::uuid union all select id from merchant where merged_into = $2) order by at desc, id desc limit 100)
       union all
       (select 'change', c.id, c.at, 'change', s.name || ': ' || c.text, jsonb_build_object('change', c.kind, 'marketplace', s.marketplace, 'runId', c.run_id, 'beforeRunId', c.before_run_id)
          from change_signal c join storefront s on s.id = c.storefront_id join identity_link link on link.storefront_id = s.id and link.unlinked_at is null
         where link.merchant_id = $2 order by c.at desc, c.id desc limit 100)
       order by at desc, source, id desc limit 300`, [leadId, merchantId]);
    return rows.map(({ source, id, at, kind, summary, data }) => ({ id: `${source}-${id}`, at, kind, summary: wording(source, summary, data), data }));
  }
}

type Source = 'activity' | 'move' | 'score' | 'change';

function wording(source: Source, summary: string, data: Record<string, unknown>): string {
  if (source === 'activity' || source === 'change') return summary;
  if (source === 'score') return data['from'] === null ? `Score ${String(data['to'])}: ${summary}` : `Score ${String(data['from'])} → ${String(data['to'])}: ${summary}`;
  const to = STAGE_LABELS[data['to'] as Stage];
  return data['from'] === null ? `${to}: ${summary}` : `${STAGE_LABELS[data['from'] as Stage]} → ${to}: ${summary}`;
}
