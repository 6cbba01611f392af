import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Storefronts are dismissed as candidates by a short outline; their names are read only for those that are left. */
export class PartyOutlines1700000000028 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      alter table identity_party add column outline json, add column names json;
      update identity_party set names = party -> 'names', outline = (party - 'names') || jsonb_build_object(
        'named', jsonb_array_length(party -> 'names') > 0,
        'numbered', exists (select from jsonb_array_elements(party -> 'names') as name where jsonb_array_length(name -> 'numbers') > 0));
      alter table identity_party alter column outline set not null, alter column names set not null, drop column party;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
