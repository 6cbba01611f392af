import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, environmentNames, readConfig } from './index.js';

const enough = { DATABASE_URL: 'postgres://beckon@127.0.0.1/beckon', BECKON_SECRET: 'x'.repeat(32) };

describe('the settings', () => {
  it('are all explained in .env.example, and nothing else is', () => {
    const explained = [...readFileSync(join(import.meta.dirname, '../../.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(explained.sort()).toEqual([...environmentNames].sort());
  });

  it('are wrong all at once, each in a sentence that says what to do', () => {
    const wrong = () => readConfig({ QUEUE_URL: 'amqp://rabbit', BECKON_SECRET: 'short', PUBLIC_URL: 'northwind' });
    expect(wrong).toThrow(ConfigError);
    expect(wrong).toThrow(/DATABASE_URL is missing\. Set it to/);
    expect(wrong).toThrow(/QUEUE_URL must start with redis/);
    expect(wrong).toThrow(/BECKON_SECRET is too short: use at least 32/);
    expect(wrong).toThrow(/PUBLIC_URL must be the address/);
  });

  it('treat an empty variable as one that is not set', () => {
    expect(readConfig({ ...enough, QUEUE_URL: '', SMTP_URL: '', PORT: '' })).toMatchObject({ queue: { kind: 'postgres' }, mail: { smtpUrl: undefined }, http: { port: 4600, publicUrl: 'http://127.0.0.1:4600' } });
  });

  it('keep the queue in Redis when QUEUE_URL says so', () => {
    expect(readConfig({ ...enough, QUEUE_URL: 'redis://127.0.0.1:6379/2', QUEUE_PREFIX: 'shop' }).queue).toEqual({ kind: 'redis', url: 'redis://127.0.0.1:6379/2', prefix: 'shop' });
  });
});
