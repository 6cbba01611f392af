import { User } from '#access';
import { Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Lead } from '../lead.entity.js';

/** What somebody wrote on a lead: plain text, nothing in it is markup. Earlier wordings stand in the audit log. */
@Entity('note')
@Index('note_lead_idx', { synchronize: false })
export class Note {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Lead, { name: 'note_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @ForeignKey(() => User, { name: 'note_author_fk' })
  @Column('uuid', { name: 'author_id' }) authorId!: string;
  @Column('text') body!: string;
  @Column('int', { default: 1 }) version!: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt!: Date;
  @Column('timestamptz', { name: 'edited_at', nullable: true }) editedAt!: Date | null;
  @Column('timestamptz', { name: 'deleted_at', nullable: true }) deletedAt!: Date | null;
}

/** A colleague who was named in a note, until they have seen it. */
@Entity('note_mention')
@Index('note_mention_open_idx', { synchronize: false })
export class NoteMention {
  @PrimaryColumn('uuid', { name: 'note_id' }) @ForeignKey(() => Note, { name: 'note_mention_note_fk' }) noteId!: string;
  @PrimaryColumn('uuid', { name: 'user_id' }) @ForeignKey(() => User, { name: 'note_mention_user_fk' }) userId!: string;
  /** The name as it stands in the note behind the @. */
  @Column('text') label!: string;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz', { name: 'seen_at', nullable: true }) seenAt!: Date | null;
}
