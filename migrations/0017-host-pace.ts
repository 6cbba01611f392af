import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Hosts that asked us to slow down: how much, since when, and until when they want no request at all. */
export class HostPace1700000000017 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table host_pace (
        host text primary key,
        slowness int not null,
        slowed_at timestamptz not null,
        quiet_until timestamptz not null
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
