import { testConfig } from '../support/database.js';
import { redisPath, startRedis } from '../support/redis.js';
import { queueConformance } from './conformance.js';

queueConformance('redis-server', async () => {
  const redis = await startRedis();
  const databaseUrl = process.env.BECKON_TEST_DATABASE!;
  const config = testConfig(databaseUrl, { QUEUE_URL: redis.url });
  return { config, env: { DATABASE_URL: databaseUrl, QUEUE_URL: redis.url, BECKON_SECRET: config.secret }, stop: () => redis.stop() };
}, redisPath !== undefined);
