import { Injectable } from '@nestjs/common';
import { sql, type Tx } from '#platform';

/** Who sells with us already: nobody is asked twice. The next pass shows it as a gate. */
@Injectable()
export class OurSellers {
  /** Idempotent: the first day stays. @param since business time. */
  async add(tx: Tx, merchantIds: readonly string[], since: Date): Promise<void> {
    await sql(tx, `insert into our_seller (merchant_id, since) select distinct id, $2::timestamptz from unnest($1::uuid[]) id on conflict do nothing`, [merchantIds, since]);
  }
}
