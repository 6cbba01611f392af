import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { normaliseAddress, sha256, sql, type Tx } from '#platform';
import { PasswordWrong, SecondFactorNeeded, SecondFactorWrong, SessionNotFound, SignInFailed } from './access.errors.js';
import { Audit } from './audit.js';
import { passwordFits } from './passwords.js';
import { endSessions } from './people.js';
import { SecondFactor } from './second-factor.js';
import { Tries } from './tries.js';
import { User, type Role } from './user.entity.js';

/** Who is behind a request. */
export interface SignedIn {
  /** The session, or the API key that stands in for one. */
  readonly sessionId: string;
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The workspace asks for a second factor and this person has none yet. */
  readonly mustEnrol: boolean;
  /** What an API key may do; null: a session, which may do what the role may. */
  readonly scopes: readonly string[] | null;
}
export interface From { readonly ip: string; readonly userAgent: string }
export interface OpenSession { readonly id: string; readonly ip: string; readonly userAgent: string; readonly method: string; readonly createdAt: Date; readonly lastSeenAt: Date; readonly expiresAt: Date }

const LIFE_DAYS = 14;
const IDLE_HOURS = 24;
const LIVE = `s.expires_at > clock_timestamp() and s.last_seen_at > clock_timestamp() - interval '${IDLE_HOURS} hours'`;
const MUST_ENROL = `coalesce((select w.totp_required from workspace w), false) and s.method = 'password' and u.totp_confirmed_at is null`;

/** Sign-in with sessions kept on the server. All times are machine time. */
@Injectable()
export class Sessions {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Tries) private readonly tries: Tries, @Inject(SecondFactor) private readonly factor: SecondFactor, @Inject(Audit) private readonly audit: Audit) {}

  /**
   * Opens a session by password, and by a code where the person has a second factor.
   * @returns the token for the cookie: 256 random bits, base64url. Only its SHA-256 is stored.
   * @throws SignInFailed for an unknown address and for a wrong password alike; SecondFactorNeeded, SecondFactorWrong, TooManyTries.
   */
  async open(email: string, password: string, from: From, code?: string): Promise<{ token: string; user: SignedIn }> {
    const address = normaliseAddress(email);
    const attempt = await this.tries.book(`account:${address}`, `address:${from.ip}`);
    const user = await this.db.manager.findOneBy(User, { email: address });
    if (!(await passwordFits((!user?.disabledAt && user?.passwordHash) || undefined, password)) || !user) throw new SignInFailed('The address or the password is wrong. Check both and try again.');
    if (user.totpConfirmedAt) {
      if (!code) {
        await attempt.takeBack();
        throw new SecondFactorNeeded('Give the code that your authenticator shows, or one of your recovery codes.');
      }
      if (!(await this.db.transaction((tx) => this.factor.takes(tx, user.id, code)))) throw new SecondFactorWrong('This code does not fit, or was used already. Wait for the next one and try again.');
    }
    await attempt.succeeded();
    return this.db.transaction((tx) => this.start(tx, user.id, 'password', from));
  }

  /** A session of somebody who has proved who they are. The token is made anew each time: one from before the sign-in is worthless (ASVS 7.2.4). */
  async start(tx: Tx, userId: string, method: 'password' | 'oidc', from: From): Promise<{ token: string; user: SignedIn }> {
    const token = randomBytes(32).toString('base64url');
    const [row] = await sql<{ id: string }>(tx,
      `insert into session (token_hash, user_id, expires_at, ip, user_agent, method) values ($1, $2, clock_timestamp() + $3 * interval '1 day', $4, $5, $6) returning id`,
      [sha256(token), userId, LIFE_DAYS, from.ip, from.userAgent.slice(0, 400), method]);
    await this.audit.record(tx, { userId, action: 'session.opened', subject: `session ${row!.id}`, after: { method, ip: from.ip } });
    const [user] = await sql<SignedIn>(tx, `${WHO} where s.id = $1`, [row!.id]);
    return { token, user: { ...user!, scopes: null } };
  }

  /** Whose token this is, or null when it is unknown, too old, idle for {@link IDLE_HOURS} hours, or its user was disabled. */
  async find(token: string): Promise<SignedIn | null> {
    const [row] = await sql<SignedIn & { stale: boolean }>(this.db, `${WHO} where s.token_hash = $1 and ${LIVE} and u.disabled_at is null`, [sha256(token)]);
    if (!row) return null;
    const { stale, ...who } = row;
    if (stale) await sql(this.db, `update session set last_seen_at = clock_timestamp() where id = $1`, [who.sessionId]);
    return { ...who, scopes: null };
  }

  /** Those that are open, the one seen last first. */
  list(userId: string): Promise<OpenSession[]> {
    return sql(this.db, `select s.id, s.ip, s.user_agent as "userAgent", s.method, s.created_at as "createdAt", s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt"
      from session s where s.user_id = $1 and ${LIVE} order by s.last_seen_at desc, s.id`, [userId]);
  }

  /** Ends one of a person's own sessions. @throws SessionNotFound */
  async end(tx: Tx, userId: string, sessionId: string): Promise<void> {
    const ended = await sql(tx, `delete from session where id = $1 and user_id = $2 returning id`, [sessionId, userId]);
    if (ended.length === 0) throw new SessionNotFound('This session has ended already.');
    await this.audit.record(tx, { userId, action: 'session.ended', subject: `session ${sessionId}` });
  }

  /** Ends all but one. @returns ids of those that ended. */
  async endOthers(tx: Tx, userId: string, but: string): Promise<string[]> {
    const ended = await endSessions(tx, userId, but);
    if (ended.length > 0) await this.audit.record(tx, { userId, action: 'session.others-ended', subject: `person ${userId}`, after: { sessionsEnded: ended.length } });
    return ended;
  }

  /** Somebody who is signed in shows the password again before a sensitive change. Counted like a sign-in. @throws PasswordWrong, TooManyTries */
  async prove(me: SignedIn, password: string, ip: string): Promise<void> {
    const attempt = await this.tries.book(`account:${me.email}`, `address:${ip}`);
    const user = await this.db.manager.findOneBy(User, { id: me.userId });
    if (!(await passwordFits(user?.passwordHash ?? undefined, password))) throw new PasswordWrong('The password is wrong. Nothing was changed.', { fields: ['password'] });
    await attempt.succeeded();
  }
}

const WHO = `select s.id as "sessionId", u.id as "userId", u.name, u.email, u.role, ${MUST_ENROL} as "mustEnrol", s.last_seen_at < clock_timestamp() - interval '5 minutes' as stale from session s join app_user u on u.id = s.user_id`;
