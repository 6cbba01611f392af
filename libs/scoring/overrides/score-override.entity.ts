import { User } from '#access';
import { Merchant } from '#merchants';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Points that a person gives or takes for a while (FEATURES R9). At most one stands for a merchant. */
@Entity('score_override')
@Index('score_override_live_idx', { synchronize: false })
@Index('score_override_expiry_idx', { synchronize: false })
export class ScoreOverride {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Merchant, { name: 'score_override_merchant_fk' })
  @Column('uuid', { name: 'merchant_id' }) merchantId!: string;
  /** -20 to 20. */
  @Column('int') points!: number;
  @Column('text') reason!: string;
  @ForeignKey(() => User, { name: 'score_override_user_fk' })
  @Column('uuid', { name: 'by_user_id', nullable: true }) byUserId!: string | null;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  /** Null: it expired, or another one took its place. */
  @ForeignKey(() => User, { name: 'score_override_ended_by_fk' })
  @Column('uuid', { name: 'ended_by', nullable: true }) endedBy!: string | null;
}
