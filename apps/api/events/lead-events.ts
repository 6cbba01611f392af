import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { CONFIG, Listener, LOGGER, type Config } from '#platform';
import { sseViewers } from '../metrics.js';

const HEARTBEAT_MS = 20_000;
/** A stream ends after this long and the browser comes back: so a session that ended stops hearing. Machine time. */
const LONGEST_MS = 15 * 60_000;
/** A viewer that has this many bytes unread is hung up on; it comes back and reads everything anew. */
const MOST_UNREAD = 256 * 1024;

interface Viewer { readonly sessionId: string; readonly response: ServerResponse; readonly since: number }

/**
 * Tells every open board which leads changed. One LISTEN connection a process, whatever the number of viewers; a
 * notification carries ids and versions only, and viewers fetch what they show.
 */
@Injectable()
export class LeadEvents implements BeforeApplicationShutdown {
  private readonly viewers = new Set<Viewer>();
  private readonly listener: Listener;
  private heartbeat: NodeJS.Timeout | undefined;
  private listening = false;

  constructor(@Inject(CONFIG) config: Config, @Inject(LOGGER) log: Logger) {
    this.listener = new Listener(config.database.url, ['beckon_leads'], (_channel, payload) => this.tell(payload), () => this.resync('gap'), log);
  }

  async start(): Promise<void> {
    this.listening = true;
    await this.listener.start();
    this.heartbeat = setInterval(() => this.beat(), HEARTBEAT_MS);
    this.heartbeat.unref();
  }

  /** Streams to one viewer until it leaves. The first event is `ready`: what was read before it may be stale. */
  watch(sessionId: string, response: ServerResponse): void {
    const viewer: Viewer = { sessionId, response, since: Date.now() };
    this.viewers.add(viewer);
    sseViewers.set(this.viewers.size);
    response.on('close', () => { this.viewers.delete(viewer); sseViewers.set(this.viewers.size); });
    response.write('retry: 2000\n\nevent: ready\ndata: {}\n\n');
  }

  /** Ends the streams of a session that signed out. */
  hangUp(sessionId: string): void {
    for (const viewer of this.viewers) if (viewer.sessionId === sessionId) viewer.response.end();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.heartbeat);
    for (const viewer of this.viewers) viewer.response.end();
    if (this.listening) await this.listener.stop();
  }

  private tell(payload: string): void {
    const news = parse(payload);
    if (news) this.broadcast(`event: lead\ndata: ${JSON.stringify({ leads: news })}\n\n`);
    else this.resync('many');
  }

  private resync(why: 'gap' | 'many'): void {
    this.broadcast(`event: resync\ndata: {"why":"${why}"}\n\n`);
  }

  private beat(): void {
    const now = Date.now();
    for (const viewer of this.viewers) {
      if (now - viewer.since > LONGEST_MS) viewer.response.end();
      else this.send(viewer, ': still here\n\n');
    }
  }

  private broadcast(text: string): void {
    for (const viewer of this.viewers) this.send(viewer, text);
  }

  private send(viewer: Viewer, text: string): void {
    if (viewer.response.writableLength > MOST_UNREAD) viewer.response.destroy();
    else viewer.response.write(text);
  }
}

/** The leads a notification names; null when it names none and everything may have changed. */
function parse(payload: string): unknown[] | null {
  try {
    const { leads } = JSON.parse(payload) as { leads?: unknown[] };
    return Array.isArray(leads) ? leads : null;
  } catch {
    return null;
  }
}
