import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Storefronts are dismissed as candidates by a short outline, and their names read only of those that are left. Blocking keys and counts are
 * half as wide, the first four of the six bytes of their digest: they are most of what an arrival reads and writes.
 */
export class PartyOutlines1700000000028 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create function pg_temp.short(key bigint) returns int language sql immutable as 'select ((key >> 16)::bit(32))::int';
      create function pg_temp.short(keys bigint[]) returns int[] language sql immutable as 'select array(select pg_temp.short(key) from unnest(keys) as key)';

      alter table identity_party add column outline json, add column names json;
      update identity_party set names = party -> 'names', outline = (party - 'names') || jsonb_build_object(
        'named', jsonb_array_length(party -> 'names') > 0,
        'numbered', exists (select from jsonb_array_elements(party -> 'names') as name where jsonb_array_length(name -> 'numbers') > 0));
      alter table identity_party alter column outline set not null, alter column names set not null, drop column party,
        alter column blocks type int[] using pg_temp.short(blocks), alter column counted type int[] using pg_temp.short(counted);
      alter table said_party alter column counted type int[] using pg_temp.short(counted);
    `);
    // Two keys of one storefront may have become one.
    for (const table of ['identity_block', 'said_block']) {
      await db.query(`
        alter table ${table} drop constraint ${table}_pkey, alter column key type int using pg_temp.short(key);
        delete from ${table} one using ${table} other where one.key = other.key and one.party = other.party and one.ctid > other.ctid;
        alter table ${table} add primary key (key, party);
      `);
    }
    await db.query(`
      alter table identity_count drop constraint identity_count_pkey, alter column key type int using pg_temp.short(key);
      with twice as (delete from identity_count where key in (select key from identity_count group by key having count(*) > 1) returning key, n)
      insert into identity_count select key, sum(n) from twice group by key;
      alter table identity_count add primary key (key);
      drop function pg_temp.short(bigint[]);
      drop function pg_temp.short(bigint);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
