import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { normaliseAddress, sha256, sql, type Tx } from '#platform';
import { EmailTaken, InvitationGone, InvitationNotFound, PersonNotFound } from './access.errors.js';
import { Audit } from './audit.js';
import { assertGoodPassword } from './password-rules.js';
import { hashPassword } from './passwords.js';
import { endSessions } from './people.js';
import type { Role } from './user.entity.js';
import { Users } from './users.js';

const DAYS = 7;
/** A link that opens an account that exists is worth more to a thief: it lives shorter. */
const PASSWORD_LINK_DAYS = 1;

export interface OpenInvitation { readonly id: string; readonly email: string; readonly role: Role; readonly forPassword: boolean; readonly invitedBy: string; readonly createdAt: Date; readonly expiresAt: Date }
/** The token is 256 random bits, base64url; only its SHA-256 is stored. */
export interface IssuedLink { readonly id: string; readonly email: string; readonly token: string; readonly expiresAt: Date }

/** Links that let somebody in. An address has one open link at most: a newer one replaces the older. Times are machine time. */
@Injectable()
export class Invitations {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Users) private readonly users: Users, @Inject(Audit) private readonly audit: Audit) {}

  /** Links that were not used yet, also those that ran out: the inviter sees them and sends a new one. */
  open(): Promise<OpenInvitation[]> {
    return sql(this.db, `select i.id, i.email, i.role, i.user_id is not null as "forPassword", u.name as "invitedBy", i.created_at as "createdAt", i.expires_at as "expiresAt"
      from user_invitation i join app_user u on u.id = i.invited_by where i.closed_at is null order by i.created_at desc, i.id`);
  }

  /** @throws EmailTaken when the address belongs to somebody here already. */
  async invite(tx: Tx, { role, by, ...given }: { email: string; role: Role; by: string }): Promise<IssuedLink> {
    const email = normaliseAddress(given.email);
    if ((await sql(tx, `select from app_user where email = $1`, [email])).length > 0) throw new EmailTaken(`${email} belongs to somebody here already. Change their role instead.`);
    const link = await this.issue(tx, { email, role, userId: null, by, days: DAYS });
    await this.audit.record(tx, { userId: by, action: 'person.invited', subject: `invitation ${link.id}`, after: { email, role } });
    return link;
  }

  /** A link with which somebody who is here sets a new password. @throws PersonNotFound */
  async passwordLink(tx: Tx, { userId, by }: { userId: string; by: string }): Promise<IssuedLink> {
    const [user] = await sql<{ email: string; role: Role }>(tx, `select email, role from app_user where id = $1 and disabled_at is null`, [userId]);
    if (!user) throw new PersonNotFound('There is no such person, or they are shut out. Let them in again first.');
    const link = await this.issue(tx, { ...user, userId, by, days: PASSWORD_LINK_DAYS });
    await this.audit.record(tx, { userId: by, action: 'person.password-link-made', subject: `person ${userId}` });
    return link;
  }

  /** Withdraws a link that nobody used. Doing it twice is doing it once. @throws InvitationNotFound */
  async revoke(tx: Tx, id: string, by: string): Promise<void> {
    const [known] = await sql<{ open: boolean; email: string }>(tx, `select closed_at is null as open, email from user_invitation where id = $1 for update`, [id]);
    if (!known) throw new InvitationNotFound('There is no such invitation.');
    if (!known.open) return;
    await close(tx, id, 'revoked');
    await this.audit.record(tx, { userId: by, action: 'person.invitation-revoked', subject: `invitation ${id}`, before: { email: known.email } });
  }

  /** What a link opens, for whoever holds it. @throws InvitationGone */
  async look(token: string, on: Tx = this.db.manager): Promise<OpenInvitation & { userId: string | null; name: string | null }> {
    const [found] = await sql<OpenInvitation & { userId: string | null; name: string | null }>(on,
      `select i.id, i.email, i.role, i.user_id as "userId", u.name, i.user_id is not null as "forPassword", b.name as "invitedBy", i.created_at as "createdAt", i.expires_at as "expiresAt"
         from user_invitation i join app_user b on b.id = i.invited_by left join app_user u on u.id = i.user_id
        where i.token_hash = $1 and i.closed_at is null and i.expires_at > clock_timestamp() and u.disabled_at is null for update of i`, [sha256(token)]);
    if (!found) throw new InvitationGone('This link does not work any more: it was used, withdrawn or is too old. Ask an admin of your workspace for a new one.');
    return found;
  }

  /**
   * Uses the link, once: makes the person, or sets the password of the one it was made for and ends their sessions.
   * @returns the address to sign in with. @throws InvitationGone, PasswordTooWeak, EmailTaken
   */
  async accept(tx: Tx, { token, name, password }: { token: string; name: string; password: string }): Promise<{ email: string; userId: string }> {
    const found = await this.look(token, tx);
    assertGoodPassword(password, [found.email, name]);
    let userId = found.userId;
    if (userId) {
      await sql(tx, `update app_user set password_hash = $2 where id = $1`, [userId, await hashPassword(password)]);
      await endSessions(tx, userId);
    } else userId = (await this.users.create(tx, { email: found.email, name, role: found.role, password })).id;
    await close(tx, found.id, 'accepted');
    await this.audit.record(tx, { userId, action: found.userId ? 'person.password-set' : 'person.joined', subject: `person ${userId}`, after: found.userId ? undefined : { email: found.email, role: found.role } });
    return { email: found.email, userId };
  }

  private async issue(tx: Tx, { email, role, userId, by, days }: { email: string; role: Role; userId: string | null; by: string; days: number }): Promise<IssuedLink> {
    await sql(tx, `update user_invitation set closed_at = clock_timestamp(), outcome = 'replaced' where email = $1 and closed_at is null`, [email]);
    const token = randomBytes(32).toString('base64url');
    const [row] = await sql<{ id: string; expiresAt: Date }>(tx,
      `insert into user_invitation (email, role, user_id, token_hash, invited_by, expires_at) values ($1, $2, $3, $4, $5, clock_timestamp() + $6 * interval '1 day') returning id, expires_at as "expiresAt"`,
      [email, role, userId, sha256(token), by, days]);
    return { ...row!, email, token };
  }
}

const close = (tx: Tx, id: string, outcome: string) => sql(tx, `update user_invitation set closed_at = clock_timestamp(), outcome = $2 where id = $1`, [id, outcome]);
