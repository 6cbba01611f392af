import { User } from '#access';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Lead } from '../lead.entity.js';

/** How a held card ended. `undone`: decided, and taken back. */
export type ReviewOutcome = 'accepted' | 'rejected' | 'snoozed' | 'released' | 'lapsed' | 'undone';

/** A card in front of a person, and what came of it. At most one that has not ended per lead: the database says so. */
@Entity('review_claim')
@Index('review_claim_held_idx', { synchronize: false })
@Index('review_claim_holder_idx', { synchronize: false })
@Index('review_claim_expiry_idx', { synchronize: false })
@Index('review_claim_lead_idx', { synchronize: false })
@Index('review_claim_mix_idx', { synchronize: false })
export class ReviewClaim {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Lead, { name: 'review_claim_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @ForeignKey(() => User, { name: 'review_claim_user_fk' })
  @Column('uuid', { name: 'user_id' }) userId!: string;
  /** Of the sign-in that asked; its end lets the card go. */
  @Column('uuid', { name: 'session_id', nullable: true }) sessionId!: string | null;
  /** Business day in the workspace's zone. */
  @Column('date') day!: string;
  /** Category and sole marketplace of the lead when it was given; the marketplace is empty when several show the merchant. */
  @Column('text') category!: string;
  @Column('text') source!: string;
  /** Which limit of the fair mix gave way for this card, if any: `category`, `source`, `both`. */
  @Column('text', { nullable: true }) mix!: string | null;
  /** Machine time, as are the two that follow. */
  @Column('timestamptz', { name: 'claimed_at', default: () => 'clock_timestamp()' }) claimedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { nullable: true }) outcome!: ReviewOutcome | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz', { name: 'snooze_until', nullable: true }) snoozeUntil!: Date | null;
  /** Business time. */
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  /** The lead's version once decided: while it is the lead's, nobody has touched it since. */
  @Column('int', { name: 'version_after', nullable: true }) versionAfter!: number | null;
  /** What the decision changed of the lead, for taking it back. */
  @Column('jsonb', { nullable: true }) before!: Record<string, unknown> | null;
}

/** Which leads a person takes. Whoever has no route is shown everything. */
@Entity('review_route')
export class ReviewRoute {
  @ForeignKey(() => User, { name: 'review_route_user_fk' })
  @PrimaryColumn('uuid', { name: 'user_id' }) userId!: string;
  /** ISO 3166-1 alpha-2; empty: any. So are languages (ISO 639-1) and categories. */
  @Column('text', { array: true, default: '{}' }) countries!: string[];
  @Column('text', { array: true, default: '{}' }) languages!: string[];
  @Column('text', { array: true, default: '{}' }) categories!: string[];
  @Column('int', { name: 'min_score', default: 0 }) minScore!: number;
  @Column('int', { name: 'max_score', default: 100 }) maxScore!: number;
  /** Leads taken on in one business day; null: no limit. */
  @Column('int', { name: 'daily_capacity', nullable: true }) dailyCapacity!: number | null;
  /** Is given leads that nobody accepted for themselves; false: only what they accept. */
  @Column('boolean', { name: 'by_turn', default: true }) byTurn!: boolean;
  /** Business time. Away from the first on, until the second; without an end until somebody says otherwise. */
  @Column('timestamptz', { name: 'away_from', nullable: true }) awayFrom!: Date | null;
  @Column('timestamptz', { name: 'away_until', nullable: true }) awayUntil!: Date | null;
}

/** A lead that was given to a person: by their own accept, by turn, or because they talk to the merchant already. */
@Entity('review_turn')
@Index('review_turn_person_idx', { synchronize: false })
@Index('review_turn_lead_idx', { synchronize: false })
export class ReviewTurn {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @ForeignKey(() => User, { name: 'review_turn_user_fk' })
  @Column('uuid', { name: 'user_id' }) userId!: string;
  @ForeignKey(() => Lead, { name: 'review_turn_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @Column('date') day!: string;
  @Column('text') how!: 'accepted' | 'turn' | 'voice';
  @Column('timestamptz') at!: Date;
}

/** The fair mix of a day; one row. */
@Entity('review_rule')
@Check('review_rule_single', 'id')
export class ReviewRule {
  @PrimaryColumn('boolean', { default: true }) id!: boolean;
  @Column('real', { name: 'category_share', default: () => '0.3' }) categoryShare!: number;
  @Column('real', { name: 'source_share', default: () => '0.3' }) sourceShare!: number;
  /** Cards of one category or marketplace that a day gives in any case. */
  @Column('int', { name: 'free_cards', default: 10 }) freeCards!: number;
}
