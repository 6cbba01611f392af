import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Readable, Transform } from 'node:stream';
import { Agent, buildConnector, request } from 'undici';
import { type AddressGuard } from './address-guard.js';
import { PageHopeless } from './stop-run.js';

export interface HttpAnswer {
  readonly status: number;
  /** Lower-case names; of repeated ones the first. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Buffer;
  /** The body was longer than the limit and is cut (only with `cut`). */
  readonly truncated: boolean;
}

export interface GetOptions {
  /** Most bytes, decompressed. */
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** true: a longer body is cut; otherwise it is an error. */
  readonly cut?: boolean;
  readonly signal?: AbortSignal | undefined;
  /** Lower-case names; they outweigh our own but for the user agent. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Plain HTTP with kept connections, one request a call, no redirects; every connection passes the guard. */
export class HttpClient {
  private readonly agent: Agent;

  constructor(guard: AddressGuard, private readonly userAgent: string, connections: number) {
    const connectTo = buildConnector({ timeout: 15_000, keepAlive: true });
    this.agent = new Agent({
      connections, pipelining: 1, keepAliveTimeout: 20_000, headersTimeout: 45_000, bodyTimeout: 45_000,
      connect: (options, callback) => {
        const port = Number(options.port || (options.protocol === 'https:' ? 443 : 80));
        guard.resolve(options.hostname, port).then(
          (address) => connectTo({ ...options, hostname: address, ...(options.protocol === 'https:' ? { servername: options.servername || options.hostname } : {}) }, callback),
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), null),
        );
      },
    });
  }

  /** @throws PageHopeless when the body is too large or the guard refuses; any other error may be tried again. */
  async get(url: URL, options: GetOptions): Promise<HttpAnswer> {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = options.signal ? AbortSignal.any([timeout, options.signal]) : timeout;
    const { statusCode, headers, body } = await request(url, {
      dispatcher: this.agent, method: 'GET', signal,
      headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8', 'accept-language': '*', ...options.headers, 'user-agent': this.userAgent, 'accept-encoding': 'gzip, br, deflate' },
    });
    const named: Record<string, string> = {};
    for (const [name, value] of Object.entries(headers)) {
      const first = Array.isArray(value) ? value[0] : value;
      if (first !== undefined) named[name.toLowerCase()] = first;
    }
    const read = await readAll(body, named['content-encoding'], options);
    return { status: statusCode, headers: named, ...read };
  }

  async close(): Promise<void> {
    await this.agent.destroy();
  }
}

/** Counts bytes after decompression, so that a small bomb stops where a large page does. */
async function readAll(raw: Readable, encoding: string | undefined, options: GetOptions): Promise<{ body: Buffer; truncated: boolean }> {
  const decoder = decoderFor(encoding);
  const stream: Readable = decoder ? raw.pipe(decoder) : raw;
  if (decoder) raw.on('error', (error) => decoder.destroy(error));
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > options.maxBytes) {
        if (!options.cut) throw new PageHopeless(`the page is larger than ${options.maxBytes} bytes`);
        chunks.push(chunk.subarray(0, chunk.length - (size - options.maxBytes)));
        return { body: Buffer.concat(chunks), truncated: true };
      }
      chunks.push(chunk);
    }
    return { body: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), truncated: false };
  } finally {
    if (!raw.readableEnded) raw.on('error', () => undefined).destroy();
  }
}

function decoderFor(encoding: string | undefined): Transform | undefined {
  switch (encoding?.trim().toLowerCase()) {
    case 'gzip': case 'x-gzip': return createGunzip();
    case 'br': return createBrotliDecompress();
    case 'deflate': return createInflate();
    case undefined: case '': case 'identity': return undefined;
    default: throw new PageHopeless(`the page is packed in a way that was not asked for: ${encoding}`);
  }
}
