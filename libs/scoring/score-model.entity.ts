import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Gates, Weights } from './model.js';

/** A version of what makes a merchant worth asking. Scores name the version they were made with. */
@Entity('score_model')
@Unique('score_model_version_unique', ['version'])
@Index('score_model_published_idx', { synchronize: false })
export class ScoreModel {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('int') version!: number;
  @Column('text') state!: 'draft' | 'published' | 'retired';
  @Column('jsonb') weights!: Weights;
  @Column('jsonb') gates!: Gates;
  @Column('text') note!: string;
  @Column('timestamptz', { name: 'published_at', nullable: true }) publishedAt!: Date | null;
}
