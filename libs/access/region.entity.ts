import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A part of our own marketplace that merchants are won for. No countries: it takes everybody. */
@Entity('region')
@Unique('region_name_unique', ['name'])
export class Region {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
  /** ISO 3166-1 alpha-2 codes served. */
  @Column('text', { array: true, default: '{}' }) countries!: string[];
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
}
