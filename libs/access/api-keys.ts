import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sha256, sql, type Tx } from '#platform';
import { ApiKeyNotFound } from './access.errors.js';
import { Audit } from './audit.js';
import type { Scope } from './scopes.js';
import type { SignedIn } from './sessions.js';
import type { Role } from './user.entity.js';

/** So that a key that leaks is found by scanners of secrets. */
const MARK = 'bk_';
const SHOWN = MARK.length + 6;

export interface KeyView {
  readonly id: string; readonly name: string; readonly prefix: string; readonly scopes: Scope[]; readonly owner: { readonly id: string; readonly name: string; readonly role: Role };
  readonly createdAt: Date; readonly expiresAt: Date; readonly lastUsedAt: Date | null; readonly revokedAt: Date | null;
}

/** What programs sign in with. The role of its owner, read at every request, is a key's ceiling. Times are machine time. */
@Injectable()
export class ApiKeys {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit) {}

  /** @param ownerId null: everybody's. Those that work first, then the ones that ended within 30 days. */
  list(ownerId: string | null): Promise<KeyView[]> {
    return sql(this.db,
      `select k.id, k.name, k.prefix, k.scopes, json_build_object('id', u.id, 'name', u.name, 'role', u.role) as owner, k.created_at as "createdAt", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt", k.revoked_at as "revokedAt"
         from api_key k join app_user u on u.id = k.user_id
        where ($1::uuid is null or k.user_id = $1) and coalesce(k.revoked_at, k.expires_at) > clock_timestamp() - interval '30 days'
        order by k.revoked_at is not null or k.expires_at < clock_timestamp(), k.created_at desc, k.id`, [ownerId]);
  }

  /** @returns the key, shown this once: `bk_` and 256 random bits, base64url. Only its SHA-256 is stored. */
  async issue(tx: Tx, { name, scopes, days, by }: { name: string; scopes: readonly Scope[]; days: number; by: string }): Promise<{ id: string; key: string }> {
    const key = MARK + randomBytes(32).toString('base64url');
    const [row] = await sql<{ id: string }>(tx,
      `insert into api_key (user_id, name, prefix, token_hash, scopes, expires_at) values ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 day') returning id`,
      [by, name.trim(), key.slice(0, SHOWN), sha256(key), scopes, days]);
    await this.audit.record(tx, { userId: by, action: 'api-key.issued', subject: `api key ${row!.id}`, after: { name, prefix: key.slice(0, SHOWN), scopes, days } });
    return { id: row!.id, key };
  }

  /** Ends a key at once: one's own, or as an admin anybody's. Doing it twice is doing it once. @throws ApiKeyNotFound */
  async revoke(tx: Tx, id: string, by: Pick<SignedIn, 'userId' | 'role'>): Promise<void> {
    const [key] = await sql<{ name: string; prefix: string; open: boolean }>(tx, `select name, prefix, revoked_at is null as open from api_key where id = $1 and ($2 or user_id = $3) for update`, [id, by.role === 'admin', by.userId]);
    if (!key) throw new ApiKeyNotFound('There is no such key.');
    if (!key.open) return;
    await sql(tx, `update api_key set revoked_at = clock_timestamp() where id = $1`, [id]);
    await this.audit.record(tx, { userId: by.userId, action: 'api-key.revoked', subject: `api key ${id}`, before: { name: key.name, prefix: key.prefix } });
  }

  /** Whose key this is, or null when it is unknown, revoked, too old, or its owner was shut out. */
  async find(key: string): Promise<SignedIn | null> {
    if (!key.startsWith(MARK)) return null;
    const [row] = await sql<Omit<SignedIn, 'mustEnrol'> & { stale: boolean }>(this.db,
      `select k.id as "sessionId", u.id as "userId", u.name, u.email, u.role, k.scopes, k.last_used_at is null or k.last_used_at < clock_timestamp() - interval '1 minute' as stale
         from api_key k join app_user u on u.id = k.user_id where k.token_hash = $1 and k.revoked_at is null and k.expires_at > clock_timestamp() and u.disabled_at is null`, [sha256(key)]);
    if (!row) return null;
    const { stale, ...who } = row;
    if (stale) await sql(this.db, `update api_key set last_used_at = clock_timestamp() where id = $1`, [who.sessionId]);
    return { ...who, mustEnrol: false };
  }
}
