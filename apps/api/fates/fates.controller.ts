import { Body, Controller, Get, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { MailFates, UnsettledMails } from '#outreach';
import { Returns } from '../returns.js';
import { Allow, Me } from '../routes.js';
import * as shapes from './fate.shapes.js';

const Id = z.uuid('A mail\'s id is a UUID.').toLowerCase();
const Listing = z.object({
  order: z.enum(['oldest', 'newest']).default('oldest'), leadId: z.uuid().optional(),
  cursor: z.string().regex(/^\d{1,19}~[0-9a-f-]{36}$/, 'Take the cursor from the page before.').optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** Mails that may or may not have gone, and what people say became of them. */
@ApiTags('Outreach')
@Controller('api/messages')
export class FatesController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(UnsettledMails) private readonly unsettled: UnsettledMails,
    @Inject(MailFates) private readonly fates: MailFates,
  ) {}

  /** Mails whose fate waits for a person, with what it takes to look them up at the mail host. */
  @Get('unsettled')
  @Allow('admin', 'lead', 'rep', 'compliance', 'reader')
  @Returns(shapes.UnsettledMails)
  async list(@Query({ schema: Listing }) listing: z.infer<typeof Listing>): Promise<z.infer<typeof shapes.UnsettledMails>> {
    const { mails, ...page } = await this.unsettled.page(listing);
    return { ...page, mails: mails.map((mail) => ({ ...mail, claimedAt: mail.claimedAt.toISOString(), unknownSince: mail.unknownSince.toISOString() })) };
  }

  /**
   * Settles many. Each stands for itself: what is refused (409 `fate-settled` or 404 `mail-missing`, were it alone) is named and keeps
   * nothing else from being settled.
   */
  @Put('fates')
  @Allow('admin', 'lead', 'rep')
  @Returns(shapes.MailFates)
  async settleMany(@Body({ schema: shapes.Verdicts }) { verdicts }: z.infer<typeof shapes.Verdicts>, @Me() me: SignedIn): Promise<z.infer<typeof shapes.MailFates>> {
    const { settled, refused } = await this.db.transaction((tx) => this.fates.settleMany(tx, verdicts, me));
    const { total } = await this.unsettled.page({ order: 'oldest', limit: 1 });
    return { settled: [...settled], refused: refused.map(({ id, why }) => ({ id, code: why.code, detail: why.message, current: why.details })), left: total };
  }

  /** Settles one. The same again changes nothing; another verdict is a 409 `fate-settled` with how the mail stands. */
  @Put(':id/fate')
  @Allow('admin', 'lead', 'rep')
  @Returns(shapes.MailFate)
  settle(@Param('id', { schema: Id }) id: string, @Body({ schema: shapes.Verdict }) verdict: z.infer<typeof shapes.Verdict>, @Me() me: SignedIn): Promise<z.infer<typeof shapes.MailFate>> {
    return this.db.transaction((tx) => this.fates.settle(tx, { id, ...verdict }, me));
  }
}
