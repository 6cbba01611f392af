import { Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';

export interface FunnelRules {
  /** Score from which a lead without failed gates is qualified. */
  readonly qualifyAt: number;
  /** Leads queued on each business weekday; 0 is off. */
  readonly dailyPicks: number;
  /** Hour of the day, UTC, from which they are picked. */
  readonly pickHour: number;
  /** Days after which a closed lead may be followed by a new one. */
  readonly coolDownDays: number;
}

/** How leads move by themselves. */
@Injectable()
export class Funnel {
  async rules(on: Tx | DataSource): Promise<FunnelRules> {
    const [rules] = await sql<FunnelRules>(on, `select qualify_at as "qualifyAt", daily_picks as "dailyPicks", pick_hour as "pickHour", cool_down_days as "coolDownDays" from funnel_rule`);
    return rules!;
  }

  /** Changes the given rules; they hold from the next pick or pass on. */
  async change(tx: Tx, rules: Partial<FunnelRules>): Promise<FunnelRules> {
    await sql(tx, `update funnel_rule set qualify_at = coalesce($1, qualify_at), daily_picks = coalesce($2, daily_picks), pick_hour = coalesce($3, pick_hour), cool_down_days = coalesce($4, cool_down_days)`,
      [rules.qualifyAt ?? null, rules.dailyPicks ?? null, rules.pickHour ?? null, rules.coolDownDays ?? null]);
    return this.rules(tx);
  }
}
