import { Body, Controller, Delete, Get, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Audit, type SignedIn } from '#access';
import { Clock } from '#platform';
import { changedSourceSchema, Circuits, newSourceSchema, nextRuns, refuseFutureReview, reviewSchema, RobotsFiles, Runs, SourceChanges, SourceInvalid, Sources, SourceSwitches } from '#sourcing';
import { moment, Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';
import { RobotsTextView } from '../runs/run.shapes.js';
import { SourceDetail, SourceList } from './source.shapes.js';
import { SourceViews } from './source-views.js';

const Id = z.uuid('A source\'s id is a UUID.');
const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'A file is named by its SHA-256.');
const Timetable = z.object({
  cron: z.string().trim().min(1, 'write five cron fields').max(120), zone: z.string().max(60).default('UTC').refine(isZone, 'must be an IANA time zone such as Europe/Berlin'),
  blackouts: z.string().max(200).regex(/^(([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d(,|$))*$/, 'must be hours such as 22:00-06:00,12:00-13:00').optional(),
});
const Moments = z.object({ moments: z.array(moment()) }).meta({ id: 'Moments' });
const RunAsked = z.object({ runId: z.uuid() }).meta({ id: 'RunAsked' });
const Switch = z.object({ enabled: z.boolean() }).meta({ id: 'SourceSwitch' });
const Skip = z.object({ moment: z.iso.datetime().nullable().describe('one of the source\'s next moments; null: leave none out') }).meta({ id: 'SkippedMoment' });
const NewSource = newSourceSchema.meta({ id: 'NewSource' });
const ChangedSource = changedSourceSchema.meta({ id: 'ChangedSource' });
const Review = reviewSchema.meta({ id: 'PermissionReview' });

/** What is crawled, how it does, and by which right. Operators and admins switch; everybody looks. */
@ApiTags('Sources')
@Controller('api')
export class SourcesController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(SourceViews) private readonly views: SourceViews, @Inject(Sources) private readonly sources: Sources,
    @Inject(SourceSwitches) private readonly switches: SourceSwitches, @Inject(Runs) private readonly runs: Runs, @Inject(Audit) private readonly audit: Audit, @Inject(Clock) private readonly clock: Clock,
    @Inject(Circuits) private readonly circuits: Circuits, @Inject(RobotsFiles) private readonly robots: RobotsFiles, @Inject(SourceChanges) private readonly changes: SourceChanges,
  ) {}

  @Get('sources')
  @Returns(SourceList)
  async list(): Promise<z.infer<typeof SourceList>> {
    return { sources: await this.views.all() };
  }

  /** The next three moments of a timetable, before anything is saved. */
  @Get('timetable')
  @Returns(Moments)
  preview(@Query({ schema: Timetable }) { cron, zone, blackouts = '' }: z.infer<typeof Timetable>): z.infer<typeof Moments> {
    const dark = blackouts.split(',').filter(Boolean).map((hours) => ({ from: hours.slice(0, 5), to: hours.slice(6) }));
    return { moments: nextRuns({ cron, zone, blackouts: dark }, 3, new Date()).map((at) => at.toISOString()) };
  }

  @Get('sources/:id')
  @Returns(SourceDetail)
  one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof SourceDetail>> {
    return this.views.one(id);
  }

  @Post('sources')
  @Allow('admin', 'operator')
  @Returns(SourceDetail, 201)
  async create(@Body({ schema: NewSource }) given: z.infer<typeof NewSource>, @Me() me: SignedIn): Promise<z.infer<typeof SourceDetail>> {
    const id = await this.db.transaction(async (tx) => {
      if (given.permission) refuseFutureReview(given.permission.reviewedOn, await this.clock.now(tx), 'permission.reviewedOn');
      const source = await this.sources.create(tx, given);
      await this.audit.record(tx, { userId: me.userId, action: 'source.created', subject: `source ${source.id}`, after: given });
      return source.id;
    });
    return this.views.one(id);
  }

  /** Makes the source what is sent. A run under way goes on as it began; 409 `source-changed` when somebody was faster. */
  @Put('sources/:id')
  @Allow('admin', 'operator')
  @Returns(SourceDetail)
  async change(@Param('id', { schema: Id }) id: string, @Body({ schema: ChangedSource }) given: z.infer<typeof ChangedSource>, @Me() me: SignedIn): Promise<z.infer<typeof SourceDetail>> {
    await this.db.transaction((tx) => this.changes.change(tx, id, given, me.userId));
    return this.views.one(id);
  }

  /** Somebody has read the site's terms again: the permission record stands for another 180 days. */
  @Put('sources/:id/permission-review')
  @Allow('admin', 'operator')
  @Returns(SourceDetail)
  async review(@Param('id', { schema: Id }) id: string, @Body({ schema: Review }) given: z.infer<typeof Review>, @Me() me: SignedIn): Promise<z.infer<typeof SourceDetail>> {
    await this.db.transaction((tx) => this.changes.review(tx, id, given, me.userId));
    return this.views.one(id);
  }

  /** Asks for a run now. Its crawl begins within a second or two, when its host is free. */
  @Post('sources/:id/runs')
  @Allow('admin', 'operator')
  @Returns(RunAsked, 201)
  async run(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn): Promise<z.infer<typeof RunAsked>> {
    const runId = await this.db.transaction(async (tx) => {
      const asked = await this.runs.request(id, `asked ${(await this.clock.now(tx)).toISOString()} ${randomUUID().slice(0, 8)}`, 'person', tx);
      await this.audit.record(tx, { userId: me.userId, action: 'run.requested', subject: `source ${id}`, after: { runId: asked } });
      return asked;
    });
    return { runId };
  }

  /** Pauses or resumes its schedule. */
  @Put('sources/:id/enabled')
  @Allow('admin', 'operator')
  @Returns(SourceDetail)
  async switch(@Param('id', { schema: Id }) id: string, @Body({ schema: Switch }) { enabled }: z.infer<typeof Switch>, @Me() me: SignedIn): Promise<z.infer<typeof SourceDetail>> {
    await this.db.transaction((tx) => (enabled ? this.switches.resume(tx, id, me.userId) : this.switches.pause(tx, id, me.userId)));
    return this.views.one(id);
  }

  /** Leaves out one scheduled moment. */
  @Put('sources/:id/skipped-moment')
  @Allow('admin', 'operator')
  @Returns(SourceDetail)
  async skip(@Param('id', { schema: Id }) id: string, @Body({ schema: Skip }) skip: z.infer<typeof Skip>, @Me() me: SignedIn): Promise<z.infer<typeof SourceDetail>> {
    if (skip.moment) {
      const { nextRuns: next } = await this.views.one(id);
      if (!next.some(({ at }) => Date.parse(at) === Date.parse(skip.moment!))) throw new SourceInvalid('This is none of the next moments of the source. Look again: one may have passed.', { fields: ['moment'] });
    }
    await this.db.transaction((tx) => this.switches.skip(tx, id, skip.moment ? new Date(skip.moment) : null, me.userId));
    return this.views.one(id);
  }

  /** The host showed us the door, and a person lets it be asked again. */
  @Delete('sources/:id/circuit')
  @Allow('admin', 'operator')
  @Returns(SourceDetail)
  async closeCircuit(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn): Promise<z.infer<typeof SourceDetail>> {
    const { host } = await this.views.one(id);
    await this.db.transaction((tx) => this.circuits.close(tx, host, me.userId));
    return this.views.one(id);
  }

  /** A robots.txt that let requests pass, by the hash that the ledger names. */
  @Get('robots-texts/:hash')
  @Returns(RobotsTextView)
  robotsText(@Param('hash', { schema: Hash }) hash: string): Promise<z.infer<typeof RobotsTextView>> {
    return this.robots.text(hash);
  }

  /** A person has read what changed in robots.txt: what it forbids stays untouched, the rest is read again. */
  @Put('sources/:id/robots-accepted')
  @Allow('admin', 'operator')
  @Returns(SourceDetail)
  async acceptRobots(@Param('id', { schema: Id }) id: string, @Me() me: SignedIn): Promise<z.infer<typeof SourceDetail>> {
    const { entries } = await this.views.one(id);
    await this.db.transaction((tx) => this.robots.accept(tx, new URL(entries[0]!.url).origin, me.userId));
    return this.views.one(id);
  }
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}
