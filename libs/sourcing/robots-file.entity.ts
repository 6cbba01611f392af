import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { User } from '#access';

/** The last robots.txt of an origin. */
@Entity('robots_file')
export class RobotsFile {
  @PrimaryColumn('text') origin!: string;
  /** HTTP status; null when nobody answered. */
  @Column('int', { nullable: true }) status!: number | null;
  @Column('text', { nullable: true }) body!: string | null;
  /** Machine time. */
  @Column('timestamptz', { name: 'fetched_at' }) fetchedAt!: Date;
  /** What it said before it last changed; null when it never has. */
  @Column('text', { name: 'previous_body', nullable: true }) previousBody!: string | null;
  /** Machine time. */
  @Column('timestamptz', { name: 'changed_at', nullable: true }) changedAt!: Date | null;
  /** When a person said that reading goes on under the changed rules. */
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt!: Date | null;
  @Column('uuid', { name: 'accepted_by', nullable: true }) @ForeignKey(() => User, { name: 'robots_file_accepted_by_fk' }) acceptedBy!: string | null;
}
