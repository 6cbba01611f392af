import { Body, Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { AlreadySetUp, assertGoodPassword, Sessions, Workspaces } from '#access';
import { CONFIG, Refusal, sameBytes, sha256, type Config } from '#platform';
import { Returns } from '../returns.js';
import { FromOurPages, fromOf, Public } from '../routes.js';
import { setSessionCookie } from '../session-cookie.js';
import { Session, sessionOf } from '../session/session.controller.js';

export class SetupTokenWrong extends Refusal {
  readonly code = 'setup-token-wrong';
  override readonly kind = 'forbidden';
}

const zones = new Set(Intl.supportedValuesOf('timeZone'));
const SetupState = z.object({ needed: z.boolean() }).meta({ id: 'SetupState' });
const Setup = z.object({
  token: z.string().max(256),
  name: z.string().trim().min(1, 'Give your name.').max(120),
  email: z.email('Give a mail address, for example ana@northwind.example.').max(254),
  password: z.string().min(12, 'Use at least 12 characters.').max(256),
  workspace: z.object({
    name: z.string().trim().min(1, 'Give the name of your marketplace.').max(120),
    legalName: z.string().trim().min(1, 'Give the legal name; it stands in every mail.').max(200),
    postalAddress: z.string().trim().min(5, 'Give the postal address; it stands in every mail.').max(500),
    zone: z.string().refine((zone) => zone === 'UTC' || zones.has(zone), 'Give an IANA time zone, for example Europe/Berlin.'),
    currency: z.string().regex(/^[A-Z]{3}$/, 'Give a currency by its three letters, for example EUR.'),
  }),
}).meta({ id: 'Setup' });

/** First-run set-up: open only while nobody exists, and only to who holds the token that the installation printed. */
@ApiTags('Set-up')
@Public()
@Controller('api/setup')
export class SetupController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Workspaces) private readonly workspaces: Workspaces,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get()
  @Returns(SetupState)
  async state(): Promise<z.infer<typeof SetupState>> {
    return { needed: (await this.workspaces.get()) === null };
  }

  /** Makes the workspace and its admin, and signs the admin in. */
  @Post()
  @FromOurPages()
  @Returns(Session, 201)
  async setUp(@Body({ schema: Setup }) given: z.infer<typeof Setup>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof Session>> {
    const { token: setupToken, workspace, ...admin } = given;
    if (await this.workspaces.get()) throw new AlreadySetUp('This installation is set up already. Sign in instead.');
    if (!this.config.setupToken || !sameBytes(sha256(setupToken), sha256(this.config.setupToken))) {
      throw new SetupTokenWrong('The set-up code is wrong. It was printed where Beckon was started (BECKON_SETUP_TOKEN).');
    }
    assertGoodPassword(admin.password, [admin.name, admin.email, workspace.name]);
    await this.db.transaction((tx) => this.workspaces.setUp(tx, workspace, admin));
    const { token, user } = await this.sessions.open(admin.email, admin.password, fromOf(request));
    setSessionCookie(reply, this.config, token);
    return sessionOf(user);
  }
}
