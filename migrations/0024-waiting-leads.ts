import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why a lead sleeps and came back, whom it waits for, who asked for it, and indexes for what is new since yesterday. */
export class WaitingLeads1700000000024 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table lead add column waits_since timestamptz;
      update lead l set waits_since = replied.at
        from (select distinct on (e.lead_id) e.lead_id, e.ended_at as at, e.exit_reason from enrollment e order by e.lead_id, e.created_at desc) replied
       where replied.lead_id = l.id and replied.exit_reason = 'replied' and l.closed_at is null and l.stage = 'engaged';
      create index lead_waits_idx on lead (owner_id, waits_since) where waits_since is not null;
      create index lead_fresh_idx on lead (stage_since desc) where stage = 'qualified' and closed_at is null;

      create table lead_snooze (
        id uuid primary key default gen_random_uuid(),
        lead_id uuid not null constraint lead_snooze_lead_fk references lead,
        until timestamptz not null,
        by_kind text not null constraint lead_snooze_by_known check (by_kind in ('person', 'merchant', 'rule', 'system')),
        by_user_id uuid constraint lead_snooze_user_fk references app_user,
        note text not null,
        at timestamptz not null,
        woke_at timestamptz,
        ended_at timestamptz,
        ended_why text
      );
      create unique index lead_snooze_live_idx on lead_snooze (lead_id) where ended_at is null;
      create index lead_snooze_due_idx on lead_snooze (until) where woke_at is null and ended_at is null;
      create index lead_snooze_back_idx on lead_snooze (woke_at) where woke_at is not null and ended_at is null;
      insert into lead_snooze (lead_id, until, by_kind, note, at) select id, snoozed_until, 'system', '', updated_at from lead where snoozed_until is not null and closed_at is null;

      create table hand_over_request (
        id uuid primary key,
        lead_id uuid not null constraint hand_over_request_lead_fk references lead,
        asked_by uuid not null constraint hand_over_request_asker_fk references app_user,
        owner_id uuid not null constraint hand_over_request_owner_fk references app_user,
        note text not null,
        state text not null default 'open' constraint hand_over_request_state_known check (state in ('open', 'accepted', 'declined', 'expired', 'withdrawn', 'moot')),
        version int not null default 1,
        asked_at timestamptz not null,
        expires_at timestamptz not null,
        answered_at timestamptz,
        answered_by uuid constraint hand_over_request_answerer_fk references app_user,
        answer text not null default '',
        seen_at timestamptz
      );
      create unique index hand_over_request_open_idx on hand_over_request (lead_id, asked_by) where state = 'open';
      create index hand_over_request_expiry_idx on hand_over_request (expires_at) where state = 'open';
      create index hand_over_request_lead_idx on hand_over_request (lead_id, asked_at desc);
      create index hand_over_request_answer_idx on hand_over_request (asked_by, answered_at desc) where seen_at is null and state in ('accepted', 'declined', 'expired');

      create index stage_move_qualified_idx on stage_move (at desc) where to_stage = 'qualified';
      create index score_change_jump_idx on score_change (at desc) where from_score is not null and abs(to_score - from_score) >= 10;
      create index activity_answer_idx on activity (at desc) where kind in ('reply', 'offer_accepted', 'offer_declined', 'offer_not_now');
      create index message_sent_idx on message (sent_at) where sent_at is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
