import { freshFor, SharedScripts } from './shared-scripts.js';

describe('a script that pages share', () => {
  it.each<[string, Record<string, string>, number, number]>([
    ['/app.js', {}, 200, 1_800_000],
    ['/app.js', { 'cache-control': 'public, max-age=60' }, 200, 60_000],
    ['/app.js', { 'cache-control': 'max-age=60', age: '50' }, 200, 10_000],
    ['/app.js', { 'cache-control': 'max-age=60', age: '90' }, 200, 0],
    ['/app.js', { 'cache-control': 'max-age=0, must-revalidate' }, 200, 0],
    ['/app.js', { 'cache-control': 'no-cache' }, 200, 0],
    ['/app.js', { 'cache-control': 'No-Store' }, 200, 0],
    ['/app.js', { 'cache-control': 'private, max-age=60' }, 200, 0],
    ['/app.js', { 'set-cookie': 'visitor=1' }, 200, 0],
    ['/app.js', { vary: 'Accept-Encoding' }, 200, 1_800_000],
    ['/app.js', { vary: 'Accept-Encoding, Cookie' }, 200, 0],
    ['/app.js', { vary: '*' }, 200, 0],
    ['/app.js', { date: 'Tue, 03 Mar 2026 10:00:00 GMT', expires: 'Tue, 03 Mar 2026 10:05:00 GMT' }, 200, 300_000],
    ['/app.js', { expires: '0' }, 200, 0],
    ['/app.js', {}, 404, 0],
    ['/items.js?callback=show&page=2', {}, 200, 0],
    ['/app.js?v=7', { 'cache-control': 'max-age=60' }, 200, 60_000],
  ])('%s with %j, status %d, holds for %d ms', (path, headers, status, ms) => {
    expect(freshFor(`http://shop.example${path}`, { status, headers })).toBe(ms);
  });

  it('is kept as it came, once, and within bounds', () => {
    const scripts = new SharedScripts();
    const of = (bytes: number) => ({ status: 200, headers: {}, body: Buffer.alloc(bytes) });
    scripts.keep('http://shop.example/a.js', of(10));
    scripts.keep('http://shop.example/a.js', of(20));
    scripts.keep('http://shop.example/huge.js', of(3 * 1024 * 1024));
    expect(scripts.find('http://shop.example/a.js')?.body).toHaveLength(10);
    expect(scripts.find('http://shop.example/huge.js')).toBeUndefined();
    for (let n = 0; n < 20; n++) scripts.keep(`http://shop.example/${n}.js`, of(2 * 1024 * 1024));
    expect(scripts.find('http://shop.example/14.js')).toBeDefined();
    expect(scripts.find('http://shop.example/16.js')).toBeUndefined();
  });
});
