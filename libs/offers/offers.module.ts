import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '#access';
import { LeadsModule } from '#leads';
import { InvitationExpiry } from './expiry.js';
import { InvitationMerging } from './invitation-merging.js';
import { InvitationTokens } from './invitation-tokens.js';
import { Invitation } from './invitation.entity.js';
import { LedgerEntry } from './ledger-entry.entity.js';
import { Offer, OfferVersion } from './offer.entity.js';
import { Offers } from './offers.js';
import { OffersWiring } from './offers.wiring.js';

@Module({
  imports: [TypeOrmModule.forFeature([Offer, OfferVersion, Invitation, LedgerEntry]), AccessModule, LeadsModule],
  providers: [Offers, InvitationTokens, InvitationExpiry, InvitationMerging, OffersWiring],
  exports: [Offers, InvitationExpiry, OffersWiring],
})
export class OffersModule {}
