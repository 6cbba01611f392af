import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { HandOverRequests, LeadTimeline, MerchantReplies, Notes, Snoozes, Tasks } from '#leads';
import { Returns } from '../returns.js';
import { Allow, Me, SEES_CONTACTS } from '../routes.js';
import { Gone, HandOver, HandOverAsk, HandOverReply, NewNote, NewTask, Note, NoteEdit, Seen, Sleep, Task, TaskDone, TaskEdit, TimelinePage, TimelineQuery, Version } from './desk.shapes.js';
import { LeadViews, wire } from './lead-views.js';
import { LeadCard } from './lead.shapes.js';

const Id = z.uuid('An id is a UUID.');

/** What people write, plan and ask on a lead. What is made carries an id of who makes it, so that sending it twice makes it once. */
@ApiTags('Leads')
@Controller('api')
@Allow('admin', 'lead', 'rep')
export class DeskController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(LeadViews) private readonly views: LeadViews,
    @Inject(LeadTimeline) private readonly story: LeadTimeline,
    @Inject(Notes) private readonly notes: Notes,
    @Inject(Tasks) private readonly tasks: Tasks,
    @Inject(Snoozes) private readonly snoozes: Snoozes,
    @Inject(MerchantReplies) private readonly replies: MerchantReplies,
    @Inject(HandOverRequests) private readonly handOvers: HandOverRequests,
  ) {}

  /** Everything that happened, newest first. */
  @Get('leads/:id/timeline')
  @Allow(...SEES_CONTACTS)
  @Returns(TimelinePage)
  async timeline(@Param('id', { schema: Id }) leadId: string, @Query({ schema: TimelineQuery }) { types, cursor, limit }: z.infer<typeof TimelineQuery>): Promise<z.infer<typeof TimelinePage>> {
    return wire(await this.story.page(leadId, types, cursor ?? null, limit)) as z.infer<typeof TimelinePage>;
  }

  /** The lead is on the person's screen: where they were named, and what came of their requests, is not new any more. */
  @Put('leads/:id/seen')
  @Allow(...SEES_CONTACTS)
  @Returns(Seen)
  async seen(@Param('id', { schema: Id }) leadId: string, @Me() { userId }: SignedIn): Promise<z.infer<typeof Seen>> {
    return { seen: await this.db.transaction(async (tx) => (await this.notes.seen(tx, { leadId, userId })) + (await this.handOvers.seen(tx, { leadId, userId }))) };
  }

  @Post('leads/:id/notes')
  @Returns(Note, 201)
  async write(@Param('id', { schema: Id }) leadId: string, @Body({ schema: NewNote }) given: z.infer<typeof NewNote>, @Me() { userId }: SignedIn): Promise<z.infer<typeof Note>> {
    return wire(await this.db.transaction((tx) => this.notes.add(tx, { ...given, leadId, userId }))) as z.infer<typeof Note>;
  }

  /** Words one's own note anew. 409 `note-changed` carries what it says now. */
  @Put('notes/:id')
  @Returns(Note)
  async reword(@Param('id', { schema: Id }) id: string, @Body({ schema: NoteEdit }) given: z.infer<typeof NoteEdit>, @Me() { userId }: SignedIn): Promise<z.infer<typeof Note>> {
    return wire(await this.db.transaction((tx) => this.notes.edit(tx, { ...given, id, userId }))) as z.infer<typeof Note>;
  }

  @Delete('notes/:id')
  @Returns(Gone)
  async unwrite(@Param('id', { schema: Id }) id: string, @Query({ schema: Version }) { version }: z.infer<typeof Version>, @Me() { userId }: SignedIn): Promise<z.infer<typeof Gone>> {
    await this.db.transaction((tx) => this.notes.remove(tx, { id, version, userId }));
    return { gone: true };
  }

  @Post('leads/:id/tasks')
  @Returns(Task, 201)
  async plan(@Param('id', { schema: Id }) leadId: string, @Body({ schema: NewTask }) given: z.infer<typeof NewTask>, @Me() me: SignedIn): Promise<z.infer<typeof Task>> {
    return wire(await this.db.transaction((tx) => this.tasks.add(tx, { ...given, leadId, byUserId: me.userId }))) as z.infer<typeof Task>;
  }

  /** 409 `task-changed` carries what it is now. */
  @Put('tasks/:id')
  @Returns(Task)
  async replan(@Param('id', { schema: Id }) id: string, @Body({ schema: TaskEdit }) given: z.infer<typeof TaskEdit>, @Me() me: SignedIn): Promise<z.infer<typeof Task>> {
    return wire(await this.db.transaction((tx) => this.tasks.edit(tx, { ...given, id, byUserId: me.userId }))) as z.infer<typeof Task>;
  }

  /** Done, or not done after all. One that repeats has a next one. */
  @Put('tasks/:id/done')
  @Returns(Task)
  async finish(@Param('id', { schema: Id }) id: string, @Body({ schema: TaskDone }) { done, version }: z.infer<typeof TaskDone>, @Me() { userId }: SignedIn): Promise<z.infer<typeof Task>> {
    return wire(await this.db.transaction((tx) => (done ? this.tasks.done(tx, { id, version, byUserId: userId }) : this.tasks.reopen(tx, { id, byUserId: userId })))) as z.infer<typeof Task>;
  }

  @Delete('tasks/:id')
  @Returns(Gone)
  async cancel(@Param('id', { schema: Id }) id: string, @Query({ schema: Version }) { version }: z.infer<typeof Version>, @Me() me: SignedIn): Promise<z.infer<typeof Gone>> {
    await this.db.transaction((tx) => this.tasks.cancel(tx, { id, version, byUserId: me.userId }));
    return { gone: true };
  }

  /** Lets the lead sleep. It comes back on its date, when the merchant writes, or when somebody moves it. */
  @Put('leads/:id/snooze')
  @Returns(LeadCard)
  async sleep(@Param('id', { schema: Id }) leadId: string, @Body({ schema: Sleep }) { until, note, version }: z.infer<typeof Sleep>, @Me() { userId }: SignedIn): Promise<z.infer<typeof LeadCard>> {
    await this.db.transaction((tx) => this.snoozes.snooze(tx, { leadId, version, until: new Date(until), note, userId }));
    return this.views.card(leadId);
  }

  /** Wakes it early, or takes up what came back. */
  @Delete('leads/:id/snooze')
  @Returns(LeadCard)
  async wake(@Param('id', { schema: Id }) leadId: string, @Query({ schema: Version }) { version }: z.infer<typeof Version>, @Me() { userId }: SignedIn): Promise<z.infer<typeof LeadCard>> {
    await this.db.transaction((tx) => this.snoozes.end(tx, { leadId, version, userId }));
    return this.views.card(leadId);
  }

  /** The reply that waits needs nothing more. */
  @Delete('leads/:id/waiting-reply')
  @Returns(LeadCard)
  async settle(@Param('id', { schema: Id }) leadId: string, @Me() me: SignedIn): Promise<z.infer<typeof LeadCard>> {
    await this.db.transaction((tx) => this.replies.settle(tx, { leadId, byUserId: me.userId }));
    return this.views.card(leadId);
  }

  /** Asks the owner for the lead. It lapses after two workdays. */
  @Post('leads/:id/hand-over-requests')
  @Returns(HandOver, 201)
  async ask(@Param('id', { schema: Id }) leadId: string, @Body({ schema: HandOverAsk }) given: z.infer<typeof HandOverAsk>, @Me() { userId }: SignedIn): Promise<z.infer<typeof HandOver>> {
    return wire(await this.db.transaction((tx) => this.handOvers.ask(tx, { ...given, leadId, userId }))) as z.infer<typeof HandOver>;
  }

  /** The owner, a growth lead or an admin says yes or no; a yes gives the lead at once. */
  @Put('hand-over-requests/:id/answer')
  @Returns(HandOver)
  async answer(@Param('id', { schema: Id }) id: string, @Body({ schema: HandOverReply }) given: z.infer<typeof HandOverReply>, @Me() { userId, role }: SignedIn): Promise<z.infer<typeof HandOver>> {
    return wire(await this.db.transaction((tx) => this.handOvers.answer(tx, { ...given, id, userId, decides: role === 'admin' || role === 'lead' }))) as z.infer<typeof HandOver>;
  }

  @Delete('hand-over-requests/:id')
  @Returns(Gone)
  async withdraw(@Param('id', { schema: Id }) id: string, @Me() { userId }: SignedIn): Promise<z.infer<typeof Gone>> {
    await this.db.transaction((tx) => this.handOvers.withdraw(tx, { id, userId }));
    return { gone: true };
  }
}
