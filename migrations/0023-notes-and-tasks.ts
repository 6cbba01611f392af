import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people write on a lead, what they mean to do about it, and the mail that reminds them each morning. */
export class NotesAndTasks1700000000023 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table note (
        id uuid primary key default gen_random_uuid(),
        lead_id uuid not null constraint note_lead_fk references lead,
        author_id uuid not null constraint note_author_fk references app_user,
        body text not null,
        version int not null default 1,
        created_at timestamptz not null,
        edited_at timestamptz,
        deleted_at timestamptz
      );
      create index note_lead_idx on note (lead_id, created_at desc, id desc) where deleted_at is null;
      create table note_mention (
        note_id uuid not null constraint note_mention_note_fk references note,
        user_id uuid not null constraint note_mention_user_fk references app_user,
        label text not null,
        at timestamptz not null,
        seen_at timestamptz,
        primary key (note_id, user_id)
      );
      create index note_mention_open_idx on note_mention (user_id, at desc) where seen_at is null;
      create table task (
        id uuid primary key default gen_random_uuid(),
        lead_id uuid not null constraint task_lead_fk references lead,
        owner_id uuid not null constraint task_owner_fk references app_user,
        created_by uuid not null constraint task_creator_fk references app_user,
        title text not null,
        due_local timestamp not null,
        zone text not null,
        due_at timestamptz not null,
        repeat text constraint task_repeat_known check (repeat in ('daily', 'weekly', 'monthly')),
        month_day int,
        series_id uuid not null,
        occurrence int not null default 1,
        version int not null default 1,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        done_at timestamptz,
        done_by uuid constraint task_doer_fk references app_user,
        cancelled_at timestamptz,
        constraint task_occurrence_unique unique (series_id, occurrence)
      );
      create index task_open_idx on task (owner_id, due_at, id) where done_at is null and cancelled_at is null;
      create index task_lead_idx on task (lead_id, due_at, id) where cancelled_at is null;
      create table digest_setting (
        user_id uuid primary key constraint digest_setting_user_fk references app_user,
        zone text,
        hour int not null default 8 constraint digest_setting_hour_range check (hour between 0 and 23),
        workdays_only boolean not null default true,
        wanted boolean not null default true
      );
      create table digest (
        user_id uuid not null constraint digest_user_fk references app_user,
        day date not null,
        state text not null constraint digest_state_known check (state in ('claimed', 'sent', 'nothing', 'nowhere', 'unknown')),
        items int not null default 0,
        at timestamptz not null,
        claimed_at timestamptz not null default clock_timestamp(),
        primary key (user_id, day)
      );
      create index digest_claimed_idx on digest (claimed_at) where state = 'claimed';
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
