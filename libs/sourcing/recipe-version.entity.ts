import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { User } from '#access';

/** A recipe as it stood when a run used it; of a recipe, the one that was promoted last is the current one. */
@Entity('recipe_version')
@Unique('recipe_version_unique', ['recipeId', 'hash'])
export class RecipeVersion {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text', { name: 'recipe_id' }) recipeId!: string;
  /** SHA-256 of the body, hex. */
  @Column('text') hash!: string;
  /** YAML. */
  @Column('text') body!: string;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
  /** When it became current; null while it is only proposed. */
  @Column('timestamptz', { name: 'promoted_at', nullable: true, default: () => 'clock_timestamp()' }) promotedAt!: Date | null;
  /** When it came from a file of the product; a file that has not changed since does not undo what a person promoted. */
  @Column('timestamptz', { name: 'imported_at', nullable: true }) importedAt!: Date | null;
  @Column('uuid', { name: 'proposed_by', nullable: true }) @ForeignKey(() => User, { name: 'recipe_version_proposed_by_fk' }) proposedBy!: string | null;
}
