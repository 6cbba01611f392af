import { execFileSync } from 'node:child_process';
import { crawling, type Crawling } from '../../../test/support/crawling.js';
import { browserPath } from '../../../test/support/browser.js';
import { itNeeds } from '../../../test/support/not-run.js';
import { tinyMarketplace, tinyRecipe, type TinyMarketplace } from '../../../test/support/tiny-marketplace.js';
import { Captures, Crawls, Runs } from '../index.js';


/** Renderers of browsers that our own crawlers started. */
function tabs(): number[] {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n')
    .flatMap((line) => { const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []; return pid ? [{ pid: Number(pid), parent: Number(parent), command: command! }] : []; });
  const parents = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: number | undefined): boolean => pid === process.pid || (pid !== undefined && pid > 1 && isOurs(parents.get(pid)));
  return all.filter(({ pid, command }) => command.includes('--type=renderer') && isOurs(pid)).map(({ pid }) => pid);
}

describe('a page that breaks while a browser shows it', () => {
  let shop: TinyMarketplace;
  let crawl: Crawling;
  beforeAll(async () => {
    shop = await tinyMarketplace();
    crawl = await crawling([shop.host], [tinyRecipe(), tinyRecipe({ id: 'drawn', drawn: true })]);
  });
  afterAll(async () => {
    await crawl.close();
    await shop.close();
  });
  beforeEach(async () => {
    shop.reset({ products: 40, perPage: 20, sellers: 5 });
    await crawl.forget();
  });
  /** What is kept of the second page of the list, by kind. */
  const kept = async (runId: string): Promise<Record<string, string>> => {
    const captures = crawl.get(Captures);
    const entries = await Promise.all((await captures.of(runId)).filter(({ url }) => url.includes('page=2')).map(async ({ id, kind }) => [kind, (await captures.content(id))!.body.toString()] as const));
    return Object.fromEntries(entries);
  };

  itNeeds(browserPath !== undefined, 'Chromium')('leaves what stood there and what the browser complained of', async () => {
    shop.answer('/list/top?page=2', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-length': 100_000 });
      response.write(`<!doctype html><html><body><h1>Half a list</h1><script>console.error('the basket is not there'); undefinedFunction();</script>${'<p>some text</p>'.repeat(500)}`);
      setTimeout(() => response.destroy(), 200);
    });
    const run = await crawl.run(await crawl.aSource(`${shop.origin}/list/top`, { recipeId: 'drawn', budget: { concurrency: 1 } }));
    expect(run).toMatchObject({ state: 'ok_with_warnings', counts: { failed: 1 } });
    expect((await crawl.pages(run.id)).find(({ url }) => url.includes('page=2'))).toMatchObject({ state: 'failed', attempts: 3, reason: 'net::ERR_CONTENT_LENGTH_MISMATCH, 3 times' });
    const { html, console: complaints } = await kept(run.id);
    expect(html).toContain('<h1>Half a list</h1>');
    expect(complaints).toContain('the basket is not there');
    expect(complaints).toContain('undefinedFunction is not defined');
  });

  itNeeds(browserPath !== undefined, 'Chromium')('is left out by name when its tab ends three times, and the run goes on past it', async () => {
    shop.answer('/list/top?page=2', (_request, response) => void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><html><body><h1>Too much</h1><script>console.error('soon over'); setInterval(() => undefined, 5);</script></body></html>`));
    const runId = await crawl.get(Runs).request(await crawl.aSource(`${shop.origin}/list/top`, { recipeId: 'drawn', budget: { concurrency: 2 } }), 'tabs end', 'person');
    const supervised = crawl.get(Crawls).supervise(runId);
    const ended = new Set<number>();
    // A tab that takes too much memory is ended by the system just so.
    const ending = setInterval(() => {
      if (shop.requests.some(({ path }) => path === '/list/top?page=2')) for (const pid of tabs()) if (!ended.has(pid)) process.kill(pid, 'SIGKILL') && ended.add(pid);
    }, 1_500);
    expect(await supervised.finally(() => clearInterval(ending))).toBe('ok_with_warnings');
    expect(ended.size).toBeGreaterThanOrEqual(3);
    const pages = await crawl.pages(runId);
    expect(pages.filter(({ state }) => state !== 'done').map(({ url, reason }) => [url, reason])).toEqual([[`${shop.origin}/list/top?page=2`, 'crashed: the tab crashed again and again, so the page is left out']]);
    expect(pages).toHaveLength(2 + 20 + 5);
    expect(shop.requests.filter(({ path }) => path === '/list/top?page=2')).toHaveLength(1);
    expect((await kept(runId)).html).toContain('<h1>Too much</h1>');
  });
});
