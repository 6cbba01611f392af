import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { normaliseAddress, sha256, sql } from '#platform';
import { SignInFailed, TooManyTries } from './access.errors.js';
import { passwordFits } from './passwords.js';
import { User, type Role } from './user.entity.js';

/** Who is behind a request. */
export interface SignedIn { readonly sessionId: string; readonly userId: string; readonly name: string; readonly email: string; readonly role: Role }

const LIFE_DAYS = 14;
const IDLE_HOURS = 24;
const TRIES = 10;
const WINDOW_MINUTES = 15;

/** Sign-in by password with sessions kept on the server. All times are machine time. */
@Injectable()
export class Sessions {
  constructor(@Inject(DataSource) private readonly db: DataSource) {}

  /**
   * Opens a session. A new token is made each time, so a token from before the sign-in is worthless (ASVS 7.2.4).
   * @returns the token for the cookie: 256 random bits, base64url. Only its SHA-256 is stored.
   * @throws SignInFailed for an unknown address and for a wrong password alike.
   * @throws TooManyTries after {@link TRIES} failures in {@link WINDOW_MINUTES} minutes for the account or the network address.
   */
  async open(email: string, password: string, from: { ip: string; userAgent: string }): Promise<{ token: string; user: SignedIn }> {
    const account = `account:${normaliseAddress(email)}`;
    const address = `address:${from.ip}`;
    await this.refuseAfterTooManyTries([account, address]);
    const user = await this.db.manager.findOneBy(User, { email: normaliseAddress(email) });
    if (!(await passwordFits((!user?.disabledAt && user?.passwordHash) || undefined, password)) || !user) {
      await sql(this.db, `insert into sign_in_failure (subject) values ($1), ($2)`, [account, address]);
      throw new SignInFailed('The address or the password is wrong. Check both and try again.');
    }
    await sql(this.db, `delete from sign_in_failure where subject = $1 or at < clock_timestamp() - interval '1 day'`, [account]);
    const token = randomBytes(32).toString('base64url');
    const [row] = await sql<{ id: string }>(this.db,
      `insert into session (token_hash, user_id, expires_at, ip, user_agent) values ($1, $2, clock_timestamp() + $3 * interval '1 day', $4, $5) returning id`,
      [sha256(token), user.id, LIFE_DAYS, from.ip, from.userAgent.slice(0, 400)]);
    return { token, user: { sessionId: row!.id, userId: user.id, name: user.name, email: user.email, role: user.role } };
  }

  /** Whose token this is, or null when it is unknown, too old, idle for {@link IDLE_HOURS} hours, or its user was disabled. */
  async find(token: string): Promise<SignedIn | null> {
    const [row] = await sql<SignedIn & { stale: boolean }>(this.db,
      `select s.id as "sessionId", u.id as "userId", u.name, u.email, u.role, s.last_seen_at < clock_timestamp() - interval '5 minutes' as stale
         from session s join app_user u on u.id = s.user_id
        where s.token_hash = $1 and s.expires_at > clock_timestamp() and s.last_seen_at > clock_timestamp() - $2 * interval '1 hour' and u.disabled_at is null`,
      [sha256(token), IDLE_HOURS]);
    if (!row) return null;
    const { stale, ...who } = row;
    if (stale) await sql(this.db, `update session set last_seen_at = clock_timestamp() where id = $1`, [who.sessionId]);
    return who;
  }

  async close(sessionId: string): Promise<void> {
    await sql(this.db, `delete from session where id = $1`, [sessionId]);
  }

  private async refuseAfterTooManyTries(subjects: string[]): Promise<void> {
    const blocked = await sql<{ wait_s: number }>(this.db,
      `select ceil(extract(epoch from min(at) + $3 * interval '1 minute' - clock_timestamp()))::int as wait_s
         from sign_in_failure where subject = any($1) and at > clock_timestamp() - $3 * interval '1 minute'
        group by subject having count(*) >= $2`, [subjects, TRIES, WINDOW_MINUTES]);
    if (blocked.length === 0) return;
    const waitS = Math.max(1, ...blocked.map((row) => row.wait_s));
    throw new TooManyTries(`Too many sign-ins failed. Try again in ${Math.ceil(waitS / 60)} minutes.`, { retryAfterSeconds: waitS });
  }
}
