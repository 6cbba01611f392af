import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Module, type DynamicModule } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { Logger } from 'pino';
import { AccessModule } from '#access';
import { deskQueue, LeadsModule } from '#leads';
import { inboundQueue, OutreachModule } from '#outreach';
import { PlatformModule, relayQueue, type Config } from '#platform';
import { scoreQueue } from '#scoring';
import { importQueue } from '#sourcing';
import { ContactMaskInterceptor } from './access/contact-mask.interceptor.js';
import { OnceInterceptor } from './access/once.interceptor.js';
import { RateGuard } from './access/rate.guard.js';
import { RecordInterceptor } from './access/record.interceptor.js';
import { AccountModule } from './account/account.module.js';
import { BulkDeskModule } from './bulk/bulk-desk.module.js';
import { EventsModule } from './events/events.module.js';
import { FatesModule } from './fates/fates.module.js';
import { HealthController } from './health/health.controller.js';
import { IdentityModule } from './identity/identity.module.js';
import { ImportsDeskModule } from './imports/imports-desk.module.js';
import { InboundModule } from './inbound/inbound.module.js';
import { ProgramsModule } from './keys/programs.module.js';
import { LeadImportsDeskModule } from './lead-imports/lead-imports-desk.module.js';
import { LeadExportController } from './leads/lead-export.controller.js';
import { DeskModule } from './leads/desk.module.js';
import { MerchantsDeskModule } from './merchants/merchants-desk.module.js';
import { PeopleModule } from './people/people.module.js';
import { PublicModule } from './public/public.module.js';
import { ReviewDeskModule } from './review/review-desk.module.js';
import { SameOriginGuard } from './same-origin.guard.js';
import { ScoringDeskModule } from './scoring/scoring-desk.module.js';
import { OidcClient } from './session/oidc-client.js';
import { OidcController } from './session/oidc.controller.js';
import { SessionController } from './session/session.controller.js';
import { SessionGuard } from './session.guard.js';
import { SetupController } from './setup/setup.controller.js';
import { BOARD_FOLDER, BoardSiteController } from './site/board-site.controller.js';
import { SourcingDeskModule } from './sources/sourcing-desk.module.js';
import { WorkspaceController } from './workspace/workspace.controller.js';

/** The queues whose bells this process rings. */
export const API_QUEUES = [relayQueue, inboundQueue, importQueue, deskQueue, scoreQueue] as const;

/** The HTTP edge. Order matters twice: where a request comes from is checked before who sent it, and the board's catch-all route is last. */
@Module({})
export class ApiModule {
  static forProcess(config: Config, log: Logger): DynamicModule {
    return {
      module: ApiModule,
      imports: [PlatformModule.forProcess(config, log, API_QUEUES, 10_000), AccessModule, LeadsModule, OutreachModule, DeskModule, SourcingDeskModule, ReviewDeskModule, ScoringDeskModule, MerchantsDeskModule, IdentityModule, PublicModule, InboundModule, ImportsDeskModule, EventsModule, PeopleModule, AccountModule, ProgramsModule, FatesModule, BulkDeskModule, LeadImportsDeskModule],
      controllers: [HealthController, SetupController, SessionController, OidcController, WorkspaceController, LeadExportController, BoardSiteController],
      providers: [
        OidcClient,
        { provide: BOARD_FOLDER, useValue: boardFolder() },
        { provide: APP_GUARD, useClass: SameOriginGuard },
        { provide: APP_GUARD, useClass: SessionGuard },
        { provide: APP_GUARD, useClass: RateGuard },
        OnceInterceptor, RecordInterceptor, ContactMaskInterceptor,
      ],
    };
  }
}

/** dist/board, found from dist/apps/api as well as from apps/api. */
function boardFolder(): string {
  const beside = join(import.meta.dirname, '../../board');
  return existsSync(beside) && !beside.endsWith('apps/board') ? beside : join(process.cwd(), 'dist/board');
}
