import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From which stage on a merchant must have a value of a custom field, for a person to move its lead there. */
export class RequiredFields1700000000027 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`alter table custom_field add column required_from text`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
