import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Contact } from './contact.entity.js';
import { Contacts } from './contacts.js';
import { Fact } from './fact.entity.js';
import { IdentityLink } from './identity-link.entity.js';
import { Merchant, MerchantKey } from './merchant.entity.js';
import { MerchantProfiles } from './merchant-profiles.js';
import { MerchantsWiring } from './merchants.wiring.js';
import { Resolution } from './resolution.js';
import { Suppression } from './suppression.entity.js';
import { Suppressions } from './suppressions.js';

@Module({
  imports: [TypeOrmModule.forFeature([Merchant, MerchantKey, IdentityLink, Contact, Fact, Suppression])],
  providers: [Resolution, Suppressions, Contacts, MerchantProfiles, MerchantsWiring],
  exports: [Resolution, Suppressions, Contacts, MerchantProfiles, MerchantsWiring],
})
export class MerchantsModule {}
