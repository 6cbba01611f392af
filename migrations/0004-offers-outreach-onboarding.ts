import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Offers with their ledger, campaigns and every mail of them, and what merchants answered. */
export class OffersOutreachOnboarding1700000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table offer (
        id uuid primary key default gen_random_uuid(),
        name text not null constraint offer_name_unique unique,
        currency char(3) not null,
        budget numeric(14, 2) not null,
        max_uses int not null,
        created_at timestamptz not null
      );
      create table offer_version (
        id uuid primary key default gen_random_uuid(),
        offer_id uuid not null constraint offer_version_offer_fk references offer,
        version int not null,
        headline text not null,
        terms jsonb not null,
        reserve_amount numeric(14, 2) not null,
        valid_days int not null,
        published_at timestamptz not null,
        constraint offer_version_unique unique (offer_id, version)
      );
      create table invitation (
        id uuid primary key default gen_random_uuid(),
        offer_version_id uuid not null constraint invitation_offer_version_fk references offer_version,
        merchant_id uuid not null constraint invitation_merchant_fk references merchant,
        lead_id uuid not null constraint invitation_lead_fk references lead,
        contact_id uuid not null constraint invitation_contact_fk references contact,
        generation int not null default 1,
        token_hash bytea not null constraint invitation_token_unique unique,
        check_code text not null constraint invitation_check_code_unique unique,
        state text not null,
        terms jsonb not null,
        terms_hash text not null,
        issued_at timestamptz not null,
        expires_at timestamptz not null,
        answered_at timestamptz,
        answer jsonb
      );
      create unique index invitation_live_idx on invitation (merchant_id) where state = 'open';
      create index invitation_expiry_idx on invitation (expires_at) where state = 'open';
      create index invitation_lead_idx on invitation (lead_id);
      create table ledger_entry (
        id bigint generated always as identity primary key,
        offer_id uuid not null constraint ledger_entry_offer_fk references offer,
        invitation_id uuid not null constraint ledger_entry_invitation_fk references invitation,
        kind text not null,
        amount numeric(14, 2) not null,
        uses int not null,
        at timestamptz not null,
        constraint ledger_entry_once unique (invitation_id, kind)
      );
      create index ledger_entry_offer_idx on ledger_entry (offer_id);
      create unique index ledger_entry_settled_idx on ledger_entry (invitation_id) where kind in ('commit', 'release');

      create table mailbox (
        id uuid primary key default gen_random_uuid(),
        address text not null constraint mailbox_address_unique unique,
        name text not null,
        state text not null default 'active',
        state_reason text,
        created_at timestamptz not null
      );
      create table sequence (
        id uuid primary key default gen_random_uuid(),
        name text not null constraint sequence_name_unique unique
      );
      create table sequence_version (
        id uuid primary key default gen_random_uuid(),
        sequence_id uuid not null constraint sequence_version_sequence_fk references sequence,
        version int not null,
        created_at timestamptz not null,
        constraint sequence_version_unique unique (sequence_id, version)
      );
      create table step (
        id uuid primary key default gen_random_uuid(),
        sequence_version_id uuid not null constraint step_sequence_version_fk references sequence_version,
        position int not null,
        delay_days int not null,
        template text not null,
        with_offer boolean not null,
        constraint step_position_unique unique (sequence_version_id, position)
      );
      create table campaign (
        id uuid primary key default gen_random_uuid(),
        name text not null constraint campaign_name_unique unique,
        state text not null,
        sequence_version_id uuid not null constraint campaign_sequence_version_fk references sequence_version,
        offer_id uuid constraint campaign_offer_fk references offer,
        mailbox_id uuid not null constraint campaign_mailbox_fk references mailbox,
        created_at timestamptz not null,
        started_at timestamptz
      );
      create table conversation (
        id uuid primary key default gen_random_uuid(),
        merchant_id uuid not null constraint conversation_merchant_fk references merchant,
        opened_at timestamptz not null,
        closed_at timestamptz,
        close_reason text
      );
      create unique index conversation_one_voice_idx on conversation (merchant_id) where closed_at is null;
      create table enrollment (
        id uuid primary key default gen_random_uuid(),
        campaign_id uuid not null constraint enrollment_campaign_fk references campaign,
        lead_id uuid not null constraint enrollment_lead_fk references lead,
        merchant_id uuid not null constraint enrollment_merchant_fk references merchant,
        contact_id uuid not null constraint enrollment_contact_fk references contact,
        mailbox_id uuid not null constraint enrollment_mailbox_fk references mailbox,
        conversation_id uuid not null constraint enrollment_conversation_fk references conversation,
        state text not null,
        exit_reason text,
        created_at timestamptz not null,
        ended_at timestamptz,
        constraint enrollment_lead_unique unique (campaign_id, lead_id)
      );
      create unique index enrollment_active_idx on enrollment (merchant_id) where ended_at is null;
      create index enrollment_lead_idx on enrollment (lead_id);
      create table message (
        id uuid primary key default gen_random_uuid(),
        enrollment_id uuid not null constraint message_enrollment_fk references enrollment,
        step_id uuid not null constraint message_step_fk references step,
        position int not null,
        mailbox_id uuid not null constraint message_mailbox_fk references mailbox,
        contact_id uuid not null constraint message_contact_fk references contact,
        to_address text not null,
        address_mac bytea not null,
        domain_mac bytea not null,
        state text not null,
        state_reason text,
        due_at timestamptz not null,
        attempts int not null default 0,
        retry_at timestamptz,
        claimed_by uuid,
        claimed_at timestamptz,
        message_id text not null constraint message_id_unique unique,
        unsubscribe_hash bytea not null constraint message_unsubscribe_unique unique,
        invitation_id uuid constraint message_invitation_fk references invitation,
        subject text,
        text_body text,
        html_body text,
        smtp_code int,
        smtp_answer text,
        captured boolean,
        sent_at timestamptz,
        constraint message_once unique (enrollment_id, position)
      );
      create index message_due_idx on message (mailbox_id, due_at, id) where state = 'pending';
      create index message_sending_idx on message (claimed_by) where state = 'sending';
      create index message_contact_idx on message (contact_id);
      create index message_address_idx on message (address_mac, sent_at desc);
      create index message_invitation_idx on message (invitation_id) where invitation_id is not null;
      create table message_event (
        id bigint generated always as identity primary key,
        message_id uuid not null constraint message_event_message_fk references message,
        kind text not null,
        data jsonb not null default '{}',
        at timestamptz not null
      );
      create index message_event_message_idx on message_event (message_id, id);
      create table inbound_mail (
        id uuid primary key default gen_random_uuid(),
        raw_sha256 bytea not null constraint inbound_mail_raw_unique unique,
        raw bytea not null,
        received_at timestamptz not null,
        state text not null default 'received',
        kind text,
        from_address text,
        subject text,
        body_text text,
        in_reply_to text,
        message_id uuid constraint inbound_mail_message_fk references message,
        attempts int not null default 0,
        error text
      );
      create index inbound_mail_open_idx on inbound_mail (received_at) where state = 'received';

      create table acceptance (
        id uuid primary key default gen_random_uuid(),
        invitation_id uuid not null constraint acceptance_invitation_unique unique constraint acceptance_invitation_fk references invitation,
        merchant_id uuid not null constraint acceptance_merchant_fk references merchant,
        lead_id uuid not null constraint acceptance_lead_fk references lead,
        person_name text not null,
        person_role text,
        terms jsonb not null,
        terms_hash text not null,
        ip text not null,
        user_agent text not null,
        accepted_at timestamptz not null
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
