import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LeadQueued } from '#leads';
import { MerchantMergeUndone, MerchantsMerged } from '#merchants';
import { Bells, Clock, Listeners, sql, Sweep } from '#platform';
import { Enroller } from './enroller.js';
import { inboundQueue } from './inbound.jobs.js';
import { DUE_MAILBOXES, LEFT_BEHIND } from './message.queries.js';
import { OutreachMerging } from './outreach-merging.js';
import { sendQueue } from './send.jobs.js';

/** What this room listens to and what it looks for by itself; only the worker wires it. */
@Injectable()
export class OutreachWiring {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Bells) private readonly bells: Bells,
    @Inject(Listeners) private readonly listeners: Listeners,
    @Inject(Sweep) private readonly sweep: Sweep,
    @Inject(Enroller) private readonly enroller: Enroller,
    @Inject(OutreachMerging) private readonly merging: OutreachMerging,
  ) {}

  wire(): void {
    this.listeners.on(LeadQueued, 'outreach', async (tx, { leadId }) => {
      await this.enroller.enroll(tx, [leadId], await this.clock.now(tx));
    });
    this.listeners.on(MerchantsMerged, 'outreach', (tx, { mergeId }) => this.merging.follow(tx, mergeId));
    this.listeners.on(MerchantMergeUndone, 'outreach', (tx, { mergeId }) => this.merging.giveBack(tx, mergeId));
    this.sweep.every(1_000, 'outreach: mailboxes with mail due', async () => {
      for (const { id } of await sql<{ id: string }>(this.db, DUE_MAILBOXES, [await this.clock.now()])) await this.bells.ring(sendQueue, 'drain-mailbox', { mailboxId: id }, id);
    });
    this.sweep.every(1_000, 'outreach: mails whose process died', async () => {
      for (const { id } of await sql<{ id: string }>(this.db, `select distinct m.mailbox_id as id from message m where ${LEFT_BEHIND}`)) await this.bells.ring(sendQueue, 'settle-unknown', { mailboxId: id }, id);
    });
    this.sweep.every(1_000, 'outreach: mails received', async () => {
      const waiting = await sql<{ id: string }>(this.db, `select id from inbound_mail where state = 'received' order by received_at limit 200`);
      for (const { id } of waiting) await this.bells.ring(inboundQueue, 'inbound-mail', { inboundMailId: id }, id);
    });
  }
}
