import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '#access';
import { ImportDesk } from './import-desk.js';
import { ImportWork } from './import-work.js';
import { ImportsWiring } from './imports.wiring.js';
import { ListImportRow } from './list-import-row.entity.js';
import { ListImport } from './list-import.entity.js';
import { ListSource } from './list-source.entity.js';
import { Lists } from './lists.js';

/** Lists that people bring: needs the queues `import` and `crawl` registered by the process. */
@Module({
  imports: [TypeOrmModule.forFeature([ListSource, ListImport, ListImportRow]), AccessModule],
  providers: [Lists, ImportDesk, ImportWork, ImportsWiring],
  exports: [Lists, ImportDesk, ImportWork, ImportsWiring],
})
export class ImportsModule {}
