import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A recipe as it stood when a run used it; the newest of a recipe is the current one. */
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
}
