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
import { FromOurPages, Me, Public } from '../routes.js';
import { clearSessionCookie, setSessionCookie } from '../session-cookie.js';

const Credentials = z.object({
  email: z.string().trim().min(3, 'Give your mail address.').max(254),
  password: z.string().min(1, 'Give your password.').max(256),
}).meta({ id: 'Credentials' });
export const Session = z.object({ user: z.object({ id: z.uuid(), name: z.string(), email: z.string(), role: z.enum(ROLES) }) }).meta({ id: 'Session' });
const SignedOutAnswer = z.object({ signedOut: z.boolean() }).meta({ id: 'SignedOut' });

/** Fourteen days, as long as the session itself lives at most. */
const COOKIE_DAYS = 14;

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
    const { token, user } = await this.sessions.open(given.email, given.password, { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' });
    setSessionCookie(reply, this.config, token, new Date(Date.now() + COOKIE_DAYS * 86_400_000));
    return sessionOf(user);
  }

  @Get()
  @Returns(Session)
  show(@Me() me: SignedIn): z.infer<typeof Session> {
    return sessionOf(me);
  }

  @Delete()
  @Returns(SignedOutAnswer)
  async close(@Me() me: SignedIn, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof SignedOutAnswer>> {
    // Cards that were on the screen go back to the others at once.
    await this.db.transaction((tx) => this.review.leave(tx, me));
    await this.sessions.close(me.sessionId);
    this.events.hangUp(me.sessionId);
    clearSessionCookie(reply, this.config);
    return { signedOut: true };
  }
}

export const sessionOf = (who: SignedIn): z.infer<typeof Session> => ({ user: { id: who.userId, name: who.name, email: who.email, role: who.role } });
