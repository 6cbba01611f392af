import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SLOW, withFault } from './faults.js';
import { textPage, type Page } from './html.js';
import type { RequestLog } from './request-log.js';
import type { Fault, SandboxState } from './state.js';
import type { MarketplaceId } from './shapes.js';

/** What a marketplace shows at an address, on a day, while a fault is on that changes what its lists hold. */
export type MarketplacePages = (url: URL, day: number, fault: Fault) => Page;

/** Serves one marketplace: logs each request on arrival, waits the set delay, then answers the page or the fault that is switched on. */
export function serveMarketplace(id: MarketplaceId, pages: MarketplacePages, state: SandboxState, log: RequestLog): Server {
  const answerTo = (url: URL): Page => withFault(id, state.fault[id], url, () => pages(url, state.day, state.fault[id]));
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
      if (request.method === 'HEAD') response.end();
      else if (state.fault[id] === 'slow') trickle(response, Buffer.from(page.body as string));
      else response.end(page.body);
    };
    request.resume();
    const delay = state.delayMs + (state.fault[id] === 'slow' ? SLOW.firstByteMs : 0);
    if (delay > 0) setTimeout(answer, delay);
    else answer();
  });
}

/** Sends a body in pieces with pauses, as an overloaded shop does. */
function trickle(response: ServerResponse, body: Buffer): void {
  const size = Math.max(1, Math.ceil(body.length / SLOW.pieces));
  let sent = 0;
  const next = (): void => {
    if (response.destroyed) return;
    const piece = body.subarray(sent, sent + size);
    sent += size;
    if (sent >= body.length) response.end(piece);
    else {
      response.write(piece);
      setTimeout(next, SLOW.pieceMs);
    }
  };
  next();
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
