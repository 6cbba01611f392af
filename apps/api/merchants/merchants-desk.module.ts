import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { MerchantsModule } from '#merchants';
import { ScoringModule } from '#scoring';
import { CustomFieldsController } from './custom-fields.controller.js';
import { MerchantsController } from './merchants.controller.js';
import { MerchantViews } from './merchant-views.js';

/** Everything people see of a merchant and add to it. */
@Module({
  imports: [AccessModule, MerchantsModule, ScoringModule],
  controllers: [MerchantsController, CustomFieldsController],
  providers: [MerchantViews],
})
export class MerchantsDeskModule {}
