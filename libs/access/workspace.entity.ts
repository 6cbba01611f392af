import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The marketplace that uses this installation. One row. */
@Entity('workspace')
@Check('workspace_single', 'id')
export class Workspace {
  @PrimaryColumn('boolean', { default: true }) id!: boolean;
  @Column('text') name!: string;
  @Column('text', { name: 'legal_name' }) legalName!: string;
  @Column('text', { name: 'postal_address' }) postalAddress!: string;
  /** IANA time zone. */
  @Column('text') zone!: string;
  /** ISO 4217. */
  @Column('character', { length: 3 }) currency!: string;
  /** When an admin allowed live mail; null: test mode, everything goes to the sink. */
  @Column('timestamptz', { name: 'armed_at', nullable: true }) armedAt!: Date | null;
  /** Which database was armed: a restored or cloned copy is another one, and silent. */
  @Column('text', { name: 'armed_for', nullable: true }) armedFor!: string | null;
  /** Whoever signs in by password needs a second factor; until they have one they reach nothing but its enrolment. */
  @Column('boolean', { name: 'totp_required', default: false }) totpRequired!: boolean;
  @Column('timestamptz', { name: 'created_at', default: () => 'clock_timestamp()' }) createdAt!: Date;
}
