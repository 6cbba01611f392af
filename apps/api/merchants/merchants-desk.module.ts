import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { ContactSearchModule, MerchantsModule } from '#merchants';
import { ScoringModule } from '#scoring';
import { ContactSearchController } from './contact-search.controller.js';
import { CustomFieldsController } from './custom-fields.controller.js';
import { MerchantsController } from './merchants.controller.js';
import { MerchantViews } from './merchant-views.js';

/** Everything people see of a merchant and add to it. */
@Module({
  imports: [AccessModule, MerchantsModule, ContactSearchModule, ScoringModule],
  controllers: [ContactSearchController, MerchantsController, CustomFieldsController],
  providers: [MerchantViews],
})
export class MerchantsDeskModule {}
