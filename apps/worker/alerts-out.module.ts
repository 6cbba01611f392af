import { Global, Module } from '@nestjs/common';
import { AccessModule } from '#access';
import { NOTIFIER } from '#sourcing';
import { AlertsOut } from './alerts-out.js';

/** Binds sourcing's port for alerts. Global, because sourcing stands above whoever can send. */
@Global()
@Module({ imports: [AccessModule], providers: [AlertsOut, { provide: NOTIFIER, useExisting: AlertsOut }], exports: [NOTIFIER] })
export class AlertsOutModule {}
