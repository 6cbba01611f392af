import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A published model moves everybody's score at once, so a line of the log carries what is needed to say so and no more: the model that moved the score, or
 * why it moved, never both. One index finds a merchant's lines in their order, and moves by a model are no jumps.
 */
export class NarrowScoreLog1700000000029 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      drop index score_change_jump_idx, score_change_merchant_idx;
      alter table score_change drop constraint score_change_pkey, alter column model_id drop not null, alter column why drop not null;
      update score_change c set why = null from score_model m where m.id = c.model_id and c.why = 'model v' || m.version || ' was published';
      update score_change set model_id = null where why is not null;
      alter table score_change add primary key (merchant_id, at, id), add constraint score_change_cause check ((why is null) <> (model_id is null));
      create index score_change_jump_idx on score_change (at desc) where model_id is null and from_score is not null and abs(to_score - from_score) >= 10;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
