import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '#access';
import { Contact } from './contact.entity.js';
import { Contacts } from './contacts.js';
import { Fact } from './fact.entity.js';
import { FactsModule } from './facts/facts.module.js';
import { IdentityLink } from './identity-link.entity.js';
import { IdentityLinks } from './identity/identity-links.js';
import { IdentityBlock, IdentityCount, IdentityParty } from './identity/identity-party.entity.js';
import { ListIdentity } from './identity/list-identity.js';
import { SaidBlock, SaidParty } from './identity/said-party.entity.js';
import { IdentityReview } from './identity/identity-review.js';
import { IdentityReviewPair } from './identity/identity-review.entity.js';
import { Merchant, MerchantKey } from './merchant.entity.js';
import { MerchantProfiles } from './merchant-profiles.js';
import { MerchantsWiring } from './merchants.wiring.js';
import { MerchantMerge, MergeRow } from './merging/merge.entity.js';
import { Merging } from './merging/merging.js';
import { Resolution } from './resolution.js';
import { Suppression } from './suppression.entity.js';
import { Suppressions } from './suppressions.js';

@Module({
  imports: [AccessModule, FactsModule, TypeOrmModule.forFeature([Merchant, MerchantKey, IdentityLink, IdentityParty, IdentityBlock, IdentityCount, IdentityReviewPair, SaidParty, SaidBlock, Contact, Fact, Suppression, MerchantMerge, MergeRow])],
  providers: [Resolution, Suppressions, Contacts, MerchantProfiles, Merging, IdentityLinks, IdentityReview, ListIdentity, MerchantsWiring],
  exports: [FactsModule, Resolution, Suppressions, Contacts, MerchantProfiles, Merging, IdentityLinks, IdentityReview, ListIdentity, MerchantsWiring],
})
export class MerchantsModule {}
