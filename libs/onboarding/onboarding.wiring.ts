import { Inject, Injectable } from '@nestjs/common';
import { giveBack, MerchantMergeUndone, MerchantsMerged, Merging, repoint } from '#merchants';
import { Listeners } from '#platform';

/** What this room listens to; only the worker wires it. */
@Injectable()
export class OnboardingWiring {
  constructor(@Inject(Listeners) private readonly listeners: Listeners, @Inject(Merging) private readonly merging: Merging) {}

  wire(): void {
    this.listeners.on(MerchantsMerged, 'onboarding', async (tx, { mergeId }) => {
      const merge = await this.merging.live(tx, mergeId);
      if (merge) await repoint(tx, merge, 'acceptance');
    });
    this.listeners.on(MerchantMergeUndone, 'onboarding', async (tx, { mergeId }) => {
      const merge = await this.merging.undone(tx, mergeId);
      if (merge) await giveBack(tx, merge, 'acceptance');
    });
  }
}
