import { User } from '#access';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Stage } from './stages.js';

/** How long leads may stay in a stage before they age and rot, and how many are too many to look after. */
@Entity('stage_limit')
@Check('stage_limit_order', '(amber_days is null) = (red_days is null) and (amber_days is null or amber_days < red_days)')
export class StageLimitRow {
  @PrimaryColumn('text') stage!: Stage;
  @Column('int', { name: 'amber_days', nullable: true }) amberDays!: number | null;
  @Column('int', { name: 'red_days', nullable: true }) redDays!: number | null;
  @Column('int', { name: 'wip_hint', nullable: true }) wipHint!: number | null;
  @Column('int', { default: 1 }) version!: number;
}

/** How long leads stayed in a stage before they left it, lately. */
@Entity('stage_pace')
export class StagePaceRow {
  @PrimaryColumn('text') stage!: Stage;
  @Column('real', { name: 'median_days' }) medianDays!: number;
  @Column('int') moves!: number;
  @Column('timestamptz', { name: 'computed_at' }) computedAt!: Date;
}

/** Filters that somebody keeps by name. */
@Entity('saved_view')
@Index('saved_view_name_idx', { synchronize: false })
export class SavedViewRow {
  /** Made by whoever saves it: saving it twice is saving it once. */
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => User, { name: 'saved_view_owner_fk' })
  @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  @Column('text') name!: string;
  @Column('boolean') shared!: boolean;
  @Column('text') screen!: 'board' | 'list';
  /** As in the address of the board. */
  @Column('jsonb') filters!: Record<string, unknown>;
  @Column('int', { default: 1 }) version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'updated_at' }) updatedAt!: Date;
}

/** Which view a person starts with. */
@Entity('saved_view_default')
@Index('saved_view_default_view_idx', { synchronize: false })
export class SavedViewDefault {
  @ForeignKey(() => User, { name: 'saved_view_default_user_fk' })
  @PrimaryColumn('uuid', { name: 'user_id' }) userId!: string;
  @ForeignKey(() => SavedViewRow, { name: 'saved_view_default_view_fk', onDelete: 'CASCADE' })
  @Column('uuid', { name: 'view_id' }) viewId!: string;
}
