import { Body, Controller, Get, Inject, Post, Put, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { IdentityProviders, ProviderSignIns, Sessions, type SignedIn } from '#access';
import { CONFIG, sameBytes, sha256, type Config } from '#platform';
import { Returns } from '../returns.js';
import { Allow, FromOurPages, fromOf, Me, Public } from '../routes.js';
import { attemptState, clearAttemptCookie, setAttemptCookie, setSessionCookie } from '../session-cookie.js';
import { OidcClient, ProviderFailed, usableIssuer } from './oidc-client.js';
import { Session, sessionOf } from './session.controller.js';

const Offer = z.object({ name: z.string().nullable().describe('what people call the provider; null: none is switched on') }).meta({ id: 'ProviderOffer' });
const Away = z.object({ url: z.string() }).meta({ id: 'ProviderAddress' });
const Back = z.strictObject({ query: z.string().min(1).max(8000).describe('what the provider added to the address') }).meta({ id: 'ProviderAnswer' });
const domain = z.string().trim().toLowerCase().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, 'Give a domain, for example northwind.example.').max(253);
const Editable = {
  issuer: z.string().trim().max(500).refine(usableIssuer, 'Give the https address of the issuer, for example https://login.northwind.example.'), clientId: z.string().trim().min(1, 'Give the client id.').max(300),
  name: z.string().trim().min(1, 'Say what people call it.').max(60), enabled: z.boolean(), domains: z.array(domain).max(50),
};
// Before anything is set its words are empty, which nobody may save.
const Settings = z.object({ issuer: z.string(), clientId: z.string(), name: z.string(), enabled: z.boolean(), domains: z.array(z.string()), version: z.int().describe('0: nothing was set yet'), secretKept: z.boolean(), returnsTo: z.string().describe('the redirect URI to register at the provider') }).meta({ id: 'ProviderSettings' });
const Wanted = z.strictObject({ ...Editable, clientSecret: z.string().min(1).max(1000).nullable().describe('null: the one that is kept stays'), version: z.int().min(0) }).meta({ id: 'ProviderSettingsWanted' });

/** Signing in with the company's own identity provider. */
@ApiTags('Session')
@Controller('api')
export class OidcController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(IdentityProviders) private readonly providers: IdentityProviders, @Inject(ProviderSignIns) private readonly signIns: ProviderSignIns,
    @Inject(Sessions) private readonly sessions: Sessions, @Inject(OidcClient) private readonly client: OidcClient, @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('session/oidc')
  @Public()
  @Returns(Offer)
  async offer(): Promise<z.infer<typeof Offer>> {
    const provider = await this.providers.get();
    return { name: provider?.enabled ? provider.name : null };
  }

  /** Where to go to sign in. What comes back is taken from this browser alone, for ten minutes, once. */
  @Post('session/oidc')
  @Public() @FromOurPages()
  @Returns(Away, 201)
  async leave(@Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof Away>> {
    const { url, ...attempt } = await this.client.begin();
    await this.signIns.begin(attempt);
    setAttemptCookie(reply, this.config, attempt.state);
    return { url };
  }

  /** What the provider answered, handed over by the page that it led back to. */
  @Post('session/oidc/answer')
  @Public() @FromOurPages()
  @Returns(Session, 201)
  async come(@Body({ schema: Back }) { query }: z.infer<typeof Back>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof Session>> {
    const state = attemptState(request) ?? '';
    clearAttemptCookie(reply, this.config);
    if (!sameBytes(sha256(state), sha256(new URLSearchParams(query).get('state') ?? ''))) throw new ProviderFailed('This answer does not belong to a sign-in that began in this browser. Begin again.');
    const proved = await this.client.finish(query, { state, ...await this.signIns.take(state) });
    const provider = await this.providers.get();
    const { token, user } = await this.db.transaction(async (tx) => this.sessions.start(tx, await this.signIns.resolve(tx, proved, provider?.domains ?? []), 'oidc', fromOf(request)));
    setSessionCookie(reply, this.config, token);
    return sessionOf(user);
  }

  @Get('identity-provider')
  @Allow('admin')
  @Returns(Settings)
  async show(): Promise<z.infer<typeof Settings>> {
    const stored = await this.providers.get();
    return { ...(stored ? { ...stored, domains: [...stored.domains] } : { issuer: '', clientId: '', name: '', enabled: false, domains: [], version: 0 }), secretKept: stored !== null, returnsTo: this.client.returnsTo };
  }

  /** Switched on, the issuer is asked first: settings that cannot work are not saved. The secret is written and never read back. */
  @Put('identity-provider')
  @Allow('admin')
  @Returns(Settings)
  async save(@Body({ schema: Wanted }) { version, clientSecret, ...settings }: z.infer<typeof Wanted>, @Me() me: SignedIn): Promise<z.infer<typeof Settings>> {
    if (settings.enabled) await this.client.discover(settings.issuer, settings.clientId, clientSecret ?? 'not sent: only the description is read');
    await this.db.transaction((tx) => this.providers.save(tx, { settings, secret: clientSecret, version, by: me.userId }));
    return this.show();
  }
}
