import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { suppressedSql, type ContactStatus } from '#merchants';
import { sql } from '#platform';
import { ScoreExplanations, type ScoreExplanation } from '#scoring';
import type { LeadCard } from './lead-card.js';
import { CARD, CARD_JOINS } from './lead-walks.queries.js';
import { LOST_REASONS } from './lost-reasons.js';
import { LeadTimeline, type TimelinePage } from './lead-timeline.js';
import { allowedMoves, isExit, type Stage } from './stages.js';

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
/** A sleep that has not ended. `by` null for a merchant, who asked on the offer page. */
export interface LeadSleep {
  readonly until: Date;
  readonly byKind: 'person' | 'merchant' | 'rule' | 'system';
  readonly by: string | null;
  readonly note: string;
  readonly wokeAt: Date | null;
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
  /** The newest 30; {@link LeadTimeline} has the rest. */
  readonly timeline: TimelinePage;
  /** Since when a reply waits for a person. */
  readonly waitsSince: Date | null;
  /** Why it sleeps, or came back; null: neither. */
  readonly snooze: LeadSleep | null;
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

/** One lead with everything that a person may doubt, and where each value came from. */
@Injectable()
export class LeadDetails {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(ScoreExplanations) private readonly explanations: ScoreExplanations, @Inject(LeadTimeline) private readonly story: LeadTimeline) {}

  /** @returns null when there is no such lead. */
  async of(leadId: string): Promise<LeadDetail | null> {
    const [row] = await sql<LeadCard & Closing & { legalName: string | null; waitsSince: Date | null; snooze: (Omit<LeadSleep, 'until' | 'wokeAt'> & { until: string; wokeAt: string | null }) | null }>(this.db,
      `select ${CARD}, m.legal_name as "legalName", l.waits_since as "waitsSince", l.closed_at as "closedAt", l.close_reason as "closeReason", l.close_code as "closeCode", l.reapproach_at as "reapproachAt",
              (select json_build_object('until', z.until, 'byKind', z.by_kind, 'by', (select name from app_user where id = z.by_user_id), 'note', z.note, 'wokeAt', z.woke_at) from lead_snooze z where z.lead_id = l.id and z.ended_at is null) as snooze
         from lead l ${CARD_JOINS} where l.id = $1`, [leadId]);
    if (!row) return null;
    const { closedAt, closeReason, closeCode, reapproachAt, ...lead } = row;
    const [storefronts, contacts, facts, explanation, timeline] = await Promise.all([
      this.storefronts(lead.merchantId), this.contacts(lead.merchantId), this.facts(lead.merchantId), this.explanations.of(this.db, lead.merchantId), this.story.page(leadId),
    ]);
    const score = explanation
      ? { total: explanation.total, modelVersion: explanation.modelVersion, contributions: explanation.contributions, gates: explanation.gates, changes: explanation.changes,
          standing: { seenAt: explanation.seenAt, freshness: explanation.freshness, engagement: explanation.engagement, grade: explanation.grade, override: explanation.override } }
      : { total: lead.score, modelVersion: null, contributions: [], gates: [], changes: [], standing: null };
    const snooze = lead.snooze && { ...lead.snooze, until: new Date(lead.snooze.until), wokeAt: lead.snooze.wokeAt === null ? null : new Date(lead.snooze.wokeAt) };
    return { ...lead, snooze, allowedMoves: allowedMoves(lead.stage), storefronts, contacts, facts, score, timeline,
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
}
