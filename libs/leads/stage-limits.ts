import { Inject, Injectable } from '@nestjs/common';
import { Audit } from '#access';
import { InteractiveReads, sql, type Tx } from '#platform';
import { StageLimitsChanged, StageLimitsWrong } from './leads.errors.js';
import { ALL_STAGES, type Stage } from './stages.js';

/** How a lead stands against the limits of its stage. A stage without limits keeps its leads fresh. */
export type Rot = 'fresh' | 'ageing' | 'rotten';
export const ROT = ['fresh', 'ageing', 'rotten'] as const satisfies readonly Rot[];

/** Soft: they colour and warn, and never refuse a move. */
export interface StageLimit {
  readonly stage: Stage;
  /** Days in the stage from which a lead ages, and rots; both or neither. */
  readonly amberDays: number | null;
  readonly redDays: number | null;
  /** More leads than this at once are too many to look after. */
  readonly wipHint: number | null;
  readonly version: number;
}
export interface StagePace extends StageLimit {
  /** Median of the days that leads stayed before they left; null when none has left lately. */
  readonly medianDays: number | null;
}

/** Business now, with the limits as moments. */
export interface StageClock {
  readonly now: Date;
  readonly of: ReadonlyMap<Stage, StagePace>;
  /** Before which moment of entering a lead ages and rots, for these stages in their order; null where there are no limits. */
  moments(stages: readonly Stage[]): { amber: Array<Date | null>; red: Array<Date | null> };
  rot(stage: Stage, since: Date): Rot;
}

const DAY_MS = 86_400_000;
const LATELY_DAYS = 90;
/** A median of the latest five hundred is as good as one of all. */
const SAMPLE = 500;

/** How long leads may stay in each stage, and how long they do. */
@Injectable()
export class StageLimits {
  constructor(@Inject(InteractiveReads) private readonly reads: InteractiveReads, @Inject(Audit) private readonly audit: Audit) {}

  /** One statement for everything that ages are judged by. */
  async clock(): Promise<StageClock> {
    const rows = await this.reads.rows<StagePace & { offsetMs: number }>(
      `select stage, l.amber_days as "amberDays", l.red_days as "redDays", l.wip_hint as "wipHint", coalesce(l.version, 0) as version, p.median_days as "medianDays", (select offset_ms from clock_offset) as "offsetMs"
         from unnest($1::text[]) as stage left join stage_limit l using (stage) left join stage_pace p using (stage)`, [ALL_STAGES], 'leads.stage-clock');
    const now = new Date(Date.now() + (rows[0]?.offsetMs ?? 0));
    const of = new Map(rows.map(({ offsetMs: _, ...row }) => [row.stage, row]));
    const before = (days: number | null | undefined): Date | null => (days === null || days === undefined ? null : new Date(now.getTime() - days * DAY_MS));
    return {
      now, of,
      moments: (stages) => ({ amber: stages.map((stage) => before(of.get(stage)?.amberDays)), red: stages.map((stage) => before(of.get(stage)?.redDays)) }),
      rot(stage, since) {
        const limit = of.get(stage);
        const days = (now.getTime() - since.getTime()) / DAY_MS;
        if (!limit || limit.amberDays === null || limit.redDays === null || days < limit.amberDays) return 'fresh';
        return days < limit.redDays ? 'ageing' : 'rotten';
      },
    };
  }

  /** @throws StageLimitsWrong; StageLimitsChanged with the limits as they are now. */
  async change(tx: Tx, { stage, amberDays, redDays, wipHint, version }: StageLimit, byUserId: string): Promise<StageLimit> {
    if ((amberDays === null) !== (redDays === null) || (amberDays !== null && redDays !== null && amberDays >= redDays)) {
      throw new StageLimitsWrong('Give both limits or neither; a lead has to age before it rots.', { fields: ['amberDays', 'redDays'] });
    }
    const [before] = await sql<StageLimit>(tx, `select stage, amber_days as "amberDays", red_days as "redDays", wip_hint as "wipHint", version from stage_limit where stage = $1 for update`, [stage]);
    if (!before) throw new StageLimitsWrong('Leads that have left the funnel do not age.', { fields: ['stage'] });
    if (before.version !== version) throw new StageLimitsChanged('Somebody has changed these limits meanwhile; look at them again.', { ...before });
    const [after] = await sql<StageLimit>(tx, `update stage_limit set amber_days = $2, red_days = $3, wip_hint = $4, version = version + 1 where stage = $1
      returning stage, amber_days as "amberDays", red_days as "redDays", wip_hint as "wipHint", version`, [stage, amberDays, redDays, wipHint]);
    await this.audit.record(tx, { userId: byUserId, action: 'stage-limits.changed', subject: stage, before, after });
    return after!;
  }

  /** Works the medians out anew. @param at business time. */
  async measurePace(tx: Tx, at: Date): Promise<void> {
    await sql(tx,
      `insert into stage_pace (stage, median_days, moves, computed_at)
       select col.stage, percentile_cont(0.5) within group (order by extract(epoch from gone.at - came.at) / 86400), count(*), $2
         from unnest($1::text[]) as col (stage)
         cross join lateral (select id, lead_id, at from stage_move where from_stage = col.stage and at > $2::timestamptz - interval '${LATELY_DAYS} days' order by at desc limit ${SAMPLE}) gone
         cross join lateral (select at from stage_move earlier where earlier.lead_id = gone.lead_id and earlier.id < gone.id order by earlier.id desc limit 1) came
        group by col.stage
       on conflict (stage) do update set median_days = excluded.median_days, moves = excluded.moves, computed_at = excluded.computed_at`, [ALL_STAGES, at]);
    await sql(tx, `delete from stage_pace where computed_at < $1`, [at]);
  }
}
