import { Module } from '@nestjs/common';
import { LeadsModule } from '#leads';
import { OutreachModule } from '#outreach';
import { LeadViews } from '../leads/lead-views.js';
import { NextActions } from '../leads/next-actions.js';
import { Voices } from '../leads/voices.js';
import { ReviewSettingsController } from './review-settings.controller.js';
import { ReviewViews } from './review-views.js';
import { ReviewController } from './review.controller.js';

@Module({ imports: [LeadsModule, OutreachModule], controllers: [ReviewController, ReviewSettingsController], providers: [LeadViews, NextActions, Voices, ReviewViews] })
export class ReviewDeskModule {}
