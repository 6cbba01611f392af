import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { ADVERTISED_FROM, type Listing } from '../harvest.js';
import { ACCEPTED_RUN_STATES } from '../run-states.js';
import type { ExpectedItems } from '../source.schema.js';
import type { Gate, RunProfile } from './gate.js';
import { gatesOf, type History } from './gates.js';

/** Good runs that a run is compared with. */
const COMPARED_WITH = 7;

export interface Measured { readonly profile: RunProfile; readonly gates: Gate[]; /** Good runs there were to compare with. */ readonly compared: number }

/** Measures a run against the last good ones of its source, before anything of it is visible (FEATURES W5). */
@Injectable()
export class Quarantine {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  async measure(run: { readonly id: string; readonly sourceId: string; readonly businessAt: Date }, profile: RunProfile, listings: readonly Listing[], tx: Tx = this.db.manager): Promise<Measured> {
    const history = await this.history(tx, run);
    const places = new Map<string, Map<string, number>>();
    for (const { list, place, item, sellerId } of listings) {
      // On a list of sellers, who holds a place is the seller.
      const holder = item.productId ?? sellerId;
      if (holder === null || place >= ADVERTISED_FROM) continue;
      if (!places.has(list)) places.set(list, new Map());
      if (!places.get(list)!.has(holder)) places.get(list)!.set(holder, place);
    }
    return { profile, gates: gatesOf(profile, places, history), compared: history.profiles.length };
  }

  private async history(tx: Tx, run: { readonly id: string; readonly sourceId: string; readonly businessAt: Date }): Promise<History> {
    const runs = await sql<{ id: string; business_at: Date; profile: RunProfile }>(tx,
      `select id, business_at, profile from run where source_id = $1 and id <> $2 and state = any($3) and profile is not null order by business_at desc, queued_at desc limit $4`,
      [run.sourceId, run.id, ACCEPTED_RUN_STATES, COMPARED_WITH]);
    const [source] = await sql<{ expected: ExpectedItems | null }>(tx, `select expected_items as expected from source where id = $1`, [run.sourceId]);
    const [last] = runs;
    const places = new Map<string, Map<string, number>>();
    if (last) {
      const rows = await sql<{ list: string; place: number; holder: string }>(tx,
        `select o.list, coalesce(o.product_id, f.seller_id) as holder, min(o.place) as place from listing_observation o left join storefront f on f.id = o.storefront_id
          where o.run_id = $1 and o.observed_at = $2 and o.place < $3 and coalesce(o.product_id, f.seller_id) is not null group by 1, 2`, [last.id, last.business_at, ADVERTISED_FROM]);
      for (const { list, place, holder } of rows) {
        if (!places.has(list)) places.set(list, new Map());
        places.get(list)!.set(holder, place);
      }
    }
    return { profiles: runs.map(({ profile }) => profile), places, daysAgo: last ? Math.abs(run.businessAt.getTime() - last.business_at.getTime()) / 86_400_000 : null, expected: source?.expected ?? null };
  }
}
