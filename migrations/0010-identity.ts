import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What storefronts are compared by, how common it is, and the questions that only a person can answer. */
export class Identity1700000000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table identity_party (
        number int generated always as identity primary key,
        storefront_id uuid not null constraint identity_party_storefront_fk references storefront constraint identity_party_storefront_unique unique,
        version int not null,
        hash text not null,
        party jsonb not null,
        family text not null,
        door text not null,
        blocks bigint[] not null,
        counted bigint[] not null
      );
      create table identity_block (
        key bigint not null,
        party int not null,
        primary key (key, party)
      );
      create table identity_count (
        key bigint primary key,
        n int not null
      );
      create table identity_review (
        id uuid primary key default gen_random_uuid(),
        one_id uuid not null constraint identity_review_one_fk references storefront,
        other_id uuid not null constraint identity_review_other_fk references storefront,
        score real not null,
        reasons jsonb not null,
        state text not null default 'open',
        asked_at timestamptz not null,
        decided_at timestamptz,
        decided_by text,
        why text,
        constraint identity_review_pair unique (one_id, other_id),
        constraint identity_review_order check (one_id < other_id),
        constraint identity_review_state check (state in ('open', 'linked', 'apart'))
      );
      create index identity_review_open_idx on identity_review (score desc, id) where state = 'open';
      create index identity_review_other_idx on identity_review (other_id);
      alter table identity_link add column score real;
      alter table identity_link add column evidence jsonb;
      create index identity_link_basis_idx on identity_link using gin ((evidence -> 'basis')) where unlinked_at is null and evidence is not null;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
