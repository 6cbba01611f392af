import { Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { LeadsModule } from '#leads';
import { OutreachModule } from '#outreach';
import { TodayController } from '../today/today.controller.js';
import { TodayView } from '../today/today-view.js';
import { DeskController } from './desk.controller.js';
import { LeadViews } from './lead-views.js';
import { LeadsController } from './leads.controller.js';
import { ViewsController } from './views.controller.js';
import { NextActions } from './next-actions.js';
import { Voices } from './voices.js';

/** Leads, what people do about them, and what waits for a person today. */
@Module({ imports: [AccessModule, LeadsModule, OutreachModule], controllers: [LeadsController, ViewsController, DeskController, TodayController], providers: [LeadViews, NextActions, Voices, TodayView] })
export class DeskModule {}
