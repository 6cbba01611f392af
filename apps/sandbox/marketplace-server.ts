import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { htmlPage, shell, textPage, type Page } from './html.js';
import type { RequestLog } from './request-log.js';
import type { SandboxState } from './state.js';
import type { MarketplaceId } from './world.js';

const CAPTCHA = shell({
  lang: 'en', title: 'Robot check', page: 'captcha', brand: 'One moment', accent: '#777',
  main: `<main><h1>Robot check</h1><p>Please type the characters you see, so that we know you are not a robot.</p>
<form id="captcha" action="/captcha" method="post"><input name="answer" autocomplete="off" aria-label="Characters"> <button>Continue</button></form></main>`,
});

/** Serves one marketplace: logs each request on arrival, waits the set delay, then answers the page or the fault that is switched on. */
export function serveMarketplace(id: MarketplaceId, pages: (url: URL, day: number) => Page, state: SandboxState, log: RequestLog): Server {
  const answerTo = (url: URL): Page => {
    const fault = state.fault[id];
    if (fault === 'down') return textPage('Service unavailable\n', undefined, 503);
    if (fault === 'captcha' && url.pathname !== '/robots.txt') return htmlPage(CAPTCHA);
    return pages(url, state.day);
  };
  return createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
    const entry = log.arrive(id, request.method ?? 'GET', request.url ?? '/', request.headers['user-agent'] ?? '');
    response.once('close', () => { log.leave(entry, response.headersSent ? response.statusCode : 499); });
    const answer = (): void => {
      let page: Page;
      try {
        page = answerTo(new URL(request.url ?? '/', `http://${id}`));
      } catch {
        page = textPage('Bad request\n', undefined, 400);
      }
      response.writeHead(page.status, { 'content-type': page.type, 'content-length': Buffer.byteLength(page.body), 'cache-control': 'no-store', ...page.headers });
      response.end(request.method === 'HEAD' ? undefined : page.body);
    };
    request.resume();
    if (state.delayMs > 0) setTimeout(answer, state.delayMs);
    else answer();
  });
}

/** Listens and gives the origin; port 0 takes any free one. A taken port fails in a sentence that names the setting. */
export function listen(server: Server, host: string, port: number, setting: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' ? new Error(`Port ${port} is taken by another program. Set ${setting} to a free port, or to 0 for any.`) : error);
    });
    server.listen(port, host, () => { resolve(`http://${host}:${(server.address() as AddressInfo).port}`); });
  });
}
