import { Inject, Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import type { Logger } from 'pino';
import { IdentityProviders, type Proved } from '#access';
import { CONFIG, LOGGER, Refusal, type Config } from '#platform';

export class ProviderOff extends Refusal {
  readonly code = 'identity-provider-off';
  override readonly kind = 'missing';
}
/** The provider cannot be reached, or its answer does not hold what OpenID Connect asks for. */
export class ProviderFailed extends Refusal {
  readonly code = 'identity-provider-failed';
  override readonly kind = 'conflict';
}
export class ProviderRefused extends Refusal {
  readonly code = 'identity-provider-refused';
  override readonly kind = 'forbidden';
}

const HOLDS_MS = 10 * 60_000;
const PATIENCE_S = 10;
/** Secrets travel in the clear to nobody but this very machine. */
const onThisMachine = (issuer: string): boolean => /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(issuer);
export const usableIssuer = (issuer: string): boolean => URL.canParse(issuer) && (issuer.startsWith('https://') || onThisMachine(issuer));

/** Talks OpenID Connect: authorisation code with PKCE (RFC 7636), state and nonce. */
@Injectable()
export class OidcClient {
  private held: { readonly of: string; readonly at: number; readonly configuration: oidc.Configuration } | undefined;

  constructor(@Inject(IdentityProviders) private readonly providers: IdentityProviders, @Inject(CONFIG) private readonly config: Config, @Inject(LOGGER) private readonly log: Logger) {}

  /** Where the provider sends people back to: a page of ours that shows, and whose script then acts. */
  get returnsTo(): string {
    return `${this.config.http.publicUrl}/sign-in/oidc`;
  }

  /** Reads the provider's own description of itself. @throws ProviderFailed in words that an admin can act on. */
  async discover(issuer: string, clientId: string, secret: string): Promise<oidc.Configuration> {
    try {
      return await oidc.discovery(new URL(issuer), clientId, { client_secret: secret }, oidc.ClientSecretBasic(secret), { timeout: PATIENCE_S, execute: onThisMachine(issuer) ? [oidc.allowInsecureRequests] : [] });
    } catch (error) {
      this.log.warn({ err: error, issuer }, 'the identity provider could not be read');
      throw new ProviderFailed(`Nothing that speaks OpenID Connect answers at ${issuer}. Its description should be at ${issuer.replace(/\/$/, '')}/.well-known/openid-configuration.`, { fields: ['issuer'] });
    }
  }

  async begin(): Promise<{ url: string; state: string; nonce: string; verifier: string }> {
    const configuration = await this.configuration();
    const [state, nonce, verifier] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier()];
    const url = oidc.buildAuthorizationUrl(configuration, { redirect_uri: this.returnsTo, scope: 'openid email profile', state, nonce, code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' });
    return { url: url.href, state, nonce, verifier };
  }

  /** @param query what the provider added to our address. @throws ProviderRefused, ProviderFailed */
  async finish(query: string, expected: { state: string; nonce: string; verifier: string }): Promise<Proved> {
    const configuration = await this.configuration();
    try {
      const tokens = await oidc.authorizationCodeGrant(configuration, new URL(`${this.returnsTo}?${query}`), { pkceCodeVerifier: expected.verifier, expectedState: expected.state, expectedNonce: expected.nonce, idTokenExpected: true });
      const claims = tokens.claims()!;
      const more = claims.email === undefined && configuration.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims;
      return { issuer: claims.iss, subject: claims.sub, email: textOf(more.email), emailVerified: more.email_verified === true, name: textOf(more.name) };
    } catch (error) {
      if (error instanceof oidc.AuthorizationResponseError) throw new ProviderRefused(error.error === 'access_denied' ? 'You stopped the sign-in at your identity provider. Nothing happened here.' : `Your identity provider answered: ${error.error_description ?? error.error}.`);
      this.log.warn({ err: error }, 'a sign-in with the identity provider failed');
      throw new ProviderFailed('Your identity provider\'s answer could not be verified. Begin again; if it stays so, an admin should check client id, secret and the clock of this machine.');
    }
  }

  private async configuration(): Promise<oidc.Configuration> {
    const settings = await this.providers.get();
    if (!settings?.enabled) throw new ProviderOff('Signing in with an identity provider is not switched on.');
    const of = `${settings.version}`;
    if (!this.held || this.held.of !== of || Date.now() - this.held.at > HOLDS_MS) this.held = { of, at: Date.now(), configuration: await this.discover(settings.issuer, settings.clientId, await this.providers.secret()) };
    return this.held.configuration;
  }
}

const textOf = (claim: unknown): string | undefined => (typeof claim === 'string' && claim !== '' ? claim : undefined);
