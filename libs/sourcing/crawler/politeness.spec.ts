import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';
import { AddressGuard } from './address-guard.js';
import { HttpClient } from './http-client.js';
import { Politeness } from './politeness.js';

const GAP_MS = 40;

describe('the distance between two requests', () => {
  let site: Server;
  let host: string;
  let left: number[];
  const stamp = (): void => void left.push(performance.now());
  beforeEach(async () => {
    left = [];
    site = createServer((_request, response) => void setTimeout(() => response.end('yes'), 150));
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
    expect(channel('undici:client:sendHeaders')).toBeDefined();
    subscribe('undici:client:sendHeaders', stamp);
  });
  afterEach(async () => {
    unsubscribe('undici:client:sendHeaders', stamp);
    site.closeAllConnections();
    await new Promise((resolve) => site.close(resolve));
  });
  /** A book that forgets: the distance of one process must hold without it. */
  const noBook = { query: async (text: string) => ({ rows: text.includes('host_pace') ? [] : [{ wait_ms: 0 }] }) } as unknown as pg.Pool;

  it('is kept from when a request really left, however long it took to leave', async () => {
    const politeness = new Politeness(noBook, { minDelayMs: GAP_MS, jitterMs: 0 }, new AbortController().signal);
    const http = new HttpClient(new AddressGuard([host]), 'Test/1', 4);
    // Every third request dawdles between its turn and its departure, by more than the whole distance.
    await Promise.all(Array.from({ length: 12 }, async (_, n) => {
      await politeness.turn(host, true);
      if (n % 3 === 0) await new Promise((resolve) => setTimeout(resolve, GAP_MS * 2));
      await http.get(new URL(`http://${host}/${n}`), { maxBytes: 100, timeoutMs: 5_000 });
    }));
    await http.close();
    expect(left).toHaveLength(12);
    expect(Math.min(...left.slice(1).map((at, n) => at - left[n]!))).toBeGreaterThanOrEqual(GAP_MS - 1);
  });

  it('does not wait for a request that failed before it left', async () => {
    const politeness = new Politeness(noBook, { minDelayMs: GAP_MS, jitterMs: 0 }, new AbortController().signal);
    const http = new HttpClient(new AddressGuard([]), 'Test/1', 4);
    const started = performance.now();
    for (let n = 0; n < 3; n++) {
      await politeness.turn(host, true);
      await expect(http.get(new URL(`http://${host}/`), { maxBytes: 100, timeoutMs: 5_000 })).rejects.toThrow();
    }
    await http.close();
    expect(left).toEqual([]);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('ends with the run, whoever still waits', async () => {
    const stop = new AbortController();
    const politeness = new Politeness(noBook, { minDelayMs: GAP_MS, jitterMs: 0 }, stop.signal);
    await politeness.turn(host, true);
    const next = politeness.turn(host, true);
    stop.abort(new Error('the run ends'));
    await expect(next).rejects.toThrow('the run ends');
  });
});
