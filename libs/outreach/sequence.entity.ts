import { Column, Entity, ForeignKey, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A row of mails that follow one another. Changing it makes a version; running enrollments stay on theirs. */
@Entity('sequence')
@Unique('sequence_name_unique', ['name'])
export class Sequence {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') name!: string;
}

@Entity('sequence_version')
@Unique('sequence_version_unique', ['sequenceId', 'version'])
export class SequenceVersion {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Sequence, { name: 'sequence_version_sequence_fk' })
  @Column('uuid', { name: 'sequence_id' }) sequenceId!: string;
  @Column('int') version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}

@Entity('step')
@Unique('step_position_unique', ['sequenceVersionId', 'position'])
export class Step {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => SequenceVersion, { name: 'step_sequence_version_fk' })
  @Column('uuid', { name: 'sequence_version_id' }) sequenceVersionId!: string;
  /** From 1. */
  @Column('int') position!: number;
  /** Days of business time after the mail before it was sent. */
  @Column('int', { name: 'delay_days' }) delayDays!: number;
  /** `outreach/step-1`: three files in templates/, `.subject.hbs`, `.text.hbs` and `.html.hbs`. */
  @Column('text') template!: string;
  /** The mail carries the merchant's invitation; the first such one reserves it. */
  @Column('boolean', { name: 'with_offer' }) withOffer!: boolean;
}
