import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '#access';
import { LeadsModule } from '#leads';
import { MerchantsModule } from '#merchants';
import { OffersModule } from '#offers';
import { ScoringModule } from '#scoring';
import { Balance } from './balance.js';
import { Bounces } from './bounces.js';
import { Campaign } from './campaign.entity.js';
import { Campaigns } from './campaigns.js';
import { Enroller } from './enroller.js';
import { Conversation, Enrollment } from './enrollment.entity.js';
import { Enrollments } from './enrollments.js';
import { InboundEffects } from './inbound-effects.js';
import { InboundMail } from './inbound-mail.entity.js';
import { InboundMails } from './inbound-mails.js';
import { LetterWriter } from './letter-writer.js';
import { MailFates } from './mail-fates.js';
import { Mailbox } from './mailbox.entity.js';
import { MailboxLane } from './mailbox-lane.js';
import { MessageClaims } from './message-claims.js';
import { Message, MessageEvent } from './message.entity.js';
import { Outreach } from './outreach.js';
import { OutreachMerging } from './outreach-merging.js';
import { OutreachWiring } from './outreach.wiring.js';
import { PostOffice } from './post-office.js';
import { SendOutcomes } from './send-outcomes.js';
import { SentMail } from './sent-mail.js';
import { Sequence, SequenceVersion, Step } from './sequence.entity.js';
import { UnsettledMails } from './unsettled-mails.js';
import { UnsubscribeTokens } from './unsubscribe-tokens.js';
import { Unsubscribes } from './unsubscribes.js';

const doors = [Balance, Campaigns, Enrollments, InboundMails, MailboxLane, MailFates, Outreach, OutreachWiring, SentMail, UnsettledMails, Unsubscribes, UnsubscribeTokens];

@Module({
  imports: [
    TypeOrmModule.forFeature([Mailbox, Sequence, SequenceVersion, Step, Campaign, Conversation, Enrollment, Message, MessageEvent, InboundMail]),
    AccessModule, MerchantsModule, ScoringModule, LeadsModule, OffersModule,
  ],
  providers: [...doors, Bounces, Enroller, InboundEffects, LetterWriter, MessageClaims, OutreachMerging, PostOffice, SendOutcomes],
  exports: doors,
})
export class OutreachModule {}
