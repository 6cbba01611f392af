import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where each storefront stands now, beside the history of where it stood, so that nobody has to look for the latest of its observations. */
export class LatestStanding1700000000006 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table storefront_latest (
        storefront_id uuid primary key constraint storefront_latest_storefront_fk references storefront on delete cascade,
        run_id uuid not null,
        observed_at timestamptz not null,
        category text not null,
        list_size int not null,
        best_rank int not null,
        listed_products int not null,
        seller_rating real,
        positive_percent real,
        rating_count int,
        price_median numeric(14, 2),
        currency char(3)
      );
      insert into storefront_latest (storefront_id, run_id, observed_at, category, list_size, best_rank, listed_products, seller_rating, positive_percent, rating_count, price_median, currency)
      select distinct on (o.storefront_id) o.storefront_id, o.run_id, o.observed_at, o.category, o.list_size, o.best_rank, o.listed_products, o.seller_rating, o.positive_percent, o.rating_count, o.price_median, o.currency
      from storefront_observation o join storefront s on s.id = o.storefront_id order by o.storefront_id, o.observed_at desc, o.run_id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward. Restore a backup to go back.');
  }
}
