import { randomBytes } from 'node:crypto';
import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { portOf, type AddressGuard } from './address-guard.js';

/**
 * The only way out for a browser: a proxy on loopback that lets every connection pass the address guard and connects to
 * the very address that was checked. Intercepting requests inside the browser does not see workers, sockets and redirects.
 */
export class GuardedProxy {
  readonly username = 'crawler';
  readonly password = randomBytes(16).toString('hex');
  private readonly server: Server;
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 16 });
  private readonly sockets = new Set<Duplex>();

  constructor(private readonly guard: AddressGuard) {
    this.server = createServer((incoming, outgoing) => void this.forward(incoming, outgoing));
    this.server.on('connect', (incoming, socket) => void this.tunnel(incoming, socket));
    this.server.on('connection', (socket) => this.keep(socket));
    this.server.on('clientError', (_error, socket) => socket.destroy());
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.agent.destroy();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  private admits(incoming: IncomingMessage): boolean {
    return incoming.headers['proxy-authorization'] === `Basic ${Buffer.from(`${this.username}:${this.password}`).toString('base64')}`;
  }

  private async forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    if (!this.admits(incoming)) return void outgoing.writeHead(407, { 'proxy-authenticate': 'Basic realm="crawler"' }).end();
    try {
      const url = this.guard.check(incoming.url ?? '');
      const host = await this.guard.resolve(url.hostname, portOf(url));
      const headers: Record<string, string | string[] | undefined> = { ...incoming.headers, host: url.host };
      delete headers['proxy-authorization'];
      delete headers['proxy-connection'];
      const onward = request({ agent: this.agent, host, port: portOf(url), method: incoming.method, path: url.pathname + url.search, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.on('error', () => outgoing.destroy()).pipe(outgoing);
      });
      onward.on('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
      outgoing.on('close', () => onward.destroy());
      incoming.pipe(onward);
    } catch {
      outgoing.writeHead(403).end();
    }
  }

  private async tunnel(incoming: IncomingMessage, socket: Duplex): Promise<void> {
    this.keep(socket);
    if (!this.admits(incoming)) return void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="crawler"\r\nContent-Length: 0\r\n\r\n');
    try {
      const target = new URL(`https://${incoming.url}`);
      const onward: Socket = connect({ host: await this.guard.resolve(target.hostname, portOf(target)), port: portOf(target) });
      this.keep(onward);
      onward.once('connect', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        socket.pipe(onward).pipe(socket);
      });
      onward.on('close', () => socket.destroy());
      socket.on('close', () => onward.destroy());
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    }
  }

  private keep(socket: Duplex): void {
    this.sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.sockets.delete(socket));
  }
}
