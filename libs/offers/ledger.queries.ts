import { sql, type Tx } from '#platform';
import type { DataSource } from 'typeorm';
import type { OfferTerms } from './terms.js';

/** The newest version of an offer and how many more places it can give. */
export interface OfferRoom {
  readonly offer: string;
  readonly versionId: string;
  readonly version: number;
  readonly terms: OfferTerms;
  readonly reserveAmount: string;
  readonly validDays: number;
  readonly room: number;
}

/**
 * Locks the offer until the transaction ends and counts what is left. Only reserving takes this lock: giving back or
 * committing never makes the room smaller. NO KEY UPDATE, because ledger rows refer to the offer and must not wait for it.
 * Whoever takes it takes it last, so that two lanes cannot wait for each other.
 */
export async function lockRoom(tx: Tx, offerId: string): Promise<OfferRoom | undefined> {
  const [offer] = await sql<{ name: string; budget: string; max_uses: number }>(tx, `select name, budget, max_uses from offer where id = $1 for no key update`, [offerId]);
  if (!offer) return undefined;
  const [row] = await sql<OfferRoom>(tx,
    `with held as (
       select coalesce(sum(case kind when 'reserve' then amount when 'release' then -amount end), 0) as amount,
              coalesce(sum(case kind when 'reserve' then uses when 'release' then -uses end), 0)::int as uses
       from ledger_entry where offer_id = $1
     )
     select $2::text as offer, v.id as "versionId", v.version, v.terms, v.reserve_amount as "reserveAmount", v.valid_days as "validDays",
            greatest(0, least($4::int - held.uses, case when v.reserve_amount > 0 then floor(($3::numeric - held.amount) / v.reserve_amount) else $4::int end))::int as room
     from offer_version v, held where v.offer_id = $1 order by v.version desc limit 1`, [offerId, offer.name, offer.budget, offer.max_uses]);
  return row;
}

/** Where an offer's money stands; decimal strings in its currency. `reserved + committed + free = budget`, always. */
export interface OfferBalance {
  readonly currency: string;
  readonly budget: string;
  readonly maxUses: number;
  readonly reserved: string;
  readonly committed: string;
  readonly free: string;
  readonly reservedUses: number;
  readonly committedUses: number;
}

export async function balanceOf(on: Tx | DataSource, offerId: string): Promise<OfferBalance | undefined> {
  const [row] = await sql<OfferBalance>(on,
    `select o.currency, o.budget, o.max_uses as "maxUses",
            l.reserved, l.committed, o.budget - l.reserved - l.committed as free, l.reserved_uses as "reservedUses", l.committed_uses as "committedUses"
     from offer o cross join lateral (
       select coalesce(sum(case kind when 'reserve' then amount else -amount end), 0)::numeric(14, 2) as reserved,
              coalesce(sum(amount) filter (where kind = 'commit'), 0)::numeric(14, 2) as committed,
              coalesce(sum(case kind when 'reserve' then uses else -uses end), 0)::int as reserved_uses,
              coalesce(sum(uses) filter (where kind = 'commit'), 0)::int as committed_uses
       from ledger_entry where offer_id = o.id) l
     where o.id = $1`, [offerId]);
  return row;
}
