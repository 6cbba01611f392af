import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { Keys, sha256, sql, type Tx } from '#platform';
import { CodeWrong, SecondFactorState } from './access.errors.js';
import { Audit } from './audit.js';

/** RFC 6238 with what every authenticator reads: SHA-1, six digits, thirty seconds. */
const PERIOD_S = 30;
/** A clock may be one step off, either way (RFC 6238 5.2). */
const DRIFT_STEPS = 1;
const RECOVERY_CODES = 10;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

interface Row { readonly email: string; readonly secret: Buffer | null; readonly confirmedAt: Date | null; readonly lastStep: number | null }

/** Codes from an authenticator, with recovery codes for the day it is lost. All times are machine time. */
@Injectable()
export class SecondFactor {
  constructor(@Inject(Keys) private readonly keys: Keys, @Inject(Audit) private readonly audit: Audit) {}

  /**
   * A fresh secret to be put into an authenticator. It counts once {@link confirm} has seen a code of it.
   * @returns the secret in base32 and the `otpauth://` address of it.
   * @throws SecondFactorState when there is one already.
   */
  async begin(tx: Tx, userId: string, issuer: string): Promise<{ secret: string; uri: string }> {
    const user = await this.locked(tx, userId);
    if (user.confirmedAt) throw new SecondFactorState('There is a second factor already. Take it away before you set up another.', { on: true });
    const secret = new Secret({ size: 20 });
    await sql(tx, `update app_user set totp_secret = $2, totp_last_step = null where id = $1`, [userId, this.keys.seal(place(userId), secret.base32)]);
    return { secret: secret.base32, uri: new TOTP({ issuer: `Beckon ${issuer}`.replaceAll(':', ' '), label: user.email, secret }).toString() };
  }

  /**
   * Switches it on, once a code shows that the authenticator has the secret.
   * @returns ten recovery codes of 120 random bits, each for one sign-in; only their SHA-256 is kept (ASVS 6.5.2).
   * @throws SecondFactorState, CodeWrong
   */
  async confirm(tx: Tx, userId: string, code: string): Promise<string[]> {
    const user = await this.locked(tx, userId);
    if (user.confirmedAt) throw new SecondFactorState('The second factor is on already.', { on: true });
    if (!user.secret) throw new SecondFactorState('Set up the authenticator first.', { on: false });
    const step = this.stepOf(userId, user, code);
    if (step === null) throw new CodeWrong('This code does not fit. Wait for the next one; if that fails too, check the clock of your phone.', { fields: ['code'] });
    await sql(tx, `update app_user set totp_confirmed_at = clock_timestamp(), totp_last_step = $2 where id = $1`, [userId, step]);
    await this.audit.record(tx, { userId, action: 'second-factor.switched-on', subject: `person ${userId}` });
    return this.freshCodes(tx, userId);
  }

  /** New recovery codes; the old ones work no more. @throws SecondFactorState when there is no second factor. */
  async renewCodes(tx: Tx, userId: string): Promise<string[]> {
    if (!(await this.locked(tx, userId)).confirmedAt) throw new SecondFactorState('There is no second factor yet.', { on: false });
    await this.audit.record(tx, { userId, action: 'second-factor.codes-renewed', subject: `person ${userId}` });
    return this.freshCodes(tx, userId);
  }

  /** Takes it away: by its owner, or by an admin for somebody who lost everything. */
  async remove(tx: Tx, userId: string, by: string): Promise<void> {
    const user = await this.locked(tx, userId);
    await sql(tx, `update app_user set totp_secret = null, totp_confirmed_at = null, totp_last_step = null where id = $1`, [userId]);
    await sql(tx, `delete from recovery_code where user_id = $1`, [userId]);
    if (user.confirmedAt) await this.audit.record(tx, { userId: by, action: by === userId ? 'second-factor.switched-off' : 'second-factor.reset', subject: `person ${userId}` });
  }

  /**
   * Whether the code is one of this person's now. It is used up by asking: no code of a time step that was taken, or of an
   * earlier one, is taken again (RFC 6238 5.2, ASVS 6.5.1), and two who show the same code at once wait for each other here.
   */
  async takes(tx: Tx, userId: string, code: string): Promise<boolean> {
    const user = await this.locked(tx, userId);
    if (!user.secret || !user.confirmedAt) return false;
    const step = this.stepOf(userId, user, code);
    if (step !== null) {
      await sql(tx, `update app_user set totp_last_step = $2 where id = $1`, [userId, step]);
      return true;
    }
    const used = await sql(tx, `update recovery_code set used_at = clock_timestamp() where user_id = $1 and code_hash = $2 and used_at is null returning user_id`, [userId, sha256(plain(code))]);
    if (used.length > 0) await this.audit.record(tx, { userId, action: 'second-factor.recovery-code-used', subject: `person ${userId}` });
    return used.length > 0;
  }

  private stepOf(userId: string, user: Row, code: string): number | null {
    const token = plain(code);
    if (!user.secret || !/^\d{6}$/.test(token)) return null;
    const totp = new TOTP({ secret: Secret.fromBase32(this.keys.unseal(place(userId), user.secret)), period: PERIOD_S });
    const timestamp = Date.now();
    const drift = totp.validate({ token, timestamp, window: DRIFT_STEPS });
    if (drift === null) return null;
    const step = totp.counter({ timestamp }) + drift;
    return user.lastStep !== null && step <= user.lastStep ? null : step;
  }

  private async freshCodes(tx: Tx, userId: string): Promise<string[]> {
    const codes = Array.from({ length: RECOVERY_CODES }, () => Array.from(randomBytes(24), (byte) => BASE32[byte & 31]).join(''));
    await sql(tx, `delete from recovery_code where user_id = $1`, [userId]);
    await sql(tx, `insert into recovery_code (user_id, code_hash) select $1, unnest($2::bytea[])`, [userId, codes.map((code) => sha256(code))]);
    return codes.map((code) => code.match(/.{4}/g)!.join('-'));
  }

  private async locked(tx: Tx, userId: string): Promise<Row> {
    const [row] = await sql<Row>(tx, `select email, totp_secret as secret, totp_confirmed_at as "confirmedAt", totp_last_step as "lastStep" from app_user where id = $1 for update`, [userId]);
    return row!;
  }
}

const place = (userId: string): string => `totp ${userId}`;
/** As it is stored: people type codes with spaces, dashes and capitals. */
const plain = (code: string): string => code.toLowerCase().replace(/[\s-]/g, '');
