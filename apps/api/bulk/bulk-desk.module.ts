import { Module } from '@nestjs/common';
import { LeadsModule } from '#leads';
import { BulkViews } from './bulk-views.js';
import { BulkController } from './bulk.controller.js';

/** Needs the queue `desk` registered by the process; the sweep finds what its bell misses. */
@Module({ imports: [LeadsModule], controllers: [BulkController], providers: [BulkViews] })
export class BulkDeskModule {}
