import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Outbox, sql, type Tx } from '#platform';
import { knownProductSellers, ledgerPages, lockRun, saveListings, saveProductSellers, saveStandings, saveStorefronts, type LedgerPage, type RunToAccept } from './acceptance.queries.js';
import { Captures } from './captures/captures.js';
import type { Harvest, Listing, SellerSeen } from './harvest.js';
import { standings } from './observations.js';
import { Partitions } from './partitions.js';
import { ReadAhead } from './read-ahead.js';
import { failuresOf, holds, warningsOf } from './quarantine/gates.js';
import { Quarantine, type Measured } from './quarantine/quarantine.js';
import type { RunCounts, RunState } from './run-states.js';
import { RunAccepted } from './sourcing.events.js';

/** Turns what a crawl brought home into observations that the rooms below may rely on, all at once or not at all. */
@Injectable()
export class RunAcceptance {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Outbox) private readonly outbox: Outbox, @Inject(Partitions) private readonly partitions: Partitions,
    @Inject(Captures) private readonly captures: Pick<Captures, 'thinOut'>, @Inject(Quarantine) private readonly quarantine: Quarantine,
  ) {}

  /** To be told of pages while a run is crawled, and handed over when it is to be accepted. */
  readAhead(runId: string): ReadAhead {
    return new ReadAhead(this.db, runId);
  }

  /**
   * Accepts a crawled run; quarantines it when a gate fails that no person has waved it through; fails it when it brought nothing: success with empty data is the failure people complain of most (FEATURES B16).
   * A second call finds it done and does nothing.
   * @param ahead what was read of it while it was crawled.
   * @returns the run's state afterwards; null when there is no such run.
   */
  async accept(runId: string, ahead = this.readAhead(runId)): Promise<RunState | null> {
    const [due] = await sql<{ business_at: Date }>(this.db, `select business_at from run where id = $1`, [runId]);
    if (!due) return null;
    await this.partitions.ensure(due.business_at);
    return this.db.transaction(async (tx) => {
      const run = await lockRun(tx, runId);
      if (run?.state !== 'crawled') return run?.state ?? null;
      // What a person had read again says something else than it did.
      const { harvest, ledger, profiler } = await gather(tx, runId, run.decision === null ? ahead : this.readAhead(runId));
      if (ledger.blocked) return this.end(tx, run, 'blocked', ledger.counts(), ledger.blocked);
      const listings = harvest.listings();
      const measured = await this.quarantine.measure(run, profiler.done(harvest, run.lists), listings, tx);
      const nothing = `No listing was read, so there is nothing to accept. ${ledger.firstTrouble ?? 'The lists were empty.'}`;
      const released = run.decision === 'released';
      // Where good runs came before and pages did arrive, an empty run is a redesign that a person can mend from what is kept.
      if (listings.length === 0 && (released || measured.compared === 0 || measured.profile.unread[1] === 0)) return this.end(tx, run, 'failed', ledger.counts(), nothing, measured);
      if (!released && !holds(measured.gates)) return this.end(tx, run, 'quarantined', { ...ledger.counts(), listings: listings.length }, failuresOf(measured.gates).join('; '), measured);
      const counts = await this.save(tx, run, harvest, ledger);
      await this.outbox.publish(tx, RunAccepted({ runId }));
      await this.captures.thinOut(tx, runId);
      const warnings = [...ledger.warnings(), ...warningsOf(measured.gates), ...(released ? failuresOf(measured.gates).map((text) => `released by a person although ${text}`) : [])];
      return this.end(tx, run, warnings.length > 0 ? 'ok_with_warnings' : 'ok', counts, warnings.join('; ') || null, measured);
    });
  }

  private async save(tx: Tx, run: RunToAccept, harvest: Harvest, ledger: Ledger): Promise<RunCounts> {
    const listings = harvest.listings();
    const productIds = [...new Set(listings.flatMap(({ item, sellerId }) => (sellerId === null && item.productId ? [item.productId] : [])))];
    const sellerOf = new Map([...await knownProductSellers(tx, run.marketplace, productIds), ...harvest.productSellers]);
    await saveProductSellers(tx, run, harvest.productSellers);
    const seller = ({ sellerId, item }: Listing): string | null => sellerId ?? (item.productId === null ? null : sellerOf.get(item.productId) ?? null);
    const sellers = withListed(harvest.sellers(), listings.map(seller));
    const storefronts = await saveStorefronts(tx, run, sellers);
    const idOf = new Map(storefronts.map((storefront) => [storefront.sellerId, storefront.id]));
    const resolved = listings.map((listing) => ({ ...listing, storefrontId: idOf.get(seller(listing)!) ?? null }));
    const heard = new Map(sellers.map((seller) => [seller.id, seller]));
    const said = new Map(storefronts.map(({ id, sellerId, profile }) => [id, {
      rating: profile.rating ?? null,
      positivePercent: profile.positivePercent ?? heard.get(sellerId)?.positivePercent ?? null,
      ratingCount: profile.ratingCount ?? heard.get(sellerId)?.ratingCount ?? null,
    }]));
    await saveListings(tx, run, resolved);
    await saveStandings(tx, run, standings(resolved), said);
    return {
      ...ledger.counts(), listings: resolved.length, storefronts: storefronts.length, newStorefronts: storefronts.filter((storefront) => storefront.isNew).length,
      products: new Set(resolved.flatMap(({ item }) => (item.productId ? [item.productId] : []))).size,
    };
  }

  private async end(tx: Tx, run: RunToAccept, state: RunState, counts: RunCounts, reason: string | null, measured?: Measured): Promise<RunState> {
    await sql(tx, `update run set state = $2, counts = $3, reason = $4, gates = $5, profile = $6, held_by = null, finished_at = clock_timestamp() where id = $1`,
      [run.id, state, JSON.stringify(counts), reason, measured ? JSON.stringify(measured.gates) : null, measured ? JSON.stringify(measured.profile) : null]);
    return state;
  }
}

/** What the ledger of requests says about how the crawl went. */
class Ledger {
  private fetched = 0;
  private refused = 0;
  private failed = 0;
  private skipped = 0;
  private puzzling = 0;
  private skippedBecause: string | null = null;
  blocked: string | null = null;
  firstTrouble: string | null = null;

  /** @param warnings of the page, where it was read. */
  count(page: Omit<LedgerPage, 'result'>, warnings: readonly string[]): void {
    switch (page.state) {
      case 'done': if (page.kind === 'list' && warnings.length > 0) this.puzzling++; break;
      case 'refused': this.refused++; break;
      case 'blocked': this.blocked ??= `${page.url}: ${page.reason ?? 'blocked'}`; break;
      case 'failed': this.failed++; break;
      case 'skipped': this.skipped++; this.skippedBecause ??= page.reason; break;
      case 'pending': break;
    }
    if (page.state === 'done' || page.state === 'failed' || page.state === 'blocked') this.fetched++;
    if (page.state !== 'done') this.firstTrouble ??= `${page.url}: ${page.reason ?? page.state}`;
    else this.firstTrouble ??= page.kind === 'list' ? warnings[0] ?? null : null;
  }

  counts(): RunCounts {
    return { pages: this.fetched, listings: 0, storefronts: 0, newStorefronts: 0, products: 0, refused: this.refused, failed: this.failed };
  }

  warnings(): string[] {
    return [
      this.failed > 0 ? `${this.failed} of ${this.fetched} pages could not be read, the first: ${this.firstTrouble}` : '',
      this.refused > 0 ? `${this.refused} pages are forbidden by robots.txt` : '',
      this.skipped > 0 ? `${this.skipped} pages were not fetched: ${this.skippedBecause ?? 'no reason'}` : '',
      this.puzzling > 0 ? `${this.puzzling} list pages could be read in part only` : '',
    ].filter(Boolean);
  }
}

async function gather(tx: Tx, runId: string, ahead: ReadAhead): Promise<Pick<ReadAhead, 'harvest' | 'profiler'> & { ledger: Ledger }> {
  await ahead.end();
  const ledger = new Ledger();
  for await (const { result, ...page } of ledgerPages(tx, runId, [...ahead.warnings.keys()])) {
    if (page.state === 'done' && result) ahead.add({ ...page, result });
    else if (isUnread(page)) ahead.profiler.add({ kind: page.kind, result: null, unread: true });
    ledger.count(page, ahead.warnings.get(page.id) ?? []);
  }
  return { harvest: ahead.harvest, profiler: ahead.profiler, ledger };
}

/** It came with a good status, and the recipe could make nothing of it. */
const isUnread = ({ state, httpStatus }: Pick<LedgerPage, 'state' | 'httpStatus'>): boolean => state === 'failed' && httpStatus !== null && httpStatus < 400;

/** Every seller of a listed product is a storefront, whether or not any page of its own was read in this run. */
function withListed(sellers: readonly SellerSeen[], listed: ReadonlyArray<string | null>): SellerSeen[] {
  const all = new Map(sellers.map((seller) => [seller.id, seller]));
  for (const id of listed) if (id !== null && !all.has(id)) all.set(id, { id, name: null, url: null, profile: null, positivePercent: null, ratingCount: null });
  return [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
