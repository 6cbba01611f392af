import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

/** Secrets and personal addresses that must not reach a log line, wherever they stand in an object. */
const redact = { paths: ['*.password', '*.token', '*.secret', 'req.headers.cookie', 'req.headers.authorization'], censor: '…' };

/** One structured logger per process: JSON lines on stdout, `app` names the process. */
export function createLogger(app: string, level: string): Logger {
  return pino({ level, redact, base: { app, pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** Lets Nest's own messages go through the same logger. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}
  log(message: unknown, ...rest: unknown[]): void { this.logger.debug({ context: rest.at(-1) }, String(message)); }
  error(message: unknown, ...rest: unknown[]): void { this.logger.error({ context: rest.at(-1), stack: rest[0] }, String(message)); }
  warn(message: unknown, ...rest: unknown[]): void { this.logger.warn({ context: rest.at(-1) }, String(message)); }
  debug(message: unknown, ...rest: unknown[]): void { this.logger.trace({ context: rest.at(-1) }, String(message)); }
  verbose(message: unknown, ...rest: unknown[]): void { this.logger.trace({ context: rest.at(-1) }, String(message)); }
}
