import { Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** An address that campaigns write from. Only an active one sends; a paused one says why. */
@Entity('mailbox')
@Unique('mailbox_address_unique', ['address'])
export class Mailbox {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('text') address!: string;
  /** The person whose name stands in From. */
  @Column('text') name!: string;
  @Column('text', { default: 'active' }) state!: 'active' | 'paused';
  @Column('text', { name: 'state_reason', nullable: true }) stateReason!: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
}
