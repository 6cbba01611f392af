import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A look at a past day asks who a storefront was linked to then: links that were taken out are found by their storefront too. */
export class PastLinks1700000000018 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`create index identity_link_past_idx on identity_link (storefront_id) where unlinked_at is not null`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
