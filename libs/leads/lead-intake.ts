import { Inject, Injectable } from '@nestjs/common';
import { Clock, sql, type Tx } from '#platform';
import { cardReasonSql } from '#scoring';
import { Funnel } from './funnel-rules.js';
import { LeadNews } from './lead-news.js';
import { LeadStages } from './lead-stages.js';
import { WON } from './stages.js';

/** Each scored merchant with the regions that serve its country; one that nobody serves belongs to the first, where its gate is seen. */
const WANTED = `
  select s.merchant_id, serving.region_id, s.score, ${cardReasonSql('s', 'measured', 'evidence')} as reason, evidence.marketplaces, evidence.category, m.country, evidence.reachable, s.gates = '[]' as passes, worth.currency, worth.low, worth.high
    from merchant_score s
    join merchant_signal measured on measured.merchant_id = s.merchant_id
    join merchant_evidence evidence on evidence.merchant_id = s.merchant_id
    join merchant m on m.id = s.merchant_id
    left join (select distinct on (merchant_id) merchant_id, currency, low::bigint as low, high::bigint as high from estimate order by merchant_id, mid desc, currency) worth on worth.merchant_id = s.merchant_id
    join lateral (
      select r.id as region_id from region r where cardinality(r.countries) = 0 or m.country = any(r.countries)
      union all
      (select r.id from region r where not exists (select from region other where cardinality(other.countries) = 0 or m.country = any(other.countries)) order by r.created_at, r.id limit 1)
    ) serving on true`;

/** Makes leads of scored merchants and keeps them in step with their scores. */
@Injectable()
export class LeadIntake {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Funnel) private readonly funnel: Funnel,
    @Inject(LeadStages) private readonly stages: LeadStages,
    @Inject(LeadNews) private readonly news: LeadNews,
  ) {}

  /**
   * Brings leads in line with `merchant_score` as it stands. Which pass called does not matter, nor how often: the stage
   * before `queued` follows from the score alone, so a lost or doubled call leaves the same board.
   */
  async sync(tx: Tx): Promise<void> {
    await sql(tx, `select pg_advisory_xact_lock(hashtext('leads.intake'))`);
    // Mail that is going out moves leads at the same time, in sets of its own. Whoever waits here gives way first and is
    // delivered again, so that the outcome of a mail is never the one that a deadlock throws away.
    await sql(tx, `set local lock_timeout = '400ms'`);
    const now = await this.clock.now(tx);
    const { qualifyAt, coolDownDays } = await this.funnel.rules(tx);
    await this.create(tx, now, coolDownDays);
    await this.refresh(tx, now);
    await this.stages.advance(tx, await this.ids(tx,
      `select l.id from lead l join merchant_score s using (merchant_id) where l.stage = 'sourced' and l.closed_at is null and s.gates = '[]' and s.score >= $1
          and not exists (select from stage_move back where back.lead_id = l.id and back.to_stage = 'sourced' and back.by_kind = 'person')`, [qualifyAt]),
      'qualified', { kind: 'rule' }, `scores ${qualifyAt} or more, and nothing stands against it`);
    await this.stages.advance(tx, await this.ids(tx,
      `select l.id from lead l join merchant_score s using (merchant_id) where l.stage = 'qualified' and l.closed_at is null and s.gates <> '[]'
          and (select by_kind from stage_move last where last.lead_id = l.id order by last.id desc limit 1) = 'rule'`),
      'sourced', { kind: 'rule' }, 'a hard gate now stands against it');
    await sql(tx, `set local lock_timeout to default`);
  }

  /** Open leads win by the unique index, closed ones by the cool-down; who said "never again" or sells with us gets none. */
  private async create(tx: Tx, now: Date, coolDownDays: number): Promise<void> {
    const created = await sql<{ id: string }>(tx,
      `with made as (
         insert into lead (merchant_id, region_id, stage, stage_since, score, reason, marketplaces, category, country, reachable, value_currency, value_low, value_high, created_at, updated_at)
         select w.merchant_id, w.region_id, 'sourced', $1, w.score, w.reason, w.marketplaces, w.category, w.country, w.reachable, w.currency, w.low, w.high, $1, $1
           from (${WANTED}) w
          where not exists (select from lead l where l.merchant_id = w.merchant_id and (l.stage = 'do_not_contact' or l.stage = any($3)
                  or (l.region_id = w.region_id and (l.closed_at is null or coalesce(l.reapproach_at, l.closed_at + $2 * interval '1 day') > $1::timestamptz))))
         on conflict do nothing returning id, version),
       history as (insert into stage_move (lead_id, from_stage, to_stage, by_kind, why, version, at) select id, null, 'sourced', 'rule', 'scored for the first time', version, $1 from made)
       select id from made`, [now, coolDownDays, WON]);
    this.news.changed(tx, created.map((lead) => lead.id));
  }

  private async refresh(tx: Tx, now: Date): Promise<void> {
    const changed = await this.ids(tx,
      `with w as materialized (
         select l.id, w.score, w.reason, w.marketplaces, w.category, w.country, w.reachable, w.currency, w.low, w.high from lead l join (${WANTED}) w on l.merchant_id = w.merchant_id and l.region_id = w.region_id
          where l.closed_at is null and (l.score, l.reason, l.marketplaces, l.category, l.country, l.reachable, l.value_currency, l.value_low, l.value_high)
              is distinct from (w.score, w.reason, w.marketplaces, w.category, w.country, w.reachable, w.currency, w.low, w.high)
          order by l.id for no key update of l)
       update lead l set score = w.score, reason = w.reason, marketplaces = w.marketplaces, category = w.category, country = w.country, reachable = w.reachable, value_currency = w.currency, value_low = w.low, value_high = w.high, updated_at = $1
         from w where l.id = w.id returning l.id`, [now]);
    this.news.changed(tx, changed);
  }

  private async ids(tx: Tx, text: string, params: unknown[] = []): Promise<string[]> {
    return (await sql<{ id: string }>(tx, text, params)).map((row) => row.id);
  }
}
