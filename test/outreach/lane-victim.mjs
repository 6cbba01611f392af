// Drains one mailbox in a process of its own, to be killed in the middle of it. Environment as the worker's; argv: mailbox id.
import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { MailboxLane, OutreachModule } from '../../dist/libs/outreach/index.js';
import { chooseQueueBackend, createLogger, InstanceLease, PlatformModule, readConfig } from '../../dist/libs/platform/index.js';

const config = readConfig();
chooseQueueBackend(config);
class Victim {}
Module({ imports: [PlatformModule.forProcess(config, createLogger('victim', 'fatal'), []), OutreachModule] })(Victim);
const app = await NestFactory.createApplicationContext(Victim, { logger: false });
await app.get(InstanceLease, { strict: false }).start();
await app.get(MailboxLane, { strict: false }).drain(process.argv[2]);
await app.close();
