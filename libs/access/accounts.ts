import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sql, type Tx } from '#platform';
import { Audit } from './audit.js';
import { assertGoodPassword } from './password-rules.js';
import { hashPassword } from './passwords.js';
import { endSessions } from './people.js';

export interface Account { readonly password: boolean; readonly totp: boolean; readonly totpRequired: boolean; readonly recoveryCodesLeft: number }

/** How somebody signs in, as they see it themselves. */
@Injectable()
export class Accounts {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Audit) private readonly audit: Audit) {}

  async of(userId: string): Promise<Account> {
    const [row] = await sql<Account>(this.db,
      `select password_hash is not null as password, totp_confirmed_at is not null as totp, coalesce((select totp_required from workspace), false) as "totpRequired",
              (select count(*)::int from recovery_code c where c.user_id = u.id and c.used_at is null) as "recoveryCodesLeft" from app_user u where id = $1`, [userId]);
    return row!;
  }

  /**
   * Sets a new password and ends the person's other sessions (ASVS 7.4.3).
   * @returns ids of the sessions that ended. @throws PasswordTooWeak
   */
  async setPassword(tx: Tx, me: { userId: string; sessionId: string; name: string; email: string }, password: string): Promise<string[]> {
    assertGoodPassword(password, [me.name, me.email]);
    await sql(tx, `update app_user set password_hash = $2 where id = $1`, [me.userId, await hashPassword(password)]);
    await this.audit.record(tx, { userId: me.userId, action: 'person.password-set', subject: `person ${me.userId}` });
    return endSessions(tx, me.userId, me.sessionId);
  }

  /** Whether whoever signs in by password needs a second factor. */
  async requireSecondFactor(tx: Tx, required: boolean, by: string): Promise<void> {
    const [before] = await sql<{ required: boolean }>(tx, `select totp_required as required from workspace for update`);
    if (before?.required === required) return;
    await sql(tx, `update workspace set totp_required = $1`, [required]);
    await this.audit.record(tx, { userId: by, action: 'second-factor.rule-changed', subject: 'workspace', before: { required: before?.required ?? false }, after: { required } });
  }
}
