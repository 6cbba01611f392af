import { chooseQueueBackend } from '#platform';
import { testConfig, testDatabase } from '../support/database.js';
import { queueConformance } from './conformance.js';

queueConformance('PostgreSQL', async () => {
  const database = await testDatabase();
  const config = testConfig(database.url);
  chooseQueueBackend(config);
  return { config, env: { DATABASE_URL: database.url, BECKON_SECRET: config.secret }, stop: () => database.close() };
});
