import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Accounts, SecondFactor, Sessions, Workspaces, type SignedIn } from '#access';
import { renderSVG } from 'uqr';
import { LeadEvents } from '../events/lead-events.js';
import { Returns } from '../returns.js';
import { BeforeSecondFactor, Me, NotAudited } from '../routes.js';
import { AccountView, CodeShown, Enrolment, PasswordChange, PasswordShown, RecoveryCodes, SessionsLeft } from './account.shapes.js';
import { browserOf } from './browser-name.js';

const Id = z.uuid('A session\'s id is a UUID.');
type View = z.infer<typeof AccountView>;

/** How one signs in oneself. What would help a thief of the session asks for the password again. */
@ApiTags('Account')
@Controller('api/account')
export class AccountController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Accounts) private readonly accounts: Accounts, @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(SecondFactor) private readonly factor: SecondFactor, @Inject(Workspaces) private readonly workspaces: Workspaces, @Inject(LeadEvents) private readonly events: LeadEvents,
  ) {}

  @Get()
  @BeforeSecondFactor()
  @Returns(AccountView)
  async show(@Me() me: SignedIn): Promise<View> {
    const [account, sessions] = await Promise.all([this.accounts.of(me.userId), this.sessions.list(me.userId)]);
    return {
      password: account.password, secondFactor: { on: account.totp, required: account.totpRequired, recoveryCodesLeft: account.recoveryCodesLeft },
      sessions: sessions.map(({ userAgent, createdAt, lastSeenAt, expiresAt, ...one }) => ({ ...one, current: one.id === me.sessionId, browser: browserOf(userAgent), createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), expiresAt: expiresAt.toISOString() })),
    };
  }

  @Delete('sessions/:id')
  @Returns(AccountView)
  async end(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn): Promise<View> {
    await this.db.transaction((tx) => this.sessions.end(tx, me.userId, id));
    this.events.hangUp(id);
    return this.show(me);
  }

  /** Ends all sessions but this one. */
  @Delete('sessions')
  @Returns(SessionsLeft)
  async endOthers(@Me() me: SignedIn): Promise<z.infer<typeof SessionsLeft>> {
    return { ended: this.hangUp(await this.db.transaction((tx) => this.sessions.endOthers(tx, me.userId, me.sessionId))) };
  }

  /** Sets a new password and ends the other sessions. */
  @Put('password')
  @Returns(SessionsLeft)
  async password(@Body({ schema: PasswordChange }) { current, password }: z.infer<typeof PasswordChange>, @Me() me: SignedIn, @Req() request: FastifyRequest): Promise<z.infer<typeof SessionsLeft>> {
    await this.sessions.prove(me, current, request.ip);
    return { ended: this.hangUp(await this.db.transaction((tx) => this.accounts.setPassword(tx, me, password))) };
  }

  /** A secret for an authenticator; it counts once a code of it has been shown. */
  @Post('second-factor')
  @NotAudited('a secret that counts for nothing yet; its confirmation is recorded')
  @BeforeSecondFactor()
  @Returns(Enrolment, 201)
  async begin(@Body({ schema: PasswordShown }) { password }: z.infer<typeof PasswordShown>, @Me() me: SignedIn, @Req() request: FastifyRequest): Promise<z.infer<typeof Enrolment>> {
    await this.sessions.prove(me, password, request.ip);
    const workspace = await this.workspaces.get();
    const made = await this.db.transaction((tx) => this.factor.begin(tx, me.userId, workspace?.name ?? ''));
    return { ...made, svg: renderSVG(made.uri, { border: 2 }) };
  }

  /** Switches the second factor on and gives the recovery codes. The other sessions, which lack it, end. */
  @Put('second-factor')
  @BeforeSecondFactor()
  @Returns(RecoveryCodes)
  async confirm(@Body({ schema: CodeShown }) { code }: z.infer<typeof CodeShown>, @Me() me: SignedIn): Promise<z.infer<typeof RecoveryCodes>> {
    const [codes, ended] = await this.db.transaction(async (tx) => [await this.factor.confirm(tx, me.userId, code), await this.sessions.endOthers(tx, me.userId, me.sessionId)] as const);
    this.hangUp(ended);
    return { codes };
  }

  /** Fresh recovery codes; the old ones work no more. */
  @Post('recovery-codes')
  @Returns(RecoveryCodes, 201)
  async codes(@Body({ schema: PasswordShown }) { password }: z.infer<typeof PasswordShown>, @Me() me: SignedIn, @Req() request: FastifyRequest): Promise<z.infer<typeof RecoveryCodes>> {
    await this.sessions.prove(me, password, request.ip);
    return { codes: await this.db.transaction((tx) => this.factor.renewCodes(tx, me.userId)) };
  }

  /** Takes the second factor away. */
  @Post('second-factor/removal')
  @Returns(AccountView)
  async remove(@Body({ schema: PasswordShown }) { password }: z.infer<typeof PasswordShown>, @Me() me: SignedIn, @Req() request: FastifyRequest): Promise<View> {
    await this.sessions.prove(me, password, request.ip);
    await this.db.transaction((tx) => this.factor.remove(tx, me.userId, me.userId));
    return this.show(me);
  }

  private hangUp(sessions: readonly string[]): number {
    for (const id of sessions) this.events.hangUp(id);
    return sessions.length;
  }
}
