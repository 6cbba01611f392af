import { Region, User } from '#access';
import { Merchant } from '#merchants';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { Stage } from './stages.js';

/** A merchant that we might win for one region. At most one open lead per merchant and region. */
@Entity('lead')
@Index('lead_open_idx', { synchronize: false })
@Index('lead_board_idx', { synchronize: false })
@Index('lead_list_idx', { synchronize: false })
@Index('lead_merchant_idx', { synchronize: false })
@Index('lead_owner_idx', { synchronize: false })
@Index('lead_category_idx', { synchronize: false })
@Index('lead_country_idx', { synchronize: false })
@Index('lead_age_idx', { synchronize: false })
@Index('lead_snoozed_idx', { synchronize: false })
@Index('lead_unreachable_idx', { synchronize: false })
@Index('lead_review_idx', { synchronize: false })
@Index('lead_review_mix_idx', { synchronize: false })
@Index('lead_review_country_idx', { synchronize: false })
@Index('lead_review_back_idx', { synchronize: false })
@Index('lead_waits_idx', { synchronize: false })
@Index('lead_fresh_idx', { synchronize: false })
export class Lead {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Merchant, { name: 'lead_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  @ForeignKey(() => Region, { name: 'lead_region_fk' })
  @Column('uuid', { name: 'region_id' }) regionId!: string;
  @Column('text') stage!: Stage;
  @Column('timestamptz', { name: 'stage_since' }) stageSince!: Date;
  /** Counts what people and rules decide (stage, owner); a new score does not change it. */
  @Column('int', { default: 1 }) version!: number;
  @ForeignKey(() => User, { name: 'lead_owner_fk' })
  @Column('uuid', { name: 'owner_id', nullable: true }) ownerId!: string | null;
  @Column('int') score!: number;
  /** The one reason that matters, for the card; the failed gate when there is one. */
  @Column('text') reason!: string;
  @Column('text', { array: true }) marketplaces!: string[];
  @Column('text') category!: string;
  @Column('char', { length: 2, nullable: true }) country!: string | null;
  @Column('boolean') reachable!: boolean;
  @Column('timestamptz', { name: 'snoozed_until', nullable: true }) snoozedUntil!: Date | null;
  /** Since when a reply waits for a person; null: none does. */
  @Column('timestamptz', { name: 'waits_since', nullable: true }) waitsSince!: Date | null;
  @Column('timestamptz', { name: 'closed_at', nullable: true }) closedAt!: Date | null;
  @Column('text', { name: 'close_reason', nullable: true }) closeReason!: string | null;
  /** Of lost-reasons.ts, when a person closed it. */
  @Column('text', { name: 'close_code', nullable: true }) closeCode!: string | null;
  /** No new lead follows before this, business time; null: the cool-down decides. */
  @Column('timestamptz', { name: 'reapproach_at', nullable: true }) reapproachAt!: Date | null;
  /** Estimated sales of a year, of the merchant's largest currency; as of the last pass. */
  @Column('char', { name: 'value_currency', length: 3, nullable: true }) valueCurrency!: string | null;
  @Column('bigint', { name: 'value_low', nullable: true }) valueLow!: number | null;
  @Column('bigint', { name: 'value_high', nullable: true }) valueHigh!: number | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}

/** From where to where, by whom, why and when. Only ever added to. */
@Entity('stage_move')
@Index('stage_move_lead_idx', { synchronize: false })
@Index('stage_move_qualified_idx', { synchronize: false })
@Index('stage_move_from_idx', { synchronize: false })
export class StageMove {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey(() => Lead, { name: 'stage_move_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @Column('text', { name: 'from_stage', nullable: true }) fromStage!: Stage | null;
  @Column('text', { name: 'to_stage' }) toStage!: Stage;
  @Column('text', { name: 'by_kind' }) byKind!: 'person' | 'rule' | 'merchant' | 'system';
  @ForeignKey(() => User, { name: 'stage_move_user_fk' })
  @Column('uuid', { name: 'by_user_id', nullable: true }) byUserId!: string | null;
  @Column('text') why!: string;
  /** The lead's version after the move. */
  @Column('int') version!: number;
  @Column('timestamptz') at!: Date;
}

/** Anything worth a line on the lead's timeline. */
@Entity('activity')
@Index('activity_lead_idx', { synchronize: false })
@Index('activity_answer_idx', { synchronize: false })
@Index('activity_reply_idx', { synchronize: false })
export class Activity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey(() => Lead, { name: 'activity_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @Column('text') kind!: string;
  @Column('text') summary!: string;
  @Column('jsonb', { default: {} }) data!: Record<string, unknown>;
  @Column('timestamptz') at!: Date;
}

/** How leads move by themselves; one row. */
@Entity('funnel_rule')
@Check('funnel_rule_single', 'id')
export class FunnelRule {
  @PrimaryColumn('boolean', { default: true }) id!: boolean;
  @Column('int', { name: 'qualify_at', default: 40 }) qualifyAt!: number;
  /** Leads queued on a business weekday; 0 is off. */
  @Column('int', { name: 'daily_picks', default: 0 }) dailyPicks!: number;
  /** UTC. */
  @Column('int', { name: 'pick_hour', default: 8 }) pickHour!: number;
  @Column('int', { name: 'cool_down_days', default: 90 }) coolDownDays!: number;
}

/** A day whose leads were picked. */
@Entity('daily_pick')
export class DailyPick {
  @PrimaryColumn('date') day!: string;
  @Column('int') picked!: number;
  @Column('timestamptz') at!: Date;
}
