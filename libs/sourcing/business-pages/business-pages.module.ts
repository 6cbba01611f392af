import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { CONFIG, type Config } from '#platform';
import { BlobFolder, BLOBS } from '../captures/blobs.js';
import { Lists } from '../imports/lists.js';
import { SourcingModule } from '../sourcing.module.js';
import { BusinessPages } from './business-pages.js';

/** Merchants' own websites. */
@Module({
  imports: [SourcingModule, AccessModule],
  providers: [{ provide: BLOBS, inject: [CONFIG], useFactory: (config: Pick<Config, 'home'>) => new BlobFolder(join(config.home, 'blobs')) }, Lists, BusinessPages],
  exports: [BusinessPages],
})
export class BusinessPagesModule {}
