import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { LastAdmin, PersonChanged, PersonNotFound } from './access.errors.js';
import { Audit } from './audit.js';
import type { Role } from './user.entity.js';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly version: number;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
  readonly lastSeenAt: Date | null;
  readonly sessions: number;
  readonly totp: boolean;
  readonly password: boolean;
  readonly provider: boolean;
}
interface Row { readonly id: string; readonly name: string; readonly role: Role; readonly version: number; readonly disabledAt: Date | null }
type Edit = { readonly id: string; readonly version: number; readonly by: string };

/** Who is let in and as what. Every change is versioned, audited, and holds from the next request on. */
@Injectable()
export class People {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit) {}

  /** Everybody, those who may come in first, by name. */
  list(): Promise<Person[]> {
    return sql(this.db,
      `select u.id, u.name, u.email, u.role, u.version, u.created_at as "createdAt", u.disabled_at as "disabledAt", s.seen as "lastSeenAt", coalesce(s.open, 0)::int as sessions,
              u.totp_confirmed_at is not null as totp, u.password_hash is not null as password, u.identity_subject is not null as provider
         from app_user u left join (select user_id, max(last_seen_at) as seen, count(*) filter (where expires_at > clock_timestamp()) as open from session group by user_id) s on s.user_id = u.id
        order by u.disabled_at is not null, u.name, u.id`);
  }

  /** @throws PersonNotFound, PersonChanged, LastAdmin */
  async changeRole(tx: Tx, { id, version, by, role }: Edit & { role: Role }): Promise<void> {
    const person = await this.locked(tx, id, version);
    if (person.role === role) return;
    if (person.role === 'admin') await this.keepAnAdmin(tx, id, 'change this role');
    await sql(tx, `update app_user set role = $2, version = version + 1 where id = $1`, [id, role]);
    await this.audit.record(tx, { userId: by, action: 'person.role-changed', subject: `person ${id}`, before: { role: person.role }, after: { role } });
  }

  /**
   * Lets somebody in again, or shuts them out: their sessions end in the same transaction, their API keys and links stop working with it.
   * @returns ids of the sessions that ended.
   * @throws PersonNotFound, PersonChanged, LastAdmin
   */
  async setEnabled(tx: Tx, { id, version, by, enabled }: Edit & { enabled: boolean }): Promise<string[]> {
    const person = await this.locked(tx, id, version);
    if ((person.disabledAt === null) === enabled) return [];
    if (!enabled && person.role === 'admin') await this.keepAnAdmin(tx, id, 'shut this person out');
    await sql(tx, `update app_user set disabled_at = case when $2 then null else clock_timestamp() end, version = version + 1 where id = $1`, [id, enabled]);
    const ended = enabled ? [] : await endSessions(tx, id);
    await this.audit.record(tx, { userId: by, action: enabled ? 'person.enabled' : 'person.disabled', subject: `person ${id}`, after: { enabled, sessionsEnded: ended.length } });
    return ended;
  }

  /** Signs a person out everywhere. @returns ids of the sessions that ended. @throws PersonNotFound */
  async signOut(tx: Tx, id: string, by: string): Promise<string[]> {
    if ((await sql(tx, `select from app_user where id = $1`, [id])).length === 0) throw noSuchPerson();
    const ended = await endSessions(tx, id);
    await this.audit.record(tx, { userId: by, action: 'person.signed-out', subject: `person ${id}`, after: { sessionsEnded: ended.length } });
    return ended;
  }

  private async locked(tx: Tx, id: string, version: number): Promise<Row> {
    const [person] = await sql<Row>(tx, `select id, name, role, version, disabled_at as "disabledAt" from app_user where id = $1 for update`, [id]);
    if (!person) throw noSuchPerson();
    if (person.version !== version) {
      throw new PersonChanged(`${person.name} was changed meanwhile: now ${person.role}${person.disabledAt ? ', shut out' : ''}. Look again before you change it.`, { role: person.role, enabled: person.disabledAt === null, version: person.version });
    }
    return person;
  }

  /** Two admins who demote each other at once wait here for each other; the second is refused. */
  private async keepAnAdmin(tx: Tx, but: string, todo: string): Promise<void> {
    await sql(tx, `select from workspace for update`);
    const others = await sql(tx, `select from app_user where role = 'admin' and disabled_at is null and id <> $1 limit 1`, [but]);
    if (others.length === 0) throw new LastAdmin(`This is the only admin. Make somebody else an admin first, then ${todo}.`);
  }
}

/** Ends every session of a person. @param but a session that stays. @returns ids of those that ended. */
export async function endSessions(tx: Tx, userId: string, but: string | null = null): Promise<string[]> {
  return (await sql<{ id: string }>(tx, `delete from session where user_id = $1 and id is distinct from $2 returning id`, [userId, but])).map(({ id }) => id);
}

const noSuchPerson = (): PersonNotFound => new PersonNotFound('There is no such person.');
