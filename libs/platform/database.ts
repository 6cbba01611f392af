import pg from 'pg';
import type { DataSource, EntityManager, MigrationInterface } from 'typeorm';
import type { Logger } from 'pino';

/** A transaction: everything done through it commits or vanishes together. */
export type Tx = EntityManager;

// Counts and sums of bigint come back as numbers: none of ours nears 2^53. Decimals (numeric) stay strings.
pg.types.setTypeParser(20, Number);

/**
 * Runs one hand-written statement and returns its rows, whatever its verb.
 * TypeORM hands UPDATE and DELETE back as `[rows, count]` and everything else as rows; callers want rows.
 */
export async function sql<Row = Record<string, unknown>>(on: Tx | DataSource, text: string, params: unknown[] = []): Promise<Row[]> {
  const result: unknown = await on.query(text, params);
  if (Array.isArray(result) && result.length === 2 && Array.isArray(result[0]) && typeof result[1] === 'number') return result[0] as Row[];
  return result as Row[];
}

/** Says which migrations the database lacks. Empty when it is up to date. */
export async function pendingMigrations(db: DataSource, known: ReadonlyArray<new () => MigrationInterface>): Promise<string[]> {
  const [{ present } = { present: false }] = await sql<{ present: boolean }>(db, `select to_regclass('public.migrations') is not null as present`);
  const done = present ? new Set((await sql<{ name: string }>(db, `select name from migrations`)).map((row) => row.name)) : new Set<string>();
  return known.map((Migration) => Migration.name).filter((name) => !done.has(name));
}

/**
 * Refuses to go on with a schema that this code does not know.
 * @throws Error with the sentence that says which command mends it.
 */
export async function assertMigrated(db: DataSource, known: ReadonlyArray<new () => MigrationInterface>): Promise<void> {
  const pending = await pendingMigrations(db, known);
  if (pending.length > 0) throw new Error(`The database lacks ${pending.length} migration(s): ${pending.join(', ')}. Run \`npx beckon migrate\` first; nothing was started.`);
}

/** A listener hears nothing for hours and never writes: a connection that a firewall dropped would stay silent for ever. Machine time. */
const PING_MS = 10_000;

/**
 * One LISTEN connection that comes back by itself. `onGap` runs after every (re)connection, because notifications
 * sent while nobody listened are lost and the caller has to look at the tables once.
 */
export class Listener {
  private client: pg.Client | undefined;
  private closed = false;
  private timer: NodeJS.Timeout | undefined;
  private pings: NodeJS.Timeout | undefined;

  constructor(
    private readonly url: string,
    private readonly channels: readonly string[],
    private readonly onMessage: (channel: string, payload: string) => void,
    private readonly onGap: () => void,
    private readonly log: Logger,
  ) {}

  async start(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url, keepAlive: true, query_timeout: PING_MS, application_name: 'beckon-listen' });
    client.on('notification', (note) => this.onMessage(note.channel, note.payload ?? ''));
    client.on('error', (error) => this.again(client, error));
    client.on('end', () => this.again(client, undefined));
    this.client = client;
    try {
      await client.connect();
      for (const channel of this.channels) await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      this.pings = setInterval(() => { client.query('select').catch((error: unknown) => this.again(client, error)); }, PING_MS);
      this.pings.unref();
      this.onGap();
    } catch (error) {
      this.again(client, error);
    }
  }

  async stop(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    clearInterval(this.pings);
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  private again(client: pg.Client, error: unknown): void {
    if (this.closed || this.client !== client) return;
    this.client = undefined;
    clearInterval(this.pings);
    client.removeAllListeners('end');
    client.on('error', () => undefined);
    void client.end().catch(() => undefined);
    this.log.warn({ err: error }, 'lost the LISTEN connection; connecting again');
    this.timer = setTimeout(() => void this.start(), 500);
  }
}
