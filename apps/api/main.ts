import { ConfigError, createLogger, readConfig } from '#platform';
import { startApi } from './boot.js';

const log = createLogger('api', process.env.LOG_LEVEL ?? 'info');

try {
  const config = readConfig();
  const app = await startApi(config, log);
  log.info({ url: await app.getUrl(), publicUrl: config.http.publicUrl, ready: true }, 'api is ready');
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      // Supervisors wait ten seconds; what still hangs then is cut off here, where it can be logged.
      setTimeout(() => { log.error('did not stop in time'); process.exit(1); }, 8_000).unref();
      app.close().then(() => { log.info('api stopped'); process.exit(0); }, (error: unknown) => { log.error({ err: error }, 'could not stop cleanly'); process.exit(1); });
    });
  }
} catch (error) {
  if (error instanceof ConfigError) log.fatal(error.message);
  else log.fatal({ err: error }, error instanceof Error ? error.message : 'api could not start');
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 1000).unref();
}
