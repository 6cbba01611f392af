import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Every text of a robots.txt that allowed or forbade a request, by its hash: the evidence that the ledger names. */
@Entity('robots_text')
export class RobotsText {
  /** SHA-256 of the body, hexadecimal. */
  @PrimaryColumn('text') hash!: string;
  @Column('text') body!: string;
  @CreateDateColumn({ type: 'timestamptz', name: 'first_seen_at', default: () => 'clock_timestamp()' }) firstSeenAt!: Date;
}
