import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Keys, sql, type Tx } from '#platform';
import { ProviderChanged, ProviderSecretMissing } from './access.errors.js';
import { Audit } from './audit.js';

export interface ProviderSettings { readonly issuer: string; readonly clientId: string; readonly name: string; readonly enabled: boolean; readonly domains: readonly string[] }
export interface ProviderStored extends ProviderSettings { readonly version: number }
const COLUMNS = `issuer, client_id as "clientId", name, enabled, domains, version`;
const PLACE = 'identity provider';

/** The company's own sign-in. Its secret is written and never read back by people. */
@Injectable()
export class IdentityProviders {
  constructor(@Inject(DataSource) private readonly db: DataSource, @Inject(Keys) private readonly keys: Keys, @Inject(Audit) private readonly audit: Audit) {}

  async get(): Promise<ProviderStored | null> {
    return (await sql<ProviderStored>(this.db, `select ${COLUMNS} from identity_provider`))[0] ?? null;
  }

  /** For the one who talks to the provider. */
  async secret(): Promise<string> {
    const [row] = await sql<{ sealed: Buffer }>(this.db, `select client_secret as sealed from identity_provider`);
    return this.keys.unseal(PLACE, row!.sealed);
  }

  /**
   * @param version 0: there was none. @param secret null: the one that is kept stays; with another issuer or client it has to be given anew,
   * else whoever may change the address could have the secret sent to themselves.
   * @throws ProviderChanged, ProviderSecretMissing
   */
  async save(tx: Tx, { settings, secret, version, by }: { settings: ProviderSettings; secret: string | null; version: number; by: string }): Promise<void> {
    await sql(tx, `select from workspace for update`);
    const [before] = await sql<ProviderStored>(tx, `select ${COLUMNS} from identity_provider`);
    if ((before?.version ?? 0) !== version) throw new ProviderChanged('Somebody changed these settings meanwhile. Look again before you save.', { version: before?.version ?? 0 });
    if (secret === null && (!before || before.issuer !== settings.issuer || before.clientId !== settings.clientId)) throw new ProviderSecretMissing('Give the client secret: it belongs to this issuer and client.', { fields: ['clientSecret'] });
    const { issuer, clientId, name, enabled, domains } = settings;
    await sql(tx,
      `insert into identity_provider (issuer, client_id, name, enabled, domains, client_secret) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do update set issuer = $1, client_id = $2, name = $3, enabled = $4, domains = $5, client_secret = coalesce($6, identity_provider.client_secret), version = identity_provider.version + 1`,
      [issuer, clientId, name, enabled, domains, secret === null ? (await sql<{ sealed: Buffer }>(tx, `select client_secret as sealed from identity_provider`))[0]!.sealed : this.keys.seal(PLACE, secret)]);
    await this.audit.record(tx, { userId: by, action: 'identity-provider.changed', subject: 'workspace', before: before ?? undefined, after: { ...settings, secretChanged: secret !== null } });
  }
}
