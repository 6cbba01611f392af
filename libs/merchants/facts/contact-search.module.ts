import { Module } from '@nestjs/common';
import { BusinessPagesModule } from '#sourcing';
import { ContactSearch } from './contact-search.js';
import { ContactSearchWiring } from './contact-search.wiring.js';
import { FactsModule } from './facts.module.js';

/** Addresses on merchants' own websites. Apart from the room's module: only who crawls needs a crawler. */
@Module({
  imports: [BusinessPagesModule, FactsModule],
  providers: [ContactSearch, ContactSearchWiring],
  exports: [ContactSearch, ContactSearchWiring, BusinessPagesModule],
})
export class ContactSearchModule {}
