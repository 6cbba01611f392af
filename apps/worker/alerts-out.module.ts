import { Global, Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { DIGEST_POST } from '#leads';
import { NOTIFIER } from '#sourcing';
import { AlertsOut } from './alerts-out.js';
import { DigestsOut } from './digests-out.js';
import { HouseMail } from './house-mail.js';

/** Binds the ports of rooms that tell our own people something. Global, because those rooms stand above whoever can send. */
@Global()
@Module({ imports: [AccessModule], providers: [HouseMail, AlertsOut, DigestsOut, { provide: NOTIFIER, useExisting: AlertsOut }, { provide: DIGEST_POST, useExisting: DigestsOut }], exports: [NOTIFIER, DIGEST_POST] })
export class AlertsOutModule {}
