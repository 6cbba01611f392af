import { Module } from '@nestjs/common';
import { MerchantsModule } from '#merchants';
import { MergesController } from './merges.controller.js';
import { MergeViews } from './merge-views.js';
import { PairsController } from './pairs.controller.js';

/** Which merchants are one business, as people decide it. */
@Module({ imports: [MerchantsModule], controllers: [MergesController, PairsController], providers: [MergeViews] })
export class IdentityModule {}
