import { resolve } from 'node:path';
import { startEmbeddedPostgres } from '#platform';
import { freePortFrom, scriptOf, secretFile, takeHome, wantPort } from './home.js';
import { migrate } from './migrate.command.js';
import { Supervisor } from './supervisor.js';

export interface Installation {
  readonly home: string;
  readonly databaseUrl: string;
  readonly publicUrl: string;
  readonly setupToken: string;
  /** What api and worker run with. */
  readonly env: NodeJS.ProcessEnv;
  readonly supervisor: Supervisor;
  startApps(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Gets everything on this machine ready: secrets, a database (DATABASE_URL, or PostgreSQL of our own: started, or adopted
 * when it runs already) and its migrations. {@link Installation.startApps} then starts api and worker.
 * @param extra settings on top of the environment.
 */
export async function prepareInstallation(home: string, say: (line: string) => void, extra: NodeJS.ProcessEnv = {}, beforeMigrations?: (databaseUrl: string) => Promise<void>): Promise<Installation> {
  const folder = resolve(home);
  const host = process.env.HOST || '127.0.0.1';
  const port = process.env.PORT ? await wantPort(Number(process.env.PORT), host) : await freePortFrom(4600, host);
  const letGo = await takeHome(folder);
  const secret = process.env.BECKON_SECRET || await secretFile(folder, 'secret');
  const setupToken = process.env.BECKON_SETUP_TOKEN || await secretFile(folder, 'setup-token');
  const own = process.env.DATABASE_URL ? undefined : await startEmbeddedPostgres(folder);
  const databaseUrl = process.env.DATABASE_URL || own!.url;
  const supervisor = new Supervisor(folder, say);
  try {
    await beforeMigrations?.(databaseUrl);
    const done = await migrate(databaseUrl);
    if (done.length > 0) say(`database: ${done.length} migration(s) run`);
  } catch (error) {
    await own?.stop();
    await letGo();
    throw error;
  }
  const publicUrl = process.env.PUBLIC_URL || `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env, BECKON_HOME: folder, BECKON_SECRET: secret, BECKON_SETUP_TOKEN: setupToken, DATABASE_URL: databaseUrl,
    HOST: host, PORT: String(port), PUBLIC_URL: publicUrl, ...extra,
  };
  return {
    home: folder, databaseUrl, publicUrl, setupToken, env, supervisor,
    async startApps() {
      await Promise.all([
        supervisor.start({ name: 'api', script: scriptOf('api'), env }),
        supervisor.start({ name: 'worker', script: scriptOf('worker'), env }),
      ]);
    },
    async stop() {
      await supervisor.stop();
      await own?.stop();
      await letGo();
    },
  };
}

/** Resolves at the first SIGINT or SIGTERM. */
export const untilStopped = (): Promise<void> => new Promise((done) => {
  process.once('SIGINT', () => done());
  process.once('SIGTERM', () => done());
});
