import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ChangeSignal } from './change-signal.entity.js';
import { ChangeSignals } from './change-signals.js';
import { ContactBook } from './contact-book.js';
import { CustomField, CustomValue, MerchantTag } from './custom-field.entity.js';
import { CustomFields } from './custom-fields.js';
import { Estimate } from './estimate.entity.js';
import { Estimates } from './estimates.js';
import { FactCorrection, PastFact } from './fact-history.entity.js';
import { Facts } from './facts.js';
import { MailChecks } from './mail-checks.js';
import { MailDns } from './mail-dns.js';
import { PageRecords } from './page-records.js';
import { PeoplesWords } from './peoples-words.js';
import { RankHistory } from './rank-history.js';
import { Tags } from './tags.js';

/** What is known of merchants, and where from. */
@Module({
  imports: [TypeOrmModule.forFeature([PastFact, FactCorrection, ChangeSignal, Estimate, CustomField, CustomValue, MerchantTag])],
  providers: [PageRecords, ContactBook, Facts, MailDns, MailChecks, ChangeSignals, Estimates, RankHistory, CustomFields, Tags, PeoplesWords],
  exports: [PageRecords, ContactBook, Facts, MailChecks, ChangeSignals, Estimates, RankHistory, CustomFields, Tags, PeoplesWords],
})
export class FactsModule {}
