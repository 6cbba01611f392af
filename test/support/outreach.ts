import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { AccessModule } from '#access';
import { LeadsModule, LeadStages } from '#leads';
import { MerchantsModule } from '#merchants';
import { firstThreeMonthsFree, Offers, OffersModule } from '#offers';
import { Desk, OnboardingModule } from '#onboarding';
import { Campaigns, inboundQueue, MailboxLane, OutreachModule, OutreachWiring, sendQueue, type NewStep } from '#outreach';
import { Clock, InstanceLease, Keys, Relay, relayQueue, sql } from '#platform';
import { aContact, aLead, aMerchant, aRegion } from './factories.js';
import { testModule, type TestApp } from './database.js';

export interface ReceivedMail { readonly to: string; readonly raw: string }
export interface TestMailHost { readonly url: string; readonly received: ReceivedMail[]; close(): Promise<void> }

/** A real SMTP server. `refuse` answers RCPT, `onData` is called before the mail is taken: throwing or hanging there is up to the test. */
export async function mailHost(behaviour: { refuse?: (to: string) => string | undefined; onData?: (to: string) => Promise<void>; hangUp?: (to: string) => boolean; delayMs?: number } = {}): Promise<TestMailHost> {
  const received: ReceivedMail[] = [];
  // smtp-server gives a test no other way to hang up in the middle of a mail.
  const connections = (server: SMTPServer) => (server as unknown as { connections: Set<{ id: string; _socket: { destroy(): void } }> }).connections;
  const server = new SMTPServer({
    authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], disableReverseLookup: true,
    onRcptTo(address, _session, done) {
      const refusal = behaviour.refuse?.(address.address);
      if (!refusal) return done();
      return done(Object.assign(new Error(refusal.slice(4)), { responseCode: Number(refusal.slice(0, 3)) }));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void (async () => {
          const to = session.envelope.rcptTo[0]!.address;
          if (behaviour.hangUp?.(to)) { for (const one of connections(server)) if (one.id === session.id) one._socket.destroy(); return; }
          await behaviour.onData?.(to);
          if (behaviour.delayMs) await new Promise((resolve) => setTimeout(resolve, behaviour.delayMs));
          received.push({ to, raw: Buffer.concat(chunks).toString('utf8') });
          done(null, 'taken');
        })().catch((error: Error) => done(error));
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', () => resolve()); });
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`, received,
    close: () => new Promise((resolve) => { server.close(() => resolve()); }),
  };
}

let shops = 0;

export interface QueuedLead { readonly leadId: string; readonly merchantId: string; readonly contactId: string; readonly address: string }

export interface Northwind extends TestApp {
  readonly mailboxId: string;
  readonly campaignId: string;
  readonly offerId: string;
  readonly regionId: string;
  /** Leads that are queued and enrolled, in order. */
  queue(merchants: ReadonlyArray<{ name?: string; address?: string; country?: string }>): Promise<QueuedLead[]>;
  drain(): Promise<number>;
  /** Business time moves on. */
  later(days: number): Promise<Date>;
  rows<Row = Record<string, unknown>>(text: string, params?: unknown[]): Promise<Row[]>;
  readonly desk: Desk;
}

/** An invented marketplace with an offer and a running campaign, over the real rooms. */
export async function northwind(options: { env?: Record<string, string>; maxUses?: number; steps?: readonly NewStep[] } = {}): Promise<Northwind> {
  const test = await testModule([AccessModule, MerchantsModule, LeadsModule, OffersModule, OutreachModule, OnboardingModule], { queues: [sendQueue, inboundQueue, relayQueue], env: options.env ?? {} });
  const { db } = test;
  await sql(db, `insert into workspace (name, legal_name, postal_address, zone, currency) values ('Northwind', 'Northwind Markets Ltd', '1 Quay Street, Dublin', 'Europe/Dublin', 'EUR')`);
  const clock = test.get(Clock);
  const at = await clock.now();
  const regionId = await aRegion(db);
  const { offerId, campaignId, mailboxId } = await db.transaction(async (tx) => {
    const offer = await test.get(Offers).create(tx, {
      name: 'First three months free', currency: 'EUR', budget: '100000', maxUses: options.maxUses ?? 250, reserveAmount: '400', terms: firstThreeMonthsFree('EUR'), at });
    const campaign = await test.get(Campaigns).create(tx, {
      name: 'Best sellers', mailbox: { address: 'ana@northwind.example', name: 'Ana Silva' }, offerId: offer.offerId, at, ...(options.steps ? { steps: options.steps } : {}) });
    await test.get(Campaigns).start(tx, campaign.campaignId, at);
    return { ...offer, ...campaign };
  });
  await test.get(InstanceLease).start();
  test.get(OutreachWiring).wire();
  const keys = test.get(Keys);
  return {
    ...test, mailboxId, campaignId, offerId, regionId, desk: test.get(Desk),
    async queue(merchants) {
      const made: QueuedLead[] = [];
      for (const merchant of merchants) {
        const address = merchant.address ?? `owner@shop-${++shops}.example`;
        const merchantId = await aMerchant(db, { ...(merchant.name !== undefined ? { name: merchant.name } : {}), ...(merchant.country ? { country: merchant.country } : {}) });
        const contactId = await aContact(db, { merchantId, address, macs: { address: keys.addressMac(address), domain: keys.domainMac(address) } });
        made.push({ merchantId, contactId, address, leadId: await aLead(db, { merchantId, regionId, stage: 'qualified' }) });
      }
      await db.transaction((tx) => test.get(LeadStages).advance(tx, made.map((one) => one.leadId), 'queued', { kind: 'rule' }, 'picked'));
      await test.get(Relay).drain();
      return made;
    },
    drain: () => test.get(MailboxLane).drain(mailboxId),
    async later(days) { return clock.jumpTo(new Date((await clock.now()).getTime() + days * 86_400_000)); },
    rows: (text, params) => sql(db, text, params),
  };
}

/** The address in a link's path, from a raw mail: `/i/` or `/u/`. */
export function linkIn(raw: string, path: '/i/' | '/u/'): string {
  const text = raw.replace(/=\r?\n/g, '').replace(/=3D/g, '=');
  const found = new RegExp(`https?://[^\\s"<>]+${path}([\\w-]+)`).exec(text);
  if (!found) throw new Error(`the mail has no ${path} link`);
  return found[1]!;
}
