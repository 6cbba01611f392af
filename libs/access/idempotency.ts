import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sameBytes, sha256, sql } from '#platform';
import { KeyReused, StillUnderWay } from './access.errors.js';

/** A request that died holds its key no longer than this; no request of ours takes half of it. */
const LEASE_S = 60;
const KEPT_HOURS = 24;

/** What came of the first request with a key; `body` is what was sent, as text. */
export interface FirstResult { readonly status: number; readonly body: string }

/**
 * Requests that may be sent again: the first result stands for a day (draft-ietf-httpapi-idempotency-key-header-06). The
 * result is kept after the work has committed: a process that dies between the two leaves the key free after a minute, and
 * the work is done again, so what must never happen twice is refused by its own room besides.
 */
@Injectable()
export class Idempotency {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /**
   * Claims a key for one owner. @returns what came of it before, or what finishes the claim.
   * @throws KeyReused when it came with other parameters; StillUnderWay while the first request runs.
   */
  async claim(ownerId: string, key: string, request: string): Promise<{ first: FirstResult } | { keep: (result: FirstResult) => Promise<void>; drop: () => Promise<void> }> {
    const fingerprint = sha256(request);
    const claim = randomUUID();
    const mine = await sql(this.db,
      `insert into idempotency_key as held (owner_id, key, fingerprint, claim, claimed_until, expires_at) values ($1, $2, $3, $4, clock_timestamp() + $5 * interval '1 second', clock_timestamp() + $6 * interval '1 hour')
       on conflict (owner_id, key) do update set fingerprint = excluded.fingerprint, claim = excluded.claim, claimed_until = excluded.claimed_until, expires_at = excluded.expires_at, status = null, body = null
         where held.expires_at < clock_timestamp() or (held.status is null and held.claimed_until < clock_timestamp() and held.fingerprint = excluded.fingerprint)
       returning key`, [ownerId, key, fingerprint, claim, LEASE_S, KEPT_HOURS]);
    if (mine.length > 0) return { keep: (result) => this.keep(ownerId, key, claim, result), drop: () => this.drop(ownerId, key, claim) };
    const [held] = await sql<{ fingerprint: Buffer; status: number | null; body: string | null }>(this.db, `select fingerprint, status, body from idempotency_key where owner_id = $1 and key = $2`, [ownerId, key]);
    if (held && !sameBytes(held.fingerprint, fingerprint)) throw new KeyReused('This Idempotency-Key came with another request before. Use a new key for a new request.');
    if (!held || held.status === null) throw new StillUnderWay('The first request with this Idempotency-Key is still under way. Ask again in a moment.', { retryAfterSeconds: 1 });
    return { first: { status: held.status, body: held.body ?? '' } };
  }

  private async keep(ownerId: string, key: string, claim: string, { status, body }: FirstResult): Promise<void> {
    await sql(this.db, `update idempotency_key set status = $4, body = $5 where owner_id = $1 and key = $2 and claim = $3`, [ownerId, key, claim, status, body]);
  }

  private async drop(ownerId: string, key: string, claim: string): Promise<void> {
    await sql(this.db, `delete from idempotency_key where owner_id = $1 and key = $2 and claim = $3 and status is null`, [ownerId, key, claim]);
  }
}
