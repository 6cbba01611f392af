import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails whose fate waits for a person are listed by when they were handed over; there are few of them among all that were ever sent. */
export class UnsettledMails1700000000016 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`create index message_unknown_idx on message (claimed_at, id) where state = 'unknown'`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
