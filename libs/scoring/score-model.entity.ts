import { User } from '#access';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Gates, Weights } from './model.js';

/** A version of what makes a merchant worth asking. Scores name the version they were made with. One is published; at most one is a draft. */
@Entity('score_model')
@Unique('score_model_version_unique', ['version'])
@Index('score_model_published_idx', { synchronize: false })
@Index('score_model_draft_idx', { synchronize: false })
export class ScoreModel {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: 'draft' | 'published' | 'retired';
  @Column('jsonb') weights!: Weights;
  @Column('jsonb') gates!: Gates;
  /** Why it was published; empty while it is a draft. */
  @Column('text') note!: string;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt!: Date | null;
  @ForeignKey(() => User, { name: 'score_model_published_by_fk' })
  @Column('uuid', { name: 'published_by', nullable: true }) publishedBy!: string | null;
  @Column('timestamptz', { name: 'edited_at', nullable: true }) editedAt!: Date | null;
}
