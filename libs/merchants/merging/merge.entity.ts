import { User } from '#access';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Merchant } from '../merchant.entity.js';

/** A person's word that two merchants are one business. The loser's row stays, empty, so that it can be filled again. */
@Entity('merchant_merge')
@Check('merchant_merge_two', 'winner_id <> loser_id')
@Index('merchant_merge_live_idx', { synchronize: false })
@Index('merchant_merge_winner_idx', { synchronize: false })
export class MerchantMerge {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Merchant, { name: 'merchant_merge_winner_fk' })
  @Column('uuid', { name: 'winner_id' }) winnerId!: string;
  @ForeignKey(() => Merchant, { name: 'merchant_merge_loser_fk' })
  @Column('uuid', { name: 'loser_id' }) loserId!: string;
  @Column('text') why!: string;
  @ForeignKey(() => User, { name: 'merchant_merge_user_fk' })
  @Column('uuid', { name: 'merged_by', nullable: true }) mergedBy!: string | null;
  @Column('timestamptz', { name: 'merged_at' }) mergedAt!: Date;
  @ForeignKey(() => User, { name: 'merchant_merge_undone_user_fk' })
  @Column('uuid', { name: 'undone_by', nullable: true }) undoneBy!: string | null;
  @Column('timestamptz', { name: 'undone_at', nullable: true }) undoneAt!: Date | null;
}

/** A row that a merge changed, and what it held before; what an undo goes by. */
@Entity('merge_row')
export class MergeRow {
  @ForeignKey(() => MerchantMerge, { name: 'merge_row_merge_fk' })
  @PrimaryColumn('uuid', { name: 'merge_id' }) mergeId!: string;
  @PrimaryColumn('text') relation!: string;
  @PrimaryColumn('text', { name: 'row_id' }) rowId!: string;
  @Column('jsonb', { default: {} }) before!: Record<string, unknown>;
}
