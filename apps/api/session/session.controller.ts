import { Body, Controller, Delete, Get, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { ROLES, Sessions, type SignedIn } from '#access';
import { ReviewQueue } from '#leads';
import { CONFIG, type Config } from '#platform';
import { LeadEvents } from '../events/lead-events.js';
import { Returns } from '../returns.js';
import { BeforeSecondFactor, FromOurPages, fromOf, Me, Public } from '../routes.js';
import { clearSessionCookie, setSessionCookie } from '../session-cookie.js';

const Credentials = z.object({
  email: z.string().trim().min(3, 'Give your mail address.').max(254),
  password: z.string().min(1, 'Give your password.').max(256),
  code: z.string().trim().max(60).optional().describe('of the authenticator, or a recovery code; asked for by 401 `second-factor-needed`'),
}).meta({ id: 'Credentials' });
export const Session = z.object({ user: z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: z.enum(ROLES), mustEnrol: z.boolean().describe('nothing but the enrolment of a second factor is open until it is done') }) }).meta({ id: 'Session' });
const SignedOutAnswer = z.object({ signedOut: z.boolean() }).meta({ id: 'SignedOut' });

@ApiTags('Session')
@Controller('api/session')
export class SessionController {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(LeadEvents) private readonly events: LeadEvents,
    @Inject(ReviewQueue) private readonly review: ReviewQueue,
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Post()
  @Public() @FromOurPages()
  @Returns(Session, 201)
  async open(@Body({ schema: Credentials }) given: z.infer<typeof Credentials>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof Session>> {
    const { token, user } = await this.sessions.open(given.email, given.password, fromOf(request), given.code);
    setSessionCookie(reply, this.config, token);
    return sessionOf(user);
  }

  @Get()
  @BeforeSecondFactor()
  @Returns(Session)
  show(@Me() me: SignedIn): z.infer<typeof Session> {
    return sessionOf(me);
  }

  @Delete()
  @BeforeSecondFactor()
  @Returns(SignedOutAnswer)
  async close(@Me() me: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof SignedOutAnswer>> {
    // Cards that were on the screen go back to the others at once.
    await this.db.transaction(async (tx) => { await this.review.leave(tx, me); await this.sessions.end(tx, me.userId, me.sessionId); });
    this.events.hangUp(me.sessionId);
    clearSessionCookie(reply, this.config);
    return { signedOut: true };
  }
}

export const sessionOf = (who: SignedIn): z.infer<typeof Session> => ({ user: { id: who.userId, name: who.name, email: who.email, role: who.role, mustEnrol: who.mustEnrol } });
