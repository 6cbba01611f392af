import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Lead } from './lead.entity.js';
import type { Stage } from './stages.js';

/** A lead once for each of its marketplaces, with what boards are ordered and filtered by: an array has no index with an order. Kept by triggers on `lead`. */
@Entity('lead_marketplace')
@Index('lead_marketplace_category_idx', { synchronize: false })
@Index('lead_marketplace_stage_idx', { synchronize: false })
export class LeadMarketplace {
  @ForeignKey(() => Lead, { name: 'lead_marketplace_lead_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'lead_id' }) leadId!: string;
  @PrimaryColumn('text') marketplace!: string;
  @Column('text') category!: string;
  @Column('text') stage!: Stage;
  @Column('int') score!: number;
}

/** How many leads there are of one kind, as of the last fold. */
@Entity('lead_count')
@Index('lead_count_cell_idx', { synchronize: false })
@Index('lead_count_category_idx', { synchronize: false })
@Index('lead_count_empty_idx', { synchronize: false })
export class LeadCount {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  /** Which of the four columns after the stage are left out (and null): bits of PostgreSQL's `grouping(owner_id, marketplaces, category, country)`. */
  @Column('smallint') cuboid!: number;
  @Column('text') stage!: Stage;
  @Column('uuid', { name: 'owner_id', nullable: true }) ownerId!: string | null;
  @Column('text', { array: true, nullable: true }) marketplaces!: string[] | null;
  @Column('text', { nullable: true }) category!: string | null;
  @Column('char', { length: 2, nullable: true }) country!: string | null;
  /** Of the estimates that are added up; null for leads without one. */
  @Column('char', { length: 3, nullable: true }) currency!: string | null;
  @Column('bigint') n!: number;
  /** Sums of estimated sales of a year. */
  @Column('numeric', { precision: 20, scale: 0 }) low!: string;
  @Column('numeric', { precision: 20, scale: 0 }) high!: string;
}

/** What a change of leads adds to the counts. Only ever added, by triggers on `lead` in the transaction of the change; taken away when it is folded. */
@Entity('lead_count_delta')
export class LeadCountDelta {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' }) id!: number;
  @Column('text') stage!: Stage;
  @Column('uuid', { name: 'owner_id', nullable: true }) ownerId!: string | null;
  @Column('text', { array: true }) marketplaces!: string[];
  @Column('text') category!: string;
  @Column('char', { length: 2, nullable: true }) country!: string | null;
  @Column('char', { length: 3, nullable: true }) currency!: string | null;
  @Column('bigint') n!: number;
  @Column('numeric', { precision: 20, scale: 0 }) low!: string;
  @Column('numeric', { precision: 20, scale: 0 }) high!: string;
}
