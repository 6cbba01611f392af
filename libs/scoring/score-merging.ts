import { Inject, Injectable } from '@nestjs/common';
import { giveBack, Merging, repoint } from '#merchants';
import type { Tx } from '#platform';
import { ScorePasses } from './score-passes.js';

/** What this room knows of two merchants that were joined: what people did, a standing override, who sells with us. Both are scored anew. */
@Injectable()
export class ScoreMerging {
  constructor(@Inject(Merging) private readonly merging: Merging, @Inject(ScorePasses) private readonly passes: ScorePasses) {}

  /** @returns the pass to ring for, or null when the merge was taken back meanwhile. */
  async follow(tx: Tx, mergeId: string): Promise<string | null> {
    const merge = await this.merging.live(tx, mergeId);
    if (!merge) return null;
    const unless = (condition: string): string => `not exists (select from ${condition} and other.merchant_id = '${merge.winnerId}'::uuid)`;
    await repoint(tx, merge, 'score_engagement');
    await repoint(tx, merge, 'score_override', unless('score_override other where other.ended_at is null and t.ended_at is null'));
    await repoint(tx, merge, 'our_seller', unless('our_seller other where true'), 't.since');
    return this.passes.request(tx, 'two merchants were joined', { merchantIds: [merge.winnerId, merge.loserId] });
  }

  async giveBack(tx: Tx, mergeId: string): Promise<string | null> {
    const merge = await this.merging.undone(tx, mergeId);
    if (!merge) return null;
    await giveBack(tx, merge, 'score_engagement');
    await giveBack(tx, merge, 'score_override');
    await giveBack(tx, merge, 'our_seller', 't.since');
    return this.passes.request(tx, 'a merge was taken back', { merchantIds: [merge.winnerId, merge.loserId] });
  }
}
