import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Thrown at boot with one sentence per wrong setting; a stranger can act on each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const port = z.coerce.number().int().min(0).max(65_535);
const rate = z.coerce.number('A rate is a whole number of requests a minute.').int().min(10).max(1_000_000);
const flag = z.enum(['true', 'false', '1', '0']).transform((value) => value === 'true' || value === '1');
const list = z.string().transform((value) => value.split(',').map((entry) => entry.trim()).filter(Boolean));

/** What each variable must look like, and the sentence a person reads when it does not. */
const environment = z.object({
  DATABASE_URL: z.string({ error: 'DATABASE_URL is missing. Set it to postgres://user:password@host:5432/name, or run `npm start`, which starts its own PostgreSQL.' })
    .regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must start with postgres://, for example postgres://beckon:secret@127.0.0.1:5432/beckon.'),
  QUEUE_URL: z.string().regex(/^rediss?:\/\//, 'QUEUE_URL must start with redis:// or rediss://. Leave it empty to keep the queue in PostgreSQL.').optional(),
  QUEUE_PREFIX: z.string().regex(/^[a-z0-9-]+$/, 'QUEUE_PREFIX may hold lower-case letters, digits and dashes; it keeps installations that share one Redis apart.').default('beckon'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(4600),
  PUBLIC_URL: z.url('PUBLIC_URL must be the address people reach Beckon at, for example https://beckon.northwind.example.').optional(),
  BECKON_HOME: z.string().default('.beckon'),
  BECKON_BROWSER: z.string().optional(),
  BECKON_SECRET: z.string({ error: 'BECKON_SECRET is missing. Set it to at least 32 random characters (`openssl rand -hex 32`); `npm start` makes one in BECKON_HOME/secret.' })
    .min(32, 'BECKON_SECRET is too short: use at least 32 random characters, for example from `openssl rand -hex 32`.'),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'SMTP_URL must start with smtp:// or smtps://, for example smtp://user:password@mail.northwind.example:587.').optional(),
  SINK_SMTP_URL: z.string().regex(/^smtps?:\/\//, 'SINK_SMTP_URL must start with smtp://; it is where mail goes in test mode. Leave it empty to keep test mail in the database only.').optional(),
  INBOUND_SECRET: z.string().min(16, 'INBOUND_SECRET is too short: use at least 16 random characters.').optional(),
  ALERT_MAIL: z.email('ALERT_MAIL must be one address, for example ops@northwind.example.').optional(),
  ALERT_WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'ALERT_WEBHOOK_URL must be an http(s) address; alerts are posted to it as JSON.' }).optional(),
  BECKON_ALLOW_HOSTS: list.default([]),
  DNS_SERVERS: list.refine((servers) => servers.every((one) => isIP(one.replace(/^\[([^\]]+)\](:\d+)?$|^([^:]+):\d+$/, '$1$3')) !== 0), 'DNS_SERVERS must be IP addresses, with a port if it is not 53, for example 127.0.0.1:5353.').default([]),
  BECKON_STOP_SENDING: flag.default(false),
  BECKON_STOP_CRAWLING: flag.default(false),
  SECURE_COOKIES: flag.optional(),
  SESSION_RATE_PER_MINUTE: rate.default(3000),
  KEY_RATE_PER_MINUTE: rate.default(600),
  BECKON_SETUP_TOKEN: z.string().min(16, 'BECKON_SETUP_TOKEN is too short: use at least 16 random characters; first-run set-up asks for it.').optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Everything Beckon reads from its environment, read once. Rooms get slices of it by injection. */
export interface Config {
  readonly database: { readonly url: string };
  readonly queue: { readonly kind: 'postgres' | 'redis'; readonly url: string; readonly prefix: string };
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string; readonly secureCookies: boolean; readonly sessionRatePerMinute: number; readonly keyRatePerMinute: number };
  /** Absolute folder for what Beckon keeps on disk. */
  readonly home: string;
  readonly browser: string | undefined;
  readonly secret: string;
  /** What the first-run set-up page asks for, so that only who started the installation can claim it. Without it that page is closed. */
  readonly setupToken: string | undefined;
  readonly mail: { readonly smtpUrl: string | undefined; readonly sinkUrl: string | undefined; readonly inboundSecret: string | undefined };
  /** Where operators are told of what is wrong with sources. */
  readonly alerts: { readonly mail: string | undefined; readonly webhook: string | undefined };
  /** `host:port` pairs on loopback or private addresses that crawls may reach all the same. */
  readonly allowHosts: readonly string[];
  /** Name servers that are asked which domains take mail; empty: the system's. */
  readonly dnsServers: readonly string[];
  /** Kill switches that hold for the whole process, whatever the database says. */
  readonly stop: { readonly sending: boolean; readonly crawling: boolean };
  readonly logLevel: string;
}

/**
 * Reads the environment once and says every fault at once.
 * @throws ConfigError with one line per wrong or missing variable.
 */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) throw new ConfigError(parsed.error.issues.map((issue) => issue.message.startsWith(String(issue.path[0])) ? issue.message : `${String(issue.path[0])}: ${issue.message}`).join('\n'));
  const e = parsed.data;
  const publicUrl = (e.PUBLIC_URL ?? `http://${e.HOST === '0.0.0.0' ? '127.0.0.1' : e.HOST}:${e.PORT}`).replace(/\/+$/, '');
  return {
    database: { url: e.DATABASE_URL },
    queue: e.QUEUE_URL ? { kind: 'redis', url: e.QUEUE_URL, prefix: e.QUEUE_PREFIX } : { kind: 'postgres', url: e.DATABASE_URL, prefix: e.QUEUE_PREFIX },
    http: { host: e.HOST, port: e.PORT, publicUrl, secureCookies: e.SECURE_COOKIES ?? publicUrl.startsWith('https:'), sessionRatePerMinute: e.SESSION_RATE_PER_MINUTE, keyRatePerMinute: e.KEY_RATE_PER_MINUTE },
    home: resolve(e.BECKON_HOME),
    browser: e.BECKON_BROWSER,
    secret: e.BECKON_SECRET,
    setupToken: e.BECKON_SETUP_TOKEN,
    mail: { smtpUrl: e.SMTP_URL, sinkUrl: e.SINK_SMTP_URL, inboundSecret: e.INBOUND_SECRET },
    alerts: { mail: e.ALERT_MAIL, webhook: e.ALERT_WEBHOOK_URL },
    allowHosts: e.BECKON_ALLOW_HOSTS,
    dnsServers: e.DNS_SERVERS,
    stop: { sending: e.BECKON_STOP_SENDING, crawling: e.BECKON_STOP_CRAWLING },
    logLevel: e.LOG_LEVEL,
  };
}

/** The names and help of every variable, for `.env.example` and `doctor`. */
export const environmentNames = Object.keys(environment.shape);

/** Version of the running code, from package.json. */
export const version = (JSON.parse(readFileSync(join(import.meta.dirname, packageRoot(), 'package.json'), 'utf8')) as { version: string }).version;

/** dist/libs/platform and libs/platform stand at different depths. */
function packageRoot(): string {
  return import.meta.dirname.replaceAll('\\', '/').includes('/dist/libs/') ? '../../..' : '../..';
}
