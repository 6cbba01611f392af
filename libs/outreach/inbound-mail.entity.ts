import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { Message } from './message.entity.js';

/** A mail that somebody sent to us, kept as it came. Stored first, understood afterwards. */
@Entity('inbound_mail')
@Unique('inbound_mail_raw_unique', ['rawSha256'])
@Index('inbound_mail_open_idx', { synchronize: false })
export class InboundMail {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @Column('bytea', { name: 'raw_sha256' }) rawSha256!: Buffer;
  @Column('bytea') raw!: Buffer;
  @Column('timestamptz', { name: 'received_at' }) receivedAt!: Date;
  /** `failed`: could not be read after several tries; a person looks. */
  @Column('text', { default: 'received' }) state!: 'received' | 'handled' | 'failed';
  @Column('text', { nullable: true }) kind!: string | null;
  @Column('text', { name: 'from_address', nullable: true }) fromAddress!: string | null;
  @Column('text', { nullable: true }) subject!: string | null;
  /** What the person wrote, without the quoted mail. */
  @Column('text', { name: 'body_text', nullable: true }) bodyText!: string | null;
  @Column('text', { name: 'in_reply_to', nullable: true }) inReplyTo!: string | null;
  @ForeignKey(() => Message, { name: 'inbound_mail_message_fk' })
  @Column('uuid', { name: 'message_id', nullable: true }) messageId!: string | null;
  @Column('int', { default: 0 }) attempts!: number;
  @Column('text', { nullable: true }) error!: string | null;
}
