import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

export const REVIEW_STATES = ['open', 'linked', 'apart'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

/** Two storefronts that may be one merchant's, and what a person said. `apart` is remembered: the pair is never asked or linked again. */
@Entity('identity_review')
@Unique('identity_review_pair', ['oneId', 'otherId'])
@Check('identity_review_order', 'one_id < other_id')
@Check('identity_review_state', `state in ('open', 'linked', 'apart')`)
@Index('identity_review_open_idx', { synchronize: false })
@Index('identity_review_other_idx', { synchronize: false })
export class IdentityReviewPair {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey('storefront', { name: 'identity_review_one_fk' })
  @Column('uuid', { name: 'one_id' }) oneId!: string;
  @ForeignKey('storefront', { name: 'identity_review_other_fk' })
  @Column('uuid', { name: 'other_id' }) otherId!: string;
  @Column('real') score!: number;
  /** Sentences for people, the weightiest first. */
  @Column('jsonb') reasons!: string[];
  @Column('text', { default: 'open' }) state!: ReviewState;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'decided_at', nullable: true }) decidedAt!: Date | null;
  /** `rule`, or the id of the person. */
  @Column('text', { name: 'decided_by', nullable: true }) decidedBy!: string | null;
  @Column('text', { nullable: true }) why!: string | null;
}
