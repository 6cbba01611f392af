import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Keys, normaliseAddress, sha256, sql, type Tx } from '#platform';
import { AttemptGone, NotInvited, ProviderAddressUnproved, SomebodyElse } from './access.errors.js';
import { Audit } from './audit.js';
import type { Role } from './user.entity.js';
import { Users } from './users.js';

/** What an ID token that was verified says. */
export interface Proved { readonly issuer: string; readonly subject: string; readonly email: string | undefined; readonly emailVerified: boolean; readonly name: string | undefined }

const MINUTES = 10;

/** Finds who it is that the identity provider vouches for. */
@Injectable()
export class ProviderSignIns {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Keys) private readonly keys: Keys, @Inject(Users) private readonly users: Users, @Inject(Audit) private readonly audit: Audit) {}

  /** Remembers a sign-in that is sent to the provider. The state is only in the browser that began it. */
  async begin(attempt: { state: string; nonce: string; verifier: string }): Promise<void> {
    await sql(this.db, `insert into identity_attempt (state_hash, nonce, verifier, expires_at) values ($1, $2, $3, clock_timestamp() + $4 * interval '1 minute')`,
      [sha256(attempt.state), attempt.nonce, this.keys.seal('identity attempt', attempt.verifier), MINUTES]);
  }

  /** Takes it back out, once. @throws AttemptGone */
  async take(state: string): Promise<{ nonce: string; verifier: string }> {
    const [row] = await sql<{ nonce: string; verifier: Buffer }>(this.db, `delete from identity_attempt where state_hash = $1 and expires_at > clock_timestamp() returning nonce, verifier`, [sha256(state)]);
    if (!row) throw new AttemptGone('This sign-in took too long or was used already. Begin again.');
    return { nonce: row.nonce, verifier: this.keys.unseal('identity attempt', row.verifier) };
  }

  /**
   * Whoever was here before is known by issuer and subject; at the first time by an address that the provider has verified:
   * of somebody who is here, of an invitation that is open, or of a domain whose people come in by themselves (as read-only).
   * @throws ProviderAddressUnproved, NotInvited, SomebodyElse
   */
  async resolve(tx: Tx, proved: Proved, domains: readonly string[]): Promise<string> {
    const [known] = await sql<{ id: string; out: boolean }>(tx, `select id, disabled_at is not null as out from app_user where identity_issuer = $1 and identity_subject = $2`, [proved.issuer, proved.subject]);
    if (known) return known.out ? refuse() : known.id;
    if (!proved.email || !proved.emailVerified) throw new ProviderAddressUnproved('Your identity provider does not say that your mail address is verified. Ask its administrator to send the claims email and email_verified.');
    const email = normaliseAddress(proved.email);
    const [person] = await sql<{ id: string; out: boolean; linked: boolean }>(tx, `select id, disabled_at is not null as out, identity_subject is not null as linked from app_user where email = $1 for update`, [email]);
    if (person?.out) return refuse();
    // An address that is given to somebody new at the provider must not open the account of whoever had it before.
    if (person?.linked) throw new SomebodyElse(`The account of ${email} belongs to another identity at your provider. An admin has to look at it.`);
    const id = person?.id ?? await this.join(tx, email, proved.name, domains);
    await sql(tx, `update app_user set identity_issuer = $2, identity_subject = $3 where id = $1`, [id, proved.issuer, proved.subject]);
    await this.audit.record(tx, { userId: id, action: 'person.identity-linked', subject: `person ${id}`, after: { issuer: proved.issuer, subject: proved.subject } });
    return id;
  }

  private async join(tx: Tx, email: string, name: string | undefined, domains: readonly string[]): Promise<string> {
    const [invited] = await sql<{ role: Role }>(tx, `update user_invitation set closed_at = clock_timestamp(), outcome = 'accepted' where email = $1 and user_id is null and closed_at is null and expires_at > clock_timestamp() returning role`, [email]);
    const role = invited?.role ?? (domains.includes(email.split('@').at(-1)!) ? 'reader' : refuse());
    const user = await this.users.create(tx, { email, name: name?.trim().slice(0, 120) || email.split('@')[0]!, role, password: null });
    await this.audit.record(tx, { userId: user.id, action: 'person.joined', subject: `person ${user.id}`, after: { email, role, invited: invited !== undefined } });
    return user.id;
  }
}

function refuse(): never {
  throw new NotInvited('Nobody has invited you here yet, or you were shut out. Ask an admin of your workspace for an invitation.');
}
