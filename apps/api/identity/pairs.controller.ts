import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { SignedIn } from '#access';
import { IdentityLinks, IdentityReview, Merging, type ReviewPair } from '#merchants';
import { Returns } from '../returns.js';
import { Allow, Me, SEES_CONTACTS } from '../routes.js';
import { Decided, IdentityPair, IdentityPairs, Unlinked, Unlinking, Verdict } from './pair.shapes.js';

const Id = z.uuid('An id is a UUID.');
const Cursor = z.string().regex(/^[01](\.\d{1,12})?(e-\d+)?~[0-9a-f-]{36}$/, 'Take the cursor from the page before.');
const Listing = z.object({ cursor: Cursor.optional(), limit: z.coerce.number().int().min(1).max(100).default(25) });

@ApiTags('Identity')
@Controller('api')
export class PairsController {
  constructor(
    @Inject(DataSource) private readonly db: DataSource,
    @Inject(IdentityReview) private readonly review: IdentityReview,
    @Inject(IdentityLinks) private readonly links: IdentityLinks,
    @Inject(Merging) private readonly merging: Merging,
  ) {}

  /** Pairs that wait for a person, the likeliest first. */
  @Get('identity/pairs')
  @Allow(...SEES_CONTACTS)
  @Returns(IdentityPairs)
  async list(@Query({ schema: Listing }) { cursor, limit }: z.infer<typeof Listing>): Promise<z.infer<typeof IdentityPairs>> {
    const [score, id] = cursor?.split('~') ?? [];
    const pairs = await this.review.list(this.db, { limit: limit + 1, ...(score && id ? { after: { score: Number(score), id } } : {}) });
    const last = pairs[limit - 1];
    return { pairs: pairs.slice(0, limit).map(onWire), open: await this.review.open(this.db), nextCursor: pairs.length > limit && last ? `${last.score}~${last.id}` : null };
  }

  /** Says whether two storefronts are one merchant's. Joining can be undone for thirty days. */
  @Post('identity/pairs/:id/decision')
  @Allow('admin', 'lead', 'rep')
  @Returns(Decided)
  async decide(@Param('id', { schema: Id }) id: string, @Body({ schema: Verdict }) { winnerId, ...verdict }: z.infer<typeof Verdict>, @Me() me: SignedIn): Promise<z.infer<typeof Decided>> {
    const joined = await this.db.transaction(async (tx) => {
      const before = await this.review.one(tx, id);
      await this.review.decide(tx, { id, ...verdict, by: me.userId, ...(winnerId ? { winnerId } : {}) });
      if (verdict.verdict !== 'link' || before.linked) return null;
      const after = await this.review.one(tx, id);
      return (await this.merging.history(tx, after.one.merchantId))[0]?.id ?? null;
    });
    return { open: await this.review.open(this.db), mergeId: joined };
  }

  /** Gives a storefront a merchant of its own. */
  @Post('storefronts/:id/unlink')
  @Allow('admin', 'lead', 'rep')
  @Returns(Unlinked)
  async unlink(@Param('id', { schema: Id }) storefrontId: string, @Body({ schema: Unlinking }) { why }: z.infer<typeof Unlinking>, @Me() me: SignedIn): Promise<z.infer<typeof Unlinked>> {
    return { merchantId: await this.db.transaction((tx) => this.links.unlink(tx, { storefrontId, by: me.userId, why })) };
  }
}

const onWire = ({ one, other, askedAt, reasons, ...pair }: ReviewPair): z.infer<typeof IdentityPair> => ({ ...pair, reasons: [...reasons], askedAt: new Date(askedAt).toISOString(), one: sideOf(one), other: sideOf(other) });

function sideOf({ profile, ...side }: ReviewPair['one']): z.infer<typeof IdentityPair>['one'] {
  const { businessName = null, address = null, email = null, phone = null, vat = null, registration = null, rating = null, ratingCount = null } = profile;
  return { ...side, shows: { businessName, address, email, phone, vat, registration, rating, ratingCount } };
}
