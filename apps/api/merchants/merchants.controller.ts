import { Body, Controller, Delete, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { Audit, type SignedIn } from '#access';
import { CustomFields, Facts, Tags } from '#merchants';
import { Clock, type Tx } from '#platform';
import { Returns } from '../returns.js';
import { Allow, Me, SEES_CONTACTS } from '../routes.js';
import { ContactCoverage, CustomValueWritten, FactCorrection, MerchantDetail, MerchantHistory, TagsWritten } from './merchant.shapes.js';
import { MerchantViews } from './merchant-views.js';

const Id = z.uuid('A merchant\'s id is a UUID.');
const Name = z.string().max(60);
const Window = z.object({ days: z.coerce.number().int().min(1).max(730).default(90) });

/** What is known of a merchant, where from, and what we add to it. */
@ApiTags('Merchants')
@Controller('api')
export class MerchantsController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource, @Inject(Clock) private readonly clock: Clock, @Inject(Audit) private readonly audit: Audit, @Inject(MerchantViews) private readonly views: MerchantViews,
    @Inject(Facts) private readonly facts: Facts, @Inject(CustomFields) private readonly fields: CustomFields, @Inject(Tags) private readonly tags: Tags,
  ) {}

  /** How many merchants cannot be written to because no page shows an address. */
  @Get('contact-coverage')
  @Allow(...SEES_CONTACTS)
  @Returns(ContactCoverage)
  coverage(): Promise<z.infer<typeof ContactCoverage>> {
    return this.views.gap();
  }

  @Get('merchants/:id')
  @Allow(...SEES_CONTACTS)
  @Returns(MerchantDetail)
  one(@Param('id', { schema: Id }) id: string): Promise<z.infer<typeof MerchantDetail>> {
    return this.views.detail(id);
  }

  /** Rank and rating of its storefronts over the last days. */
  @Get('merchants/:id/history')
  @Allow(...SEES_CONTACTS)
  @Returns(MerchantHistory)
  history(@Param('id', { schema: Id }) id: string, @Query({ schema: Window }) { days }: z.infer<typeof Window>): Promise<z.infer<typeof MerchantHistory>> {
    return this.views.history(id, days);
  }

  /** Says what a fact really is. No page overwrites it. */
  @Put('merchants/:id/facts/:name')
  @Allow('admin', 'lead', 'rep')
  @Returns(MerchantDetail)
  async correct(@Param('id', { schema: Id }) id: string, @Param('name', { schema: Name }) name: string, @Body({ schema: FactCorrection }) said: z.infer<typeof FactCorrection>, @Me() me: SignedIn): Promise<z.infer<typeof MerchantDetail>> {
    return this.changed(id, { me, action: 'fact.corrected', after: { name, ...said } }, (tx, at) =>
      this.facts.correct(tx, { merchantId: id, name, value: said.value, by: { kind: said.by, userId: me.userId }, note: said.note ?? null, at }));
  }

  /** Takes a correction back: pages speak again. */
  @Delete('merchants/:id/facts/:name')
  @Allow('admin', 'lead', 'rep')
  @Returns(MerchantDetail)
  async withdraw(@Param('id', { schema: Id }) id: string, @Param('name', { schema: Name }) name: string, @Me() me: SignedIn): Promise<z.infer<typeof MerchantDetail>> {
    return this.changed(id, { me, action: 'fact.withdrawn', after: { name } }, (tx, at) => this.facts.withdraw(tx, id, name, at));
  }

  /** Writes a team's own field; null takes the value away. */
  @Put('merchants/:id/fields/:key')
  @Allow('admin', 'lead', 'rep')
  @Returns(MerchantDetail)
  async field(@Param('id', { schema: Id }) id: string, @Param('key', { schema: Name }) key: string, @Body({ schema: CustomValueWritten }) { value }: z.infer<typeof CustomValueWritten>, @Me() me: SignedIn): Promise<z.infer<typeof MerchantDetail>> {
    return this.changed(id, { me, action: 'custom-value.written', after: { key, value } }, (tx, at) => this.fields.write(tx, { merchantId: id, key, value, byUserId: me.userId, at }));
  }

  /** Puts exactly these tags on it. */
  @Put('merchants/:id/tags')
  @Allow('admin', 'lead', 'rep')
  @Returns(MerchantDetail)
  async tag(@Param('id', { schema: Id }) id: string, @Body({ schema: TagsWritten }) { tags }: z.infer<typeof TagsWritten>, @Me() me: SignedIn): Promise<z.infer<typeof MerchantDetail>> {
    return this.changed(id, { me, action: 'merchant.tagged', after: { tags } }, (tx, at) => this.tags.set(tx, { merchantId: id, tags, byUserId: me.userId, at }));
  }

  private async changed(id: string, { me, action, after }: { me: SignedIn; action: string; after: object }, change: (tx: Tx, at: Date) => Promise<void>): Promise<z.infer<typeof MerchantDetail>> {
    await this.db.transaction(async (tx) => {
      await change(tx, await this.clock.now(tx));
      await this.audit.record(tx, { userId: me.userId, action, subject: `merchant ${id}`, after });
    });
    return this.views.detail(id);
  }
}
