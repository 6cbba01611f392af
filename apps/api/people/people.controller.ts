import { Body, Controller, Delete, Get, Inject, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Invitations, People, SecondFactor, type IssuedLink, type SignedIn } from '#access';
import { LeadEvents } from '../events/lead-events.js';
import { Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';
import { LinkMail } from './link-mail.js';
import { AccessWanted, InviteWanted, LinkIssued, PeopleView, RoleWanted, SignedOutEverywhere } from './people.shapes.js';

const Id = z.uuid('An id here is a UUID.');
type View = z.infer<typeof PeopleView>;

/** Who is let in, and as what. */
@ApiTags('People')
@Controller('api/people')
@Allow('admin')
export class PeopleController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(People) private readonly people: People, @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(SecondFactor) private readonly factor: SecondFactor, @Inject(LinkMail) private readonly mail: LinkMail, @Inject(LeadEvents) private readonly events: LeadEvents,
  ) {}

  @Get()
  @Returns(PeopleView)
  async list(): Promise<View> {
    const [people, invitations] = await Promise.all([this.people.list(), this.invitations.open()]);
    return {
      people: people.map(({ disabledAt, createdAt, lastSeenAt, ...person }) => ({ ...person, enabled: disabledAt === null, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt?.toISOString() ?? null })),
      invitations: invitations.map(({ createdAt, expiresAt, ...one }) => ({ ...one, createdAt: createdAt.toISOString(), expiresAt: expiresAt.toISOString(), expired: expiresAt.getTime() <= Date.now() })),
    };
  }

  /** Makes a link that lets one new person in, for seven days. Asking again for the same address replaces the link. */
  @Post('invitations')
  @Returns(LinkIssued, 201)
  async invite(@Body({ schema: InviteWanted }) given: z.infer<typeof InviteWanted>, @Me() me: SignedIn): Promise<z.infer<typeof LinkIssued>> {
    return this.hand(await this.db.transaction((tx) => this.invitations.invite(tx, { ...given, by: me.userId })), me, false);
  }

  @Delete('invitations/:id')
  @Returns(PeopleView)
  async revoke(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn): Promise<View> {
    await this.db.transaction((tx) => this.invitations.revoke(tx, id, me.userId));
    return this.list();
  }

  /** 409 `person-changed` carries what they are now; 409 `last-admin` when nobody could let people in any more. */
  @Put(':id/role')
  @Returns(PeopleView)
  async role(@Param('id', { schema: Id }) id: string, @Body({ schema: RoleWanted }) given: z.infer<typeof RoleWanted>, @Me() me: SignedIn): Promise<View> {
    await this.db.transaction((tx) => this.people.changeRole(tx, { id, ...given, by: me.userId }));
    return this.list();
  }

  /** Shuts somebody out, which ends their sessions at once, or lets them in again. */
  @Put(':id/access')
  @Returns(PeopleView)
  async access(@Param('id', { schema: Id }) id: string, @Body({ schema: AccessWanted }) given: z.infer<typeof AccessWanted>, @Me() me: SignedIn): Promise<View> {
    this.hangUp(await this.db.transaction((tx) => this.people.setEnabled(tx, { id, ...given, by: me.userId })));
    return this.list();
  }

  /** Signs somebody out of every browser. */
  @Delete(':id/sessions')
  @Returns(SignedOutEverywhere)
  async signOut(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn): Promise<z.infer<typeof SignedOutEverywhere>> {
    const ended = await this.db.transaction((tx) => this.people.signOut(tx, id, me.userId));
    this.hangUp(ended);
    return { ended: ended.length };
  }

  /** Makes a link with which they set a new password, for one day. */
  @Post(':id/password-link')
  @Returns(LinkIssued, 201)
  async passwordLink(@Param('id', { schema: Id }) userId: string, @Me() me: SignedIn): Promise<z.infer<typeof LinkIssued>> {
    return this.hand(await this.db.transaction((tx) => this.invitations.passwordLink(tx, { userId, by: me.userId })), me, true);
  }

  /** Takes away the second factor of somebody who lost it, and signs them out everywhere. Written to the audit log. */
  @Delete(':id/second-factor')
  @Returns(PeopleView)
  async resetFactor(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn): Promise<View> {
    this.hangUp(await this.db.transaction(async (tx) => {
      const ended = await this.people.signOut(tx, id, me.userId);
      await this.factor.remove(tx, id, me.userId);
      return ended;
    }));
    return this.list();
  }

  private async hand(link: IssuedLink, me: SignedIn, forPassword: boolean): Promise<z.infer<typeof LinkIssued>> {
    return { id: link.id, email: link.email, link: this.mail.urlOf(link), expiresAt: link.expiresAt.toISOString(), mail: await this.mail.send(link, { from: me.name, forPassword }) };
  }

  private hangUp(sessions: readonly string[]): void {
    for (const id of sessions) this.events.hangUp(id);
  }
}
