import { User } from '#access';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import { Lead } from '../lead.entity.js';

/** Why a lead sleeps, and that it is back. One that has not ended per lead at most; times are business time. */
@Entity('lead_snooze')
@Check('lead_snooze_by_known', `by_kind in ('person', 'merchant', 'rule', 'system')`)
@Index('lead_snooze_live_idx', { synchronize: false })
@Index('lead_snooze_due_idx', { synchronize: false })
@Index('lead_snooze_back_idx', { synchronize: false })
export class LeadSnooze {
  @PrimaryGeneratedColumn('uuid') id!: string;
  @ForeignKey(() => Lead, { name: 'lead_snooze_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @Column('timestamptz') until!: Date;
  @Column('text', { name: 'by_kind' }) byKind!: 'person' | 'merchant' | 'rule' | 'system';
  @ForeignKey(() => User, { name: 'lead_snooze_user_fk' })
  @Column('uuid', { name: 'by_user_id', nullable: true }) byUserId!: string | null;
  @Column('text') note!: string;
  @Column('timestamptz') at!: Date;
  /** It came back; it stays in front of people until somebody does something about it. */
  @Column('timestamptz', { name: 'woke_at', nullable: true }) wokeAt!: Date | null;
  @Column('timestamptz', { name: 'ended_at', nullable: true }) endedAt!: Date | null;
  @Column('text', { name: 'ended_why', nullable: true }) endedWhy!: string | null;
}

/** `moot`: the lead was given away otherwise, or left the funnel. */
export type HandOverState = 'open' | 'accepted' | 'declined' | 'expired' | 'withdrawn' | 'moot';

/** One person asks another for a lead. */
@Entity('hand_over_request')
@Check('hand_over_request_state_known', `state in ('open', 'accepted', 'declined', 'expired', 'withdrawn', 'moot')`)
@Index('hand_over_request_open_idx', { synchronize: false })
@Index('hand_over_request_expiry_idx', { synchronize: false })
@Index('hand_over_request_lead_idx', { synchronize: false })
@Index('hand_over_request_answer_idx', { synchronize: false })
export class HandOverRequest {
  @PrimaryColumn('uuid') id!: string;
  @ForeignKey(() => Lead, { name: 'hand_over_request_lead_fk' })
  @Column('uuid', { name: 'lead_id' }) leadId!: string;
  @ForeignKey(() => User, { name: 'hand_over_request_asker_fk' })
  @Column('uuid', { name: 'asked_by' }) askedBy!: string;
  /** Whose lead it was when it was asked for. */
  @ForeignKey(() => User, { name: 'hand_over_request_owner_fk' })
  @Column('uuid', { name: 'owner_id' }) ownerId!: string;
  @Column('text') note!: string;
  @Column('text', { default: 'open' }) state!: HandOverState;
  @Column('int', { default: 1 }) version!: number;
  @Column('timestamptz', { name: 'asked_at' }) askedAt!: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'answered_at', nullable: true }) answeredAt!: Date | null;
  @ForeignKey(() => User, { name: 'hand_over_request_answerer_fk' })
  @Column('uuid', { name: 'answered_by', nullable: true }) answeredBy!: string | null;
  @Column('text', { default: '' }) answer!: string;
  /** The asker has read the answer. */
  @Column('timestamptz', { name: 'seen_at', nullable: true }) seenAt!: Date | null;
}

/** When a person wants the mail of the day. Without a row: 08:00 on workdays in the workspace's zone. */
@Entity('digest_setting')
@Check('digest_setting_hour_range', 'hour between 0 and 23')
export class DigestSetting {
  @PrimaryColumn('uuid', { name: 'user_id' }) @ForeignKey(() => User, { name: 'digest_setting_user_fk' }) userId!: string;
  /** IANA time zone, also of the person's tasks; null: the workspace's. */
  @Column('text', { nullable: true }) zone!: string | null;
  @Column('int', { default: 8 }) hour!: number;
  @Column('boolean', { name: 'workdays_only', default: true }) workdaysOnly!: boolean;
  @Column('boolean', { default: true }) wanted!: boolean;
}

/** `nothing`: there was nothing to say. `nowhere`: test mode without a sink. `unknown`: the process died while it was sent; it is not sent again. */
export type DigestState = 'claimed' | 'sent' | 'nothing' | 'nowhere' | 'unknown';

/** The mail of a person's day: one row, so one mail. */
@Entity('digest')
@Check('digest_state_known', `state in ('claimed', 'sent', 'nothing', 'nowhere', 'unknown')`)
@Index('digest_claimed_idx', { synchronize: false })
export class Digest {
  @PrimaryColumn('uuid', { name: 'user_id' }) @ForeignKey(() => User, { name: 'digest_user_fk' }) userId!: string;
  /** In the person's zone. */
  @PrimaryColumn('date') day!: string;
  @Column('text') state!: DigestState;
  /** How many things it told of. */
  @Column('int', { default: 0 }) items!: number;
  /** Business time. */
  @Column('timestamptz') at!: Date;
  /** Machine time. */
  @Column('timestamptz', { name: 'claimed_at', default: () => 'clock_timestamp()' }) claimedAt!: Date;
}
