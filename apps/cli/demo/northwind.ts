import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { AccessModule, Users, Workspaces } from '#access';
import { Digests, LeadsModule } from '#leads';
import { MerchantsModule } from '#merchants';
import { firstThreeMonthsFree, Offers, OffersModule } from '#offers';
import { Campaigns, inboundQueue, OutreachModule, sendQueue } from '#outreach';
import { Bells, chooseQueueBackend, Clock, createLogger, NestLog, PlatformModule, relayQueue, sql, type Config, type QueueSettings } from '#platform';
import { ScoreModels, scoreQueue, ScoringModule } from '#scoring';
import { crawlQueue, Runs, Sources, SourcingModule } from '#sourcing';

/** The invented marketplace that the demo works for, and who signs in there. */
export const LOGIN = { email: 'lena@northwind.example', password: 'northwind-demo' } as const;
const WORKSPACE = { name: 'Northwind', legalName: 'Northwind Markets Ltd', postalAddress: '1 Quay Street, Dublin D02 X285, Ireland', zone: 'Europe/Dublin', currency: 'EUR' };

export interface Marketplace { readonly id: string; readonly name: string; readonly lists: ReadonlyArray<{ url: string; category: string }> }

/** What an operator and a growth lead would do by hand: set the workspace up, list sources, ask for runs, start the campaign. */
export class Northwind {
  private campaignId = '';
  private readonly sourceIds: string[] = [];

  private constructor(private readonly app: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>, private readonly queues: readonly QueueSettings[]) {}

  static async open(config: Config): Promise<Northwind> {
    chooseQueueBackend(config);
    const logger = createLogger('demo', 'warn');
    const queues = [relayQueue, crawlQueue, scoreQueue, sendQueue, inboundQueue];
    @Module({ imports: [PlatformModule.forProcess(config, logger, queues), AccessModule, SourcingModule, MerchantsModule, ScoringModule, LeadsModule, OffersModule, OutreachModule] })
    class DemoModule {}
    return new Northwind(await NestFactory.createApplicationContext(DemoModule, { logger: new NestLog(logger), abortOnError: false }), queues);
  }

  close(): Promise<void> {
    return this.app.close();
  }

  /** A Redis that served an earlier demo still holds its jobs. */
  async forgetOldJobs(): Promise<void> {
    for (const queue of this.queues) await this.get(Bells).queue(queue).obliterate({ force: true });
  }

  /** Workspace, people, a published score model, one source a marketplace, the offer and a campaign that waits to be started. */
  async setUp(marketplaces: readonly Marketplace[], today: Date): Promise<void> {
    await this.get(DataSource).transaction(async (tx) => {
      const { userId } = await this.get(Workspaces).setUp(tx, WORKSPACE, { ...LOGIN, name: 'Lena Kowalski' });
      const omar = await this.get(Users).create(tx, { email: 'omar@northwind.example', name: 'Omar Haddad', role: 'rep', password: LOGIN.password });
      // The demo's mail host plays merchants, and what it receives is compared with what the book says was sent to them.
      for (const id of [userId, omar.id]) await this.get(Digests).wish(tx, id, { zone: null, hour: 8, workdaysOnly: true, wanted: false });
      await this.get(ScoreModels).ensurePublished(tx);
      for (const marketplace of marketplaces) {
        const source = await this.get(Sources).create(tx, {
          name: `${marketplace.name} best sellers`, marketplace: marketplace.id, recipeId: marketplace.id, cron: '0 4 * * *', zone: WORKSPACE.zone,
          entries: marketplace.lists.map((list) => ({ url: list.url, category: list.category, list: `${marketplace.id}: ${list.category}` })),
          budget: { concurrency: 8, minDelayMs: 0, jitterMs: 0, pagesPerRun: 20_000, pagesPerDay: 200_000, retryMs: 250 },
          permission: { basis: 'The sandbox is part of Beckon and made to be read.', reviewedOn: today.toISOString().slice(0, 10), reviewer: 'Lena Kowalski', fields: ['ranking', 'product', 'seller', 'trader details'], retentionDays: 365 },
          wallClockLimitS: 600,
        });
        this.sourceIds.push(source.id);
      }
      const { offerId } = await this.get(Offers).create(tx, {
        name: 'First three months free', currency: WORKSPACE.currency, budget: '400000', maxUses: 1000, reserveAmount: '400', terms: firstThreeMonthsFree(WORKSPACE.currency), at: today,
      });
      const campaign = await this.get(Campaigns).create(tx, { name: 'Best sellers, first three months free', mailbox: { address: 'ana@northwind.example', name: 'Ana Silva' }, offerId, at: today });
      this.campaignId = campaign.campaignId;
    });
  }

  /** Asks for a run of every source, as the button "run now" does. */
  async requestRuns(occasion: string): Promise<void> {
    for (const sourceId of this.sourceIds) await this.get(Runs).request(sourceId, occasion, 'person');
  }

  /** Starts the campaign and the rule "top N a day". */
  async startOutreach(dailyPicks: number): Promise<void> {
    const at = await this.get(Clock).now();
    await this.get(DataSource).transaction(async (tx) => {
      await this.get(Campaigns).start(tx, this.campaignId, at);
      await sql(tx, `update funnel_rule set daily_picks = $1`, [dailyPicks]);
    });
  }

  /** Ends the rule: from now on people choose. */
  async stopPicking(): Promise<void> {
    await sql(this.get(DataSource), `update funnel_rule set daily_picks = 0`);
  }

  private get<T>(token: new (...args: never[]) => T): T {
    return this.app.get(token, { strict: false });
  }
}
